"""Go now or wait, day by day, by the two costs of the post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from exeunt.app.policies import left_behind
from exeunt.model.intervals import half_width_by_world
from exeunt.model.outcomes import Rehearsal
from exeunt.model.people import PersonKind
from exeunt.model.post import Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.times import DAY
from exeunt.model.waiting import GroupWaits, Stop, Waiting
from exeunt.warn.paths import Paths
from exeunt.warn.waiting import (
    Costs,
    Ways,
    best_fixed,
    best_rule,
    by_the_best_rule,
    with_one_look,
)


FAMILIES, OTHERS = "families", "the others"


def waiting(
    post: Post,
    rehearsal: Rehearsal,
    ways: Paths,
    *,
    engagements: Sequence[int],
    seed: int,
) -> Waiting | None:
    """
    Find for each group whether to go now, and at which chance to go later.

    A category counts with its share of the people who move. It costs
    ``of_being_caught`` where not all of it are out before its exits close, and
    ``of_leaving_for_nothing`` where it goes and they stay open for the time watched.

    Parameters
    ----------
    post
        Its costs and categories.
    rehearsal
        What became of the plan, in seconds after H-hour.
    ways
        Closing times and told chances, for the exits of *rehearsal* in their order.
    engagements
        On which days ahead something is planned to be held.
    seed
        That the ways were drawn from.

    Returns
    -------
    Waiting | None
        None where nobody moves, or fewer than two days can be looked at.
    """
    days = min(ways.closing.shape[1], post.file.assessed_for // DAY)
    groups = _groups(post, rehearsal)
    if days < 2 or not groups:
        return None
    bench = _Bench(post, rehearsal, ways, int(days))
    coming = next((d for d in sorted(engagements) if 0 <= d + 1 < days), None)
    return Waiting(
        groups=tuple(
            bench.group(name, numbers, news=coming) for name, numbers in groups.items()
        ),
        chance=float(ways.closing[0, 0]),
        days=int(days),
        worlds=len(ways.closing),
        seed=seed,
    )


def _groups(post: Post, rehearsal: Rehearsal) -> dict[str, list[int]]:
    """Give the numbers of the categories of each group that has any."""
    groups: dict[str, list[int]] = {FAMILIES: [], OTHERS: []}
    for k, name in enumerate(rehearsal.categories):
        family = post.category(name).kind is PersonKind.FAMILY
        groups[FAMILIES if family else OTHERS].append(k)
    return {name: numbers for name, numbers in groups.items() if numbers}


class _Bench:
    """What going on each day costs, world by world."""

    def __init__(
        self, post: Post, rehearsal: Rehearsal, ways: Paths, days: int
    ) -> None:
        self._rehearsal, self._ways, self._days = rehearsal, ways, days
        self._money, self._watched_s = post.file.errors_cost, post.file.assessed_for
        people = (rehearsal.out + rehearsal.left + rehearsal.no_show).mean(axis=0)
        self._share = people / (float(people.sum()) or 1.0)
        self._first = np.stack(
            [
                ways.closes_to(name).min(axis=1, initial=np.inf)
                for name in rehearsal.categories
            ],
            axis=1,
        )
        worlds = len(self._first)
        self._behind = [
            left_behind(np.full(worlds, day * DAY, dtype=np.float64), rehearsal, ways)
            for day in range(days)
        ]

    def group(self, name: str, numbers: list[int], *, news: int | None) -> GroupWaits:
        """Find what is best for the categories *numbers*."""
        # while an exit is open to one of its categories, that one can still go
        last = self._first[:, numbers].max(axis=1)
        ways = Ways(
            told=self._ways.closing[:, : self._days],
            lost=last[:, None] <= np.arange(self._days) * DAY,
            go=np.stack([self._go(d, numbers) for d in range(self._days)], axis=1),
            stay=self._stay(numbers),
        )
        wait = by_the_best_rule(ways, first=1)
        rule = best_rule(ways)
        day, fixed = best_fixed(ways)
        seen = fixed if news is None else float(with_one_look(ways, news + 1).mean())
        costs = {"go": ways.go[:, 0], "wait": wait, "never": ways.stay}
        stops = {what: self._stop(cost, costs) for what, cost in costs.items()}
        return GroupWaits(
            group=name,
            categories=tuple(self._rehearsal.categories[k] for k in numbers),
            go_now=stops["go"],
            wait=stops["wait"],
            never=stops["never"],
            best_day=day,
            fixed=fixed,
            go_at=tuple(rule.threshold(d) for d in range(1, self._days)),
            next_news=None if news is None else news + 1,
            next_news_worth=max(0.0, fixed - seen),
        )

    def _go(self, day: int, numbers: list[int]) -> Costs:
        share = self._share[numbers]
        caught = (self._behind[day][:, numbers] > 0.5) @ share
        needless = (self._first[:, numbers] > day * DAY + self._watched_s) @ share
        cost: Costs = (
            self._money.of_being_caught * caught
            + self._money.of_leaving_for_nothing * needless
        )
        return cost

    def _stay(self, numbers: list[int]) -> Costs:
        lost = (self._first[:, numbers] < self._days * DAY) @ self._share[numbers]
        cost: Costs = self._money.of_being_caught * lost
        return cost

    def _stop(self, cost: Costs, costs: Mapping[str, Costs]) -> Stop:
        regret: dict[ScenarioKind, float] = {}
        for kind, mine in self._by_scenario():
            means = [float(one[mine].mean()) for one in costs.values()]
            regret[kind] = float(cost[mine].mean()) - min(means)
        return Stop(
            cost=float(cost.mean()),
            half_width=half_width_by_world(cost, self._rehearsal.replications),
            regret=regret,
        )

    def _by_scenario(self) -> list[tuple[ScenarioKind, NDArray[np.bool_]]]:
        found = self._ways.scenario
        each = ((k, found == n) for n, k in enumerate(self._ways.kinds))
        return [(kind, mine) for kind, mine in each if mine.any()]
