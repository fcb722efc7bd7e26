"""
Decide-by curves hour by hour, for the post as it stands and with one thing changed.

What is open, flies or is under curfew when people set out hangs on the clock of the
decision. So each kind of H-hour, that is all those for which the world falls alike
(mostly: whole days apart), has a plan of its own, made in a moment, and a rehearsal of
its own in the same worlds; shifts within a kind are exact. Options are planned and
rehearsed likewise, in the same worlds again. Which of these plans serves a decision
time best, ``serving`` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

from exeunt.app.buy_time import compared
from exeunt.app.decide_by import Chances
from exeunt.app.levers import Lever, levers_of
from exeunt.app.make_plan import first_plan
from exeunt.app.second_exit import second_exits, survivals_with
from exeunt.app.serving import Drawn, Serving, best_of_later, drawn, or_without
from exeunt.app.share_work import Crew
from exeunt.errors import InvalidInput
from exeunt.model.decision import DecideCurves, Look, OptionCurves
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import PersonKind
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of
from exeunt.model.warning import ExitSurvival
from exeunt.rehearse import played_by, rehearse


TIMES = 24
MORE_WEIGHT = 10.0
"""Of families, who are to go first."""
AS_IT_STANDS = "as it stands"

OnLook = Callable[[Look], None]
"""Told what is known so far."""


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


def options_of(post: Post, count: int, *, h_hour: datetime) -> tuple[Lever, ...]:
    """Give the post as it stands, and *count* options: families first, exits, levers."""
    options = [Lever(what=AS_IT_STANDS, post=post)]
    if first := _families_first(post):
        options.append(first)
    options.extend(second_exits(post, h_hour=h_hour))
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


def begin_curves(
    post: Post,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    moving: tuple[str, ...],
    asked: Asked,
    crew: Crew,
) -> Curves:
    """
    Begin to find decide-by curves over the next 24 decision times.

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
    crew
        Who works on it: other processes begin at once, this one at ``finish``.
    """
    h_hours = hours_ahead(post, as_of, every_h=asked.every_h)
    options = options_of(post, asked.options, h_hour=h_hours[0])
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
    return Curves(
        post=post,
        survivals=tuple(survivals),
        as_of=as_of,
        moving=moving,
        asked=asked,
        h_hours=h_hours,
        options=options,
        kinds=tuple(kinds),
        answers=crew.share(_rehearsed, jobs),
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
    plan = first_plan(job.problem, seed=asked.seed)
    return rehearse(job.problem, plan, replications=asked.replications, seed=asked.seed)


@dataclass(kw_only=True)
class Curves:
    """Curves that are being found."""

    post: Post
    survivals: tuple[ExitSurvival, ...]
    as_of: datetime
    moving: tuple[str, ...]
    asked: Asked
    h_hours: tuple[datetime, ...]
    options: tuple[Lever, ...]
    kinds: tuple[int, ...]
    """Of each of *h_hours*."""
    answers: Iterator[Rehearsal]
    found: list[Rehearsal] = field(default_factory=list)
    """Kind by kind as it stands, then likewise with each option."""
    _chances: dict[int, Chances] = field(default_factory=dict)
    """By number among what is found."""
    _base: Drawn | None = None
    """Of the decision times that could be told of when it was drawn."""

    @property
    def of(self) -> int:
        """How many rehearsals there will be."""
        return self._each * len(self.options)

    def finish(self, on_look: OnLook | None = None) -> DecideCurves:
        """
        Find them.

        Interrupted (Ctrl-C), it gives the decision times and options that are done, if
        there are any.

        Parameters
        ----------
        on_look
            Told after each rehearsal what is known.
        """
        began = perf_counter()
        try:
            for one in self.answers:
                self.found.append(one)
                if on_look is not None:
                    on_look(self._look(perf_counter() - began))
        except KeyboardInterrupt:
            if not self.found:
                raise
        return self._curves()

    @property
    def _each(self) -> int:
        return len(set(self.kinds))

    @property
    def _known(self) -> tuple[int, ...]:
        """Give the numbers of the decision times that can be told of."""
        return tuple(n for n, k in enumerate(self.kinds) if k < len(self.found))

    def _look(self, taken_s: float) -> Look:
        done = len(self.found)
        if self._base is None or done <= self._each:
            self._base = self._drawn(self._as_it_stands())
        return Look(
            post=self.post,
            decisions=self._base.decisions,
            worlds=self.asked.replications,
            done=done,
            of=self.of,
            left_s=taken_s / done * (self.of - done),
        )

    def _as_it_stands(self) -> tuple[Serving, ...]:
        return best_of_later(self._own(0))

    def _own(self, option: int) -> list[Serving]:
        return [
            Serving(
                begins_at=self.h_hours[n],
                wait_s=(self.h_hours[n] - self.as_of).total_seconds(),
                chances=self._chances_of(option, self.kinds[n]),
            )
            for n in self._known
        ]

    def _chances_of(self, option: int, kind: int) -> Chances:
        number = option * self._each + kind
        if number not in self._chances:
            self._chances[number] = Chances(
                self.found[number], survivals_with(self.options[option], self.survivals)
            )
        return self._chances[number]

    def _drawn(self, serving: Sequence[Serving]) -> Drawn:
        file = self.post.file
        return drawn(
            serving,
            h_hours=[self.h_hours[n] for n in self._known],
            categories=[c for c in file.categories if c.id in self.moving],
            assessed_for_s=file.assessed_for,
        )

    def _curves(self) -> DecideCurves:
        done = max(1, len(self.found) // self._each)
        without = self._as_it_stands()
        base = self._drawn(without)
        return DecideCurves(
            post=self.post,
            as_of=self.as_of,
            h_hours=tuple(self.h_hours[n] for n in self._known),
            options=(
                OptionCurves(
                    what=AS_IT_STANDS,
                    decisions=base.decisions,
                    planned=min(self._each, len(self.found)),
                ),
                *(self._option(n, without, base) for n in range(1, done)),
            ),
            replications=self.asked.replications,
            seed=self.asked.seed,
            missing=tuple(option.what for option in self.options[done:]),
            second_exits=(
                len(tuple(second_exits(self.post, h_hour=self.h_hours[0])))
                if self.asked.options
                else None
            ),
        )

    def _option(
        self, number: int, without: Sequence[Serving], base: Drawn
    ) -> OptionCurves:
        option = self.options[number]
        serving = best_of_later(self._own(number))
        if option.kind:
            # what could be had can be left alone; an order of who goes first cannot
            serving = or_without(serving, without)
        mine = self._drawn(serving)
        waits = [(h - self.as_of).total_seconds() for h in self.h_hours]
        return OptionCurves(
            what=option.what,
            decisions=mine.decisions,
            bought=tuple(
                compared(
                    option.what,
                    base.chances[d.category],
                    mine.chances[d.category],
                    waits=waits,
                    target=d.target,
                )
                for d in mine.decisions
            ),
            planned=self._each,
        )
