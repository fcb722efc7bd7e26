"""How long each exit stays open, as a mixture over the scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta, tzinfo

from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.signals import EngagementStatus, Evidence
from exeunt.model.times import DAY
from exeunt.model.warning import CalendarEntry, ExitSurvival


FARTHEST_S = 3650.0 * DAY


def survivals(
    exits: Iterable[Exit],
    posterior: Mapping[ScenarioKind, float],
    *,
    shut: Mapping[str, Evidence],
    gates_s: Sequence[float] = (),
) -> tuple[ExitSurvival, ...]:
    """
    Give the survival of each of *exits* under the odds *posterior*.

    Parameters
    ----------
    exits
        Of the post.
    posterior
        Chance of each scenario.
    shut
        By place, what tells of an exit that it has shut already.
    gates_s
        When each engagement that is planned is over [s after the assessment].
    """
    return tuple(
        ExitSurvival(
            exit=one,
            weights=dict(posterior),
            shut=shut.get(one.place),
            gates_s=tuple(sorted(gates_s)),
        )
        for one in exits
    )


def gates_after(
    calendar: Iterable[CalendarEntry], *, as_of: datetime, zone: tzinfo
) -> tuple[float, ...]:
    """
    Give when each engagement that is planned is over [s after *as_of*].

    It is over when its day is, in *zone*.
    """
    days = {entry.day for entry in calendar if entry.status == EngagementStatus.PLANNED}
    ends = (
        datetime.combine(day + timedelta(days=1), time(), zone) for day in sorted(days)
    )
    after = ((end - as_of).total_seconds() for end in ends)
    return tuple(one for one in after if one > 0)


def closing_quantile(survival: ExitSurvival, u: float) -> float | None:
    """
    Give when the exit is shut with chance *u* [s after the assessment].

    Returns
    -------
    float | None
        None where the chance that it is ever shut, within ten years, is below *u*.
    """
    if survival.closed_by(FARTHEST_S) < u:
        return None
    low, high = 0.0, FARTHEST_S
    while high - low > 1.0:
        middle = (low + high) / 2
        if survival.closed_by(middle) < u:
            low = middle
        else:
            high = middle
    return high
