"""What became of documents that were brought in, as plain data and in lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PutIn:
    """A document that was put in."""

    file: str
    sha256: str
    kind: str
    published: str
    source: str
    title: str
    provenance: tuple[str, ...]
    set_aside: str
    same_event_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of everything that was named."""

    put: tuple[PutIn, ...]
    already: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    old: int
    faults: tuple[str, ...]


def report_body(report: Report) -> dict[str, Any]:
    """Give *report* as plain data."""
    return {
        "put": [
            {
                "file": one.file,
                "sha256": one.sha256,
                "kind": one.kind,
                "published": one.published,
                "source": one.source,
                "title": one.title,
                "provenance": list(one.provenance),
                "set_aside": one.set_aside or None,
                "same_event_as": one.same_event_as or None,
            }
            for one in report.put
        ],
        "already": [{"from": a, "file": b} for a, b in report.already],
        "left_out": [{"from": a, "why": b} for a, b in report.left_out],
        "before_since": report.old,
        "faults": list(report.faults),
    }


def report_lines(report: Report) -> Iterator[str]:
    """Give *report* in lines: what was put in, what was there, what was left out."""
    for one in report.put:
        yield f"put in {one.file} ({one.source}, {one.published})"
        if one.set_aside:
            yield f"  nothing in it counts: {one.set_aside}"
        if one.same_event_as:
            yield f"  reports the same event as {one.same_event_as}"
    for (name, file), times in Counter(report.already).items():
        many = f", {times} times" if times > 1 else ""
        yield f"{name}: in already as {file}{many}"
    for name, why in report.left_out:
        yield f"{name}: left out: {why}"
    if report.old:
        yield f"from before the day asked for: {report.old}"
    yield f"Put in: {len(report.put)}."
