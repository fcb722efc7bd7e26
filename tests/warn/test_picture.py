"""The warning as a whole."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.make import H_HOUR, a_post, a_reading, an_advisory, an_indicator

from exeunt.app.likelihoods import likelihoods
from exeunt.model.events import Event, SignalRefused
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Reading
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.tripwires import Tripwire, TripwireState
from exeunt.model.warning import WarningPicture
from exeunt.warn.picture import warning


LEVEL_4 = Tripwire.model_validate(
    {
        "id": "level-4",
        "observable": "The advisory stands at 4.",
        "when": {"advisory_level": 4},
        "proposes": {"family": "authorized"},
    }
)


def warn(*readings: Reading, events: tuple[Event, ...] = ()) -> WarningPicture:
    return warning(
        a_post(tripwires=(LEVEL_4,)),
        readings,
        as_of=H_HOUR,
        events=events,
        likelihoods=likelihoods(),
    )


def test_odds_tripwires_and_survival_tell_of_the_same_day() -> None:
    found = warn(a_reading(an_advisory(1, text="threat of military action")))

    assert found.as_of == H_HOUR
    assert found.tripwires[0].state == TripwireState.TRUE
    assert found.proposed_by_tripwires == {"family": DepartureStatus.AUTHORIZED}
    sudden = found.odds.posterior[ScenarioKind.SUDDEN_CLOSURE]
    assert sudden > found.odds.prior[ScenarioKind.SUDDEN_CLOSURE]
    (survival,) = found.survivals
    assert survival.closed_by(6 * DAY) == pytest.approx(0.5 * sudden)


@pytest.mark.parametrize("country", ["YY", ""])
def test_an_advisory_for_another_country_or_none_does_not_count(country: str) -> None:
    found = warn(a_reading(an_advisory(1, country=country)))

    assert found.tripwires[0].state == TripwireState.UNKNOWN
    assert found.odds.contributions == ()


def test_a_refused_signal_counts_neither_for_odds_nor_for_tripwires() -> None:
    advisory = an_advisory(1)
    no = SignalRefused(
        id=UUID(int=1).hex,
        at=H_HOUR - timedelta(hours=1),
        by="RSO",
        why="a stale copy",
        signal=advisory.evidence.key,
    )

    found = warn(a_reading(advisory), events=(no,))

    assert found.tripwires[0].state != TripwireState.TRUE
    assert found.odds.contributions == ()


def test_what_could_not_be_analysed_is_told_and_what_says_nothing_was_not_heard() -> (
    None
):
    foreign = a_reading(analysed=False, document="foreign", days_ago=2)
    broken = a_reading(analysed=False, document="broken", unusable="it is short")
    promo = a_reading(document="promo", mute="asks to join", days_ago=1)
    exercise = a_reading(document="exercise", mute="status Exercise", days_ago=8)

    quiet = warn(foreign, broken, promo, exercise)

    assert quiet.not_analysed == ("foreign",)
    assert quiet.odds.contributions == ()


def test_a_document_of_the_future_is_an_error() -> None:
    with pytest.raises(ValueError, match="after"):
        warn(a_reading(an_indicator(days_ago=-1)))
