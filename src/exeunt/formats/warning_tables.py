"""What the warn room says, and the log, as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from math import log10
from zoneinfo import ZoneInfo

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.warning_json import AHEAD_D
from exeunt.formats.wording import (
    chance,
    counted,
    day,
    duration,
    moment,
    percent,
    status_words,
)
from exeunt.model.events import (
    ChanceJudged,
    Event,
    ListExported,
    SignalConfirmed,
    SignalProposed,
    SignalRefused,
    StatusDeclared,
    StatusReviewed,
    TripwireConfirmed,
)
from exeunt.model.post import Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Evidence
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.tripwires import TripwireState
from exeunt.model.warning import (
    CalendarEntry,
    Contribution,
    Standing,
    TripwireReading,
    WarningPicture,
)


_NOTHING = "–"
_LITTLE = 1.05
_KIND_WORDS = {
    ScenarioKind.STATUS_QUO: "status quo",
    ScenarioKind.SQUEEZE: "squeeze",
    ScenarioKind.SUDDEN_CLOSURE: "sudden closure",
    ScenarioKind.DE_ESCALATION: "de-escalation",
}


def warning_tables(
    post: Post,
    picture: WarningPicture,
    *,
    in_force: Mapping[str, DepartureStatus],
    standings: Sequence[Standing],
    calendar: Iterable[CalendarEntry],
) -> Iterator[RenderableType]:
    """Give all that ``exeunt warn`` tells, from the top."""
    yield Text(
        f"{post.file.name}, as of {moment(picture.as_of, post.zone)} ({post.zone.key})"
    )
    yield from _unknown(picture.not_analysed, "in another language not analysed")
    yield from _unknown(picture.cut, "too long, only the beginning read")
    yield _tripwires(picture.tripwires, post.zone)
    yield from _actions(post, picture.tripwires)
    yield _scenarios(post, picture)
    yield from _waterfall(post, picture)
    yield from _voices(picture)
    yield _exits(picture)
    yield _proposals(post, picture, in_force)
    yield _errors(post, picture)
    yield from _clocks(post, picture.as_of, standings)
    yield from _coming(calendar, post, picture)


def _unknown(documents: Sequence[str], how: str) -> Iterator[Text]:
    if documents:
        what = counted(len(documents), "document", "documents")
        yield Text(
            f"{what} {how}: {', '.join(documents[:5])}"
            f"{' and more' if len(documents) > 5 else ''}. What is said there is not known."
        )


def log_table(events: Sequence[Event], *, zone: ZoneInfo) -> RenderableType:
    """Give the log as a table, oldest first."""
    if not events:
        return Text("Nothing was recorded.")
    table = _table("Recorded", "entry", "when", "by", "what", "why")
    for n, event in enumerate(events, 1):
        said = (moment(event.at, zone), event.by, in_words(event), event.why)
        table.add_row(str(n), *(Text(cell) for cell in said))
    return table


def in_words(event: Event) -> str:
    """Say what was recorded."""
    match event:
        case StatusDeclared():
            over = f", {event.override} answering for the step"
            said = f"declared {event.status.value} for {event.category}"
            return said + (over if event.override else "")
        case StatusReviewed():
            said = f"reviewed {event.status.value} for {event.category}, which stays"
        case SignalConfirmed():
            said = f"confirmed signal {event.signal}"
        case SignalRefused():
            said = f"refused signal {event.signal}"
        case TripwireConfirmed():
            said = f"confirmed tripwire {event.tripwire}"
        case ListExported():
            people = counted(event.people, "person", "people")
            said = f"exported a list of {people} for {event.recipient}"
        case SignalProposed():
            said = f"asked {event.model}, which proposed {event.indicator}"
        case ChanceJudged():
            within = duration(event.within_s)
            said = f"judged {percent(event.chance)} that an exit closes within {within}"
        case _:
            said = f"cleared tripwire {event.tripwire}"
    return said


def _table(title: str, *columns: str) -> Table:
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _tripwires(readings: Sequence[TripwireReading], zone: ZoneInfo) -> RenderableType:
    if not readings:
        return Text("\nThe post has no tripwires.")
    table = _table("\nTripwires", "state", "tripwire", "since", "why")
    for one in readings:
        why = one.why
        if one.confirmed_by:
            why += f" (confirmed by {one.confirmed_by})"
        since = day(one.since, zone) if one.since else _NOTHING
        table.add_row(one.state.value.upper(), Text(one.tripwire), since, Text(why))
    return table


def _actions(post: Post, readings: Iterable[TripwireReading]) -> Iterator[Text]:
    true = {r.tripwire for r in readings if r.state == TripwireState.TRUE}
    for tripwire in post.tripwires:
        if tripwire.id in true and tripwire.actions:
            owner = tripwire.owner or "no owner"
            actions = "; ".join(tripwire.actions)
            yield Text(f"{tripwire.id}, agreed actions ({owner}): {actions}.")


def _scenarios(post: Post, picture: WarningPicture) -> Table:
    table = _table("\nHow it may go", "scenario", "before evidence", "now")
    for scenario in post.file.scenarios:
        table.add_row(
            Text(scenario.name),
            percent(picture.odds.prior[scenario.kind]),
            chance(picture.odds.posterior[scenario.kind]),
        )
    return table


def _waterfall(post: Post, picture: WarningPicture) -> Iterator[RenderableType]:
    kinds = [s.kind for s in post.file.scenarios if s.kind != ScenarioKind.STATUS_QUO]
    every = picture.odds.contributions
    lines = [line for line in every if _tells(line)]
    if not lines:
        yield Text("\nNothing that was seen speaks for or against any of these.")
        return
    table = _table(
        "\nWhat moved it: times as likely as under the status quo, after age and trust",
        "",
        "what was seen",
        *(_KIND_WORDS[kind] for kind in kinds),
        "age",
    )
    for n, line in enumerate(lines, 1):
        more = f" (and {counted(line.superseded, 'more report')})"
        table.add_row(
            Text(f"[{n}]"),
            Text(line.label + (more if line.superseded else "")),
            *(f"×{10 ** line.log10_by_scenario[kind]:.2f}" for kind in kinds),
            f"{line.age_days:.0f} d",
        )
    yield table
    if len(every) > len(lines):
        rest = counted(len(every) - len(lines), "more line")
        yield Text(f"{rest} by less than ×{_LITTLE:g}; --json has every one.\n")
    for n, line in enumerate(lines, 1):
        yield _cited(n, line.evidence, post.zone)


def _tells(line: Contribution) -> bool:
    return max(map(abs, line.log10_by_scenario.values())) >= log10(_LITTLE)


def _cited(n: int, evidence: Evidence, zone: ZoneInfo) -> Text:
    sentence = " ".join(evidence.sentence.split())
    return Text(
        f"[{n}] “{sentence}” {evidence.source}, {day(evidence.published, zone)} "
        f"({evidence.reliability}{evidence.credibility}; {evidence.key})"
    )


def _voices(picture: WarningPicture) -> Iterator[Table]:
    if picture.pool is None:
        return
    within = duration(picture.pool.within_s)
    table = _table(
        f"\nChance that an exit closes within {within}",
        *("who", "judges", "times in log-odds, by the record", "counts as"),
    )
    for one in picture.pool.voices:
        own = f"×{one.slope:.2f}"
        table.add_row(Text(one.by), chance(one.chance), own, chance(one.recalibrated))
    table.add_row("together", "", "", chance(picture.pool.pooled))
    yield table


def _exits(picture: WarningPicture) -> Table:
    table = _table(
        "\nChance that an exit is still open", "exit", *(f"{d} d" for d in AHEAD_D)
    )
    for survival in picture.survivals:
        still = (chance(1 - survival.closed_by(d * DAY)) for d in AHEAD_D)
        table.add_row(Text(survival.exit.name), *still)
    return table


def _proposals(
    post: Post, picture: WarningPicture, in_force: Mapping[str, DepartureStatus]
) -> Table:
    profile = post.file.profile
    table = _table("\nDeparture status", "category", "in force", "tripwires propose")
    for category in post.file.categories:
        proposed = picture.proposed_by_tripwires.get(category.id)
        table.add_row(
            Text(category.name),
            status_words(in_force[category.id], category.kind, profile),
            status_words(proposed, category.kind, profile) if proposed else _NOTHING,
        )
    return table


def _errors(post: Post, picture: WarningPicture) -> Text:
    """Tell the chance of either error, so that neither is forgotten."""
    watched = post.file.assessed_for
    closes = picture.closes_within(watched)
    return Text(
        f"Both errors: who goes today goes for nothing with a chance of "
        f"{chance(1 - closes)}, as no exit closes within {duration(watched)}; who stays "
        f"so long stays too long with {chance(closes)}."
    )


def _clocks(
    post: Post, as_of: datetime, standings: Sequence[Standing]
) -> Iterator[RenderableType]:
    if not standings:
        return
    columns = ("category", "status", "since", "by", "review due", "payments end")
    table = _table("\nIn force, and its clocks", *columns)
    for one in standings:
        category = post.category(one.category)
        late = " (overdue)" if as_of > one.review_due else ""
        ended = " (ended)" if one.payments_end and as_of >= one.payments_end else ""
        ends = day(one.payments_end, post.zone) if one.payments_end else _NOTHING
        table.add_row(
            Text(category.name),
            status_words(one.status, category.kind, post.file.profile),
            day(one.since, post.zone),
            Text(one.by),
            day(one.review_due, post.zone) + late,
            ends + ended,
        )
    yield table


def _coming(
    calendar: Iterable[CalendarEntry], post: Post, picture: WarningPicture
) -> Iterator[RenderableType]:
    today = picture.as_of.astimezone(post.zone).date()
    coming = [entry for entry in calendar if entry.day >= today or entry.overdue]
    if not coming:
        return
    table = _table("\nCalendar", "day", "what", "who", "status")
    for entry in coming:
        status = "no word of it" if entry.overdue else entry.status.value
        parties = ", ".join(entry.parties)
        table.add_row(
            f"{entry.day:%a %d %b %Y}", Text(entry.kind), Text(parties), status
        )
    yield table
