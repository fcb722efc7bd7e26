"""What the warn room says: tripwires, scenario odds, survival of each exit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from exeunt.model.judgements import Pool
from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.signals import Engagement, EngagementStatus, Evidence
from exeunt.model.spread import DurationSpread
from exeunt.model.statuses import DepartureStatus
from exeunt.model.tripwires import TripwireState


@dataclass(frozen=True, slots=True, kw_only=True)
class TripwireReading:
    """The state of one tripwire, and what it rests on."""

    tripwire: str
    state: TripwireState
    since: datetime | None
    why: str
    evidence: tuple[Evidence, ...] = ()
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """
    One bar of the waterfall.

    ``log10_by_scenario`` is what the evidence adds to the log-likelihood of each
    scenario, after reliability, realis and age; ``superseded`` counts other reports of
    the same group that add nothing.
    """

    label: str
    group: str
    log10_by_scenario: dict[ScenarioKind, float]
    evidence: Evidence
    age_days: float
    superseded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Scenario probabilities with every contribution that made them."""

    prior: dict[ScenarioKind, float]
    posterior: dict[ScenarioKind, float]
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExitSurvival:
    """The chance that an exit is still open, as a mixture over scenarios."""

    exit: Exit
    weights: dict[ScenarioKind, float]
    shut: Evidence | None = None
    """What told that the exit has shut already."""
    gates_s: tuple[float, ...] = ()
    """When the day of each engagement that is planned is over [s after the
    assessment], ascending."""

    def closed_by(self, after_s: float, category: str = "") -> float:
        """Give P(closed to *category* within *after_s* seconds of the assessment)."""
        if self.shut is not None:
            return 1.0
        return sum(
            weight * self.closed_by_in(scenario, after_s, category)
            for scenario, weight in self.weights.items()
        )

    def closed_by_in(
        self, scenario: ScenarioKind, after_s: float, category: str = ""
    ) -> float:
        """Give the same, were *scenario* the true one."""
        if self.shut is not None:
            return 1.0
        still = [1.0 - s.cdf(after_s) for s in self.spreads(scenario, category)]
        passed = sum(gate <= after_s for gate in self.gates_s)
        return 1.0 - min(still, default=1.0) * self.open_past(scenario, passed)

    def spreads(
        self, scenario: ScenarioKind, category: str = ""
    ) -> tuple[DurationSpread, ...]:
        """Give what it is closed to *category* by, the sooner of them counting."""
        of_all = self.exit.closes.get(scenario)
        own = self.exit.closes_for.get(category, {}).get(scenario)
        return tuple(spread for spread in (of_all, own) if spread is not None)

    def open_past(self, scenario: ScenarioKind, gates: int) -> float:
        """Give the chance that none of so many engagements shuts it."""
        return (1.0 - self.exit.at_engagements.get(scenario, 0.0)) ** gates


def first_closes(
    survivals: Sequence[ExitSurvival],
    weights: Mapping[ScenarioKind, float],
    within_s: float,
) -> float:
    """
    Give the chance that the first exit closes within so long.

    In a scenario all exits close by one shock, so the first is the likeliest.
    """
    return sum(
        weight * max((s.closed_by_in(kind, within_s) for s in survivals), default=0.0)
        for kind, weight in weights.items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """
    One meeting, call, exercise or deadline, whoever reported it.

    ``overdue`` says that its day is past and no document tells whether it was held.
    ``reports`` are oldest first.
    """

    day: date
    kind: str
    parties: tuple[str, ...]
    status: EngagementStatus
    overdue: bool
    reports: tuple[Engagement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A status above normal that is in force, and when its clocks run out."""

    category: str
    status: DepartureStatus
    since: datetime
    by: str
    authority: str
    review_due: datetime
    payments_end: datetime | None
    """None where the ladder knows no such clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningPicture:
    """Everything the warn room says on one day."""

    as_of: datetime
    tripwires: tuple[TripwireReading, ...]
    odds: Odds
    survivals: tuple[ExitSurvival, ...]
    proposed_by_tripwires: dict[str, DepartureStatus]
    pool: Pool | None = None
    """What analysts judge beside the model; None: nobody did of late."""
    not_analysed: tuple[str, ...] = ()
    """Documents in another language: what they say is not known."""
    cut: tuple[str, ...] = ()
    """Documents too long to be read whole: what is said further on is not known."""

    def closes_within(self, seconds: float) -> float:
        """Give the chance that an exit closes within so long."""
        return first_closes(self.survivals, self.odds.posterior, seconds)
