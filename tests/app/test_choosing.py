"""Latest safe decision, choices with regret, and policies: tables and closed forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.test_decide_by import a_rehearsal, a_survival
from tests.make import H_HOUR, a_category, a_post
from tests.often import often

from exeunt.app.choices import choices
from exeunt.app.policies import policies
from exeunt.app.safe_until import safe_until
from exeunt.formats.wording import trade_off_words
from exeunt.model.decision import Choices, CurvePoint, DecideBy
from exeunt.model.people import PersonKind
from exeunt.model.policies import PolicyTable
from exeunt.model.post import Money, Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.warn.paths import Paths


CALM, SUDDEN = ScenarioKind.STATUS_QUO, ScenarioKind.SUDDEN_CLOSURE


def a_decision(*chances: float, half_width: float = 0.02) -> DecideBy:
    curve = tuple(
        CurvePoint(
            decide_at=H_HOUR + timedelta(hours=6 * k),
            all_out=chance,
            half_width=half_width,
            false_alarm=0.5,
        )
        for k, chance in enumerate(chances)
    )
    return DecideBy(
        category="family",
        target=0.9,
        curve=curve,
        latest=None,
        beyond=False,
        now=chances[0],
    )


@pytest.mark.parametrize(
    ("target", "latest", "surely", "perhaps"),
    [
        (0.80, 4, 4, 4),
        (0.90, 2, 1, 2),
        (0.935, 1, 0, 1),
        (0.95, 0, 0, 1),
        (0.995, None, None, None),
        (0.985, None, None, 0),
    ],
)
def test_it_is_safe_to_the_end_of_the_unbroken_run(
    target: float, latest: int | None, surely: int | None, perhaps: int | None
) -> None:
    """Steps of the run: 97, 94, 91, 86 and 88 %, each within 2 points."""
    (found,) = safe_until([a_decision(0.97, 0.94, 0.91, 0.86, 0.88)], [target])
    curve = a_decision(0.97, 0.94, 0.91, 0.86, 0.88).curve

    def at(k: int | None) -> object:
        return None if k is None else curve[k].decide_at

    assert (found.latest, found.surely, found.perhaps) == (
        at(latest),
        at(surely),
        at(perhaps),
    )
    assert found.beyond == (latest == 4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_a_higher_target_is_never_safe_for_longer(chances: list[float]) -> None:
    found = safe_until([a_decision(*chances)], [0.5, 0.8, 0.9, 0.99])
    waits = [f.latest or H_HOUR - timedelta(days=1) for f in found]
    assert waits == sorted(waits, reverse=True)
    for one in found:
        assert one.surely is None or one.latest is not None
        assert one.latest is None or one.perhaps is not None


def two_categories(**given: float) -> Post:
    return a_post(
        categories=(
            a_category("c0", moves_at=DepartureStatus.AUTHORIZED),
            a_category("c1", kind=PersonKind.DIRECT_HIRE),
        ),
        errors_cost=Money(
            of_being_caught=given.get("caught", 20.0),
            of_leaving_for_nothing=given.get("nothing", 1.0),
        ),
        assessed_for="30d",
    )


def chosen(weights: dict[ScenarioKind, float], **given: float) -> Choices:
    found = choices(
        two_categories(**given),
        a_rehearsal([[[30], [30]], [[54], [54]]]),
        [a_survival(weights=weights, sudden_closure=(2, 6, 20))],
        as_of=H_HOUR,
        h_hours=[H_HOUR, H_HOUR + timedelta(days=1)],
    )
    assert found is not None
    return found


def test_the_costs_are_those_of_the_two_errors() -> None:
    found = chosen({CALM: 0.4, SUDDEN: 0.6})
    cdf = a_survival(sudden_closure=(2, 6, 20)).exit.closes[SUDDEN].cdf
    go = found.choices[0]
    gone = (cdf(30 * 3600) + cdf(54 * 3600)) / 2
    needless = 1 - cdf(30 * DAY)
    assert go.what == "Go now"
    assert go.cost[CALM] == pytest.approx(1.0)
    assert go.cost[SUDDEN] == pytest.approx(20 * gone + needless, abs=1e-4)
    assert go.expected == pytest.approx(0.4 * go.cost[CALM] + 0.6 * go.cost[SUDDEN])
    stay = found.choices[-1]
    assert stay.cost[CALM] == 0.0
    assert stay.cost[SUDDEN] == pytest.approx(20 * cdf(30 * DAY), abs=1e-4)


def test_families_first_lies_between_going_and_waiting() -> None:
    go, families, wait, _ = chosen({CALM: 0.4, SUDDEN: 0.6}).choices
    assert families.what.startswith("Families now")
    assert go.cost[SUDDEN] < families.cost[SUDDEN] < wait.cost[SUDDEN]


@often(30)
@given(st.floats(0.01, 0.99), st.floats(1, 100), st.floats(0.1, 10))
def test_regret_is_never_negative_and_somebody_has_none(
    danger: float, caught: float, nothing: float
) -> None:
    found = chosen({CALM: 1 - danger, SUDDEN: danger}, caught=caught, nothing=nothing)
    for kind in (CALM, SUDDEN):
        regrets = [one.regret[kind] for one in found.choices]
        assert min(regrets) == 0.0
    least = min(one.expected for one in found.choices)
    assert next(c for c in found.choices if c.what == found.cheapest).expected == least
    # to be told for certain is worth something, or nothing
    waiting = [one.expected for one in found.choices[-2:]]
    assert found.if_told <= min(waiting) + 1e-9


def test_in_certain_calm_nobody_goes_and_in_certain_danger_they_go_now() -> None:
    assert chosen({CALM: 0.999, SUDDEN: 0.001}).cheapest == "Nobody goes"
    assert chosen({CALM: 0.001, SUDDEN: 0.999}).cheapest == "Go now"


def played(ways: Paths, thresholds: tuple[float, ...]) -> PolicyTable:
    rehearsal = a_rehearsal(
        [[[24], [48]]],
        out=np.array([[10, 100]]),
        out_by_s=np.array([0, DAY, 2 * DAY]),
        out_share=np.array([[0.0, 0.25, 1.0]]),
    )
    return policies(two_categories(), rehearsal, ways, seed=0, thresholds=thresholds)


def some_ways(closes_s: list[list[float]], told: list[list[float]]) -> Paths:
    return Paths(
        closes_s=np.array(closes_s),
        closing=np.array(told),
        scenario=np.zeros(len(told), dtype=np.int64),
        kinds=(ScenarioKind.STATUS_QUO,),
    )


def test_policies_by_hand() -> None:
    """Told 30 %, then 60 %, for two days; the exit closes after 36 h, or never."""
    told = [0.3, 0.3, 0.6, 0.6]
    ways = some_ways([[1.5 * DAY], [np.inf]], [told, told])
    table = played(ways, (0.3, 0.6, 1.0))
    found = {
        (o.policy.authorized_at, o.policy.ordered_at): (o.left, o.false_alarms)
        for o in table.outcomes
    }
    assert found == {
        # all sent on day 0: c0 is out, of c1 a quarter when it closes
        (0.3, 0.3): (75 / 2, 0.5),
        # c1 is sent on day 2, after it closed
        (0.3, 0.6): (100 / 2, 0.5),
        (0.3, 1.0): (100 / 2, 0.5),
        (0.6, 0.6): (110 / 2, 0.5),
        (0.6, 1.0): (110 / 2, 0.5),
        (1.0, 1.0): (110 / 2, 0.0),
    }
    front = [(o.policy.authorized_at, o.policy.ordered_at) for o in table.front]
    assert front == [(1.0, 1.0), (0.3, 0.3)]


def test_what_closes_to_a_category_alone_leaves_that_one_behind() -> None:
    """Sent on day 0: c0 out after 1 day, c1 after 2; to c1 the exit closes sooner."""
    open_ = np.full((1, 1), np.inf)
    ways = replace(
        some_ways([[np.inf]], [[0.3]]), closes_for_s={"c1": np.full((1, 1), 1.5 * DAY)}
    )
    (one,) = played(ways, (0.3,)).outcomes
    assert (one.left, one.false_alarms) == (75.0, 0.0)
    (other,) = played(replace(ways, closes_for_s={"c1": open_}), (0.3,)).outcomes
    assert (other.left, other.false_alarms) == (0.0, 1.0)


def test_nobody_is_lost_by_what_closes_after_the_last_day_told() -> None:
    ways = some_ways([[9.0 * DAY]], [[0.1, 0.1]])
    (one,) = played(ways, (0.5,)).outcomes
    assert (one.left, one.false_alarms) == (0.0, 0.0)


def test_to_be_out_sooner_leaves_no_more_behind_at_no_more_false_alarms() -> None:
    told = [0.3, 0.3, 0.6, 0.6]
    table = played(some_ways([[1.5 * DAY], [np.inf]], [told, told]), (0.3, 0.6, 1.0))
    shares = [one.share for one in table.sooner]

    assert shares == [0.75, 0.5]
    for one in table.sooner:
        for slow, fast in zip(table.outcomes, one.outcomes, strict=True):
            assert fast.policy == slow.policy
            assert fast.left <= slow.left
            assert fast.false_alarms == slow.false_alarms
    for left in (0.0, 20.0, 40.0, 60.0):
        least = table.false_alarms_at(left)
        sooner = table.false_alarms_at(left, 0.5)
        if least is not None:
            assert sooner is not None
            assert sooner <= least


def test_in_half_the_time_all_are_out_before_it_closes() -> None:
    """As rehearsed 37.5 are left at best; in half the time all are out after a day."""
    told = [0.3, 0.3, 0.6, 0.6]
    table = played(some_ways([[1.5 * DAY], [np.inf]], [told, told]), (0.3, 0.6, 1.0))

    assert table.false_alarms_at(1.0) is None
    assert table.false_alarms_at(1.0, 0.5) == 0.5
    assert "cannot be had" in trade_off_words(table)
