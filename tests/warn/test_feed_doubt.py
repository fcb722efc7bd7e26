"""What a tripwire makes of copies, of what was taken back, and of a feed in doubt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.make import H_HOUR, a_reading, an_advisory, an_indicator

from exeunt.model.documents import SourceClass
from exeunt.model.signals import Reading
from exeunt.model.tripwires import Tripwire, TripwireState
from exeunt.warn.tripwires import read_tripwires


def a_tripwire(**when: Any) -> Tripwire:
    return Tripwire.model_validate(
        {
            "id": "t",
            "observable": "It.",
            "when": when,
            "sources": ["official", "media"],
            "stale_after": "3650d",
        }
    )


TWICE = a_tripwire(indicator="airline_suspends", at_least=2, within="30d")
LEVEL = a_tripwire(advisory_level=4)
WORDS = a_tripwire(advisory_text="conflict")


def state(tripwire: Tripwire, *readings: Reading) -> TripwireState:
    return read_tripwires([tripwire], readings, as_of=H_HOUR)[0].state


def report(
    document: str, *, days_ago: float = 1.0, event: str = "", **given: Any
) -> Reading:
    said = {"document": document, "event": event} | given
    return a_reading(an_indicator("airline_suspends", days_ago, **said))


def doubt(days_ago: float, **given: Any) -> Reading:
    said = {
        "analysed": False,
        "unusable": "its body is short",
        "source_class": SourceClass.OFFICIAL,
    } | given
    return a_reading(days_ago=days_ago, **said)


def test_two_reports_of_one_event_count_once() -> None:
    first, copy = report("one"), report("two", event="one")

    assert state(TWICE, first, copy) == TripwireState.FALSE
    assert state(TWICE, first, report("two")) == TripwireState.TRUE


@pytest.mark.parametrize(
    ("days_ago", "expected"), [(2, TripwireState.FALSE), (1, TripwireState.TRUE)]
)
def test_what_expired_does_not_add_up_with_what_comes_after(
    days_ago: float, expected: TripwireState
) -> None:
    until = H_HOUR - timedelta(days=days_ago) + timedelta(minutes=1)
    alert = report("one", days_ago=3, until=until)

    assert state(TWICE, alert, report("two", days_ago=1)) == expected


@pytest.mark.parametrize("tripwire", [LEVEL, WORDS])
def test_a_feed_in_doubt_makes_unknown_what_would_be_false(tripwire: Tripwire) -> None:
    sound = a_reading(an_advisory(3, level=2))

    assert state(tripwire, sound) == TripwireState.FALSE
    assert state(tripwire, sound, doubt(1)) == TripwireState.UNKNOWN


def test_a_feed_in_doubt_does_not_undo_what_is_true() -> None:
    assert state(LEVEL, a_reading(an_advisory(3, level=4)), doubt(1)) == (
        TripwireState.TRUE
    )


@pytest.mark.parametrize(
    "gone",
    [{"until": H_HOUR}, {"source_class": SourceClass.COMPANY}],
    ids=["resolved", "of no source of it"],
)
def test_a_doubt_that_is_over_or_of_others_makes_nothing_unknown(
    gone: dict[str, Any],
) -> None:
    sound = a_reading(an_advisory(3, level=2))

    assert state(LEVEL, sound, doubt(1, **gone)) == TripwireState.FALSE


def test_a_tripwire_on_no_advisory_does_not_hang_on_the_feed() -> None:
    assert state(TWICE, report("one"), doubt(1)) == TripwireState.FALSE
