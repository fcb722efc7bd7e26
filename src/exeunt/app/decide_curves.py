"""
Decide-by curves hour by hour, for the post as it stands and with one thing changed.

What is open, flies or is under curfew when people set out hangs on the clock of the
decision. So each kind of H-hour, that is all those for which the world falls alike
(mostly: whole days apart), has a plan of its own, made in a moment, and a rehearsal of
its own in the same worlds; shifts within a kind are exact. Options are planned and
rehearsed likewise, in the same worlds again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from exeunt.app.buy_time import compared
from exeunt.app.decide_by import decide_by_each, worlds_all_out
from exeunt.app.levers import Lever, levers_of
from exeunt.app.make_plan import make_plan
from exeunt.app.share_work import share_work
from exeunt.errors import InvalidInput
from exeunt.model.decision import DecideBy, DecideCurves, OptionCurves
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import PersonKind
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of
from exeunt.model.warning import ExitSurvival
from exeunt.rehearse import played_by, rehearse


TIMES = 24
PLANNING_S = 0.5
"""For each plan; at the Kyiv case more seconds made no better one."""
FIRST_WORLDS = 200
"""Those after which a first curve is told."""
MORE_WEIGHT = 10.0
"""Of families, who are to go first."""
AS_IT_STANDS = "as it stands"

OnCurve = Callable[[tuple[DecideBy, ...], int], None]
"""Told the first curves, and from how many worlds."""


class NoStep(InvalidInput):
    """Hours between two decision times that are none."""

    def __init__(self, hours: int) -> None:
        self.hours = hours
        super().__init__(
            f"{hours} hours between decision times: give a whole number from 1 to 24."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What curves are asked for."""

    every_h: int = 6
    options: int = 0
    replications: int = 1000
    seed: int = 0
    workers: int | None = None
    planning_s: float = PLANNING_S


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One plan to make and rehearse."""

    problem: Problem
    asked: Asked


def hours_ahead(post: Post, as_of: datetime, *, every_h: int) -> tuple[datetime, ...]:
    """Give the next decision times, *every_h* hours apart, the first on a full hour."""
    if not 1 <= every_h <= 24:
        raise NoStep(every_h)
    hour = as_of.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    first = hour if hour == as_of else hour + timedelta(hours=1)
    return tuple(
        (first + timedelta(hours=k * every_h)).astimezone(post.zone)
        for k in range(TIMES)
    )


def options_of(post: Post, count: int) -> tuple[Lever, ...]:
    """Give the post as it stands, and *count* options: families first, then levers."""
    options = [Lever(what=AS_IT_STANDS, post=post)]
    if first := _families_first(post):
        options.append(first)
    return tuple([*options, *levers_of(post)][: count + 1])


def _families_first(post: Post) -> Lever | None:
    families = [c for c in post.file.categories if c.kind is PersonKind.FAMILY]
    if not families or len(families) == len(post.file.categories):
        return None
    categories = tuple(
        c.model_copy(update={"weight": min(c.weight * MORE_WEIGHT, 1000.0)})
        if c in families
        else c
        for c in post.file.categories
    )
    file = post.file.model_copy(update={"categories": categories})
    return Lever(what="families first", post=post.model_copy(update={"file": file}))


def decide_curves(  # noqa: PLR0913 - what is asked, and who is told
    post: Post,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    moving: tuple[str, ...],
    asked: Asked,
    on_curve: OnCurve | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> DecideCurves:
    """
    Find decide-by curves over the next 24 decision times.

    Interrupted (Ctrl-C), it gives those options that are done, if the post as it
    stands is among them.

    Parameters
    ----------
    post
        The post as it is known.
    survivals
        The survival of each exit, in seconds after *as_of*.
    as_of
        The moment of assessment.
    moving
        Categories that move.
    asked
        How many hours apart, how many options, and how hard to work.
    on_curve
        Told the first curves as soon as there are any, from few worlds.
    on_progress
        Told how many rehearsals are done.
    """
    h_hours = hours_ahead(post, as_of, every_h=asked.every_h)
    options = options_of(post, asked.options)
    kinds = _kinds(post, h_hours, moving)
    jobs = [
        _Job(
            problem=problem_of(
                option.post, h_hour=h_hours[kinds.index(k)], moving=moving
            ),
            asked=asked,
        )
        for option in options
        for k in sorted(set(kinds))
    ]
    drawn = _Drawn(post, survivals, as_of, moving, h_hours)
    if on_curve is not None:
        look = _first_look(jobs[0])
        like = [h for h, k in zip(h_hours, kinds, strict=True) if k == 0]
        on_curve(
            replace(drawn, h_hours=tuple(like)).curves([look] * len(like)),
            look.replications,
        )
    each = len(set(kinds))
    found: list[Rehearsal] = []
    try:
        for one in share_work(_rehearsed, jobs, workers=asked.workers):
            found.append(one)
            if on_progress is not None:
                on_progress(len(found))
    except KeyboardInterrupt:
        if len(found) < each:
            raise
    done = len(found) // each
    by_option = [[found[n * each + k] for k in kinds] for n in range(done)]
    return DecideCurves(
        post=post,
        as_of=as_of,
        h_hours=h_hours,
        options=tuple(
            drawn.option(option.what, mine, by_option[0], planned=each)
            for option, mine in zip(options, by_option, strict=False)
        ),
        replications=asked.replications,
        seed=asked.seed,
        missing=tuple(option.what for option in options[done:]),
    )


def _kinds(
    post: Post, h_hours: Sequence[datetime], moving: tuple[str, ...]
) -> list[int]:
    """Give the number of each H-hour's kind, in the order in which they first come."""
    seen = []
    kinds = []
    first = problem_of(post, h_hour=h_hours[0], moving=moving)
    for h_hour in h_hours:
        played = played_by(replace(first, h_hour=h_hour))
        if played not in seen:
            seen.append(played)
        kinds.append(seen.index(played))
    return kinds


