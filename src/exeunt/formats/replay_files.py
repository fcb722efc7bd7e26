"""A replay for reading: one chart, one table a day, and how it measured up."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from exeunt.formats.brief.view import BriefView, Picture, Section, Table, row
from exeunt.formats.cells import cells_of
from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.replay import (
    CategoryDay,
    Marked,
    ReplayDay,
    replay_chart,
)
from exeunt.formats.wording import chance, counted, day, moment, percent, status_words
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY


HONEST = (
    "In sample, one case: the priors, the curves and the weights of the evidence were "
    "written down by people who know how it ended. The replay shows how the parts work "
    "together on days gone by; it does not show how well they foresee another crisis."
)
_SAID = (
    "proposed",
    "in_force",
    "decide_by",
    "days_left",
    "chance_if_decided_now",
)


def marks_of(post: Post) -> tuple[Marked, ...]:
    """Gather what was declared and what became of the exits."""
    names = {c.id: c.name for c in post.file.categories}
    kinds = post.kinds
    exits = {e.place: e.name for e in post.file.exits}
    declared = [
        Marked(
            at=d.at,
            words=f"{status_words(d.status, kinds[d.category], post.file.profile)} declared, {names[d.category]}",
        )
        for d in post.history.declared
    ]
    closed = [
        Marked(at=o.closed, words=f"{exits.get(o.exit, o.exit)} shut")
        for o in post.history.outcomes
    ]
    return tuple(sorted((*declared, *closed), key=lambda m: m.at))


def replay_svg(
    post: Post, days: Sequence[ReplayDay], *, width: float = WIDE, name: str = "replay"
) -> str:
    """Draw the replay of *post*."""
    names = {c.id: c.name for c in post.file.categories}
    within = [m for m in marks_of(post) if days[0].as_of <= m.at <= days[-1].as_of]
    return replay_chart(
        days, _same_day_together(within), names, zone=post.zone, width=width, name=name
    )


def _same_day_together(marks: Sequence[Marked]) -> list[Marked]:
    """Join what happened at the same moment, so that its rods do not overlap."""
    joined: dict[datetime, list[str]] = {}
    for mark in marks:
        joined.setdefault(mark.at, []).append(mark.words)
    return [Marked(at=at, words="; ".join(words)) for at, words in joined.items()]


def replay_csv(post: Post, days: Sequence[ReplayDay]) -> bytes:
    """Write a line a day: what was said of each category."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    shown = [c.category for c in days[0].categories]
    columns = [f"{category}.{what}" for category in shown for what in _SAID]
    writer.writerow(["day", "documents", "chance_of_closing", *columns])
    for one in days:
        told = [cell for c in one.categories for cell in _cells(c, post)]
        local = one.as_of.astimezone(post.zone)
        row = [f"{local:%Y-%m-%d}", one.documents, f"{one.closing:.4f}", *told]
        writer.writerow(cells_of(row))
    return file.getvalue().encode()


def _cells(said: CategoryDay, post: Post) -> tuple[str, ...]:
    if said.decide_by is None:
        when = "already late"
    else:
        when = said.decide_by.astimezone(post.zone).isoformat()
    return (
        said.proposed.value,
        said.declared.value,
        f"{when} or later" if said.beyond else when,
        f"{said.lead_s / DAY:.2f}",
        f"{said.now:.4f}",
    )


def replay_view(post: Post, days: Sequence[ReplayDay], *, plans: int) -> BriefView:
    """Lay out the replay: the chart, how it measured up, and every day."""
    first, last = days[0], days[-1]
    zone = post.zone
    return BriefView(
        title=f"{post.file.name}: replay",
        known=f"{day(first.as_of, zone)} to {day(last.as_of, zone)}, each day with only "
        "what was known at its end.",
        notice=post.file.synthetic,
        answer=(*_measured(post, days), HONEST),
        sections=(
            Section(
                id="chart",
                title="What would have been said, and what happened",
                pictures=(
                    Picture(
                        title="Replay",
                        wide=replay_svg(post, days, name="replay-wide"),
                        narrow=replay_svg(
                            post, days, width=NARROW, name="replay-narrow"
                        ),
                        caption=HONEST,
                    ),
                ),
            ),
            Section(
                id="measures",
                title="How it measured up",
                tables=(_measures(post, days),),
                close="A false-alarm day is one on which moving was proposed and no exit "
                f"shut within the {post.file.assessed_for // DAY} days that are watched.",
            ),
            Section(
                id="days",
                title="Day by day",
                words=(f"{counted(plans, 'plan')} served all {len(days)} days.",),
                tables=tuple(
                    _by_day(post, days, at) for at in range(len(first.categories))
                ),
            ),
        ),
    )


