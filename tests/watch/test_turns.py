"""Names before a colon, tags within a sentence and titles, by both analysers."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from tests.watch.documents import a_document

from exeunt.app.analysers import analyser
from exeunt.model.signals import StatementKind
from exeunt.watch.reading import read
from exeunt.watch.title_case import in_title_case, lowered


def _told(text: str, *, rules_only: bool) -> list[tuple[str, str]]:
    chosen = analyser(rules_only=rules_only)
    reading = read(
        a_document(text), country="UA", zone=ZoneInfo("Europe/Kyiv"), analyser=chosen
    )
    return [(s.speaker, text[s.start : s.end]) for s in reading.statements]


@pytest.fixture(name="rules_only", params=[False, True], ids=["model", "rules"])
def _rules_only(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


TRANSCRIPT = """The interview follows.

"LOWE: How long will the ferry run? The strike begins on Monday.

"OKORO: Until the weekend. After that nobody knows.

"(LAUGHTER)

"LOWE: Thank you for coming.
"""


def test_the_turns_of_a_transcript_are_statements(rules_only: bool) -> None:
    assert _told(TRANSCRIPT, rules_only=rules_only) == [
        ("LOWE", "How long will the ferry run? The strike begins on Monday."),
        ("OKORO", "Until the weekend. After that nobody knows."),
        ("LOWE", "Thank you for coming."),
    ]


def test_a_turn_goes_on_in_a_paragraph_that_opens_with_a_mark(rules_only: bool) -> None:
    text = TRANSCRIPT.replace("(LAUGHTER)", "We have asked the army for boats.")
    told = _told(text, rules_only=rules_only)
    assert told[1][1].endswith("boats.")


def test_the_fields_of_a_form_are_no_speakers(rules_only: bool) -> None:
    form = "LOCATION: The port of Lyle.\n\nEVENT: Strike of the crews.\n\n" * 2
    assert _told(form, rules_only=rules_only) == []


def test_a_title_names_its_source_before_a_colon(rules_only: bool) -> None:
    text = (
        "Okoro: The ferry will stop on Monday.\n\nThe minister, Ada Okoro, was in town."
    )
    assert _told(text, rules_only=rules_only)[:1] == [
        ("Okoro", "The ferry will stop on Monday.")
    ]
    assert _told("Ferry: The last one is gone.", rules_only=rules_only) == []


@pytest.mark.parametrize(
    ("sentence", "speaker", "content"),
    [
        (
            "The ferry, Ms. Okoro said, would run until the weekend.",
            "Ms. Okoro",
            "The ferry, Ms. Okoro said, would run until the weekend",
        ),
        (
            "The poll shows Ms. Okoro ahead by three points.",
            "The poll",
            "Ms. Okoro ahead by three points",
        ),
        (
            'The boats are late, Okoro said. "They will come on Monday."',
            "Okoro",
            'The boats are late, Okoro said. "They will come on Monday."',
        ),
    ],
)
def test_what_is_said_on_both_sides_of_a_tag_is_one(
    sentence: str, speaker: str, content: str, rules_only: bool
) -> None:
    assert _told(sentence, rules_only=rules_only) == [(speaker, content)]


def test_what_is_expected_has_no_speaker(rules_only: bool) -> None:
    text = "The talks are expected to fail before Friday."
    chosen = analyser(rules_only=rules_only)
    document = a_document(text)
    zone = ZoneInfo("Europe/Kyiv")
    found = read(document, country="UA", zone=zone, analyser=chosen).statements
    wanted = [] if rules_only else [("", StatementKind.BELIEF)]
    assert [(s.speaker, s.kind) for s in found if not s.speaker] == wanted


def test_a_title_is_put_in_the_letters_of_the_text() -> None:
    title = "Minister Warns That Crews In Lyle Will Strike"
    body = "The crews of the ferries in Lyle said that they will strike."
    assert in_title_case(title)
    assert not in_title_case(body)
    small, same = lowered([title, body])
    assert small == "Minister warns that crews in Lyle will strike"
    assert same == body
