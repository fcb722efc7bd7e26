"""Turning all weights together, and the odds of many days."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from tests.make import H_HOUR, a_status_mention, an_indicator
from tests.warn.test_odds import a_line, a_table, the_scenarios

from exeunt.app.likelihoods import likelihoods
from exeunt.app.replay_cases import read_case, read_model
from exeunt.model.documents import SourceClass
from exeunt.model.likelihoods import CLOSING
from exeunt.model.replays import Tuning
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Direction, Realis, Signal
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.warn.odds import odds
from exeunt.warn.own_status import rungs
from exeunt.warn.tuning import newest, odds_by_day, tuned, with_prior_odds


def test_ratios_are_raised_and_half_lives_stretched() -> None:
    table = a_table(a_line(times={"squeeze": 4, "sudden_closure": 9}))
    (item,) = tuned(table, Tuning(exponent=0.5, half_life=2)).items
    assert item.times[ScenarioKind.SQUEEZE] == pytest.approx(2)
    assert item.times[ScenarioKind.SUDDEN_CLOSURE] == pytest.approx(3)
    assert item.half_life == 60 * DAY
    assert tuned(table, Tuning()) == table


def test_no_item_is_raised_beyond_tenfold() -> None:
    table = a_table(a_line(times={"squeeze": 5, "sudden_closure": 10}))
    (item,) = tuned(table, Tuning(exponent=2)).items
    assert set(item.times.values()) == {10.0}


def test_good_news_is_still_half_forgotten_in_a_week() -> None:
    line = a_line(times={"sudden_closure": 0.5, "de_escalation": 2}, half_life="5d")
    (item,) = tuned(a_table(line), Tuning(half_life=4)).items
    assert item.direction == Direction.DE_ESCALATORY
    assert item.half_life == 7 * DAY


def test_the_turned_table_is_what_signals_are_weighed_by() -> None:
    """A table remembers its items by their id; the turned one must not."""
    table = a_table()
    assert table.by_id["troop_buildup"].times[ScenarioKind.SUDDEN_CLOSURE] == 5
    turned = tuned(table, Tuning(exponent=0.5))
    assert turned.by_id["troop_buildup"].times[
        ScenarioKind.SUDDEN_CLOSURE
    ] == pytest.approx(5**0.5)


# --- the bundled crises ---------------------------------------------------------------

KYIV = read_case("kyiv-2022")
MODEL = read_model()


def whole(day: datetime, table: Any = None, scenarios: Any = None) -> dict[Any, float]:
    """Give the odds of a day from all signals, by the room's own door."""
    known = [s for s in KYIV.signals if s.evidence.published <= day]
    return odds(
        scenarios or MODEL.scenarios,
        known,
        as_of=day,
        likelihoods=table or likelihoods(),
        heard=[one for one in KYIV.heard if one <= day],
    ).posterior


DAYS = KYIV.days.as_of[::9]


@pytest.mark.parametrize("tuning", [Tuning(), Tuning(exponent=0.5, half_life=0.5)])
def test_what_is_left_out_beforehand_changes_no_day(tuning: Tuning) -> None:
    table = tuned(likelihoods(), tuning)
    told = odds_by_day(
        MODEL.scenarios, KYIV.signals, days=DAYS, likelihoods=table, heard=KYIV.heard
    )
    for day, chances in zip(DAYS, told, strict=True):
        assert chances == pytest.approx(whole(day, table))
    assert len(newest(KYIV.signals)) < len(KYIV.signals)


@pytest.mark.parametrize("times", [0.5, 4.0])
def test_prior_odds_can_be_turned_after_the_evidence(times: float) -> None:
    """With good news held back as well: Kyiv has days on which it is."""
    turned = [
        s.model_copy(update={"prior": s.prior * (times if s.kind in CLOSING else 1.0)})
        for s in MODEL.scenarios
    ]
    for day in DAYS:
        after = with_prior_odds(whole(day), times)
        assert after == pytest.approx(whole(day, scenarios=turned))


def test_no_day_knows_what_is_published_after_it() -> None:
    half = DAYS[len(DAYS) // 2]
    early = [s for s in KYIV.signals if s.evidence.published <= half]
    days = [day for day in DAYS if day <= half]
    table = likelihoods()
    assert odds_by_day(
        MODEL.scenarios, early, days=days, likelihoods=table
    ) == odds_by_day(MODEL.scenarios, KYIV.signals, days=days, likelihoods=table)


# --- what differs in age alone --------------------------------------------------------


def test_of_things_that_differ_in_age_alone_the_newest_is_kept() -> None:
    old, new = an_indicator(days_ago=9), an_indicator(days_ago=1)
    other = an_indicator(days_ago=5, reliability="C")
    assert newest([new, old, other]) == [other, new]


def test_a_status_of_a_peer_stays_that_of_a_peer() -> None:
    peers: list[Signal] = [
        an_indicator("peer_departure", days_ago=n, document=f"d{n}") for n in (9, 1)
    ]
    status = a_status_mention(days_ago=9, document="d9")
    table = a_table(
        a_line("peer_departure", times={"squeeze": 1.5, "sudden_closure": 1.5}),
        a_line("departure_ordered", times={"squeeze": 5, "sudden_closure": 5}),
    )
    signals = [*peers, status]
    kept = newest(signals)
    assert status in kept

    def chances(of: list[Any]) -> Any:
        return odds(the_scenarios(), of, as_of=H_HOUR, likelihoods=table).posterior

    assert chances(kept) == pytest.approx(chances(signals))


# --- the ladder -----------------------------------------------------------------------

LADDER = [H_HOUR + timedelta(days=n) for n in (-10, -5, 0)]


def ladder(*signals: Any) -> list[int]:
    return [int(rung) for rung in rungs(signals, days=LADDER)]


def test_the_highest_status_told_by_then_stays() -> None:
    authorized = a_status_mention(days_ago=10, status=DepartureStatus.AUTHORIZED)
    assert ladder(a_status_mention(days_ago=4), authorized) == [1, 1, 2]


def test_a_status_that_is_lifted_ends() -> None:
    lifted = a_status_mention(days_ago=5, realis=Realis.LIFTED)
    assert ladder(a_status_mention(days_ago=10), lifted) == [2, 0, 0]


def test_a_status_of_another_place_of_the_country_is_no_rung_and_ends_none() -> None:
    limited = a_status_mention(days_ago=10, realis=Realis.LIMITED, place="Lviv")
    lifted = a_status_mention(days_ago=4, realis=Realis.LIFTED, place="Lviv")
    assert ladder(limited) == [0, 0, 0]
    assert ladder(a_status_mention(days_ago=10), lifted) == [2, 2, 2]


def test_of_other_missions_and_of_what_is_not_official_there_is_no_rung() -> None:
    peer = an_indicator("peer_departure", days_ago=10)
    assert ladder(peer, a_status_mention(days_ago=10)) == [0, 0, 0]
    leak = a_status_mention(days_ago=10, source_class=SourceClass.LEAK)
    planned = a_status_mention(days_ago=10, realis=Realis.PLANNED)
    assert ladder(leak, planned) == [0, 0, 0]
    assert np.array(ladder()).sum() == 0
