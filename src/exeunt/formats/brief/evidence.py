"""What was seen: tripwires, evidence with its sentences, and the calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, timedelta

from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.view import Cell, Picture, Section, Table, row
from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.calendar import Entry, calendar_chart
from exeunt.formats.charts.waterfall import (
    REST,
    Step,
    anchor_of,
    chance,
    prior_of,
    steps_of,
    waterfall_chart,
)
from exeunt.formats.wording import (
    counted,
    day,
    listed,
    percent,
    started,
    status_words,
)
from exeunt.model.likelihoods import CLOSING
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Evidence
from exeunt.model.tripwires import Tripwire, TripwireState
from exeunt.model.warning import CalendarEntry, TripwireReading


_STATES = {
    TripwireState.TRUE: "crossed",
    TripwireState.FALSE: "not crossed",
    TripwireState.UNKNOWN: "unknown",
}


def tripwire_section(assessment: Assessment) -> Section:
    """Lay out every tripwire with its state, owner and agreed actions."""
    readings = {r.tripwire: r for r in assessment.warning.tripwires}
    rows = []
    for tripwire in assessment.post.tripwires:
        reading = readings[tripwire.id]
        rows.append(
            row(
                tripwire.observable,
                _state(reading, assessment),
                reading.why,
                tripwire.owner or "nobody",
                "; ".join(tripwire.actions),
                _proposed(tripwire, assessment),
            )
        )
    table = Table(
        caption="Tripwires, their state and what is agreed",
        head=("Tripwire", "State", "Because", "Owner", "Agreed actions", "Proposes"),
        rows=tuple(rows),
        wide=2,
    )
    return Section(
        id="tripwires",
        title="Tripwire board",
        tables=(table,) if rows else (),
        words=() if rows else ("The post has no tripwires.",),
        close="Good news alone clears no tripwire; a person does, with a reason.",
    )


def _proposed(tripwire: Tripwire, assessment: Assessment) -> str:
    post, names = assessment.post, assessment.names
    whom: dict[tuple[int, str], list[str]] = defaultdict(list)
    for category, status in tripwire.proposes.items():
        told = status_words(status, post.kinds[category], post.file.profile)
        whom[-status.rank, told].append(names[category])
    return "; ".join(
        f"{told}: {listed(who)}" for (_, told), who in sorted(whom.items())
    )


def _state(reading: TripwireReading, assessment: Assessment) -> str:
    words = [_STATES[reading.state]]
    if reading.since is not None:
        words.append(f"since {day(reading.since, assessment.post.zone)}")
    if reading.confirmed_by:
        words.append(f"confirmed by {reading.confirmed_by}")
    elif reading.state is TripwireState.TRUE:
        words.append("not confirmed yet")
    return ", ".join(words)


def waterfall_section(assessment: Assessment) -> Section:
    """Draw what moved the odds, and give the sentence behind every bar."""
    odds = assessment.warning.odds
    steps = steps_of(odds, CLOSING, zone=assessment.post.zone)
    prior = prior_of(odds, CLOSING)
    posterior = sum(p for kind, p in odds.posterior.items() if kind in CLOSING)
    moved = [started(item.words) for item in assessment.moved]
    return Section(
        id="waterfall",
        title="What moved the odds",
        words=(
            (
                f"The chance of a scenario that shuts exits is {_small(posterior)}, from "
                f"{_small(chance(prior))} before any evidence."
            ),
            *(f"Since the day before: {words}." for words in moved),
            *(() if moved else ("Nothing moved since the day before.",)),
        ),
        pictures=(_waterfall(steps, prior),),
        tables=(_evidence(assessment), _scenarios(assessment)),
        close="Reliability is of the source (A to F) and of the report (1 to 6).",
    )


def _small(share: float) -> str:
    return f"{100 * share:.1f}\u00a0%" if share < 0.1 else percent(share)


def _waterfall(steps: tuple[Step, ...], prior: float) -> Picture:
    return Picture(
        title="Evidence waterfall",
        wide=waterfall_chart(steps, prior, width=WIDE, name="waterfall-wide"),
        narrow=waterfall_chart(steps, prior, width=NARROW, name="waterfall-narrow"),
        caption="Factors on the odds of a scenario that shuts exits, on a scale of "
        "log-odds; dark bars raise them, light bars lower them. Each bar leads to its "
        "sentence.",
    )


def _evidence(assessment: Assessment) -> Table:
    labels: dict[str, list[str]] = defaultdict(list)
    found: dict[str, Evidence] = {}
    for contribution in assessment.warning.odds.contributions:
        anchor = anchor_of(contribution.evidence)
        more = contribution.superseded
        also = f" (and {counted(more, 'more report')} of it)" if more else ""
        labels[anchor].append(contribution.label + also)
        found[anchor] = contribution.evidence
    order = sorted(found, key=lambda a: (found[a].published.astimezone(UTC), a))
    rows = tuple(
        row(
            Cell(words="; ".join(labels[anchor]), anchor=anchor),
            f"“{found[anchor].sentence}”",
            *_whence(found[anchor], assessment),
        )
        for anchor in order
    )
    return Table(
        id=REST,
        caption="The sentence behind every bar",
        head=("Read as", "Sentence", *_WHENCE),
        rows=rows,
        wide=1,
    )


_WHENCE = ("Speaker", "Source", "Published", "Reliability", "Document")


def _whence(evidence: Evidence, assessment: Assessment) -> tuple[str, ...]:
    return (
        evidence.speaker,
        f"{evidence.source} ({evidence.source_class.value})",
        day(evidence.published, assessment.post.zone),
        f"{evidence.reliability}{evidence.credibility}",
        evidence.document[:12],
    )


def _scenarios(assessment: Assessment) -> Table:
    odds = assessment.warning.odds
    names: dict[ScenarioKind, str] = {
        s.kind: s.name for s in assessment.post.file.scenarios
    }
    rows = tuple(
        row(
            names.get(kind, kind.value),
            _small(odds.prior[kind]),
            _small(odds.posterior[kind]),
            "yes" if kind in CLOSING else "no",
        )
        for kind in odds.prior
    )
    return Table(
        caption="Scenarios",
        head=("Scenario", "Before", "Now", "Shuts exits"),
        rows=rows,
        right=frozenset({1, 2}),
    )


def calendar_section(assessment: Assessment) -> Section:
    """Lay out the engagements of this week and the next ones."""
    today = assessment.as_of.astimezone(assessment.post.zone).date()
    monday = today - timedelta(days=today.weekday())
    kept = [entry for entry in assessment.calendar if entry.day >= monday]
    entries = [
        Entry(number=at, day=e.day, status=e.status, words=_told(e))
        for at, e in enumerate(kept, start=1)
    ]
    rows = tuple(_engagement(n, e, today) for n, e in enumerate(kept, start=1))
    head = ("No.", "Day", "In", "Status", "What", "Between", "Sentence and source")
    table = Table(caption="Engagements", head=head, rows=rows, wide=6)
    return Section(
        id="calendar",
        title="Calendar of engagements",
        words=() if rows else ("No engagement is known from this week on.",),
        pictures=(_calendar(entries, today),) if rows else (),
        tables=(table,) if rows else (),
    )


def _calendar(entries: Sequence[Entry], today: date) -> Picture:
    return Picture(
        title="Calendar",
        wide=calendar_chart(entries, today=today, width=WIDE, name="calendar-wide"),
        narrow=calendar_chart(
            entries, today=today, width=NARROW, name="calendar-narrow"
        ),
        caption="Numbers are those of the list below; the day of this brief is framed.",
    )


def _engagement(number: int, entry: CalendarEntry, today: date) -> tuple[Cell, ...]:
    last = entry.reports[-1].evidence
    overdue = ", nothing heard since" if entry.overdue else ""
    more = len(entry.reports) - 1
    also = f" (and {counted(more, 'earlier report')})" if more else ""
    return row(
        str(number),
        f"{entry.day:%a %d %b %Y}",
        _ahead((entry.day - today).days),
        entry.status.value + overdue,
        entry.kind.replace("_", " "),
        ", ".join(entry.parties),
        f"“{last.sentence}” {last.source}, {last.document[:12]}{also}",
    )


def _told(entry: CalendarEntry) -> str:
    who = ", ".join(entry.parties)
    return f"{entry.day:%d %b}: {entry.kind}, {who} ({entry.status.value})"


def _ahead(days: int) -> str:
    if days == 0:
        return "today"
    return f"{days}\u00a0d" if days > 0 else f"{-days}\u00a0d ago"
