"""
Times in newswire of our own, scored as TempEval-3 scores them.

The stories were written and labelled before the rules. Those kept back were scored once,
when the rules were done; their floors are that score, rounded down.
"""

from __future__ import annotations

import json

import pytest
from tests.watch.documents import a_document, reading_of
from tests.watch.newswire import Labelled, Story, score, stories

from exeunt.formats.reading_json import reading_body
from exeunt.model.signals import TimeType


def _found(story: Story) -> list[Labelled]:
    reading = reading_of(story.text, published=story.published, country="US")
    return [Labelled(t.start, t.end, t.value) for t in reading.times]


@pytest.mark.parametrize(
    ("kept_back", "relaxed", "strict", "value"),
    [(False, 99, 94, 97), (True, 96, 87, 88)],
    ids=["used to find faults", "kept back"],
)
def test_times_in_newswire_are_found_and_valued(
    kept_back: bool, relaxed: float, strict: float, value: float
) -> None:
    reached = score((_found(s), s.times) for s in stories(kept_back=kept_back))
    assert reached.relaxed >= relaxed
    assert reached.strict >= strict
    assert reached.value >= value


def test_there_are_enough_labels_to_say_something() -> None:
    seen = list(stories(kept_back=False))
    kept = list(stories(kept_back=True))
    assert len(seen) + len(kept) >= 30
    assert len(kept) >= 8
    assert sum(len(s.times) for s in [*seen, *kept]) >= 250


def test_the_scorer_counts_as_tempeval_does() -> None:
    wanted = [Labelled(0, 5, "P1D"), Labelled(10, 20, "2013"), Labelled(30, 35, "P2Y")]
    found = [Labelled(0, 5, "P1D"), Labelled(12, 20, "2012"), Labelled(50, 55, "P2Y")]
    reached = score([(found, wanted)])
    assert reached.relaxed == pytest.approx(100 * 2 / 3)
    assert reached.strict == pytest.approx(100 / 3)
    assert reached.value == pytest.approx(100 / 3)


def test_one_time_is_matched_with_one_label_only() -> None:
    wanted = [Labelled(0, 5, "P1D"), Labelled(6, 20, "P2D")]
    assert score([([Labelled(0, 20, "P2D")], wanted)]).relaxed == pytest.approx(200 / 3)


def test_the_json_tells_type_and_alternatives() -> None:
    text = "He left on Monday at 4 p.m. for two weeks. The office is open every day."
    document = a_document(text)
    body = json.loads(json.dumps(reading_body(document, reading_of(text))))
    assert [(t["type"], t["value"]) for t in body["times"]] == [
        (TimeType.TIME, "2021-12-27T16:00"),
        (TimeType.DURATION, "P2W"),
        (TimeType.SET, "P1D"),
    ]
    assert body["times"][0]["alternatives"] == ["2021-12-20T16:00", "2022-01-03T16:00"]
    assert [text[t["start"] : t["end"]] for t in body["times"]] == [
        "Monday at 4 p.m.",
        "two weeks",
        "every day",
    ]


@pytest.mark.parametrize(
    "piece",
    ["1", "the ", "10 January, ", "half a ", "two hundred ", "1,000,", "in the past "],
)
def test_one_line_of_one_piece_over_and_over_is_read(piece: str) -> None:
    text = "The embassy is open and it is so. " + piece * (50_000 // len(piece))
    assert reading_of(text).document
