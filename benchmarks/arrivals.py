"""Documents in: how fast each kind is read, and what the guard makes of a feed."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests import arrivals as samples

from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.app.feed_log import replay_feed_log
from exeunt.formats.arriving.kinds import arrivals_in
from exeunt.formats.arriving.port import Incoming
from exeunt.formats.feed_log import FeedReplay
from exeunt.model.arrivals import Arrival


ROOT = Path(__file__).parents[1]
OWN_LOG = ROOT / "tests" / "watch" / "data" / "advisory-looks.csv"
OWN_TRUE = {("2026-03-01", "Bahrain"), ("2026-03-20", "Venezuela")}
SHARED = Path(os.environ.get("EXEUNT_SHARED", ROOT.parent / "shared"))
WHOLE_LOG = SHARED / "data" / "watch" / "advisory-feed-log-dev.csv"
WHOLE_TRUE = {
    ("2026-01-06", "Grenada"),
    ("2026-01-18", "Jamaica"),
    ("2026-01-25", "Guinea"),
    ("2026-03-01", "Bahrain"),
    ("2026-03-02", "Kuwait"),
    ("2026-03-02", "Qatar"),
    ("2026-03-03", "Jordan"),
    ("2026-03-03", "United Arab Emirates"),
    ("2026-03-04", "Cyprus"),
    ("2026-03-04", "Oman"),
    ("2026-03-04", "Saudi Arabia"),
    ("2026-03-13", "Azerbaijan"),
    ("2026-03-20", "Venezuela"),
}
MANY = 200
"""Documents in a file of each kind."""

Changes = set[tuple[str, str]]


def _logs() -> tuple[Path, Changes]:
    """Give the whole log where it is there, else the excerpt of it that is ours."""
    return (WHOLE_LOG, WHOLE_TRUE) if WHOLE_LOG.is_file() else (OWN_LOG, OWN_TRUE)


def _ours(replay: FeedReplay) -> list[tuple[str, str]]:
    return [(one.observed.isoformat(), one.country) for one in replay.changes]


def _naive(log: Path) -> list[tuple[str, str]]:
    """Tell the changes that a watcher tells who believes every look."""
    last: dict[str, str] = {}
    changes = []
    with log.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            country, level = row["country"], row["level_as_parsed"]
            if last.get(country, level) != level:
                changes.append((row["fetched"], country))
            last[country] = level
    return changes


def _found() -> Iterator[Figure]:
    log, true = _logs()
    ours, rival = _ours(replay_feed_log(log)), _naive(log)
    yield Figure(
        what=f"level changes found, of {len(true)} true",
        unit="changes",
        ours=sum(one in true for one in ours),
        rival=sum(one in true for one in rival),
        digits=0,
        more_is_better=True,
    )
    yield Figure(
        what="level changes told that are false",
        unit="changes",
        ours=sum(one not in true for one in ours),
        rival=sum(one not in true for one in rival),
        digits=0,
    )


def _advisory_log() -> Prepared:
    log, _ = _logs()
    looks = replay_feed_log(log).looks
    return Prepared(
        ours=lambda: replay_feed_log(log),
        size=f"{looks:,} observations",
        units=looks,
        unit="observations",
        digits=0,
        more=_found,
    )


def _many(kind: str) -> bytes:
    """Make a file of *kind* with many documents, where it can hold more than one."""
    if kind == "telegram":
        return samples.telegram(*(samples.message(id=n) for n in range(MANY)))
    if kind == "us json":
        return samples.us_json(*(samples.us_record(id=n) for n in range(MANY)))
    if kind == "rss":
        head, item, rest = samples.RSS.partition(b"<item>")
        entry = item + rest.partition(b"</item>")[0] + b"</item>"
        return head + entry * MANY + b"</channel></rss>"
    if kind == "mbox":
        return samples.MBOX * (MANY // 3)
    return samples.SAMPLES[kind][2]


def _read(data: bytes, name: str) -> int:
    seen = datetime(2026, 3, 3, tzinfo=UTC)
    incoming = Incoming(name=name, stream=io.BytesIO(data), observed=seen, zone=UTC)
    return sum(isinstance(one, Arrival) for one in arrivals_in(incoming))


def _of_kind(kind: str) -> Callable[[], Prepared]:
    def build() -> Prepared:
        name, data = samples.SAMPLES[kind][1], _many(kind)
        documents = _read(data, name)
        times = max(1, MANY // documents)

        return Prepared(
            ours=lambda: [_read(data, name) for _ in range(times)],
            size=f"{documents * times} documents of {len(data) / documents:,.0f} bytes",
            units=documents * times,
            unit="documents",
            digits=0,
        )

    return build


_KINDS = ("text", "page", "rss", "cap", "us json", "uk", "telegram", "mbox", "pdf")
CASES = (
    BenchCase(
        name="advisory_log",
        what="tell level changes from a log of looks at the US travel advisories",
        rival="whoever believes every look",
        note="The whole log where it is beside the checkout, else our excerpt of it. One "
        "of its 13 true changes, Guinea, is a page of Guinea-Bissau that its scraper "
        "filed under Guinea; it is counted as the log has it.",
        build=_advisory_log,
    ),
    *(
        BenchCase(
            name=f"documents_in_{kind.replace(' ', '_')}",
            what=f"read documents out of files: {kind}",
            rival="",
            note="Importing alone, without looking for signals; short documents of ours.",
            build=_of_kind(kind),
        )
        for kind in _KINDS
    ),
)
