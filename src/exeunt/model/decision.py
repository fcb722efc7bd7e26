"""Decide by: how late the decision can be left, and what waiting costs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from exeunt.model.breaches import Breach
from exeunt.model.occupancy import Occupancy
from exeunt.model.outcomes import Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.policies import PolicyTable
from exeunt.model.post import Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.statuses import DepartureStatus
from exeunt.model.waiting import Waiting
from exeunt.model.warning import ExitSurvival


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """What deciding at one moment would mean for one category."""

    decide_at: datetime
    all_out: float
    """P(all out before their exits close), seen from the day of assessment."""
    half_width: float
    """Of the 95 % interval of ``all_out``, from the replications alone."""
    false_alarm: float
    """P(needless: the exits they use stay open long after the decision), likewise."""
    false_alarm_half_width: float = 0.0
    """Of the 95 % interval of ``false_alarm``, likewise."""
    begins_at: datetime | None = None
    """When people are told to go, where a plan that begins later serves better; None:
    at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideBy:
    """The latest time at which a category's target is still met."""

    category: str
    target: float
    curve: tuple[CurvePoint, ...]
    latest: datetime | None
    """None: already late, even now falls short of the target."""
    beyond: bool
    """The target is still met at the last time looked at."""
    now: float
    """The chance if the decision is made now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """How late the decision can be left, with what that rests on."""

    post: Post
    as_of: datetime
    plan: Plan
    rehearsal: Rehearsal
    decisions: tuple[DecideBy, ...]
    """One a category, then everyone."""
    breaches: tuple[Breach, ...] = ()
    """Of a plan that was given; what is told of it holds if it can be carried out."""
    safe: tuple[SafeUntil, ...] = ()
    choices: Choices | None = None
    curves: DecideCurves | None = None
    """None: not asked for."""
    policies: PolicyTable | None = None
    """Likewise."""
    waiting: Waiting | None = None
    """Likewise; found together with the policies."""
    survivals: tuple[ExitSurvival, ...] = ()
    """Of the exits: what the decisions hold their clearance against."""
    occupancy: Occupancy | None = None
    """Who waits where and what is in use by hour, if it was asked for."""
    left_out: tuple[str, ...] = ()
    """What was asked for and not found any more, since it was interrupted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What one thing that could be had would buy, for everyone together."""

    what: str
    more_all_out: float
    """Added to P(all out | decide now); the same worlds with and without it."""
    half_width: float
    """Of the 95 % interval of ``more_all_out``, from the replications alone."""
    waiting_s: float
    """How much later one could decide with it, and be as well off as without."""
    waiting_half_width_s: float | None
    """None: the curve is flat there, so that nothing bounds it."""
    at_least: bool
    """The curve with it is still as high at the last day looked at."""
    replications: int

    @property
    def measurable(self) -> bool:
        """Whether it is told from no effect at all."""
        return self.more_all_out > self.half_width


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeUntil:
    """The latest safe decision time of a category at one target."""

    category: str
    target: float
    latest: datetime | None
    """None: already late."""
    surely: datetime | None
    """The same if every chance were at the low end of its 95 % interval."""
    perhaps: datetime | None
    """The same at the high end."""
    beyond: bool
    """The target is still met at the last time looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that could be done today, and what it costs."""

    what: str
    expected: float
    """In the unit of the post's two costs, if it were everybody."""
    half_width: float | None
    """Of the 95 % interval of ``expected``, from the replications alone; None: of one
    world nothing bounds it."""
    cost: dict[ScenarioKind, float]
    regret: dict[ScenarioKind, float]
    """By scenario: how much more it costs than the best choice in that scenario."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Go now, wait, or families first."""

    now: datetime
    then: datetime
    """The next decision time."""
    choices: tuple[Choice, ...]
    cheapest: str
    if_told: float
    """What waiting would cost if the scenario were known for certain at the next time:
    no news can make waiting cheaper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionCurves:
    """The curves of one option, and what it buys beside the post as it stands."""

    what: str
    decisions: tuple[DecideBy, ...]
    """One a category, then everyone."""
    bought: tuple[Bought, ...] = ()
    """Likewise; none for the post as it stands."""
    planned: int = 1
    """How many plans were made and rehearsed for it, one for each kind of H-hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCurves:
    """Decide-by curves over the hours ahead, one set an option."""

    post: Post
    as_of: datetime
    h_hours: tuple[datetime, ...]
    options: tuple[OptionCurves, ...]
    """The post as it stands first."""
    replications: int
    seed: int
    missing: tuple[str, ...] = ()
    """Options that there was no time for, as it was interrupted."""
    second_exits: int | None = None
    """How many exits of the post are shut and could be opened; None: nobody asked."""

    @property
    def postponed(self) -> int:
        """At how many times, as it stands, a plan that begins later serves better."""
        last = self.options[0].decisions[-1:]
        return sum(p.begins_at is not None for d in last for p in d.curve)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is known of the curve so far, while it is still worked on."""

    post: Post
    decisions: tuple[DecideBy, ...]
    worlds: int
    done: int = 0
    """Rehearsals."""
    of: int = 0
    """How many there will be."""
    left_s: float | None = None
    """About how long the rest will take; None: there is nothing to tell it from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The status proposed for a category, and by what."""

    category: str
    in_force: DepartureStatus
    proposed: DepartureStatus
    by_model: DepartureStatus
    by_tripwires: DepartureStatus
    why: str
