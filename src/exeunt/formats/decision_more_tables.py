"""What else deciding can be told by: targets, choices, options and policies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.rehearsal_tables import name_of, plain_table
from exeunt.formats.waiting import (
    CAPTION,
    HEAD,
    regret_words,
    waiting_rows,
    waiting_words,
)
from exeunt.formats.wording import (
    chance,
    counted,
    percent,
    policy_words,
    safe_words,
    short_moment,
    trade_off_words,
    within,
)
from exeunt.model.decision import (
    Bought,
    Choices,
    DecideBy,
    DecideCurves,
    Decided,
    OptionCurves,
    SafeUntil,
)
from exeunt.model.policies import PolicyTable
from exeunt.model.post import Post
from exeunt.model.times import HOUR
from exeunt.model.waiting import Waiting


def more_tables(found: Decided) -> Iterator[RenderableType]:
    """Give what was found beside decide by."""
    if found.safe:
        yield _safe(found.post, found.safe)
    if found.choices is not None:
        yield from _choices(found.post, found.choices)
    if found.curves is not None:
        yield from _curves(found.curves)
    if found.policies is not None:
        yield from _policies(found.policies)
    if found.waiting is not None:
        yield from _waiting(found, found.waiting)


def _safe(post: Post, safe: Sequence[SafeUntil]) -> Table:
    targets = sorted({one.target for one in safe})
    table = plain_table(
        "\nLatest safe decision, by the chance wanted (95 % interval)",
        *("who", *(percent(t) for t in targets)),
    )
    for name in dict.fromkeys(one.category for one in safe):
        mine = sorted((o for o in safe if o.category == name), key=lambda o: o.target)
        table.add_row(
            Text(name_of(post, name)), *(safe_words(one, post.zone) for one in mine)
        )
    return table


def _choices(post: Post, found: Choices) -> Iterator[RenderableType]:
    names = {s.kind: s.name for s in post.file.scenarios}
    kinds = list(found.choices[0].cost)
    table = plain_table(
        f"\nGo now ({short_moment(found.now, post.zone)}), wait (until "
        f"{short_moment(found.then, post.zone)}) or families first: cost, and regret",
        *("what", "expected cost"),
        *(f"{names.get(kind, kind.value)}" for kind in kinds),
    )
    for one in found.choices:
        cheapest = " (least, if no news comes)" if one.what == found.cheapest else ""
        table.add_row(
            one.what,
            within(one.expected, one.half_width, digits=2) + cheapest,
            *(f"{one.cost[k]:.2f} (+{one.regret[k]:.2f})" for k in kinds),
        )
    yield table
    cost = post.file.errors_cost
    yield Text(
        f"Being caught costs {cost.of_being_caught:g}, leaving for nothing "
        f"{cost.of_leaving_for_nothing:g} (errors_cost in post.yaml). Waiting would cost "
        f"{found.if_told:.2f} if the scenario were known for certain by then; no news "
        "makes it cheaper."
    )


def _curves(found: DecideCurves) -> Iterator[RenderableType]:
    base = found.options[0]
    yield chance_table(found.post, base.decisions)
    if found.options[1:]:
        yield _bought(found.post, found.options)
    yield Text(" ".join(_said_of(found, base)))


def chance_table(post: Post, decisions: Sequence[DecideBy]) -> Table:
    """Give the chance that all are out, by decision time and category."""
    names = [name_of(post, d.category) for d in decisions]
    table = plain_table("\nChance that all are out, by when it is decided", "", *names)
    for points in zip(*(d.curve for d in decisions), strict=True):
        told = (f"{chance(p.all_out)} ± {100 * p.half_width:.1f}" for p in points)
        table.add_row(short_moment(points[0].decide_at, post.zone), *told)
    return table


def _said_of(found: DecideCurves, base: OptionCurves) -> Iterator[str]:
    """Say what the curves rest on, and what is not among them."""
    yield (
        f"{counted(base.planned, 'kind')} of H-hour by the clock, each with a plan of "
        f"its own made in a moment and played in "
        f"{counted(found.replications, 'world')}."
    )
    if found.postponed:
        yield (
            f"At {counted(found.postponed, 'decision time')} the plan of a later time "
            "serves better, so people are told to go then."
        )
    if found.second_exits == 0:
        yield (
            "A second exit is not among the options: every exit in post.yaml is open "
            "already; add one with open.from or open.until to ask what it would buy."
        )
    if found.missing:
        yield f"Not looked at: {', '.join(found.missing)}."


def _bought(post: Post, options: Sequence[OptionCurves]) -> Table:
    names = [name_of(post, d.category) for d in options[0].decisions]
    table = plain_table("\nWhat each would buy, hours of waiting", "with", *names)
    for option in options[1:]:
        cells = (_hours(b) + (" or more" if b.at_least else "") for b in option.bought)
        table.add_row(Text(option.what), *cells)
    return table


def _hours(one: Bought) -> str:
    off_s = one.waiting_half_width_s
    off = "unknown" if off_s is None else f"{off_s / HOUR:.1f}"
    return f"{one.waiting_s / HOUR:+.1f} ± {off}"


def _waiting(found: Decided, waits: Waiting) -> Iterator[RenderableType]:
    table = plain_table(f"\n{CAPTION}", *HEAD)
    for row in waiting_rows(found.post, waits, as_of=found.as_of):
        table.add_row(*(Text(cell) for cell in row))
    yield table
    yield Text(waiting_words(waits))
    yield from map(Text, regret_words(found.post, waits))


def _policies(table: PolicyTable) -> Iterator[RenderableType]:
    yield Text(
        f"\nPolicies that none beats, of {counted(len(table.outcomes), 'policy', 'policies')} "
        f"over {counted(table.worlds, 'way')} it may go in {table.days} days, for "
        f"{table.people:,.0f} people:"
    )
    for number, one in enumerate(table.front, start=1):
        yield Text(f"  {number}. {policy_words(one)}")
    if table.sooner:
        yield Text(trade_off_words(table))
