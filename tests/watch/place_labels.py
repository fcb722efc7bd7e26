"""The labelled documents of places, and how well a finder of places does on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path


FILE = Path(__file__).parent / "data" / "places.txt"
_MARK = re.compile(r"\{([^{}|]+)\|([A-Z]{2})(?:\|([-\d.]+),([-\d.]+))?\}")
NEAR_KM = 161
"""A hundred miles, the usual distance within which a place counts as found."""


@dataclass(frozen=True, slots=True)
class Label:
    """A place in a text; a country or region has no position."""

    start: int
    end: int
    country: str
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document with its places."""

    name: str
    host: str
    kept: bool
    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over documents."""

    wanted: int
    found: int
    matched: int
    country: int
    placed: int
    near: int

    @property
    def recall(self) -> float:
        """Share of the labelled places that were found."""
        return self.matched / self.wanted

    @property
    def of_found(self) -> float:
        """Share of all places found that are places, and in the right country."""
        return self.country / self.found

    @property
    def of_matched(self) -> float:
        """Share of the labelled places found that are in the right country."""
        return self.country / self.matched

    @property
    def within(self) -> float:
        """Share of the labelled positions found that are within a hundred miles."""
        return self.near / self.placed


Finder = Callable[[str, str], Iterable[Label]]
"""Gives the places in a text, for a reader in a country."""


def labelled() -> Iterator[Labelled]:
    """Give every labelled document."""
    for block in FILE.read_text(encoding="utf-8").split("\n== ")[1:]:
        head, _, body = block.partition("\n")
        name, host, *kept = head.split()
        yield _unmarked(name, host, bool(kept), body.strip() + "\n")


def _unmarked(name: str, host: str, kept: bool, body: str) -> Labelled:
    text, labels, last = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()]
        start = len(text)
        text += mark[1]
        at = (float(mark[3]), float(mark[4])) if mark[3] else None
        labels.append(Label(start, len(text), mark[2], at))
        last = mark.end()
    return Labelled(name, host, kept, text + body[last:], tuple(labels))


def tally(finder: Finder, *, kept: bool) -> Tally:
    """Count how *finder* does on the documents that were *kept* unread, or the rest."""
    wanted = found = matched = country = placed = near = 0
    for one in labelled():
        if one.kept is not kept:
            continue
        got = list(finder(one.text, one.host))
        wanted += len(one.labels)
        found += len(got)
        for label in one.labels:
            hit = next((g for g in got if _overlap(g, label)), None)
            if hit is None:
                continue
            matched += 1
            country += hit.country == label.country
            if label.at and hit.at:
                placed += 1
                near += kilometres(label.at, hit.at) <= NEAR_KM
    return Tally(wanted, found, matched, country, placed, near)


def _overlap(a: Label, b: Label) -> bool:
    return a.start < b.end and b.start < a.end


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Give the distance between two positions (lat, lon) along the sphere."""
    lat_a, lon_a, lat_b, lon_b = (radians(v) for v in (*a, *b))
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12_742 * asin(sqrt(half))
