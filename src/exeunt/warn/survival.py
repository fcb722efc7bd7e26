"""How long each exit stays open, as a mixture over the scenarios."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.signals import Evidence
from exeunt.model.times import DAY
from exeunt.model.warning import ExitSurvival


FARTHEST_S = 3650.0 * DAY


def survivals(
    exits: Iterable[Exit],
    posterior: Mapping[ScenarioKind, float],
    *,
    shut: Mapping[str, Evidence],
) -> tuple[ExitSurvival, ...]:
    """
    Give the survival of each of *exits* under the odds *posterior*.

    *shut* tells, by place, of those that have shut already.
    """
    return tuple(
        ExitSurvival(exit=one, weights=dict(posterior), shut=shut.get(one.place))
        for one in exits
    )


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
