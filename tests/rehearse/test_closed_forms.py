"""
What a rehearsal finds, against what can be worked out with pen and paper.

People never come by a Poisson process here: each becomes ready once, by a spread of
three percentiles. So in place of the queues M/M/c and M/G/1 there are those of order
statistics: n people, ready at random, before a desk or a gate.
"""

from __future__ import annotations

from itertools import pairwise
from math import comb, exp, log, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_problem,
    a_trip,
)
from tests.rehearse.schedules import an_estimate
from tests.rehearse.test_luck import _follows

from exeunt.model.problem import Problem
from exeunt.model.spread import DurationSpread, Spread
from exeunt.model.times import HOUR, MINUTE
from exeunt.rehearse import quantiles, rehearse
from exeunt.rehearse.luck import Chance
from exeunt.rehearse.reading import script_of


WORLDS = 3000
SLOW = {"p10": "2h", "p50": "5h", "p90": "20h"}
READY = DurationSpread(**SLOW)


def _people(many: int, **given: Any) -> tuple[Any, ...]:
    return tuple(a_person(f"p{k:02}", **given) for k in range(many))


def _road(*rates: float, **given: Any) -> Problem:
    """People who drive an hour to each of some gates, and another to the haven."""
    gates = [f"gate{k}" for k in range(len(rates))]
    stops = ["home", *gates, "haven"]
    body: dict[str, Any] = {
        "deadline": "20d",
        "places": [
            a_place(),
            *(
                a_place(g, kind="border_crossing", processes_per_h=rate)
                for g, rate in zip(gates, rates, strict=True)
            ),
            a_place("haven", kind="safe_haven"),
        ],
        "links": [
            a_link(a, b, mode="own", both_ways=False) for a, b in pairwise(stops)
        ],
        "fleets": [],
        "exits": [{"place": stops[-2], "name": "out", "closes": {}}],
    }
    return a_problem(**body | given)


def _cleared(problem: Problem, worlds: int = WORLDS) -> NDArray[np.int64]:
    found = rehearse(
        problem, a_plan(problem), replications=worlds, seed=17, fast=worlds > 1
    )
    return found.cleared_s


# exact


@pytest.mark.parametrize("ready_m", [[0, 0, 0], [0, 3, 3, 4, 30, 31], [9, 1, 60, 2]])
def test_desks_in_a_row_are_a_flow_shop(ready_m: list[int]) -> None:
    """Lindley: each is done a service after the later of coming and the one before."""
    many = len(ready_m)
    problem = _road(
        60,
        30,
        people=tuple(a_person(f"p{k}", category=f"c{k}") for k in range(many)),
        categories=[
            a_category(f"c{k}", ready_after=at * MINUTE) for k, at in enumerate(ready_m)
        ],
    )
    done, wanted = [0, 0], {}
    for k in sorted(range(many), key=lambda k: ready_m[k]):
        at = ready_m[k] * MINUTE
        for desk, service in enumerate((MINUTE, 2 * MINUTE)):
            at = done[desk] = max(done[desk], at + HOUR) + service
        wanted[k] = at + HOUR
    assert _cleared(problem, 1).tolist() == [[wanted[k] for k in range(many)]]


