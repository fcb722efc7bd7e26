"""Go now or wait, put into rows, sentences and plain data."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from exeunt.formats.wording import chance, counted, day, started, within
from exeunt.model.post import Post
from exeunt.model.waiting import GroupWaits, Stop, Waiting


HEAD = (
    "Who",
    "Go now",
    "Wait, and go when the evidence says so",
    "Never go",
    "Best",
    "Next news",
)
CAPTION = "Go now or wait, day by day: expected cost, lower is better"


def waiting_rows(
    post: Post, found: Waiting, *, as_of: datetime
) -> tuple[tuple[str, ...], ...]:
    """Give a row for each group, under ``HEAD``."""
    return tuple(
        (
            started(group.group),
            *(_cost(stop) for stop in (group.go_now, group.wait, group.never)),
            _best(group, found),
            _news(group, post, as_of),
        )
        for group in found.groups
    )


def waiting_words(found: Waiting) -> str:
    """Say on what the figures rest."""
    return (
        f"Over {counted(found.worlds, 'way')} it may go in {found.days} days, from the "
        f"last day backwards; today the chance of the scenarios that shut exits is "
        f"{chance(found.chance)}. How often evidence comes is taken by judgement."
    )


def regret_words(post: Post, found: Waiting) -> tuple[str, ...]:
    """Say, group by group, what each costs more than the best in each scenario."""
    names = {s.kind: s.name for s in post.file.scenarios}
    told = []
    for group in found.groups:
        ways = {"go now": group.go_now, "wait": group.wait, "never go": group.never}
        by_scenario = (
            f"{names.get(kind, kind.value)}: "
            + ", ".join(f"{way} {stop.regret[kind]:+.2f}" for way, stop in ways.items())
            for kind in group.go_now.regret
        )
        told.append(f"Regret, {group.group}. {'; '.join(by_scenario)}.")
    return tuple(told)


def waiting_body(found: Waiting) -> dict[str, Any]:
    """Give it as plain data; costs are in the unit of the post's two costs."""
    return {
        "chance": found.chance,
        "days": found.days,
        "worlds": found.worlds,
        "seed": found.seed,
        "groups": [_group_body(group) for group in found.groups],
    }


def _cost(stop: Stop) -> str:
    return within(stop.cost, stop.half_width, digits=2)


def _best(group: GroupWaits, found: Waiting) -> str:
    if group.goes:
        return "go now"
    if group.never.cost <= group.wait.cost:
        return "stay, as far as can be told"
    at = group.go_at[0] if group.go_at else None
    if at is None:
        return "wait; tomorrow no chance that may be told says go"
    return f"wait; go when {chance(at)} or more is told (today {chance(found.chance)})"


def _news(group: GroupWaits, post: Post, as_of: datetime) -> str:
    if group.next_news is None:
        return "none is planned"
    on = day(as_of + timedelta(days=group.next_news - 1), post.zone)
    return f"{on}: to see it and then decide saves {group.next_news_worth:.2f}"


def _group_body(group: GroupWaits) -> dict[str, Any]:
    return {
        "group": group.group,
        "categories": list(group.categories),
        "best": "go" if group.goes else "wait",
        "go_now": _stop_body(group.go_now),
        "wait": _stop_body(group.wait),
        "never": _stop_body(group.never),
        "best_fixed_day": group.best_day if group.best_day >= 0 else None,
        "fixed_cost": group.fixed,
        "go_at": list(group.go_at),
        "news_worth": group.news_worth,
        "next_news_in_days": group.next_news,
        "next_news_worth": group.next_news_worth,
    }


def _stop_body(stop: Stop) -> dict[str, Any]:
    return {
        "cost": stop.cost,
        "half_width": stop.half_width,
        "regret": {kind.value: regret for kind, regret in stop.regret.items()},
    }
