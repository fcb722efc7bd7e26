"""Decide by, for the post in a folder: warn, plan, rehearse, and weigh."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from exeunt.app.ahead import Ahead, working_ahead
from exeunt.app.as_of import moment_as_of
from exeunt.app.choices import choices
from exeunt.app.decide_by import LOOK_AHEAD_DAYS, daily_h_hours, decide_by
from exeunt.app.decide_curves import Asked, Curves, OnLook, begin_curves
from exeunt.app.likelihoods import likelihoods
from exeunt.app.log import events_of
from exeunt.app.make_plan import make_plan
from exeunt.app.policies import PATH_DAYS, PATHS, policies
from exeunt.app.processes import end_children
from exeunt.app.read_documents import read_documents
from exeunt.app.read_plan import checked_plan_for
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import Progress, rehearse_plan
from exeunt.app.safe_until import safe_until
from exeunt.app.stated import Stated, moving_in, stated
from exeunt.app.waiting import waiting
from exeunt.app.warn_post import warn_post
from exeunt.model.breaches import Breach
from exeunt.model.decision import DecideBy, Decided, Look
from exeunt.model.known import with_knowledge
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.policies import PolicyTable
from exeunt.model.post import Post
from exeunt.model.signals import EngagementStatus
from exeunt.model.waiting import Waiting
from exeunt.model.warning import CalendarEntry, ExitSurvival, WarningPicture
from exeunt.warn.calendar import calendar
from exeunt.warn.paths import paths


SECONDS = 5.0
"""To search for the plan."""


def shut_in(picture: WarningPicture) -> tuple[str, ...]:
    """Name the exits that documents told to be shut."""
    return tuple(s.exit.place for s in picture.survivals if s.shut is not None)


def decide_for(
    post: Post,
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    days: int = LOOK_AHEAD_DAYS,
) -> tuple[DecideBy, ...]:
    """Find how late the decision can be left for each category that was rehearsed."""
    return decide_by(
        rehearsal,
        survivals,
        categories=[post.category(name) for name in rehearsal.categories],
        as_of=as_of,
        h_hours=daily_h_hours(post, as_of, days=days),
        assessed_for_s=post.file.assessed_for,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """What is asked for beside decide by."""

    curves: Asked | None = None
    policies: bool = False
    on_look: OnLook | None = None
    """Told the first curve as soon as there is one, and then what is known better."""

    @property
    def works_on(self) -> bool:
        """Tell whether other processes have something to do."""
        return self.curves is not None or self.on_look is not None


def engagements_ahead(
    entries: Sequence[CalendarEntry], at: datetime
) -> tuple[int, ...]:
    """Give how many days after *at* something is planned to be held."""
    return tuple(
        (e.day - at.date()).days
        for e in entries
        if e.status is EngagementStatus.PLANNED and e.day >= at.date()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OverWays:
    """What is found by playing ways it may go; None where no exit is watched."""

    policies: PolicyTable | None = None
    waiting: Waiting | None = None


def over_ways(
    post: Post,
    rehearsal: Rehearsal,
    picture: WarningPicture,
    *,
    engagements: Sequence[int],
    seed: int,
) -> OverWays:
    """Play policies of declaring over ways it may go, and find when to stop waiting."""
    by_place = {s.exit.place: s for s in picture.survivals}
    some = [by_place[place] for place in rehearsal.exits if place in by_place]
    if len(some) < len(rehearsal.exits) or not some or not rehearsal.categories:
        return OverWays()
    ways = paths(
        some,
        picture.odds.posterior,
        likelihoods=likelihoods(),
        engagements=engagements,
        days=PATH_DAYS,
        worlds=PATHS,
        seed=seed,
    )
    return OverWays(
        policies=policies(post, rehearsal, ways, seed=seed),
        waiting=waiting(post, rehearsal, ways, engagements=engagements, seed=seed),
    )


def decide_post(  # noqa: PLR0913 - what is asked, and who is told
    folder: Path,
    *,
    plan_file: Path | None,
    as_of: str | None,
    replications: int,
    seed: int,
    seconds: float = SECONDS,
    workers: int | None = None,
    also: Also | None = None,
    ahead: Ahead | None = None,
    on_progress: Progress | None = None,
) -> Decided:
    """
    Find how late the decision can be left for the post in *folder*.

    Interrupted (Ctrl-C), it gives what has been found, once there is a first curve.

    Parameters
    ----------
    folder
        The post.
    plan_file
        The plan to rehearse; none makes one for the next H-hour.
    as_of
        The day or moment of assessment; none is now. Later documents do not count.
    replications
        How many worlds to rehearse in.
    seed
        Root of every random stream.
    seconds
        How long to search for the plan.
    workers
        Processes that work on curves; none uses every core.
    also
        What else is asked for; none is nothing.
    ahead
        What other processes have begun with already, for the same of all this.
    on_progress
        Told how many worlds have been played.

    Raises
    ------
    InvalidInput
        When something cannot be read, or the plan is for another post.
    """
    also = also or Also()
    with ExitStack() as stack:
        if ahead is None:
            ahead = stack.enter_context(
                working_ahead(
                    folder,
                    plan_file=plan_file,
                    as_of=as_of,
                    replications=replications,
                    seed=seed,
                    watched=also.on_look is not None,
                    workers=workers if also.works_on else 1,
                )
            )
        case = _Case.of(folder, plan_file=plan_file, as_of=ahead.as_of)
        rehearsing = _Rehearsing(
            case=case,
            ahead=ahead,
            replications=replications,
            seed=seed,
            seconds=seconds,
            also=also,
            on_progress=on_progress,
        )
        found, curves = rehearsing.done()
        if found.rehearsal.interrupted_of is not None:
            end_children()
            return replace(found, left_out=_asked_beside(also))
        if also.policies:
            over = case.over_ways(found, seed=seed)
            found = replace(found, policies=over.policies, waiting=over.waiting)
        if curves is not None:
            found = replace(found, curves=curves.finish(also.on_look))
        return found


def _asked_beside(also: Also) -> tuple[str, ...]:
    """Name what is asked for beside decide by."""
    asked = {"curves": also.curves is not None, "policies": also.policies}
    return tuple(name for name, wanted in asked.items() if wanted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A post as it was known, what threatens it, and what is to be rehearsed."""

    asked: Stated
    at: datetime
    picture: WarningPicture
    engagements: tuple[int, ...]
    breaches: tuple[Breach, ...]
    """Of the plan that is given."""
    shut: tuple[str, ...]

    @classmethod
    def of(cls, folder: Path, *, plan_file: Path | None, as_of: str | None) -> _Case:
        post = read_post(folder)
        at = moment_as_of(as_of, zone=post.zone)
        checked = None if plan_file is None else checked_plan_for(post, plan_file)
        documents, events = read_documents(folder), events_of(folder)
        readings, picture = warn_post(
            post, documents, as_of=at, events=events, folder=folder
        )
        shut = shut_in(picture)
        asked = stated(post, checked, at=at, shut=shut)
        return cls(
            asked=asked,
            at=at,
            picture=picture,
            engagements=engagements_ahead(calendar(readings, as_of=at), at),
            breaches=() if checked is None else checked.breaches,
            shut=shut,
        )

    def decided(self, plan: Plan, rehearsal: Rehearsal) -> Decided:
        survivals = self.picture.survivals
        decisions = decide_for(self.asked.post, rehearsal, survivals, as_of=self.at)
        return Decided(
            post=self.asked.post,
            as_of=self.at,
            plan=plan,
            breaches=self.breaches,
            rehearsal=rehearsal,
            decisions=decisions,
            safe=safe_until(decisions),
            survivals=tuple(survivals),
            choices=choices(
                self.asked.post,
                rehearsal,
                survivals,
                as_of=self.at,
                h_hours=daily_h_hours(self.asked.post, self.at, days=2),
            ),
        )

    def over_ways(self, found: Decided, *, seed: int) -> OverWays:
        return over_ways(
            self.asked.post,
            found.rehearsal,
            self.picture,
            engagements=self.engagements,
            seed=seed,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rehearsing:
    """Plans and rehearses the case, a first time in a moment, then in earnest."""

    case: _Case
    ahead: Ahead
    replications: int
    seed: int
    seconds: float
    also: Also
    on_progress: Progress | None

    def done(self) -> tuple[Decided, Curves | None]:
        """Decide by the plan, and begin with the curves that are asked for."""
        first = self._first()
        curves = self._curves()
        try:
            plan = self.case.asked.plan or self._plan()
            self.ahead.finish()
            rehearsal = rehearse_plan(
                self.case.asked.problem,
                plan,
                replications=self.replications,
                seed=self.seed,
                keep_interrupted=True,
                on_progress=self.on_progress,
            )
        except KeyboardInterrupt:
            if first is None:
                raise
            played = replace(first.rehearsal, interrupted_of=self.replications)
            return replace(first, rehearsal=played), None
        found = self.case.decided(plan, rehearsal)
        if self.also.on_look is not None:
            self.also.on_look(_look_at(found))
        return found, curves

    def _first(self) -> Decided | None:
        """Tell a first curve, of a plan made in a moment and played in few worlds."""
        if self.also.on_look is None:
            return None
        played = self.ahead.first_played(
            self.case.asked, replications=self.replications, seed=self.seed
        )
        plan = self.case.asked.plan or self._with_knowledge(played.plan)
        found = self.case.decided(plan, played.rehearsal)
        self.also.on_look(_look_at(found))
        return found

    def _plan(self) -> Plan:
        made = make_plan(self.case.asked.problem, seconds=self.seconds, seed=self.seed)
        return self._with_knowledge(made)

    def _with_knowledge(self, plan: Plan) -> Plan:
        return with_knowledge(plan, at=self.case.at, shut=self.case.shut)

    def _curves(self) -> Curves | None:
        if self.also.curves is None:
            return None
        return begin_curves(
            self.case.asked.post,
            self.case.picture.survivals,
            as_of=self.case.at,
            moving=moving_in(self.case.asked.post),
            asked=self.also.curves,
            crew=self.ahead.crew,
        )


def _look_at(found: Decided) -> Look:
    return Look(
        post=found.post,
        decisions=found.decisions,
        worlds=found.rehearsal.replications,
    )