@pytest.mark.parametrize(("people", "vehicles"), [(5, 1), (12, 1), (25, 2), (31, 3)])
def test_so_many_loads_take_as_many_rounds_of_all_vehicles(
    people: int, vehicles: int
) -> None:
    """Five seats; there in 90 minutes, and an hour back before the next round."""
    ready = [{"after": "1h", "share": 1}]
    problem = a_problem(
        people=(),
        estimates=(an_estimate("family", "home", people, ready=ready),),
        fleets=[a_fleet(vehicles=vehicles, seats={"seat": 5})],
        deadline="5d",
    )
    rounds = -(-people // (5 * vehicles))
    minutes = 120 + 90 + 150 * (rounds - 1)
    # an idle vehicle first looks round after the two hours of doubts.sweep_every
    assert _cleared(problem, 1).tolist() == [[minutes * MINUTE]]


# a desk, and people who are ready at random


@pytest.mark.parametrize("rate", [0.2, 2, 20, 2000])
def test_a_desk_is_done_when_order_statistics_say(rate: float) -> None:
    """In every world it is max over k of R(k) + (n - k + 1) services."""
    many, worlds = 12, 400
    problem = _road(
        rate, people=_people(many), doubts={"mobilisation": {"family": SLOW}}
    )
    chance = Chance(script_of(problem, a_plan(problem)), 17)
    ready = np.sort([chance.world(k).ready_s for k in range(worlds)], axis=1)
    left = np.arange(many, 0, -1) * HOUR / rate
    wanted = (ready + HOUR + left).max(axis=1) + HOUR
    assert np.abs(_cleared(problem, worlds)[:, 0] - wanted).max() <= 1


def test_before_a_slow_desk_the_first_one_counts() -> None:
    """Service of 10 days: clearance less the n services is the least of n readinesses."""
    problem = _road(
        1 / 240,
        deadline="60d",
        people=_people(5),
        doubts={"mobilisation": {"family": SLOW}},
    )
    first = _cleared(problem)[:, 0] - 5 * 240 * HOUR - 2 * HOUR
    assert _follows(first, lambda t: 1 - (1 - READY.cdf(t)) ** 5)


def test_before_a_quick_desk_the_last_one_counts() -> None:
    """The greatest of 20 readinesses: its law, and its mean, which is an integral."""
    problem = _road(1e6, people=_people(20), doubts={"mobilisation": {"family": SLOW}})
    last = _cleared(problem)[:, 0] - 2 * HOUR
    assert _follows(last, lambda t: READY.cdf(t - 0.5) ** 20)
    step = 60.0
    hours = np.arange(0, 3000 * HOUR, step)
    cut = np.array([1 - READY.cdf(t) ** 20 for t in hours[::60]])
    mean = cut.sum() * 60 * step - 30 * step
    assert last.mean() == pytest.approx(mean, abs=4 * last.std() / sqrt(WORLDS))


def test_a_slower_desk_takes_as_much_longer() -> None:
    """A crowd of 60 at 30 an hour: two hours by the factor drawn for the place."""
    slower = {"p10": 0.4, "p50": 0.8, "p90": 1.2}
    ready = [{"after": "1h", "share": 1}]
    problem = _road(
        30,
        people=(),
        estimates=(an_estimate("family", "home", 60, ready=ready),),
        doubts={"processing": slower},
    )
    took = _cleared(problem)[:, 0] - 3 * HOUR
    law = Spread(**slower)
    assert _follows(took, lambda s: 1 - law.cdf(2 * HOUR / s))


# chances


def test_all_are_out_as_often_as_all_are_ready_in_time_or_stay_away() -> None:
    """The road shuts for good after 13 hours: each is lost by chance of their own."""
    problem = _road(
        people=_people(6),
        places=[
            a_place(),
            a_place("haven", kind="safe_haven", open={"until": "2030-05-06T20:00Z"}),
        ],
        doubts={"mobilisation": {"family": SLOW}, "no_show": {"family": 0.3}},
        exits=[{"place": "home", "name": "out", "closes": {}}],
    )
    found = rehearse(problem, a_plan(problem), replications=WORLDS, seed=17, fast=True)
    in_time = READY.cdf(13 * HOUR)
    wanted = (0.3 + 0.7 * in_time) ** 6
    error = sqrt(wanted * (1 - wanted) / WORLDS)
    assert quantiles(found)[-1].all_out == pytest.approx(wanted, abs=4 * error)
    left, came = 6 * 0.7 * (1 - in_time), 6 * 0.7
    per_person = sqrt(6 / WORLDS)
    assert found.left.mean() == pytest.approx(left, abs=4 * per_person)
    assert (found.out + found.left).mean() == pytest.approx(came, abs=4 * per_person)


def test_a_trip_that_holds_takes_along_who_is_ready_by_then() -> None:
    """Loads at 4 hours, holds for two: the chance of being ready in six."""
    problem = a_problem(
        people=(a_person("p1", category="late"), a_person("p2")),
        categories=[a_category("late"), a_category()],
        fleets=[a_fleet(vehicles=1)],
        doubts={"mobilisation": {"late": SLOW}, "hold": "2h"},
    )
    trip = a_trip(
        households=("h-p1", "h-p2"), depart_s=17 * HOUR // 4, arrive_s=21 * HOUR // 4
    )
    found = rehearse(
        problem, a_plan(problem, trip), replications=WORLDS, seed=17, fast=True
    )
    together = (found.cleared_s[:, 0] == found.cleared_s[:, 1]).mean()
    wanted = READY.cdf(6 * HOUR)
    assert together == pytest.approx(wanted, abs=4 * sqrt(0.25 / WORLDS))
    delay = found.cleared_s[:, 1] - (21 * HOUR // 4 + 15 * MINUTE)
    assert delay.max() == 2 * HOUR
    # it need not hold where both are there at 4 hours
    assert (delay == 0).mean() == pytest.approx(
        READY.cdf(4 * HOUR), abs=4 * sqrt(0.25 / WORLDS)
    )


def test_breakdowns_are_binomial() -> None:
    """One coach, five trips one after the other, each of which may cost three hours."""
    problem = a_problem(
        people=_people(3),
        deadline="5d",
        fleets=[a_fleet(vehicles=1, breakdown=0.2)],
        doubts={"repair": {"p10": "3h", "p50": "3h", "p90": "3h"}, "hold": "9d"},
    )
    trips = []
    for k in range(3):
        at = 900 + 9000 * k
        trips.append(
            a_trip(f"t{k}", households=(f"h-p{k:02}",), depart_s=at, arrive_s=at + 3600)
        )
        back = {"from": "haven", "to": "home"}
        trips.append(a_trip(f"b{k}", depart_s=at + 4500, arrive_s=at + 8100, **back))
    found = rehearse(
        problem, a_plan(problem, *trips[:-1]), replications=WORLDS, seed=17, fast=True
    )
    late, rest = np.divmod(found.cleared_s[:, 0] - (900 + 18_000 + 4500), 3 * HOUR)
    assert not rest.any()
    for k in range(6):
        chance = comb(5, k) * 0.2**k * 0.8 ** (5 - k)
        error = sqrt(chance * (1 - chance) / WORLDS)
        assert (late == k).mean() == pytest.approx(chance, abs=4 * error + 1e-9)


def test_two_factors_on_a_journey_multiply() -> None:
    """Logarithms of the hour's and the driver's add, and so do their variances."""
    hour, own = {"p10": 0.5, "p50": 1, "p90": 2}, {"p10": 0.8, "p50": 1, "p90": 1.25}
    problem = _road(
        people=_people(1),
        places=[a_place(), a_place("haven", kind="safe_haven")],
        doubts={"travel": {"own": hour}, "trip": own},
        exits=[{"place": "home", "name": "out", "closes": {}}],
    )
    score_90 = NormalDist().inv_cdf(0.9)
    width = sqrt(log(2) ** 2 + log(1.25) ** 2) / score_90
    took = _cleared(problem)[:, 0]
    assert _follows(took, lambda s: NormalDist().cdf(log(s / HOUR) / width))


def test_who_comes_to_a_shut_gate_waits_for_what_is_left() -> None:
    """
    Renewal: a gate shuts at a rate of a and stays shut for D, by chance.

    Long after the beginning somebody finds it shut with a chance of aE[D] / (1 + aE[D])
    and then waits E[D^2] / 2E[D] on the average.
    """
    lasts = {"p10": "1h", "p50": "2h", "p90": "4h"}
    rate = 6 / 24
    problem = _road(
        people=_people(1, ready_after="48h"),
        places=[a_place(), a_place("haven", kind="safe_haven")],
        doubts={"closings": [{"mode": "own", "per_day": 6, "lasts": lasts}]},
        exits=[{"place": "home", "name": "out", "closes": {}}],
    )
    waited = (_cleared(problem)[:, 0] - 49 * HOUR) / HOUR
    spread = log(2) / NormalDist().inv_cdf(0.9)
    mean, square = 2 * exp(spread**2 / 2), 4 * exp(2 * spread**2)
    shut = rate * mean / (1 + rate * mean)
    error = sqrt(shut * (1 - shut) / WORLDS)
    assert (waited > 0).mean() == pytest.approx(shut, abs=4 * error)
    assert waited.mean() == pytest.approx(
        shut * square / (2 * mean), abs=4 * waited.std() / sqrt(WORLDS)
    )
