"""Everything that was found on one day: what the brief is written from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from exeunt.model.decision import (
    Bought,
    Choices,
    CurvePoint,
    DecideBy,
    Proposal,
    SafeUntil,
)
from exeunt.model.documents import Document
from exeunt.model.notices import ForPeople
from exeunt.model.occupancy import Occupancy
from exeunt.model.outcomes import ClearanceQuantiles, Rehearsal
from exeunt.model.plan import Plan
from exeunt.model.policies import PolicyTable
from exeunt.model.post import Post
from exeunt.model.signals import Reading
from exeunt.model.stories import Failures, Story
from exeunt.model.waiting import Waiting
from exeunt.model.warning import CalendarEntry, WarningPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What moved since the day before."""

    words: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """All that was found on one day, with only what was known then."""

    post: Post
    as_of: datetime
    """What came out later was not used."""
    h_hour: datetime
    """The first decision possible."""
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    warning: WarningPicture
    proposals: tuple[Proposal, ...]
    plan: Plan
    rehearsal: Rehearsal
    quantiles: tuple[ClearanceQuantiles, ...]
    decisions: tuple[DecideBy, ...]
    calendar: tuple[CalendarEntry, ...]
    everybody: DecideBy | None = None
    """The decision about all who move, held to the least of their targets."""
    bought: tuple[Bought, ...] | None = None
    """What would buy time, best first; None: not looked for."""
    levers: str = ""
    """How many levers there are and how many were looked at, in words."""
    safe: tuple[SafeUntil, ...] = ()
    """Latest safe decision times at several targets."""
    choices: Choices | None = None
    policies: PolicyTable | None = None
    waiting: Waiting | None = None
    moved: tuple[Moved, ...] = ()
    failures: Failures | None = None
    """What rehearsed worlds failed of."""
    stories: tuple[Story, ...] = ()
    """The worst worlds."""
    occupancy: Occupancy | None = None
    """Who waits where, and what is in use, by hour."""
    for_people: ForPeople = field(default_factory=ForPeople)
    """Standby lists, alternates and notices."""
    map_svg: str = ""
    map_narrow: str = ""
    made_with: Mapping[str, str] = field(default_factory=dict)
    """Names and versions of what made the brief."""

    @property
    def names(self) -> dict[str, str]:
        """Names of the categories by id."""
        named = {c.id: c.name for c in self.post.file.categories}
        if self.everybody is not None:
            named.setdefault(self.everybody.category, "Everybody who moves")
        return named

    @property
    def first(self) -> DecideBy | None:
        """
        The decision that falls due first; the lowest chance, if late already.

        Those who are under the status already at which they move come last: about
        them there is nothing left to decide.
        """
        taken = self.taken
        return min(
            self.decisions, key=lambda d: (d.category in taken, *_due(d)), default=None
        )

    @property
    def taken(self) -> frozenset[str]:
        """Categories under the status already at which they move."""
        moves_at = {c.id: c.moves_at for c in self.post.file.categories}
        return frozenset(
            p.category
            for p in self.proposals
            if (status := moves_at[p.category]) and p.in_force.rank >= status.rank
        )


def _due(decision: DecideBy) -> tuple[bool, float, float]:
    late = decision.latest is None
    at = 0.0 if decision.latest is None else decision.latest.timestamp()
    return (not late, at, decision.now)


def chance_at(decision: DecideBy, after_days: float) -> float | None:
    """Give the chance if the decision is made that many days after the first."""
    points = decision.curve
    at = points[0].decide_at.timestamp() + after_days * 86400
    for earlier, later in pairwise(points):
        if later.decide_at.timestamp() >= at:
            return _between(earlier, later, at)
    return points[0].all_out if after_days == 0 else None


def _between(earlier: CurvePoint, later: CurvePoint, at: float) -> float:
    start, end = earlier.decide_at.timestamp(), later.decide_at.timestamp()
    share = (at - start) / (end - start) if end > start else 0.0
    return earlier.all_out + share * (later.all_out - earlier.all_out)
