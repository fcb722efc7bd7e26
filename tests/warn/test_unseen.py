"""What should be seen before exits close, and is not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.make import H_HOUR, a_post, an_indicator

from exeunt.app.likelihoods import likelihoods
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import IndicatorSeen
from exeunt.model.warning import Odds
from exeunt.warn.odds import odds


SUDDEN = ScenarioKind.SUDDEN_CLOSURE
EVERY_DAY = tuple(H_HOUR - timedelta(days=n) for n in range(1, 20))
TROOPS = an_indicator("troop_buildup", 2)


def found(*signals: IndicatorSeen, heard: tuple[datetime, ...] = EVERY_DAY) -> Odds:
    return odds(
        a_post().file.scenarios,
        signals,
        as_of=H_HOUR,
        likelihoods=likelihoods(),
        heard=heard,
    )


def not_seen(told: Odds) -> set[str]:
    lines = [c for c in told.contributions if c.evidence.rule.startswith("unseen:")]
    return {line.evidence.rule.removeprefix("unseen:") for line in lines}


def test_it_counts_against_closing_once_preparation_is_seen() -> None:
    told = found(TROOPS)

    assert not_seen(told) == {"airline_suspends", "peer_departure"}
    silent = found(TROOPS, heard=())
    assert told.posterior[SUDDEN] < silent.posterior[SUDDEN]


def test_without_preparation_nothing_is_expected() -> None:
    assert not_seen(found()) == set()


def test_what_was_seen_of_late_is_not_missing() -> None:
    assert not_seen(found(TROOPS, an_indicator("airline_suspends", 5))) == {
        "peer_departure"
    }


def test_what_was_seen_long_ago_is_missing_again() -> None:
    seen = found(TROOPS, an_indicator("airline_suspends", 15))

    assert "airline_suspends" in not_seen(seen)


@pytest.mark.parametrize("gap", [(1, 6), (5, 10), (9, 14)])
def test_silence_of_the_sources_is_no_absence(gap: tuple[int, int]) -> None:
    heard = tuple(
        H_HOUR - timedelta(days=n) for n in range(15) if not gap[0] - 1 <= n <= gap[1]
    )

    assert not_seen(found(TROOPS, heard=heard)) == set()