def _rehearsed(job: _Job) -> Rehearsal:
    asked = job.asked
    plan = make_plan(job.problem, seconds=asked.planning_s, seed=asked.seed)
    return rehearse(job.problem, plan, replications=asked.replications, seed=asked.seed)


def _first_look(job: _Job) -> Rehearsal:
    few = min(FIRST_WORLDS, job.asked.replications)
    return _rehearsed(replace(job, asked=replace(job.asked, replications=few)))


@dataclass(frozen=True)
class _Drawn:
    """Draws curves of rehearsals, one for each of the decision times."""

    post: Post
    survivals: Sequence[ExitSurvival]
    as_of: datetime
    moving: tuple[str, ...]
    h_hours: tuple[datetime, ...]

    def curves(self, rehearsals: Sequence[Rehearsal]) -> tuple[DecideBy, ...]:
        return decide_by_each(
            rehearsals,
            self.survivals,
            categories=[c for c in self.post.file.categories if c.id in self.moving],
            as_of=self.as_of,
            h_hours=self.h_hours,
            assessed_for_s=self.post.file.assessed_for,
        )

    def option(
        self,
        what: str,
        rehearsals: Sequence[Rehearsal],
        base: Sequence[Rehearsal],
        *,
        planned: int,
    ) -> OptionCurves:
        decisions = self.curves(rehearsals)
        waits = [(h - self.as_of).total_seconds() for h in self.h_hours]
        bought = (
            ()
            if rehearsals is base
            else tuple(
                compared(
                    what,
                    self._chances(base, d.category),
                    self._chances(rehearsals, d.category),
                    waits=waits,
                    target=d.target,
                )
                for d in decisions
            )
        )
        return OptionCurves(
            what=what, decisions=decisions, bought=bought, planned=planned
        )

    def _chances(
        self, rehearsals: Sequence[Rehearsal], category: str
    ) -> NDArray[np.float64]:
        """Give P(all of a category out), by decision time and world."""
        return np.array(
            [
                worlds_all_out(
                    one,
                    self.survivals,
                    category=category,
                    wait_s=(h - self.as_of).total_seconds(),
                )
                for h, one in zip(self.h_hours, rehearsals, strict=True)
            ]
        )
