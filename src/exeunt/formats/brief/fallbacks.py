"""What stands behind the trips: alternates by place of departure, and standby."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.view import Section, Table, row
from exeunt.formats.fallbacks import Names, summary_line, summed
from exeunt.formats.wording import counted, listed
from exeunt.model.fallbacks import Cover


def fallback_section(assessment: Assessment) -> tuple[Section, ...]:
    """Say what people take when a trip does not come, place by place."""
    covers = assessment.for_people.covers
    if not covers:
        return ()
    notices = assessment.post.file.paper.notices
    fast = notices.stand_fast or "The post does not say where people stand fast."
    section = Section(
        id="fallbacks",
        title="If a trip does not come",
        words=(summary_line(covers), f"Emergency: {fast}"),
        tables=(_by_place(assessment),),
        close="Standby lists and alternates of every trip are on the manifests; each "
        "household has a movement notice.",
    )
    return (section,)


def _by_place(assessment: Assessment) -> Table:
    at: dict[str, list[Cover]] = defaultdict(list)
    for cover in assessment.for_people.covers:
        at[cover.shelter].append(cover)
    names = Names(assessment.plan, assessment.post)
    rows = []
    for place, covers in at.items():
        it = summed(covers)
        rows.append(
            row(
                names.place(place),
                f"{it.trips:,}",
                f"{it.people:,}",
                f"{it.with_room:,}",
                f"{it.standby_only:,}",
                f"{it.without_alternate:,}",
                _contingency(names, covers),
            )
        )
    return Table(
        caption="Alternates and contingency of trips with people, by place of departure",
        head=("From", "Trips", "People", "Room", "Standby", "None", "Contingency"),
        rows=tuple(rows),
        right=frozenset({1, 2, 3, 4, 5}),
        wide=6,
    )


def _contingency(names: Names, covers: Sequence[Cover]) -> str:
    """Name the ways that most trips have, and say for how many there is none."""
    ways: Counter[str] = Counter()
    for cover in covers:
        way = cover.contingency
        ways[
            f"{names.by(way.by, way.link)} to {names.place(way.to)}" if way else ""
        ] += 1
    none = ways.pop("", 0)
    if not ways:
        return "none"
    said = listed([way for way, _ in ways.most_common(2)])
    return f"{said}; none for {counted(none, 'trip')}" if none else said
