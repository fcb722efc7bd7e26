"""The calendar of meetings, calls and deadlines, each once, whoever reported it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from exeunt.model.signals import Engagement, EngagementStatus, Reading
from exeunt.model.warning import CalendarEntry


DIPLOMACY = frozenset(
    {"call", "conference", "meeting", "session", "summit", "talks", "visit"}
)
"""Kinds of engagement in which people talk; documents use one word for another."""

_WESTERNMOST = timezone(timedelta(hours=-12))
"""Where a day ends last: when it is past there, it is past everywhere."""


def calendar(
    readings: Iterable[Reading], *, as_of: datetime
) -> tuple[CalendarEntry, ...]:
    """
    Give the calendar as the documents of *readings* have it, by day.

    Reports of the same day whose parties overlap are of one engagement; an exercise, a
    vote or a deadline is none with talks.

    Raises
    ------
    ValueError
        When a document was published after *as_of*.
    """
    known = list(readings)
    if any(reading.published > as_of for reading in known):
        raise ValueError(f"a document is of after {as_of.isoformat()}")
    return entries((e for r in known for e in r.engagements), as_of=as_of)


def entries(
    engagements: Iterable[Engagement], *, as_of: datetime
) -> tuple[CalendarEntry, ...]:
    """Put *engagements* together into a calendar."""
    by_day: dict[date, list[Engagement]] = defaultdict(list)
    for engagement in engagements:
        by_day[engagement.day].append(engagement)
    return tuple(
        _entry(group, as_of=as_of)
        for _, reports in sorted(by_day.items())
        for group in _same(reports)
    )


def _same(reports: Iterable[Engagement]) -> list[list[Engagement]]:
    """Put reports together whose parties overlap, directly or through a third."""
    groups: list[list[Engagement]] = []
    for report in sorted(reports, key=_told):
        linked = [g for g in groups if any(_overlap(report, one) for one in g)]
        groups = [g for g in groups if g not in linked]
        groups.append(sorted([report, *(one for g in linked for one in g)], key=_told))
    return sorted(groups, key=lambda group: _told(group[0]))


def _told(report: Engagement) -> tuple[datetime, str, str, str, tuple[str, ...]]:
    said = report.evidence
    return said.published, said.key, report.kind, report.status, report.parties


def _overlap(one: Engagement, other: Engagement) -> bool:
    """Tell whether two reports of a day are of one engagement."""
    if one.kind != other.kind and not {one.kind, other.kind} <= DIPLOMACY:
        return False
    mine = {party.casefold() for party in one.parties}
    yours = {party.casefold() for party in other.parties}
    return bool(mine & yours) or (one.kind == other.kind and not (mine and yours))


def _entry(reports: list[Engagement], *, as_of: datetime) -> CalendarEntry:
    status = _status(reports)
    first = reports[0]
    parties = {p.casefold(): p for report in reversed(reports) for p in report.parties}
    ended = first.day + timedelta(days=1)
    return CalendarEntry(
        day=first.day,
        kind=first.kind,
        parties=tuple(sorted(parties.values())),
        status=status,
        overdue=status == EngagementStatus.PLANNED
        and as_of.astimezone(_WESTERNMOST).date() >= ended,
        reports=tuple(reports),
    )


def _status(reports: list[Engagement]) -> EngagementStatus:
    """Give what became of it: held is final, else the last report counts."""
    if any(report.status == EngagementStatus.HELD for report in reports):
        return EngagementStatus.HELD
    return reports[-1].status
