"""A log of looks at an advisory feed: CSV in; what the guard makes of it, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import Any

from rich.console import RenderableType
from rich.table import Table as Drawn
from rich.text import Text

from exeunt.errors import Fault, Faults
from exeunt.formats.arriving.dates import day_written, moment_written
from exeunt.formats.labels import shown
from exeunt.formats.roster_table import read_sound_rows
from exeunt.model.arrivals import AdvisorySeen
from exeunt.model.countries import two_countries


COLUMNS = ("fetched", "country", "level_as_parsed", "issue_date_raw", "body_chars")
"""What a log must have; ``slug`` and ``title`` are used where they are there."""
_LEVEL = re.compile(r"\blevel\s*(\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A level that did change."""

    observed: date
    country: str
    before: int
    after: int
    issued: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is held for a country at the end of a log; ``why`` says why it is unknown."""

    country: str
    level: int | None
    issued: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReplay:
    """A log of looks, replayed."""

    file: str
    looks: int
    naive: int
    changes: tuple[Change, ...]
    reissued: int
    refused: Mapping[str, int]
    standings: tuple[Standing, ...]


def read_feed_log(data: bytes, *, file: str) -> list[tuple[str, AdvisorySeen]]:
    """
    Read the looks in a log, oldest first, each with the name of its country.

    Raises
    ------
    Faults
        When a column is missing, or a row has no day or no count that can be read.
    """
    table = read_sound_rows(data, file=file)
    missing = [name for name in COLUMNS if name not in table.header]
    if missing:
        words = (
            f"the columns of a log that are missing: {', '.join(missing)}. Add them."
        )
        raise Faults([Fault(file, table.header_line, 0, words)])
    looks, faults = [], list(table.faults)
    for number, cells in enumerate(table.rows):
        row = dict(zip(table.header, (c.strip() for c in cells), strict=True))
        seen = _seen(row)
        if isinstance(seen, str):
            faults.append(Fault(file, table.lines[number], 0, seen))
        else:
            looks.append((row["country"], seen))
    if faults:
        raise Faults(faults)
    return sorted(looks, key=lambda one: one[1].observed)


def _seen(row: dict[str, str]) -> AdvisorySeen | str:
    try:
        observed = date.fromisoformat(row["fetched"])
    except ValueError:
        return f"{shown(row['fetched'])} is no day; write it like 2026-01-25."
    if not (row["body_chars"].isascii() and row["body_chars"].isdigit()):
        return f"{shown(row['body_chars'])} is no count of characters."
    level = row["level_as_parsed"]
    return AdvisorySeen(
        country=row.get("slug") or row["country"],
        observed=observed,
        level=int(level) if level in {"1", "2", "3", "4"} else None,
        issued=_issued(row["issue_date_raw"]),
        issued_as_written=row["issue_date_raw"][:80],
        body_chars=int(row["body_chars"][:12]),
        doubt=_doubt(row["country"], row.get("title", ""), level),
    )


def _issued(text: str) -> date | None:
    day = day_written(text)
    if day is not None:
        return day
    moment = moment_written(text, zone=UTC)
    return moment.date() if moment else None


def _doubt(country: str, title: str, level: str) -> str:
    two = two_countries(country)
    if two:
        return f"{country!r} may be {two}"
    said = _LEVEL.search(title)
    if said and said[1] != level:
        return f"its title says level {said[1]}, it was read as level {level or 'none'}"
    return ""


def feed_replay_body(replay: FeedReplay) -> dict[str, Any]:
    """Give *replay* as plain data."""
    return {
        "file": replay.file,
        "observations": replay.looks,
        "changes": [
            {
                "day": one.observed.isoformat(),
                "country": one.country,
                "from": one.before,
                "to": one.after,
                "issued": one.issued.isoformat(),
            }
            for one in replay.changes
        ],
        "naive_changes": replay.naive,
        "reissued": replay.reissued,
        "refused": dict(replay.refused),
        "countries": [
            {
                "country": one.country,
                "level": one.level,
                "issued": one.issued.isoformat() if one.issued else None,
                "state": "unknown" if one.why else "known",
                "why": one.why,
            }
            for one in replay.standings
        ],
    }


def feed_replay_tables(replay: FeedReplay) -> Iterator[RenderableType]:
    """Give *replay* for people: the changes, then what was refused and why."""
    drawn = Drawn("seen", "country", "from", "to", "issued", title_justify="left")
    drawn.title = f"Level changes in {replay.file}"
    for one in replay.changes:
        drawn.add_row(
            one.observed.isoformat(),
            one.country,
            str(one.before),
            str(one.after),
            one.issued.isoformat(),
        )
    yield drawn if replay.changes else Text("No level changed.")
    yield Text(
        f"{len(replay.changes)} level changes in {replay.looks} observations; a watcher "
        f"that believes every one would tell {replay.naive}."
    )
    for reason, count in sorted(replay.refused.items()):
        yield Text(f"  refused, {_WHY.get(reason, reason)}: {count}")
    unknown = [one for one in replay.standings if one.why]
    many = f"{len(unknown)} of {len(replay.standings)} levels are unknown at the end"
    yield Text(f"{many}:" if unknown else f"{many}.")
    for standing in unknown:
        held = f"was {standing.level}, " if standing.level is not None else ""
        yield Text(f"  {standing.country}: {held}{standing.why}")


_WHY = {
    "short": "the body is short",
    "no_date": "the date of issue cannot be read",
    "ahead": "issued after it was seen",
    "back": "issued before what was seen already",
    "no_level": "no level can be read",
    "doubt": "its parts say different things",
}


def counted(reasons: Sequence[str]) -> dict[str, int]:
    """Count *reasons*, in alphabetical order."""
    return dict(sorted(Counter(reasons).items()))


def last_day(looks: Sequence[tuple[str, AdvisorySeen]]) -> date:
    """Give the last day of a log."""
    return max((seen.observed for _, seen in looks), default=date.min + timedelta(1))
