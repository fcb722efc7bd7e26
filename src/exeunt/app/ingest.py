"""Take documents in: files and folders, each document once, feeds only if believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from exeunt.app.arrivals import Told, arrivals_of, bytes_of_arrival, dated, no_date
from exeunt.app.folders import bytes_of, is_folder, unreadable
from exeunt.app.keep_documents import Row, file_name, held_alone, keep
from exeunt.app.read_documents import FOLDER, book_of, read_documents
from exeunt.app.read_post import files_of_post, read_post
from exeunt.errors import Fault, Faults
from exeunt.formats.arriving import uk_advice, us_advisory
from exeunt.formats.documents import INDEX, read_index
from exeunt.formats.ingest_report import PutIn, Report
from exeunt.model.arrivals import AdvisorySeen, Arrival, Kept, Kind, Look
from exeunt.model.documents import SourceClass
from exeunt.watch.feed_guard import AHEAD, Answer, Held, judge


_FEEDS = {
    "us-advisory": (Kind.US_ADVISORY, us_advisory.SOURCE),
    "uk-advice": (Kind.UK_ADVICE, uk_advice.SOURCE),
}
"""By how the things in it are named: the kind of a feed, and who publishes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A document that was put in; ``set_aside`` says why nothing in it counts."""

    file: str
    row: Row
    set_aside: str = ""
    same_event_as: str = ""


@dataclass(slots=True, kw_only=True)
class Ingested:
    """What became of everything that was named."""

    put: list[Taken] = field(default_factory=list)
    already: list[tuple[str, str]] = field(default_factory=list)
    """What was in the post before: from which file, and as which."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """What is no document of this post: from which file, and why."""
    faults: list[Fault] = field(default_factory=list)
    old: int = 0
    """How many were published before the day from which they were asked for."""


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What is known while documents are taken in."""

    country: str
    told: Told
    by_hash: dict[str, str]
    unlisted: dict[str, str]
    held: dict[str, Held]
    fed_by: dict[str, set[str]]
    """The advisories that came from a file of a name."""
    sources: dict[str, tuple[str, SourceClass]]
    out: Ingested = field(default_factory=Ingested)
    rows: list[Row] = field(default_factory=list)
    looks: list[Kept] = field(default_factory=list)


def ingest(folder: Path, paths: Sequence[Path], *, told: Told) -> Ingested:
    """
    Put the documents in *paths* into the post in *folder*.

    The same content is put in once. Of advisories only those for the country of the
    post are taken, and only where the guard believes them; a copy that it does not
    believe is put in as a note that makes what hangs on the feed unknown.

    Raises
    ------
    InvalidInput
        When the post cannot be read, or a path is not there.
    WorldError
        When the post cannot be written to.
    """
    post = read_post(folder, now=told.seen)
    files = [file for path in paths for file in files_in(path)]
    with held_alone(folder):
        desk = _desk(folder, post.file.country, replace(told, zone=post.zone))
        for file in files:
            if _is_of(folder, file):
                desk.out.left_out.append((file.name, "a file of the post itself"))
            else:
                _take_file(desk, file)
        keep(folder, desk.rows, desk.looks)
    out = desk.out
    if out.put:
        try:
            out.put = _with_events(folder, out.put)
        except Faults as error:
            out.faults += error.faults
    return out


def _is_of(folder: Path, file: Path) -> bool:
    """Tell whether *file* is one of those that the post is read from."""
    real = file.resolve()
    return any(real.is_relative_to(own.resolve()) for own in files_of_post(folder))


def report_of(ingested: Ingested) -> Report:
    """Give what became of documents in the words of a report."""
    return Report(
        put=tuple(
            PutIn(
                file=one.file,
                sha256=one.row.kept.sha256,
                kind=one.row.kept.kind.value,
                published=one.row.published.isoformat(),
                source=one.row.source,
                title=one.row.title,
                provenance=one.row.kept.provenance,
                set_aside=one.set_aside,
                same_event_as=one.same_event_as,
            )
            for one in ingested.put
        ),
        already=tuple(ingested.already),
        left_out=tuple(ingested.left_out),
        old=ingested.old,
        faults=tuple(map(str, ingested.faults)),
    )


