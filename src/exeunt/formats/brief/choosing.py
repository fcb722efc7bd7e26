"""Up to when, at what cost, by which policy: the tables of choosing."""

from __future__ import annotations

from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.view import Picture, Section, Table, row
from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.policies import policies_chart
from exeunt.formats.waiting import (
    CAPTION,
    HEAD,
    regret_words,
    waiting_rows,
    waiting_words,
)
from exeunt.formats.wording import counted, percent, safe_words, short_moment, within


def safe_table(assessment: Assessment) -> tuple[Table, ...]:
    """Lay out the latest safe decision time of each category at each target."""
    safe, zone = assessment.safe, assessment.post.zone
    if not safe:
        return ()
    targets = sorted({one.target for one in safe})
    rows = []
    for name in dict.fromkeys(one.category for one in safe):
        mine = sorted((o for o in safe if o.category == name), key=lambda o: o.target)
        rows.append(
            row(
                assessment.names.get(name, name),
                *(safe_words(one, zone) for one in mine),
            )
        )
    return (
        Table(
            caption="Latest safe decision, by the chance wanted; in brackets its 95 % "
            "interval where the rehearsal leaves one",
            head=("Who", *(percent(target) for target in targets)),
            rows=tuple(rows),
        ),
    )


def choices_table(assessment: Assessment) -> tuple[Table, ...]:
    """Lay out what going now, waiting and families first cost in each scenario."""
    found, post = assessment.choices, assessment.post
    if found is None:
        return ()
    names = {s.kind: s.name for s in post.file.scenarios}
    kinds = list(found.choices[0].cost)
    rows = tuple(
        row(
            one.what
            + (" (least, if no news comes)" if one.what == found.cheapest else ""),
            within(one.expected, one.half_width, digits=2),
            *(f"{one.cost[k]:.2f} (+{one.regret[k]:.2f})" for k in kinds),
        )
        for one in found.choices
    )
    cost = post.file.errors_cost
    caption = (
        f"Go now ({short_moment(found.now, post.zone)}) or at the next time "
        f"({short_moment(found.then, post.zone)}): expected cost, and by scenario the "
        f"cost with the regret; being caught costs {cost.of_being_caught:g}, leaving "
        f"for nothing {cost.of_leaving_for_nothing:g}. Waiting would cost "
        f"{found.if_told:.2f} if the scenario were known for certain by then"
    )
    head = ("What", "Expected", *(names.get(k, k.value) for k in kinds))
    return (Table(caption=caption, head=head, rows=rows),)


def _waiting(assessment: Assessment) -> tuple[Table, ...]:
    """Lay out going now against waiting, for families first and for the others."""
    found = assessment.waiting
    if found is None:
        return ()
    rows = waiting_rows(assessment.post, found, as_of=assessment.as_of)
    regret = " ".join(regret_words(assessment.post, found))
    caption = f"{CAPTION}. {waiting_words(found)} {regret}"
    return (Table(caption=caption, head=HEAD, rows=tuple(row(*r) for r in rows)),)


def policies_section(assessment: Assessment) -> tuple[Section, ...]:
    """Draw false alarms against people left behind, by when it is declared."""
    table = assessment.policies
    if table is None:
        return ()
    picture = Picture(
        title="Policies",
        wide=policies_chart(table, width=WIDE, name="policies-wide"),
        narrow=policies_chart(table, width=NARROW, name="policies-narrow"),
        caption="Each policy declares authorized departure when the chance of the "
        "scenarios that shut exits reaches one figure, and ordered departure at another.",
    )
    return (
        Section(
            id="policies",
            title="When to declare",
            pictures=(picture,),
            tables=_waiting(assessment),
            close=f"Over {counted(table.worlds, 'way')} it may go in the next "
            f"{table.days} days. How often evidence comes is taken by judgement, so "
            "compare policies with each other; the figures are no forecast.",
        ),
    )
