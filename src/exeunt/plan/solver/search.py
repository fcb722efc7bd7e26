"""The search: bound and plan taken in turns until they meet or time is up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exeunt.model.plan import Level
from exeunt.model.times import DAY
from exeunt.plan.solver.ascent import Ascent
from exeunt.plan.solver.bounds import CLEARED, Bounds
from exeunt.plan.solver.clearing import Clearing
from exeunt.plan.solver.dive import dive
from exeunt.plan.solver.grid import Aim, Grid
from exeunt.plan.solver.improve import Improver
from exeunt.plan.solver.limits import Limits
from exeunt.plan.solver.network import Network
from exeunt.plan.solver.pace import Pace
from exeunt.plan.solver.points import (
    Points,
    finer_points,
    first_points,
    too_large,
)
from exeunt.plan.solver.priced import Priced
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.program import Solved
from exeunt.plan.solver.progress import Progress
from exeunt.plan.solver.worth import Worth


if TYPE_CHECKING:
    from exeunt.plan.solver.annealing import Rounds


STEPS_A_TURN = 20
BOUND_SHARE = 0.5
"""Of the time, at most, goes into the bound."""
REACH_FIRST, REACH_NEXT = 0.6, 0.2
"""Of the time left, at most, a plan by the least clearance may take, and by others."""
CLIMB_SHARE = 0.35
"""Of the time so far, at most, has gone into the bound when it climbs further."""
SLOW_S = 5e-5
"""A simplex method that takes longer for each column meets too many ties."""
GROWTH, INTERIOR_GROWTH = 5, 3
"""A finer relaxation takes so many times as long as the last, or less."""
ROUNDS = 2
"""Relaxations solved when steps are counted and time is not."""
CHEAP_SHARE, SCARCE_SHARE = 0.3, 0.45
"""Of the time left, at most, a finer program may take; where it is the bound that lags
more."""
TURNS_FIRST = 3
"""Turns of small changes before it is asked how many must be left."""
ANNEALED: frozenset[Level] = frozenset({"person_hours", "clearance"})
"""What tours can be annealed for."""
MOST_VEHICLES = 200
"""With more, tours take too long to play."""
LEFT_COUNTS = 1e3
"""So many hours, to compare what turns gain."""
SLICES_BEFORE = 3
"""Of annealing, before the least clearance is sought."""
DIVE_SHARE = 0.4
"""Of the time left, at most, a plan along the bound may take."""
DIVE_GAP = 0.04
"""Plans as close as this get better by small changes."""
CLIMBS_A_TURN = 10
HEED_EVERY = 8
LONGEST_S = 60 * DAY
"""Of longer deadlines there are too many quarter hours."""
NODES = 200
"""Of a branch and bound, when steps are counted and time is not."""
STALE_STEPS, STALE_STEPS_A_UNIT = 400, 4
"""So many steps in vain end the search."""


class Search:
    """Improves one schedule and the bounds on it, in turns."""

    def __init__(
        self,
        net: Network,
        improver: Improver,
        limits: Limits,
        on_progress: Callable[[Progress], None] | None,
    ) -> None:
        self.net = net
        self.improver = improver
        self.limits = limits
        self.bounds = Bounds(net, improver.alone_s, order=improver.order)
        self._on_progress = on_progress
        self._points: Points | None = None
        self._next_points: Points | None = None
        self._ascents: dict[str, Ascent] = {}
        self._refined = False
        self._interior = False
        """Whether programs are solved from within."""
        self._too_large = too_large(net)
        self._bound_s = 0.0
        self._last_s = 0.0
        self._turns = 0
        self._climbs = 0
        self._still = 0
        self._dived = False
        self._rounds: Rounds | None = None
        self._pace = Pace()
        self._cleared = self.level != "clearance"

    @property
    def worth(self) -> Worth:
        """What the best plan reaches."""
        return self.improver.worth

    @property
    def level(self) -> Level:
        """What counts next after who is left behind."""
        return self.improver.order[1]

    def go(self) -> None:
        """Search until bound and plan meet, or time is up."""
        self.bounds.look_alone(self.worth.left_behind)
        self._tell("first plan")
        while not self._closed() and not self._stale():
            step = self._next_step()
            if step is None:
                break
            step()
        if self._rounds is not None and self._rounds.take_last():
            self._tell("better tours")
        self.bounds.look_alone(self.worth.left_behind)
        self._tell("done")

    def _next_step(self) -> Callable[[], None] | None:
        """Choose what to do next; nothing once time or steps are up."""
        steps: tuple[tuple[Callable[[], bool], Callable[[], None]], ...] = (
            (self._may_anneal_before, self._anneal),
            (self._may_clear, lambda: self._timed(self._clear)),
            (self._may_bound, lambda: self._timed(self._relax)),
            (self._may_anneal_first, self._anneal),
            (self._may_dive, self._dive),
            (self._may_bound_left, lambda: self._timed(self._relax_left)),
            (self._may_climb, lambda: self._timed(self._climb)),
            (self._may_anneal, self._anneal),
            (self._may_improve, self._improve),
        )
        return next((step for may, step in steps if may()), None)

    def _may_clear(self) -> bool:
        return not self._cleared and self._left_closed()

    def _may_improve(self) -> bool:
        return not self.limits.over

    def _closed(self) -> bool:
        value = self.worth.counted(self.level)
        spare = self.worth.level(self.level) * self.limits.gap
        return self._left_closed() and value - spare <= self._least() + 1e-6

    def _least(self) -> float:
        """Give what no plan that leaves as few comes below, as plans are compared."""
        least = self.bounds.of(self.level).value
        if self.level == "person_hours":
            least += self.worth.promise_h * self.bounds.promises.value
        return least

    def _stale(self) -> bool:
        """Tell whether neither plan nor bound has moved for long."""
        begun = self._too_large or self._points is not None
        bounds_rest = begun and not self._may_climb_at_all()
        patience = STALE_STEPS + STALE_STEPS_A_UNIT * len(self.net.units)
        return bounds_rest and self._still > patience

    def _left_closed(self) -> bool:
        return self.worth.left_behind <= self.bounds.left_behind.value + 1e-6

    # better plans

    @property
    def _anneals(self) -> bool:
        """Whether tours in counts of people can be annealed."""
        vehicles = sum(f.vehicles for f in self.net.fleets)
        suits = self.level in ANNEALED and 0 < vehicles <= MOST_VEHICLES
        return suits and not (self._rounds is not None and self._rounds.hopeless)

    def _may_anneal(self) -> bool:
        """Tell whether it is the turn of tours in counts of people."""
        if not self._anneals or self.limits.over:
            return False
        rounds = self._rounds
        if rounds is None:
            return True
        if self.limits.iterations is not None:
            return rounds.slices <= self._turns
        return rounds.first or self._pace.tours_are_due

    def _may_anneal_before(self) -> bool:
        """Tell whether the search for the least clearance should begin lower."""
        few = self._rounds is None or self._rounds.slices < SLICES_BEFORE
        return not self._cleared and few and self._may_anneal()

    def _may_anneal_first(self) -> bool:
        """Tell whether the first round, which gains most, is still on."""
        in_first = self._rounds is None or self._rounds.first
        return in_first and self.limits.iterations is None and self._may_anneal()

    def _anneal(self) -> None:
        """Anneal for a while."""
        if self._rounds is None:
            from exeunt.plan.solver.annealing import Rounds  # noqa: PLC0415 - it is heavy

            self._tell("tours; compiling, where that was never done")
            self._rounds = Rounds(self.net, self.improver, self.limits)
        if self._rounds.hopeless:
            return
        began, before = self.limits.clock(), self._counted
        if self._rounds.go_on():
            self._still = 0
            self._tell("better tours")
        taken_s = self.limits.since(began)
        self._pace.note(self._pace.tours, taken_s, before=before, after=self._counted)

    @property
    def _counted(self) -> float:
        """What the best plan costs, weighing most who is left."""
        left = self.worth.left_behind * LEFT_COUNTS
        return left + self.worth.counted(self.level)

    def _improve(self) -> None:
        began, before = self.limits.clock(), self._counted
        self._turns += 1
        for _ in range(STEPS_A_TURN):
            if self.limits.over:
                break
            self.limits.steps += 1
            self._still += 1
            if self.improver.step(self.limits.cooled):
                self._still = 0
                self._tell("better plan")
        taken_s = self.limits.since(began)
        self._pace.note(self._pace.steps, taken_s, before=before, after=self._counted)

    def _may_dive(self) -> bool:
        """Tell whether a plan along the relaxation is worth its time: not beside tours."""
        return not (
            self._dived
            or self.limits.over
            or self._anneals
            or (self._left_closed() and self.level != "person_hours")
            or (self._left_closed() and self._gap() < DIVE_GAP)
        )

    def _gap(self) -> float:
        value = self.worth.counted(self.level)
        return 1 - self._least() / value if value > 0 else 0.0

    def _dive(self) -> None:
        self._dived = True
        until = DIVE_SHARE * self.limits.left_s
        begun = self.limits.elapsed_s
        schedule = dive(self.net, left_s=lambda: begun + until - self.limits.elapsed_s)
        if schedule is not None and self.improver.offer(schedule):
            self._tell("plan along the bound")

    # bounds

    def _timed(self, bound: Callable[[], None]) -> None:
        began = self.limits.clock()
        bound()
        self._last_s = self.limits.clock() - began
        self._bound_s += self._last_s
        self._tell("bound")

    def _may_bound(self) -> bool:
        """Tell whether a linear program, or a finer one, is worth its time."""
        if self._too_large:
            return False
        if self._points is None:
            return self.limits.iterations is not None or not self.limits.over
        if self._refined or self._may_anneal_first():
            return False
        if self.limits.iterations is not None:
            return self._turns < ROUNDS
        growth, share = GROWTH, CHEAP_SHARE
        if self._interior:
            growth, share = INTERIOR_GROWTH, SCARCE_SHARE
        return growth * self._last_s < share * self.limits.left_s

    def _may_climb(self) -> bool:
        """Tell whether it is the turn of the bound."""
        if self.limits.over or not self._may_climb_at_all():
            return False
        if self.limits.iterations is not None:
            return self._climbs <= self._turns
        return self._bound_s < CLIMB_SHARE * self.limits.elapsed_s

    def _may_climb_at_all(self) -> bool:
        return not all(ascent.done for ascent in self._ascents.values())

    def _clear(self) -> None:
        """Find the least clearance by halving, then a plan that reaches it."""
        clearing = Clearing(
            self.net, self.worth.left_behind, self.improver.dice, self.limits.clock
        )
        low = clearing.next_after(round(self.bounds.clearance_s.value) - 1)
        middle, high = low, self.worth.clearance_s
        while low <= middle < high and not self.limits.over:
            if not clearing.too_soon(middle, seconds=self.limits.left_s / 4):
                high = middle
            else:
                low = clearing.next_after(middle)
                self.bounds.clearance_s.raise_to(low, CLEARED)
                self._tell("bound on clearance")
            middle = (low + high) // 2 // clearing.tick_s * clearing.tick_s
        self._reach(clearing, low)
        self._cleared = True

    def _reach(self, clearing: Clearing, by_s: int) -> None:
        """Plan for *by_s*, or for the next moment after it that is not impossible."""
        certain = by_s <= self.bounds.clearance_s.value
        while by_s < self.worth.clearance_s and not self.limits.over:
            # at the bound itself it is most often possible, and worth most
            share = REACH_FIRST if certain else REACH_NEXT
            schedule, impossible = clearing.plan(
                by_s, seconds=share * self.limits.left_s, nodes=self._nodes
            )
            if schedule is not None:
                self.improver.offer(schedule)
                self._tell("plan by that time")
            certain = certain and impossible
            by_s = clearing.next_after(by_s)
            if certain:
                self.bounds.clearance_s.raise_to(by_s, CLEARED)
                self._tell("bound on clearance")
            elif schedule is None:
                by_s += (self.worth.clearance_s - by_s) // 4

    @property
    def _nodes(self) -> int | None:
        """Count nodes, not time, when the same plan is wanted always."""
        return None if self.limits.iterations is None else NODES

    def _relax(self) -> None:
        """Solve the relaxation of person-hours."""
        points = self._next_points or first_points(
            self.net, busy_until_s=self.worth.clearance_s
        )
        aim = Aim(level="person_hours", left_at_most=self.worth.left_behind)
        grid, solved = self._relax_for(aim, points)
        self._points = points
        finer = None
        if solved.optimal:
            self._heed(grid.prices(solved.prices))
            finer = finer_points(
                self.net, points, grid, solved.values, self.worth.clearance_s
            )
        self._refined = finer is None
        self._next_points = finer or points

    def _may_bound_left(self) -> bool:
        """Tell whether somebody is left though some steps have been taken."""
        known = self._too_large or "left_behind" in self._ascents
        if known or self._left_closed():
            return False
        if self.limits.iterations is not None:
            return self._turns >= TURNS_FIRST or self.limits.over
        return self._turns >= TURNS_FIRST and not self.limits.over

    def _relax_left(self) -> None:
        """Solve the relaxation of who is left."""
        points = self._points or first_points(
            self.net, busy_until_s=self.worth.clearance_s
        )
        self._relax_for(Aim(level="left_behind"), points)

    def _relax_for(self, aim: Aim, points: Points) -> tuple[Grid, Solved]:
        began = self.limits.clock()
        seconds = BOUND_SHARE * self.limits.left_s
        grid, solved = self.bounds.flow(
            points, aim, seconds=seconds, interior=self._interior
        )
        slow_s = SLOW_S * len(solved.values)
        counted = self.limits.iterations is not None
        self._interior |= not counted and self.limits.since(began) > slow_s
        if self.net.deadline_s <= LONGEST_S:
            start = grid.prices(solved.prices)
            priced = Priced(self.net, level=aim.level, start=start)
            self._ascents[aim.level] = Ascent(priced)
        return grid, solved

    def _climb(self) -> None:
        """Move the prices on, and plan at the new ones from time to time."""
        self._climbs += 1
        for level, ascent in self._ascents.items():
            below = getattr(self.worth, level)
            if not ascent.done:
                value = ascent.climb(CLIMBS_A_TURN, below=below)
                self.bounds.found(level, value)
        if self._climbs % HEED_EVERY == 0:
            self._heed(self._ascents["person_hours"].prices())

    def _heed(self, prices: Prices) -> None:
        if self.improver.heed(prices):
            self._tell("plan at prices")

    def _tell(self, what: str) -> None:
        if self._on_progress is not None:
            self._on_progress(
                Progress(
                    elapsed_s=self.limits.elapsed_s,
                    what=what,
                    left_behind=self.worth.left_behind,
                    left_bound=self.bounds.left_behind.value,
                    level=self.level,
                    value=self.worth.level(self.level),
                    bound=self.bounds.of(self.level).value,
                )
            )
