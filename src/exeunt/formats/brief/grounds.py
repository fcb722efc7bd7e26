"""What the answer rests on: assumptions, what is not known, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from exeunt.formats.brief.answer import people_of, worst_gap
from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.doubts import doubt_lines, spread_words
from exeunt.formats.brief.movement import bound_table
from exeunt.formats.brief.view import Section, Table, row
from exeunt.formats.wording import (
    counted,
    day,
    duration,
    moment,
    narrow_percent,
    percent,
)
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.tripwires import TripwireState


STALE_S = 90 * DAY
"""An estimate older than this is called stale."""

_Line = tuple[str, str, str]


def assumptions_section(assessment: Assessment) -> Section:
    """List every assumption of the post with the reason its author gave."""
    lines = list(_assumed(assessment.post))
    given = [line for line in lines if line[2]]
    silent = [line for line in lines if not line[2]]
    close = (
        f"Without a reason in the post: {', '.join(line[0] for line in silent)}."
        if silent
        else "Every assumption of the post has its reason."
    )
    table = Table(
        caption="Assumptions, as the post states them",
        head=("Of", "Assumed", "Why"),
        rows=tuple(row(*line) for line in given),
        wide=2,
    )
    return Section(id="assumptions", title="Assumptions", tables=(table,), close=close)


def _assumed(post: Post) -> Iterator[_Line]:
    file = post.file
    yield ("the post", f"all out within {duration(file.deadline)}", file.why)
    for category in file.categories:
        assumed = (
            f"target {percent(category.target)}, weight {category.weight:g}, "
            f"ready after {duration(category.ready_after)}"
            if category.moves_at is not None
            else "not moved"
        )
        yield (category.name, assumed, category.why)
    yield from _on_the_ground(post)
    yield from _about_people(post)
    yield from _about_danger(post)


def _on_the_ground(post: Post) -> Iterator[_Line]:
    names = {p.id: p.name for p in post.file.places}
    for place in post.file.places:
        rate = place.processes_per_h
        told = [place.kind.value.replace("_", " ")]
        told += [f"processes {rate:g} an hour"] if rate else []
        told += [f"holds {place.holds:,}"] if place.holds else []
        yield (place.name, ", ".join(told), _with_source(place.why, place.source))
    for link in post.file.links:
        took = f"{link.mode.value}, {duration(link.nominal_s)}"
        way = f"{names[link.from_]} to {names[link.to]}"
        yield (way, took, _with_source(link.why, link.source))
    for fleet in post.file.fleets:
        seats = ", ".join(f"{n} {kind.value}" for kind, n in fleet.seats.items())
        told = [
            counted(fleet.vehicles, "vehicle"),
            f"{seats} each",
            f"at {names[fleet.based]}",
        ]
        told += (
            [f"after {duration(fleet.available_from)}"] if fleet.available_from else []
        )
        yield (fleet.name, ", ".join(told), _with_source(fleet.why, fleet.source))
    for service in post.file.services:
        seats = ", ".join(f"{n} {kind.value}" for kind, n in service.seats.items())
        told = [counted(len(service.departs), "departure") + " a day", f"{seats} each"]
        yield (service.name, ", ".join(told), _with_source(service.why, service.source))


def _with_source(why: str, source: str | None) -> str:
    return f"{why} Source: {source}".strip() if source else why


def _about_people(post: Post) -> Iterator[_Line]:
    names = {p.id: p.name for p in post.file.places}
    categories = {c.id: c.name for c in post.file.categories}
    for estimate in post.estimates:
        assumed = f"{estimate.likely:,} ({estimate.low:,} to {estimate.high:,})"
        of = f"{categories[estimate.category]} at {names[estimate.place]}"
        yield (of, assumed, f"{estimate.basis} {estimate.why}".strip())
    yield from doubt_lines(post)


def _about_danger(post: Post) -> Iterator[_Line]:
    for scenario in post.file.scenarios:
        prior = f"prior {100 * scenario.prior:.3g}\u00a0%"
        yield (scenario.name, prior, scenario.reference_class)
    names = {s.kind: s.name for s in post.file.scenarios}
    for out in post.file.exits:
        told = [
            f"{names.get(kind, kind.value)}: {spread_words(spread)}"
            for kind, spread in out.closes.items()
        ]
        yield (f"{out.name} shuts (P10, P50, P90)", "; ".join(told), out.why)
    for tripwire in post.tripwires:
        if tripwire.why:
            yield (tripwire.id, tripwire.observable, tripwire.why)
    cost = post.file.errors_cost
    ratio = cost.of_being_caught / cost.of_leaving_for_nothing
    yield ("the two errors", f"being caught costs {ratio:g} times as much", cost.why)


def unknown_section(assessment: Assessment) -> Section:
    """List what is not known: silent sources, unread documents, wide ranges."""
    rows = [
        *_unknown_tripwires(assessment),
        *_unread(assessment),
        *_gone_already(assessment),
        *_guesses(assessment),
        *_old_paper(assessment),
    ]
    table = Table(
        caption="What is not known, or not known well",
        head=("What", "How it stands", "Since or of"),
        rows=tuple(row(*line) for line in rows),
        wide=1,
    )
    return Section(
        id="unknown",
        title="What is unknown",
        tables=(table,) if rows else (),
        words=() if rows else ("Nothing that the post asks for is unknown.",),
        close="What is unknown is never taken to be well.",
    )


def _unknown_tripwires(assessment: Assessment) -> Iterator[_Line]:
    known = {t.id: t for t in assessment.post.tripwires}
    for reading in assessment.warning.tripwires:
        if reading.state is TripwireState.UNKNOWN:
            since = reading.since
            told = day(since, assessment.post.zone) if since else ""
            yield (f"Tripwire: {known[reading.tripwire].observable}", reading.why, told)


def _unread(assessment: Assessment) -> Iterator[_Line]:
    names = {d.id: d for d in assessment.documents}
    for reading in assessment.readings:
        if not reading.analysed:
            document = names.get(reading.document)
            name = document.name if document else reading.document
            told = day(reading.published, assessment.post.zone)
            yield (f"Document {name}", "not analysed: it cannot be read as text", told)


def _gone_already(assessment: Assessment) -> Iterator[_Line]:
    """Tell of whom the roster may lag behind a departure that is in force."""
    for proposal in assessment.proposals:
        if proposal.in_force is not DepartureStatus.NORMAL:
            people = people_of(assessment.post, proposal.category)
            yield (
                f"Who of {assessment.names[proposal.category]} has left already",
                f"not told: all {people} on roster and estimate are counted as still here",
                "",
            )


def _guesses(assessment: Assessment) -> Iterator[_Line]:
    post = assessment.post
    names = {p.id: p.name for p in post.file.places}
    for estimate in post.estimates:
        age = assessment.as_of.timestamp() - estimate.date.timestamp()
        stale = f"; stale, {duration(age)} old" if age > STALE_S else ""
        told = (
            f"{estimate.low:,} to {estimate.high:,}, likely {estimate.likely:,}{stale}"
        )
        of = f"How many people at {names[estimate.place]}"
        yield (of, told, day(estimate.date, post.zone))


def _old_paper(assessment: Assessment) -> Iterator[_Line]:
    paper, zone = assessment.post.file.paper, assessment.post.zone
    checks: tuple[tuple[str, datetime | None], ...] = (
        ("The plan as a whole", paper.reviewed),
        ("Transport and communications", paper.transport_assessed),
    )
    for what, when in checks:
        if when is None:
            yield (what, "never reviewed, as far as the post says", "")
        elif assessment.as_of.timestamp() - when.timestamp() > 365 * DAY:
            yield (what, "reviewed more than a year ago", day(when, zone))


def made_section(assessment: Assessment) -> Section:
    """Say how it was made, so that it can be made again."""
    plan, rehearsal = assessment.plan, assessment.rehearsal
    zone = assessment.post.zone
    facts = [
        ("Knowledge ends", moment(assessment.as_of, zone)),
        ("First decision possible", moment(assessment.h_hour, zone)),
        ("Planning problem, SHA-256", plan.post_sha256),
        ("Seed", f"{rehearsal.seed} (plan {plan.seed})"),
        ("Replications", f"{rehearsal.replications:,}"),
        ("Gap to the bound", narrow_percent(worst_gap(plan))),
        ("Solver", plan.solver),
        *assessment.made_with.items(),
    ]
    made = Table(
        caption="Made with",
        head=("What", "Value"),
        rows=tuple(row(*fact) for fact in facts if fact[1]),
        wide=1,
    )
    return Section(
        id="made",
        title="How it was made",
        words=("The same folder, date and seed give the same brief.",),
        tables=(made, bound_table(plan), _documents(assessment)),
    )


def _documents(assessment: Assessment) -> Table:
    signals = {r.document: len(r.signals) for r in assessment.readings}
    ordered = sorted(assessment.documents, key=lambda d: d.published.astimezone(UTC))
    rows = tuple(
        row(
            document.id,
            day(document.published, assessment.post.zone),
            document.source,
            f"{document.reliability}{document.credibility}",
            document.title or document.name,
            str(signals.get(document.id, signals.get(document.sha256, 0))),
        )
        for document in ordered
    )
    return Table(
        caption="Documents used",
        head=("Id", "Published", "Source", "Reliability", "Title", "Signals"),
        rows=rows,
        right=frozenset({5}),
        wide=4,
    )
