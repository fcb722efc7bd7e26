"""Plans as if by a nearer deadline."""

from __future__ import annotations

from benchmarks.departures import departure, problem_at

from exeunt.model.streams import stream
from exeunt.model.times import HOUR
from exeunt.plan.solver.hurry import hurried
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.worth import worth_of


def test_a_hurried_plan_has_nobody_out_late_where_it_can() -> None:
    net = Network(problem_at(departure(1 / 15, seed=1)))
    by_s = round(47.5 * HOUR)
    schedule = hurried(
        net, by_s, left=0, dice=stream(1, 0), clock=lambda: 0.0, seconds=None
    )
    assert schedule.net is net
    assert worth_of(schedule).left_behind == 0
    assert worth_of(schedule).clearance_s <= by_s
