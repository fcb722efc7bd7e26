"""Go now, wait, or send families first: what each costs in each scenario."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from exeunt.app.decide_by import worlds_all_out, worlds_needless
from exeunt.model.decision import Choice, Choices
from exeunt.model.intervals import mean_half_width
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import PersonKind
from exeunt.model.post import Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.warning import ExitSurvival


Leaves = Mapping[str, float | None]
"""By category: how long it waits [s]; None: it stays."""


def choices(
    post: Post,
    rehearsal: Rehearsal,
    survivals: Sequence[ExitSurvival],
    *,
    as_of: datetime,
    h_hours: Sequence[datetime],
) -> Choices | None:
    """
    Weigh the choices of today by the two costs of the post, scenario by scenario.

    A category counts with its share of the people who move. It costs
    ``of_being_caught`` where not all of it are out in time, and
    ``of_leaving_for_nothing`` where it leaves and its exits stay open for the time
    watched. Who stays is caught where an exit they would have used closes in that time.

    Parameters
    ----------
    post
        Its costs and categories.
    rehearsal
        What became of the plan, in seconds after H-hour.
    survivals
        The survival of each exit, in seconds after *as_of*.
    as_of
        The moment of assessment.
    h_hours
        The first is now, the second is when one could decide again.

    Returns
    -------
    Choices | None
        None where nobody moves, or there is no second decision time.
    """
    if len(h_hours) < 2 or not rehearsal.categories or not survivals:
        return None
    now, then = ((h - as_of).total_seconds() for h in h_hours[:2])
    names = rehearsal.categories
    families = {n for n in names if post.category(n).kind is PersonKind.FAMILY}
    asked: dict[str, Leaves] = {"Go now": dict.fromkeys(names, now)}
    if families and families != set(names):
        asked["Families now, the others at the next time"] = {
            n: now if n in families else then for n in names
        }
    asked["Wait until the next time, then go"] = dict.fromkeys(names, then)
    asked["Nobody goes"] = dict.fromkeys(names)
    weights = {k: w for k, w in survivals[0].weights.items() if w > 0}
    bench = _Costs(post, rehearsal, survivals)
    costs = {
        what: {kind: bench.of(leaves, kind) for kind in weights}
        for what, leaves in asked.items()
    }
    rows = [_choice(what, by, weights, costs) for what, by in costs.items()]
    return Choices(
        now=h_hours[0],
        then=h_hours[1],
        choices=tuple(rows),
        cheapest=min(rows, key=lambda row: row.expected).what,
        if_told=sum(
            w * min(float(costs[what][kind].mean()) for what in _after_waiting(costs))
            for kind, w in weights.items()
        ),
    )


def _after_waiting(costs: Mapping[str, object]) -> tuple[str, ...]:
    """Give what can still be chosen at the next time, after having waited for it."""
    return tuple(costs)[-2:]


def _choice(
    what: str,
    by: Mapping[ScenarioKind, NDArray[np.float64]],
    weights: Mapping[ScenarioKind, float],
    costs: Mapping[str, Mapping[ScenarioKind, NDArray[np.float64]]],
) -> Choice:
    mixed = np.sum([w * by[kind] for kind, w in weights.items()], axis=0)
    means = {kind: float(one.mean()) for kind, one in by.items()}
    least = {
        kind: min(float(other[kind].mean()) for other in costs.values()) for kind in by
    }
    return Choice(
        what=what,
        expected=float(mixed.mean()),
        half_width=mean_half_width(mixed),
        cost=means,
        regret={kind: means[kind] - least[kind] for kind in by},
    )


class _Costs:
    """Costs of a choice in one scenario, world by world."""

    def __init__(
        self, post: Post, rehearsal: Rehearsal, survivals: Sequence[ExitSurvival]
    ) -> None:
        self._rehearsal, self._survivals = rehearsal, survivals
        self._watched_s = post.file.assessed_for
        self._money = post.file.errors_cost
        people = (rehearsal.out + rehearsal.left + rehearsal.no_show).mean(axis=0)
        total = float(people.sum()) or 1.0
        self._share = dict(zip(rehearsal.categories, people / total, strict=True))

    def of(self, leaves: Leaves, kind: ScenarioKind) -> NDArray[np.float64]:
        """Give the cost in each world, were *kind* the true scenario."""
        sure = [replace(s, weights={kind: 1.0}) for s in self._survivals]
        total = np.zeros(self._rehearsal.replications)
        for category, wait_s in leaves.items():
            needless = worlds_needless(
                self._rehearsal,
                sure,
                category=category,
                wait_s=wait_s or 0.0,
                assessed_for_s=self._watched_s,
            )
            if wait_s is None:
                cost = self._money.of_being_caught * (1 - needless)
            else:
                out = worlds_all_out(
                    self._rehearsal, sure, category=category, wait_s=wait_s
                )
                cost = (
                    self._money.of_being_caught * (1 - out)
                    + self._money.of_leaving_for_nothing * needless
                )
            total += float(self._share[category]) * cost
        return total
