"""A bench on which posts that have more are measured against one plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from exeunt.model.levers import Reach
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.plan.solver.further import Effort, further
from exeunt.plan.solver.marginal import AMOUNTS, SOME_H, Yardstick
from exeunt.plan.solver.network import Network, Way
from exeunt.plan.solver.points import too_large
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.schedule import Schedule
from exeunt.plan.solver.transplant import schedule_of
from exeunt.plan.solver.worth import Order, Worth, order_of, worth_of
from exeunt.plan.solver.written import trips_of


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """A post that has more of one thing."""

    kind: str
    """Of thing, such as vehicles or hours."""
    of: str
    """Id of the fleet, place, link, category or service."""
    problem: Callable[[], Problem]
    """Makes its problem, when it is needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the relaxation of a post that has more comes to."""

    before_h: float
    after_h: float
    solved: bool
    prices: Prices | None

    @property
    def saved_h(self) -> float:
        """Weighted person-hours that the relaxation saves."""
        return max(0.0, self.before_h - self.after_h)


def bench_for(
    problem: Problem, plan: Plan, more: Sequence[More], *, seconds: float
) -> Bench | None:
    """Make a bench, unless the relaxations of such a post are too large to solve."""
    net = Network(problem)
    return None if too_large(net) else Bench(net, plan, more, seconds=seconds)


class Bench:
    """One plan, and the relaxation of its post beside those of posts with more."""

    def __init__(
        self,
        net: Network,
        plan: Plan,
        more: Sequence[More],
        *,
        seconds: float,
    ) -> None:
        """
        Relax the post as it stands.

        Parameters
        ----------
        net
            The problem that *plan* solves.
        plan
            The plan so far.
        more
            Posts that have more of something.
        seconds
            No relaxation takes longer, about.
        """
        self._plan = plan
        self._net = net
        self._more = more
        self._nets: dict[int, Network] = {}
        self._order: Order = order_of(plan.objectives[1].name)
        self._bound_left = plan.objective("left_behind").bound
        self._bound_h = plan.objective("person_hours").bound
        self._yardstick = Yardstick(
            self._net,
            [self._network(k) for k, m in enumerate(more) if m.kind not in AMOUNTS],
            busy_until_s=round(plan.objective("clearance").value * 3600),
            left_at_most=plan.objective("left_behind").value,
            seconds=seconds,
        )
        self._control: Schedule | None = None

    def measure(self, number: int) -> Measured:
        """Bound every plan of the post with that number."""
        before_h = self._yardstick.base.bound_h
        if self._yardstick.idle(self._more[number].kind, self._more[number].of):
            return Measured(
                before_h=before_h, after_h=before_h, solved=False, prices=None
            )
        found = self._yardstick.relax(self._network(number))
        return Measured(
            before_h=before_h,
            # who has more can do as before, so what is bounded by more is no worse
            after_h=min(found.bound_h, before_h),
            solved=found.solved,
            prices=found.prices,
        )

    def control(self, effort: Effort) -> None:
        """Search on for the post as it stands."""
        self._control = further(
            lambda: schedule_of(self._net, self._plan.trips),
            order=self._order,
            effort=effort,
            prices=self._yardstick.base.prices,
        )

    def planned(self, number: int, measured: Measured, effort: Effort) -> Schedule:
        """
        Plan the post with that number, from the plan so far on.

        Where the plan is better even without what there is more of, the search was
        lucky: then it becomes the one that others are compared with.
        """
        net = self._network(number)
        found = further(
            lambda: schedule_of(net, self._plan.trips),
            order=self._order,
            effort=effort,
            prices=measured.prices,
        )
        without = schedule_of(self._net, trips_of(found))
        if not without.crowded:
            self._control = self._better(without, self._control)
        return found

    def before(self) -> Reach | None:
        """Tell what the post as it stands comes to; None: it was not searched on."""
        return None if self._control is None else _reach(self._control)

    def after(self, found: Schedule) -> tuple[Reach, Literal["planned", "proved"]]:
        """
        Tell what a plan comes to, and whether none without its lever can.

        Who has more can do as before, so it comes to no less than before.
        """
        best = self._better(found, self._control)
        return _reach(best), self._how(worth_of(best))

    def _network(self, number: int) -> Network:
        """Give a post by number, with what is known of how its fleets drive empty."""
        if number not in self._nets:
            net = Network(self._more[number].problem())
            if _drives(net) == _drives(self._net):
                net.routes, net.drives_s = self._net.routes, self._net.drives_s
            self._nets[number] = net
        return self._nets[number]

    def _better(self, one: Schedule, other: Schedule | None) -> Schedule:
        if other is None:
            return one
        return min(other, one, key=lambda s: worth_of(s).key(self._order))

    def _how(self, worth: Worth) -> Literal["planned", "proved"]:
        fewer = worth.left_behind < self._bound_left - SOME_H
        sooner = worth.person_hours < self._bound_h - SOME_H
        as_few = worth.left_behind <= self._bound_left + SOME_H
        return "proved" if fewer or (as_few and sooner) else "planned"


def _drives(net: Network) -> list[Way]:
    return [way for way in net.ways if way.fleet >= 0]


def _reach(schedule: Schedule) -> Reach:
    worth = worth_of(schedule)
    return Reach(
        left=sum(schedule.waiting),
        left_behind=worth.left_behind,
        person_hours=worth.person_hours,
        clearance_h=worth.clearance_s / 3600,
    )
