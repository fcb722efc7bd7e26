"""Go now or wait, for families and the others, by the costs of the post."""

from __future__ import annotations

import numpy as np
import pytest
from tests.app.test_choosing import some_ways, two_categories
from tests.app.test_decide_by import a_rehearsal

from exeunt.app.waiting import waiting
from exeunt.formats.waiting import regret_words
from exeunt.model.times import DAY
from exeunt.model.waiting import GroupWaits, Waiting
from exeunt.warn.paths import Paths


DAYS = 30


def found(ways: Paths, *engagements: int) -> Waiting:
    rehearsal = a_rehearsal(
        [[[24], [48]]],
        out=np.array([[10, 90]]),
        out_by_s=np.array([0, DAY, 2 * DAY]),
        out_share=np.array([[0.0, 0.1, 1.0]]),
    )
    waits = waiting(two_categories(), rehearsal, ways, engagements=engagements, seed=0)
    assert waits is not None
    return waits


def told_on(day: int, *, worlds: int = 400) -> Paths:
    """Make worlds half of which shut on day 10, as is told for certain on *day*."""
    bad = np.arange(worlds) % 4 >= 2
    told = np.full((worlds, 60), 0.5)
    told[:, day:] = bad[:, None]
    closes = np.where(bad, 10.0 * DAY, np.inf)
    return some_ways(closes[:, None].tolist(), told.tolist())


def the_others(waits: Waiting) -> GroupWaits:
    return waits.groups[-1]


def test_to_be_told_in_time_is_worth_waiting_for() -> None:
    group = the_others(found(told_on(5)))

    assert not group.goes
    assert group.wait.cost == pytest.approx(0.0)
    assert group.go_now.cost > 0


def test_to_be_told_too_late_is_not() -> None:
    group = the_others(found(told_on(9)))

    assert group.goes
    assert group.news_worth == pytest.approx(0.0)


def test_the_next_engagement_is_worth_what_seeing_it_saves() -> None:
    early, late = found(told_on(5), 4), found(told_on(9), 8)

    assert the_others(early).next_news == 5
    assert the_others(early).next_news_worth == pytest.approx(the_others(early).fixed)
    assert the_others(late).next_news_worth == pytest.approx(0.0)


def test_without_a_planned_engagement_there_is_no_next_news() -> None:
    assert the_others(found(told_on(5))).next_news is None


def test_regret_is_told_by_group_and_scenario() -> None:
    waits = found(told_on(5))
    told = regret_words(two_categories(), waits)

    assert len(told) == len(waits.groups)
    group = the_others(waits)
    (kind,) = group.wait.regret
    assert told[-1] == (
        f"Regret, {group.group}. it holds: go now {group.go_now.regret[kind]:+.2f}, "
        f"wait +0.00, never go {group.never.regret[kind]:+.2f}."
    )


def test_regret_is_nothing_for_the_best_in_each_scenario() -> None:
    group = the_others(found(told_on(5)))
    stops = (group.go_now, group.wait, group.never)

    for kind in group.wait.regret:
        assert min(stop.regret[kind] for stop in stops) == pytest.approx(0.0)