def files_in(path: Path) -> list[Path]:
    """Give *path*, or of a folder the files in it, but for hidden ones."""
    if not is_folder(path):
        return [path]
    try:
        found = sorted(p for p in path.rglob("*") if p.is_file())
    except OSError as error:
        raise unreadable(path, error) from error
    inner = [p.relative_to(path).parts for p in found]
    return [
        file
        for file, parts in zip(found, inner, strict=True)
        if not any(part.startswith(".") for part in parts)
    ]


def _desk(folder: Path, country: str, told: Told) -> _Desk:
    index = bytes_of(folder, INDEX)
    entries, faults = read_index(index, zone=told.zone) if index else ((), [])
    if faults:
        raise Faults(faults)
    listed = {entry.file: entry.origin for entry in entries}
    desk = _Desk(
        country=country,
        told=told,
        by_hash={},
        unlisted={},
        held={},
        fed_by={},
        sources={},
    )
    for file in listed:
        data = bytes_of(folder / FOLDER, file)
        if data is not None:
            desk.by_hash.setdefault(sha256(data).hexdigest(), file)
    for kept in book_of(folder):
        if kept.file in listed:
            origin = listed[kept.file]
            desk.sources[kept.thing] = (origin.source, origin.source_class)
        else:
            desk.unlisted[kept.sha256] = kept.file
        if kept.look is not None:
            desk.fed_by.setdefault(kept.came_from, set()).add(kept.thing)
            _hold(desk, kept)
    return desk


def _hold(desk: _Desk, kept: Kept) -> None:
    """Remember the last look at an advisory that was believed."""
    look = kept.look
    if look is not None and look.believed:
        seen = AdvisorySeen(
            country=desk.country,
            observed=look.observed,
            level=look.level,
            issued=look.issued,
            issued_as_written=look.issued_as_written,
            body_chars=look.body_chars,
        )
        desk.held[kept.thing] = Held(seen=seen)


def _take_file(desk: _Desk, path: Path) -> None:
    """Take what is in one file; a feed without what it held before is doubted."""
    expected = desk.fed_by.get(path.name, set())
    told_of: set[str] = set()
    elsewhere = broken = 0
    for found in arrivals_of(path, desk.told):
        if isinstance(found, Fault):
            desk.out.faults.append(found)
            broken += 1
        elif found.advisory is not None:
            if found.country == desk.country:
                told_of.add(found.thing)
                _take_advisory(desk, path, found)
            elif found.country:
                elsewhere += 1
            else:
                desk.out.left_out.append((path.name, _unsure(found)))
        else:
            _take(desk, path, found)
    if elsewhere:
        words = f"advisories for other countries than {desk.country}: {elsewhere}"
        desk.out.left_out.append((path.name, words))
    for thing in sorted(expected - told_of):
        why = (
            "it cannot be read" if broken and not elsewhere else "it lacks this country"
        )
        _doubt(desk, path, thing, why, None)


def _unsure(arrival: Arrival) -> str:
    return f"{arrival.title[:80]!r}: {arrival.mute}; it counts for no country"


def _take(desk: _Desk, path: Path, arrival: Arrival) -> None:
    arrival = dated(arrival, desk.told)
    if arrival.published is None:
        desk.out.faults.append(no_date(path.name, arrival))
        return
    if arrival.published > desk.told.seen + AHEAD:
        desk.out.faults.append(_ahead(path, arrival.published))
        return
    since = desk.told.since
    if since is not None and arrival.published < since:
        desk.out.old += 1
        return
    if arrival.mute and not arrival.takes_back:
        name = arrival.title[:80] or arrival.provenance[0][:80]
        desk.out.left_out.append((path.name, f"{name!r}: {arrival.mute}"))
        return
    _put(desk, path, arrival, arrival.published)