def _measured(post: Post, days: Sequence[ReplayDay]) -> tuple[str, ...]:
    told = []
    for at, category in enumerate(c.category for c in days[0].categories):
        since = _first(days, at, DepartureStatus.AUTHORIZED)
        if since is None:
            continue
        name = post.category(category).name
        words = f"{name}: departure first proposed {day(since, post.zone)}"
        if (unbroken := _unbroken(days, at)) is not None:
            words += f", without a break from {day(unbroken, post.zone)}"
            if (lead := _lead(post, unbroken)) is not None:
                words += f", {lead:.0f}\u00a0days before the first exit shut"
        told.append(f"{words}.")
    return tuple(told) or ("No departure would have been proposed.",)


def _first(
    days: Sequence[ReplayDay], at: int, status: DepartureStatus
) -> datetime | None:
    found = (d.as_of for d in days if d.categories[at].proposed.rank >= status.rank)
    return next(found, None)


def _unbroken(days: Sequence[ReplayDay], at: int) -> datetime | None:
    """Give the day from which departure was proposed to the end, if it was."""
    since = None
    for one in reversed(days):
        if one.categories[at].proposed is DepartureStatus.NORMAL:
            break
        since = one.as_of
    return since


def _lead(post: Post, since: datetime) -> float | None:
    """Count the days from *since* to when the first exit shut."""
    later = [o.closed for o in post.history.outcomes if o.closed > since]
    return None if not later else (min(later) - since).total_seconds() / DAY


def _measures(post: Post, days: Sequence[ReplayDay]) -> Table:
    rows = []
    for at, said in enumerate(days[0].categories):
        authorized, ordered = (
            _first(days, at, s)
            for s in (DepartureStatus.AUTHORIZED, DepartureStatus.ORDERED)
        )
        unbroken = _unbroken(days, at)
        lead = None if unbroken is None else _lead(post, unbroken)
        rows.append(
            row(
                post.category(said.category).name,
                *(
                    day(d, post.zone) if d else "never"
                    for d in (authorized, ordered, unbroken)
                ),
                _declared(post, said.category),
                "" if lead is None else f"{lead:.1f}\u00a0d",
                str(_false_alarms(post, days, at)),
            )
        )
    head = (
        *("Category", "Authorized first", "Ordered first", "Without a break from"),
        "Declared",
    )
    return Table(
        caption="First proposals against what was declared and what happened",
        head=(*head, "Unbroken before the first exit shut", "False-alarm days"),
        rows=tuple(rows),
        right=frozenset({5, 6}),
    )


def _declared(post: Post, category: str) -> str:
    told = [
        f"{d.status.value} {day(d.at, post.zone)}"
        for d in post.history.declared
        if d.category == category
    ]
    return "; ".join(told) or "nothing"


def _false_alarms(post: Post, days: Sequence[ReplayDay], at: int) -> int:
    moves_at = post.category(days[0].categories[at].category).moves_at
    if moves_at is None:
        return 0
    closed = [o.closed.timestamp() for o in post.history.outcomes]
    return sum(
        one.categories[at].proposed.rank >= moves_at.rank
        and not any(
            0 <= shut - one.as_of.timestamp() <= post.file.assessed_for
            for shut in closed
        )
        for one in days
        if not any(shut < one.as_of.timestamp() for shut in closed)
    )


def _by_day(post: Post, days: Sequence[ReplayDay], at: int) -> Table:
    rows = []
    for one in days:
        said = one.categories[at]
        due = "already late"
        if said.decide_by is not None:
            later = " or later" if said.beyond else ""
            due = f"{moment(said.decide_by, post.zone)}{later}"
        rows.append(
            row(
                day(one.as_of, post.zone),
                str(one.documents),
                percent(one.closing),
                said.proposed.value,
                said.declared.value,
                due,
                chance(said.now),
            )
        )
    head = ("Day", "Documents", "Chance of closing", "Proposed", "In force")
    return Table(
        caption=post.category(days[0].categories[at].category).name,
        head=(*head, "Decide by", "If decided now"),
        rows=tuple(rows),
        right=frozenset({1, 2, 6}),
    )


def replay_body(post: Post, days: Sequence[ReplayDay]) -> dict[str, Any]:
    """Give the replay as plain data for JSON."""
    return {
        "exeunt": "replay/1",
        "post": post.file.name,
        "caveat": HONEST,
        "happened": [{"at": m.at.isoformat(), "what": m.words} for m in marks_of(post)],
        "days": [
            {
                "as_of": one.as_of.isoformat(),
                "documents": one.documents,
                "closing": one.closing,
                "categories": {
                    c.category: dict(zip(_SAID, _cells(c, post), strict=True))
                    for c in one.categories
                },
            }
            for one in days
        ],
    }
