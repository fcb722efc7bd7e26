"""Reading documents, and the dates in them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.watch.documents import reading_of

from benchmarks import kyiv
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.app.read_documents import read_documents
from exeunt.model.documents import SourceClass
from exeunt.watch.reading import read


LABELLED = Path(__file__).parents[1] / "tests" / "watch" / "data" / "labelled.json"

Dates = Callable[[str, datetime], list[str]]
"""Gives the days that a text names, read on a day of publication."""


@cache
def _searched() -> Dates | None:
    """Give what dateparser makes of a text, if it is there."""
    if find_spec("dateparser") is None:
        return None
    search_dates = import_module("dateparser.search").search_dates

    def days(text: str, published: datetime) -> list[str]:
        settings = {"RELATIVE_BASE": published.replace(tzinfo=None)}
        found = search_dates(text, languages=["en"], settings=settings) or []
        return [moment.date().isoformat() for _, moment in found]

    return days


def _labelled() -> Iterator[tuple[dict[str, Any], datetime]]:
    for one in json.loads(LABELLED.read_text(encoding="utf-8")):
        day = datetime.fromisoformat(one["published"])
        yield one, datetime.combine(day, time(12), UTC)


def _ours(one: dict[str, Any], published: datetime) -> list[str]:
    reading = reading_of(
        one["text"],
        country=one["country"],
        published=published,
        source_class=SourceClass(one["source_class"]),
    )
    return [mention.value for mention in reading.times if len(mention.value) == 10]


def _right(dates: Callable[[dict[str, Any], datetime], list[str]]) -> tuple[int, int]:
    """Count the days found, and those of them that are on the label."""
    found = right = 0
    for one, published in _labelled():
        got = Counter(dates(one, published))
        want = Counter(value for value in one["times"] if len(value) == 10)
        found += got.total()
        right += (got & want).total()
    return found, right


def _figures() -> Iterator[Figure]:
    search = _searched()
    ours = _right(_ours)
    rival = search and _right(lambda one, published: search(one["text"], published))
    want = sum(len(v) == 10 for one, _ in _labelled() for v in one["times"])
    yield Figure(
        what=f"days right, of {want} labelled",
        unit="days",
        ours=ours[1],
        rival=rival[1] if rival else None,
        digits=0,
        more_is_better=True,
    )
    yield Figure(
        what="of the days found, right",
        unit="%",
        ours=100 * ours[1] / ours[0],
        rival=100 * rival[1] / rival[0] if rival else None,
        digits=0,
        more_is_better=True,
    )


def _prepared() -> Prepared:
    post, documents = kyiv.post(), read_documents(kyiv.FOLDER)
    search = _searched()

    def ours() -> None:
        for one in documents:
            read(one, country=post.file.country, zone=post.zone)

    def rival() -> None:
        for one in documents:
            if search is not None:
                search(one.text, one.published)

    size = sum(len(one.text) for one in documents) / 1000
    return Prepared(
        ours=ours,
        rival=rival if search is not None else None,
        size=f"{len(documents)} documents, {size:,.0f} kB",
        units=len(documents),
        unit="documents",
        digits=1,
        more=_figures,
    )


CASES = (
    BenchCase(
        name="watch_report",
        what="read the documents of the case of Kyiv",
        rival="dateparser.search_dates, told the language and the day of publication, "
        "for the dates alone",
        note="We find sentences, dates, meetings, departure statuses, advice and "
        "indicators; the rival looks for dates only. Of the labelled set (39 documents "
        "in our own words, most of which our rules were mended on) only whole days "
        "count.",
        build=_prepared,
    ),
)