def _ahead(path: Path, published: datetime) -> Fault:
    words = (
        f"says that it was published on {published:%Y-%m-%d}, which is yet to come. "
        "Mend its date, or give another with --published."
    )
    return Fault(path.name, 0, 0, words)


def _take_advisory(desk: _Desk, path: Path, arrival: Arrival) -> None:
    seen = arrival.advisory
    if seen is None or arrival.published is None:
        return
    judgement, after = judge(seen, desk.held.get(arrival.thing))
    if judgement.answer is Answer.REFUSED or after is None:
        _doubt(desk, path, arrival.thing, judgement.why, seen)
        return
    desk.held[arrival.thing] = after
    _put(desk, path, arrival, arrival.published, look=_look(seen, believed=True))


def _look(seen: AdvisorySeen, *, believed: bool) -> Look:
    return Look(
        observed=seen.observed,
        believed=believed,
        level=seen.level,
        issued=seen.issued,
        issued_as_written=seen.issued_as_written,
        body_chars=seen.body_chars,
    )


def _put(
    desk: _Desk,
    path: Path,
    arrival: Arrival,
    published: datetime,
    *,
    look: Look | None = None,
    unusable: str = "",
) -> None:
    """Put a document in, unless its content is there; then only a look is noted."""
    data = bytes_of_arrival(arrival)
    digest = sha256(data).hexdigest()
    known = desk.by_hash.get(digest)
    title = arrival.title or path.stem
    kept = Kept(
        file=known
        or desk.unlisted.get(digest)
        or file_name(
            title, published, digest, suffix=".html" if arrival.html else ".txt"
        ),
        sha256=digest,
        kind=arrival.kind,
        came_in=desk.told.seen,
        came_from=path.name,
        provenance=tuple(line[:400] for line in arrival.provenance),
        thing=arrival.thing,
        takes_back=arrival.takes_back,
        until=arrival.until,
        mute=arrival.mute,
        unusable=unusable,
        look=look,
    )
    if known:
        desk.out.already.append((path.name, known))
        if look is not None:
            desk.looks.append(kept)
        return
    row = Row(
        kept=kept,
        data=data,
        published=published,
        source=desk.told.source or arrival.source or path.name,
        source_class=_class(desk, arrival).value,
        title=title,
        url=arrival.url,
    )
    desk.by_hash[digest] = kept.file
    desk.rows.append(row)
    aside = unusable or arrival.mute
    desk.out.put.append(Taken(file=kept.file, row=row, set_aside=aside))


def _class(desk: _Desk, arrival: Arrival) -> SourceClass:
    return desk.told.source_class or arrival.source_class or SourceClass.MEDIA


def _doubt(
    desk: _Desk, path: Path, thing: str, why: str, seen: AdvisorySeen | None
) -> None:
    """Put in that a copy of a feed was not believed, in words that hold no signal."""
    kind, publisher = _FEEDS[thing.partition(":")[0]]
    source, source_class = desk.sources.get(thing, (publisher, SourceClass.OFFICIAL))
    when = desk.told.seen
    note = Arrival(
        kind=kind,
        text=f"Set aside on {when:%Y-%m-%d %H:%M %Z}: {path.name}, {thing}. {why}.\n",
        published=when,
        source=source,
        source_class=source_class,
        title=f"Set aside {thing}",
        provenance=(f"{path.name}: {why}",),
        thing=thing,
    )
    look = _look(seen, believed=False) if seen else None
    _put(desk, path, note, when, look=look, unusable=why)


def _with_events(folder: Path, put: list[Taken]) -> list[Taken]:
    """Say of which event in the post each document is another report."""
    documents = read_documents(folder)
    names = {d.id: d.name.removeprefix(f"{FOLDER}/") for d in documents}
    events = {d.name: names.get(d.event, "") for d in documents}
    return [
        replace(one, same_event_as=events.get(f"{FOLDER}/{one.file}", ""))
        for one in put
    ]
