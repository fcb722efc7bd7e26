"""What every analyser does, with a model or without."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.documents import a_document

from exeunt.app.analysers import analyser
from exeunt.model.signals import Reading, Realis, SpeakerClass, Statement
from exeunt.watch.claims import Analyser
from exeunt.watch.reading import read


ALL = [False, True]
pytestmark = pytest.mark.parametrize("rules_only", ALL, ids=["model", "rules"])
PIECES = st.sampled_from(
    [
        "The minister",
        "Mr. Price",
        "officials",
        "she",
        "he",
        "they",
        "it",
        "the embassy",
        "said",
        "told",
        "denied",
        "\ncontinued",
        "according to",
        "adding",
        "warned",
        "believes",
        "is said to",
        "the claim that",
        "that",
        "not",
        "will\nleave",
        "reporters",
        "in a statement",
        '"',
        "'",
        "“",
        "”",
        "‘",
        "’",
        "«",
        "(",
        ")",
        ",",
        ".",
        "?",
        "!",
        ";",
        "—",
        "…",
        "\x00",
        "\u202e",
        "\u2066",
        "�",
        "\n\u2028",
        "\n\n",
        "\n",
        "\t",
        "who",
        "which",
        "as",
        "to",
        "by",
        "and",
        "but",
        "😀",
        "Biden",
        "on Monday",
    ]
)


def _read(text: str, chosen: Analyser) -> Reading:
    return read(
        a_document(text), country="UA", zone=ZoneInfo("Europe/Kyiv"), analyser=chosen
    )


def _statements(text: str, rules_only: bool) -> tuple[Statement, ...]:
    return _read(text, analyser(rules_only=rules_only)).statements


def _contents(text: str, rules_only: bool) -> list[tuple[str, str]]:
    return [
        (s.speaker, text[s.start : s.end].strip(' ,.“”"'))
        for s in _statements(text, rules_only)
    ]


@settings(max_examples=20, deadline=None)
@given(text=st.lists(PIECES, max_size=60).map(" ".join))
def test_no_text_raises_and_every_span_is_within(text: str, rules_only: bool) -> None:
    whole = "The embassy said that it is to be in the city. " + text
    for said in _statements(whole, rules_only):
        assert 0 <= said.start < said.end <= len(whole)
        assert said.cue in whole
        assert said.evidence.sentence in whole


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "“The bridge is gone and we will not rebuild it,” said Mayor Ada Lunt.",
            "Mayor Ada Lunt",
            "The bridge is gone and we will not rebuild it",
        ),
        (
            "Mayor Ada Lunt told reporters that the bridge would not be rebuilt.",
            "Mayor Ada Lunt",
            "that the bridge would not be rebuilt",
        ),
        (
            "The notice says, “Citizens should leave the city by the north road.”",
            "The notice",
            "Citizens should leave the city by the north road",
        ),
        (
            "According to a memo from the port, the bridge was mined on Monday.",
            "a memo from the port",
            "the bridge was mined on Monday",
        ),
    ],
)
def test_plain_ways_to_say_who_said_what(
    text: str, speaker: str, content: str, rules_only: bool
) -> None:
    assert (speaker, content) in _contents(text, rules_only)


def test_a_split_quotation_is_one_statement(rules_only: bool) -> None:
    text = "“If the road is shut,” said Mayor Ada Lunt, “nobody will reach us here.”"
    ((speaker, content),) = _contents(text, rules_only)
    assert speaker == "Mayor Ada Lunt"
    assert content.startswith("If the road")
    assert content.endswith("reach us here")


def test_a_quotation_of_two_paragraphs_is_one_statement(rules_only: bool) -> None:
    text = (
        "“The road is shut, and it will stay so until the rains are over.\n\n"
        "“Nobody will reach us before that day,” Mayor Ada Lunt said."
    )
    ((speaker, content),) = _contents(text, rules_only)
    assert speaker == "Mayor Ada Lunt"
    assert content.startswith("The road is shut")


def test_a_pronoun_stands_for_the_last_who_agrees(rules_only: bool) -> None:
    text = (
        "Mayor Ada Lunt met General Peter Stone. "
        "“The bridge will be open by noon,” he said. “I am glad of it,” she said."
    )
    speakers = [s.speaker for s in _statements(text, rules_only)]
    assert "Stone" in speakers[0]
    assert "Lunt" in speakers[-1]


def test_refusing_to_comment_says_nothing(rules_only: bool) -> None:
    text = "Mayor Ada Lunt declined to comment. The general refused to answer."
    assert _contents(text, rules_only) == []


def test_a_denial_is_told_from_a_report(rules_only: bool) -> None:
    text = "Mayor Ada Lunt denied that the bridge was mined."
    (said,) = _statements(text, rules_only)
    assert said.realis is Realis.DENIED


def test_both_levels_of_what_is_told_of_others_are_found(rules_only: bool) -> None:
    text = "The ministry said General Peter Stone warned that the bridge may fall."
    speakers = {s.speaker for s in _statements(text, rules_only)}
    assert speakers == {"The ministry", "General Peter Stone"}


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Foreign Minister Ada Lunt", SpeakerClass.OFFICIAL_NAMED),
        ("The State Department", SpeakerClass.OFFICIAL_NAMED),
        ("A senior official", SpeakerClass.OFFICIAL_UNNAMED),
        ("A leaked memo", SpeakerClass.LEAKED_DOCUMENT),
        ("The report", SpeakerClass.DOCUMENT),
        ("The New York Times", SpeakerClass.MEDIA),
        ("Two sources", SpeakerClass.UNNAMED),
        ("Rosa Klein", SpeakerClass.PRIVATE),
    ],
)
def test_a_source_has_its_class(
    speaker: str, kind: SpeakerClass, rules_only: bool
) -> None:
    text = f"{speaker} said that the bridge would be shut on Monday."
    (said,) = _statements(text, rules_only)
    assert said.source_class is kind


def test_the_day_of_saying_is_kept_apart_from_what_is_said(rules_only: bool) -> None:
    text = (
        "“The bridge will be shut for good,” Mayor Ada Lunt told reporters Wednesday."
    )
    (said,) = _statements(text, rules_only)
    assert said.said_on == "2021-12-29"


def test_a_reading_says_who_analysed_it(rules_only: bool) -> None:
    name = _read("The mayor said so.", analyser(rules_only=rules_only)).analyser
    assert (name == "rules") is rules_only
