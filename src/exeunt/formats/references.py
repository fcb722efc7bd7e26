"""
Ids that name nothing, and ids that name two things.

Works on what the files say before it is made into values, so that these faults come
together with all the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from exeunt.errors import Fault
from exeunt.formats.labels import label, meant, shown
from exeunt.formats.roster import Roster, shown_cell
from exeunt.formats.yaml_nodes import Located
from exeunt.model.positions import Path
from exeunt.model.scenarios import ScenarioKind


Pattern = tuple[str, ...]
"""
Keys from the top of a file; ``*`` is every entry of a list, ``?`` every key of a
mapping, ``=`` what stands at every key.
"""

POST = "post.yaml"

_IDS: dict[str, tuple[str, Pattern]] = {
    "category": (POST, ("categories", "*", "id")),
    "place": (POST, ("places", "*", "id")),
    "link": (POST, ("links", "*", "id")),
    "fleet": (POST, ("fleets", "*", "id")),
    "service": (POST, ("services", "*", "id")),
    "scenario": (POST, ("scenarios", "*", "kind")),
    "exit": (POST, ("exits", "*", "place")),
    "estimate": ("estimates.yaml", ("estimates", "*", "id")),
    "tripwire": ("tripwires.yaml", ("tripwires", "*", "id")),
}
"""Where each kind of thing gets its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Names that a post may use and does not give; none given, they go unchecked."""

    indicators: frozenset[str] = frozenset()
    """Ids of the library of indicators."""
    packs: frozenset[str] = frozenset()
    """Map packs."""


_KINDS = {kind.value for kind in ScenarioKind}


@dataclass(frozen=True, slots=True)
class _Reference:
    file: str
    pattern: Pattern
    to: str
    """The kind of thing it names."""


_REFERENCES = (
    _Reference(POST, ("map", "pack"), "map pack"),
    _Reference(POST, ("links", "*", "from"), "place"),
    _Reference(POST, ("links", "*", "to"), "place"),
    _Reference(POST, ("links", "*", "escort"), "fleet"),
    _Reference(POST, ("fleets", "*", "based"), "place"),
    _Reference(POST, ("fleets", "*", "links", "*"), "link"),
    _Reference(POST, ("services", "*", "link"), "link"),
    _Reference(POST, ("exits", "*", "place"), "place"),
    _Reference(POST, ("exits", "*", "closes", "?"), "scenario"),
    _Reference(POST, ("exits", "*", "closes_for", "?"), "category"),
    _Reference(POST, ("exits", "*", "closes_for", "=", "?"), "scenario"),
    _Reference(POST, ("exits", "*", "at_engagements", "?"), "scenario"),
    _Reference(POST, ("paper", "pace", "*"), "exit"),
    _Reference(POST, ("doubts", "mobilisation", "?"), "category"),
    _Reference(POST, ("doubts", "no_show", "?"), "category"),
    _Reference(POST, ("doubts", "closings", "*", "place"), "place"),
    _Reference(POST, ("doubts", "closings", "*", "link"), "link"),
    _Reference(POST, ("doubts", "withdrawal", "?"), "service"),
    _Reference(POST, ("doubts", "dwindling", "?"), "service"),
    _Reference("estimates.yaml", ("estimates", "*", "category"), "category"),
    _Reference("estimates.yaml", ("estimates", "*", "place"), "place"),
    _Reference("tripwires.yaml", ("tripwires", "*", "proposes", "?"), "category"),
    _Reference("history.yaml", ("declared", "*", "category"), "category"),
    _Reference("history.yaml", ("outcomes", "*", "exit"), "exit"),
)


def reference_faults(
    files: Mapping[str, Located],
    roster: Roster | None,
    *,
    known: Known,
) -> list[Fault]:
    """
    Find every id that names nothing and every id that is given twice.

    Parameters
    ----------
    files
        The YAML files that could be read, by name.
    roster
        The roster, where it could be read.
    known
        What there is beside the post that it may name.
    """
    ids = {kind: _ids(files, kind) for kind in _IDS}
    ids["map pack"] = dict.fromkeys(sorted(known.packs))
    out = [fault for kind in _IDS for fault in _twice(files, kind)]
    for reference in _REFERENCES:
        located = files.get(reference.file)
        if located is not None and ids[reference.to]:
            out += _dangling(located, reference, ids[reference.to])
    if known.indicators and "tripwires.yaml" in files:
        out += _unknown_indicators(files["tripwires.yaml"], known.indicators)
    if roster is not None:
        out += _of_roster(roster, ids)
    return out


def matches(data: object, pattern: Pattern) -> Iterator[tuple[Path, object]]:
    """Yield everything in *data* that stands where *pattern* says, with its path."""
    if not pattern:
        yield (), data
        return
    for step, part in _steps(data, pattern[0]):
        for path, value in matches(part, pattern[1:]):
            yield (step, *path), value


def _steps(data: object, step: str) -> Iterator[tuple[str | int, object]]:
    if step == "*":
        yield from enumerate(data) if isinstance(data, list) else ()
    elif isinstance(data, dict):
        if step == "?":
            yield from ((key, key) for key in data)
        elif step == "=":
            yield from data.items()
        elif step in data:
            yield step, data[step]


def _ids(files: Mapping[str, Located], kind: str) -> dict[str, None]:
    file, pattern = _IDS[kind]
    if file not in files:
        return {}
    found = matches(files[file].data, pattern)
    return {value: None for _, value in found if isinstance(value, str)}


def _twice(files: Mapping[str, Located], kind: str) -> Iterator[Fault]:
    file, pattern = _IDS[kind]
    if file not in files:
        return
    located = files[file]
    first: dict[str, Path] = {}
    for path, value in matches(located.data, pattern):
        if not isinstance(value, str):
            continue
        if value in first:
            line = located.values[first[value]][0]
            words = (
                f"{kind} {shown(value)} is there already, on line {line}. "
                "Give each its own."
            )
            yield Fault(file, *located.values[path], words)
        first.setdefault(value, path)


def _dangling(
    located: Located, reference: _Reference, known: dict[str, None]
) -> Iterator[Fault]:
    of_key = reference.pattern[-1] == "?"
    for path, value in matches(located.data, reference.pattern):
        if not isinstance(value, str) or value in known:
            continue
        if _told_already(reference, value):
            continue
        at = (located.keys if of_key else located.values)[path]
        name = label(located.data, path[:-1] if of_key else path)
        words = (
            f"{name}: there is no {reference.to} {shown(value)}. {meant(value, known)}"
        )
        yield Fault(reference.file, *at, words)


def _told_already(reference: _Reference, value: str) -> bool:
    """Whether the model refuses *value* by itself, as no such name could be."""
    if reference.to == "scenario":
        return value not in _KINDS
    return reference.to == "map pack" and not re.fullmatch(r"[\w-]+", value)


def _unknown_indicators(located: Located, known: frozenset[str]) -> Iterator[Fault]:
    conditions = chain.from_iterable(
        matches(located.data, ("tripwires", "*", key)) for key in ("when", "until")
    )
    for path, value in _indicators(conditions):
        if isinstance(value, str) and value not in known:
            words = (
                f"{label(located.data, path)}: there is no indicator {shown(value)}. "
                f"{meant(value, sorted(known))}"
            )
            yield Fault("tripwires.yaml", *located.values[path], words)


def _indicators(
    conditions: Iterator[tuple[Path, object]],
) -> Iterator[tuple[Path, object]]:
    for path, condition in conditions:
        if not isinstance(condition, dict):
            continue
        for key in ("indicator", "unseen"):
            if key in condition:
                yield (*path, key), condition[key]
        for key in ("any_of", "all_of", "in_order"):
            parts = condition.get(key)
            if isinstance(parts, list):
                yield from _indicators(
                    ((*path, key, n), part) for n, part in enumerate(parts)
                )


def _of_roster(roster: Roster, ids: Mapping[str, dict[str, None]]) -> Iterator[Fault]:
    for column in ("category", "place"):
        known = ids[column]
        for number, row in enumerate(roster.rows):
            value = row.get(column)
            if known and isinstance(value, str) and value not in known:
                words = (
                    f"{column}: there is no {column} {shown_cell(value)}. "
                    f"{meant(value, known)}"
                )
                yield roster.fault(number, column, words)
    yield from _people_twice(roster)
    yield from _households_apart(roster)


def _people_twice(roster: Roster) -> Iterator[Fault]:
    first: dict[object, int] = {}
    for number, row in enumerate(roster.rows):
        person = row.get("id")
        if person is None:
            continue
        if person in first:
            line = roster.table.lines[first[person]]
            words = f"id: line {line} has this id already. Give each person their own."
            yield roster.fault(number, "id", words)
        first.setdefault(person, number)


def _households_apart(roster: Roster) -> Iterator[Fault]:
    first: dict[object, tuple[int, object]] = {}
    for number, row in enumerate(roster.rows):
        household, place = row.get("household"), row.get("place")
        if household is None or place is None:
            continue
        row_of_first, place_of_first = first.setdefault(household, (number, place))
        if place != place_of_first:
            line = roster.table.lines[row_of_first]
            words = (
                f"place: {shown_cell(place)}, but the household lives at "
                f"{shown_cell(place_of_first)} on line {line}. A household leaves from one "
                "place: mend it, or make two households."
            )
            yield roster.fault(number, "place", words)
