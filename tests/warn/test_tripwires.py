"""What a tripwire is read with, beside its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import H_HOUR, a_reading, an_advisory, an_indicator

from exeunt.model.events import Event, TripwireCleared, TripwireConfirmed
from exeunt.model.signals import Reading, Realis
from exeunt.model.statuses import DepartureStatus
from exeunt.model.tripwires import Tripwire, TripwireState
from exeunt.model.warning import TripwireReading
from exeunt.warn.tripwires import crossed, proposed_by, read_tripwires


PEERS = Tripwire.model_validate(
    {
        "id": "peers-go",
        "observable": "Peers go.",
        "when": {"indicator": "peer_departure"},
        "proposes": {"family": "ordered", "staff": "authorized"},
    }
)
FLIGHTS = Tripwire.model_validate(
    {
        "id": "air-goes",
        "observable": "Flights stop.",
        "when": {"indicator": "airline_suspends"},
        "proposes": {"family": "authorized", "staff": "ordered"},
    }
)


def seen(*days_ago: float) -> list[Reading]:
    return [a_reading(an_indicator("peer_departure", days)) for days in days_ago]


def an_event(kind: type[TripwireCleared | TripwireConfirmed], days_ago: float) -> Event:
    return kind(
        id=UUID(int=1).hex,
        at=H_HOUR - timedelta(days=days_ago),
        by="COM",
        why="they came back",
        tripwire="peers-go",
    )


def read(readings: list[Reading], *events: Event) -> TripwireReading:
    return read_tripwires([PEERS], readings, as_of=H_HOUR, events=events)[0]


def days_since(found: TripwireReading) -> float:
    assert found.since is not None
    return (H_HOUR - found.since).total_seconds() / 86_400


def test_it_is_true_since_the_first_signal_of_the_run() -> None:
    assert days_since(read(seen(60, 40, 20, 1))) == 60


def test_a_run_that_expired_does_not_count_for_since() -> None:
    assert days_since(read(seen(80, 20, 1))) == 20


def test_evidence_is_newest_first() -> None:
    found = read(seen(20, 1))

    assert [e.document for e in found.evidence] == ["doc1", "doc20"]


def test_who_confirmed_it_is_told() -> None:
    assert read(seen(5), an_event(TripwireConfirmed, 4)).confirmed_by == "COM"


def test_a_confirmation_of_an_earlier_crossing_does_not_count() -> None:
    assert not read(seen(5), an_event(TripwireConfirmed, 6)).confirmed_by


def test_what_was_cleared_says_by_whom_and_why() -> None:
    found = read([*seen(5), a_reading()], an_event(TripwireCleared, 4))

    assert found.state == TripwireState.FALSE
    assert "COM" in found.why
    assert "they came back" in found.why


def test_a_clear_of_tomorrow_does_not_count_today() -> None:
    found = read(seen(5), an_event(TripwireCleared, -1))

    assert found.state == TripwireState.TRUE


def test_a_clear_of_another_tripwire_does_not_count() -> None:
    other = an_event(TripwireCleared, 1).model_copy(update={"tripwire": "air-goes"})

    assert read(seen(5), other).state == TripwireState.TRUE


def test_a_document_of_the_future_is_an_error() -> None:
    with pytest.raises(ValueError, match="after"):
        read(seen(-1))


def test_crossed_are_those_that_are_true_and_the_highest_is_proposed() -> None:
    readings = [*seen(5), a_reading(an_indicator("airline_suspends"))]
    both = read_tripwires([PEERS, FLIGHTS], readings, as_of=H_HOUR)
    one = read_tripwires([PEERS, FLIGHTS], seen(5), as_of=H_HOUR)

    assert crossed([PEERS, FLIGHTS], one) == (PEERS,)
    assert proposed_by(crossed([PEERS, FLIGHTS], both)) == {
        "family": DepartureStatus.ORDERED,
        "staff": DepartureStatus.ORDERED,
    }


@given(
    st.lists(
        st.tuples(
            st.integers(0, 90),
            st.sampled_from(["peer_departure", "peer_does_not_follow", "other"]),
            st.sampled_from([Realis.REPORTED, Realis.DENIED, Realis.LIFTED]),
        ),
        max_size=8,
    )
)
def test_what_was_true_is_never_false_again_unless_a_person_says_so(
    told: list[tuple[int, str, Realis]],
) -> None:
    documents = [
        a_reading(an_indicator(indicator, float(days), realis=realis))
        for days, indicator, realis in told
    ]
    was_true = False
    for ago in range(90, -1, -5):
        day = H_HOUR - timedelta(days=ago)
        known = [one for one in documents if one.published <= day]
        (found,) = read_tripwires([PEERS], known, as_of=day)
        assert not (was_true and found.state == TripwireState.FALSE)
        was_true = was_true or found.state == TripwireState.TRUE


@given(st.lists(st.integers(0, 90), min_size=1, max_size=5), st.integers(0, 29))
def test_it_is_true_for_thirty_days_after_the_last_signal_and_not_longer(
    days: list[int], more: int
) -> None:
    last = H_HOUR - timedelta(days=min(days))
    readings = seen(*map(float, days))

    (during,) = read_tripwires([PEERS], readings, as_of=last + timedelta(days=more))
    (after,) = read_tripwires([PEERS], readings, as_of=last + timedelta(days=30))

    assert during.state == TripwireState.TRUE
    assert after.state == TripwireState.UNKNOWN


def a_tripwire(**when: object) -> Tripwire:
    until = when.pop("until", None)
    return Tripwire.model_validate(
        {"id": "wire", "observable": "Seen.", "when": when, "until": until}
    )


def state(wire: Tripwire, *readings: Reading) -> TripwireState:
    return read_tripwires([wire], readings, as_of=H_HOUR)[0].state


THEN = a_tripwire(
    in_order=[{"indicator": "troop_buildup"}, {"indicator": "airline_suspends"}],
    within="20d",
)


@pytest.mark.parametrize(
    ("troops", "flights", "found"),
    [
        (10, 5, TripwireState.TRUE),
        (19, 1, TripwireState.TRUE),
        (5, 10, TripwireState.FALSE),
        (5, 5, TripwireState.FALSE),
        (25, 1, TripwireState.FALSE),
        (10, None, TripwireState.FALSE),
        (None, 5, TripwireState.FALSE),
    ],
)
def test_a_sequence_is_true_only_in_its_order_and_close_together(
    troops: float | None, flights: float | None, found: TripwireState
) -> None:
    readings = [a_reading()]
    if troops is not None:
        readings.append(a_reading(an_indicator("troop_buildup", troops)))
    if flights is not None:
        readings.append(a_reading(an_indicator("airline_suspends", flights)))

    assert state(THEN, *readings) == found


def test_a_sequence_of_which_nothing_is_heard_is_unknown() -> None:
    assert state(THEN) == TripwireState.UNKNOWN


def test_an_unverified_last_step_leaves_a_sequence_unknown() -> None:
    rumour = replace(an_indicator("airline_suspends", 5).evidence, credibility=5)
    told = replace(an_indicator("airline_suspends", 5), evidence=rumour)
    readings = [a_reading(an_indicator("troop_buildup", 10)), a_reading(told)]

    assert state(THEN, *readings) == TripwireState.UNKNOWN


LASTING = a_tripwire(
    indicator="troop_buildup", until={"unseen": "troop_buildup", "within": "60d"}
)


@pytest.mark.parametrize(
    ("days_ago", "found"),
    [(1, TripwireState.TRUE), (45, TripwireState.TRUE), (61, TripwireState.UNKNOWN)],
)
def test_what_lasts_until_something_holds_does_not_expire_before(
    days_ago: float, found: TripwireState
) -> None:
    seen_then = a_reading(an_indicator("troop_buildup", days_ago))

    assert state(LASTING, seen_then, a_reading()) == found


ADVICE = a_tripwire(advisory_level=4, until={"advisory_below": 3})


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        ((4,), TripwireState.TRUE),
        ((4, 3), TripwireState.TRUE),
        ((4, 2), TripwireState.UNKNOWN),
        ((4, 2, 4), TripwireState.TRUE),
        ((3,), TripwireState.FALSE),
    ],
)
def test_an_advisory_wire_lets_go_only_well_below_where_it_was_crossed(
    levels: tuple[int, ...], found: TripwireState
) -> None:
    told = [
        a_reading(an_advisory(len(levels) - n, level=level))
        for n, level in enumerate(levels)
    ]

    assert state(ADVICE, *told) == found


def test_a_warning_for_a_part_of_the_country_is_not_its_level() -> None:
    part = an_advisory(1, level=None, realis=Realis.LIMITED, place="Crimea")
    assert state(ADVICE, a_reading(an_advisory(2, level=2)), a_reading(part)) == (
        TripwireState.FALSE
    )


def test_a_consulate_that_closes_crosses_no_wire() -> None:
    limited = a_reading(an_indicator("embassy_suspends", 1, realis=Realis.LIMITED))
    assert state(a_tripwire(indicator="embassy_suspends"), limited) == (
        TripwireState.FALSE
    )


def test_silence_releases_nothing() -> None:
    long_ago = a_reading(an_indicator("troop_buildup", 90))

    assert state(LASTING, long_ago) == TripwireState.TRUE


def test_what_is_released_says_since_when_and_asks_for_a_word() -> None:
    readings = [a_reading(an_indicator("troop_buildup", 61)), a_reading()]
    (found,) = read_tripwires([LASTING], readings, as_of=H_HOUR)

    assert "troop buildup: not seen within 60 d" in found.why
    assert "clear it with a reason" in found.why


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"in_order": [{"indicator": "x"}]}, "two conditions or more"),
        ({"in_order": [{"indicator": "x"}, {"unseen": "y"}]}, "no moment"),
        ({"unseen": "x", "indicator": "y"}, "exactly one"),
        ({"unseen": "x"}, "crossed by something seen"),
        ({"any_of": [{"indicator": "x"}, {"unseen": "y"}]}, "crossed by something"),
    ],
)
def test_a_condition_that_cannot_be_is_refused(
    when: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        a_tripwire(**when)
