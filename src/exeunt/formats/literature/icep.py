"""
Tables of the Isolated Community Evacuation Problem (Krutein and Goodchild 2022).

What the published model and the published route plans take them to mean:

* ``vessels.csv``: a vessel is at its ``Regular_origin`` and sets out once its ``time to
  availability`` [min] is over. Empty it makes ``vmax``, with people ``v_loaded``
  [distance an hour]. The ``loading time`` [min] is spent at the island to board and again
  at the mainland to disembark, and people are saved when that is over. What a vessel
  costs is not read.
* ``gamma.csv``: ways with people, island dock to mainland dock; ``delta.csv``: empty, back;
  ``zeta.csv``: the first one, from where the vessel is. Where zeta has none, delta's
  counts: the published routes take it so. A way must be in there to be travelled.
* ``vessel compatibility.csv``: where a vessel may land. It may speak of docks that there
  are not (one of the public cases does), so long as it says all of those that there are.
* ``scenarios.csv``: of the ``Demand`` of a location up to ``private_evac`` leave in boats of
  their own, at once and for nothing, as the model has it; the published greedy routes lift
  everybody. A location without a row has no demand. Probabilities are not read.

The other tables say the same over again, but for ``roundtrips.csv``: so many trips a vessel
are modelled, which keeps the model small and is no part of the problem.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from exeunt.errors import Faults
from exeunt.formats.labels import shown
from exeunt.formats.literature.sheets import Sheet, Sheets


VESSELS = "input/vessels.csv"
ISLAND = "input/island docks.csv"
MAINLAND = "input/mainland docks.csv"
COMPATIBLE = "input/vessel compatibility.csv"
SCENARIOS = "input/scenarios.csv"
GAMMA, DELTA, ZETA = (f"incidences/{name}.csv" for name in ("gamma", "delta", "zeta"))
FILES = (VESSELS, ISLAND, MAINLAND, COMPATIBLE, SCENARIOS, GAMMA, DELTA, ZETA)
"""What is read of a folder; the names of the two folders may have capitals."""

_NUMBERS = ("vmax", "v_loaded", "loading_time", "time_to_availability")
_ENDS = ("origin", "destination")

Distances = Mapping[tuple[str, str], float]
"""From one dock to another, in the unit that speeds are given in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vessel:
    """One vessel."""

    name: str
    at: str
    """The dock where it is when the decision is made."""
    seats: int
    empty_speed: float
    loaded_speed: float
    loading_min: float
    """To board, and again to disembark."""
    ready_min: float
    lands: frozenset[str]
    """Docks that it may use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Who waits at one location, in one scenario."""

    demand: float
    private: float
    """So many of them at most have boats of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VesselProblem:
    """Vessels lift people off islands, the last of them as soon as can be."""

    vessels: tuple[Vessel, ...]
    island: Mapping[str, str]
    """By dock there, the location whose people can board."""
    mainland: tuple[str, ...]
    """Docks where people are saved."""
    scenarios: Mapping[str, Mapping[str, Waiting]]
    """By name, who waits where."""
    loaded: Distances
    empty: Distances
    first: Distances


def read_icep(files: Mapping[str, bytes]) -> VesselProblem:
    """
    Read a problem with all its scenarios.

    Parameters
    ----------
    files
        The bytes of each of ``FILES``, by its name there.

    Raises
    ------
    Faults
        With everything that is wrong in any of them.
    """
    sheets = Sheets(files)
    island = _docks(sheets, ISLAND, taken=())
    mainland = _docks(sheets, MAINLAND, taken=island or ())
    here, there = (island, "dock of the island"), (mainland, "dock of the mainland")
    ways = {
        GAMMA: _distances(sheets, GAMMA, (here, there)),
        DELTA: _distances(sheets, DELTA, (there, here)),
        ZETA: _distances(sheets, ZETA, ((None, ""), here)),
    }
    harbours = {start for start, _ in ways[ZETA] or ()}
    known = None if mainland is None else {*mainland, *harbours}
    vessels = _vessels(sheets, known)
    lands = _compatible(sheets, vessels, (island, mainland))
    scenarios = _scenarios(sheets, island)
    if sheets.faults:
        raise Faults(sheets.faults)
    return VesselProblem(
        vessels=tuple(_vessel(row, lands) for row in (vessels or {}).values()),
        island=island or {},
        mainland=tuple(mainland or ()),
        scenarios=scenarios,
        loaded=ways[GAMMA] or {},
        empty=ways[DELTA] or {},
        first=ways[ZETA] or {},
    )


def _docks(
    sheets: Sheets, file: str, *, taken: Collection[str]
) -> dict[str, str] | None:
    """Read docks with the location of each; none of *taken* may be among them."""
    sheet = sheets.read(file, ("dock", "location"))
    if sheet is None:
        return None
    out: dict[str, str] = {}
    seen: dict[object, int] = {}
    for row in sheet.rows:
        dock = sheet.text(row, "dock")
        sheet.once(row, "dock", seen, dock)
        if dock in taken:
            words = f"{shown(dock)} is a dock of the island too. Keep one of the two."
            sheet.fault(row, "dock", words)
        out[dock] = sheet.text(row, "location")
    if not out:
        sheet.fault(None, "", "has no row. Give at least one dock.")
    return out


_Named = tuple[Mapping[str, str] | None, str]
"""Docks, none where they could not be read; and what they are called."""


def _distances(
    sheets: Sheets, file: str, ends: tuple[_Named, _Named]
) -> dict[tuple[str, str], float] | None:
    sheet = sheets.read(file, (*_ENDS, "distance"))
    if sheet is None:
        return None
    out: dict[tuple[str, str], float] = {}
    seen: dict[object, int] = {}
    for row in sheet.rows:
        pair = sheet.text(row, _ENDS[0]), sheet.text(row, _ENDS[1])
        for column, (docks, noun) in zip(_ENDS, ends, strict=True):
            if docks is not None:
                sheet.one_of(row, column, docks, noun)
        sheet.once(row, _ENDS[0], seen, pair)
        out[pair] = sheet.number(row, "distance")
    if not out and file == GAMMA:
        sheet.fault(None, "", "has no row. Give at least one way.")
    return out


@dataclass(frozen=True, slots=True)
class _Row:
    """A vessel as its own table has it."""

    name: str
    at: str
    seats: int
    numbers: tuple[float, ...]


def _vessels(sheets: Sheets, known: set[str] | None) -> dict[str, _Row] | None:
    sheet = sheets.read(
        VESSELS, ("vessel_name", "regular_origin", "max_cap", *_NUMBERS)
    )
    if sheet is None:
        return None
    out: dict[str, _Row] = {}
    seen: dict[object, int] = {}
    for row in sheet.rows:
        name, at = sheet.text(row, "vessel_name"), sheet.text(row, "regular_origin")
        sheet.once(row, "vessel_name", seen, name)
        if known is not None:
            sheet.one_of(row, "regular_origin", sorted(known), "dock")
        numbers = tuple(
            sheet.number(row, column, above_0=column.startswith("v"))
            for column in _NUMBERS
        )
        out[name] = _Row(name, at, sheet.whole(row, "max_cap"), numbers)
    if not out:
        sheet.fault(None, "", "has no row. Give at least one vessel.")
    return out


def _vessel(row: _Row, lands: Mapping[str, set[str]]) -> Vessel:
    empty, loaded, loading, ready = row.numbers
    return Vessel(
        name=row.name,
        at=row.at,
        seats=row.seats,
        empty_speed=empty,
        loaded_speed=loaded,
        loading_min=loading,
        ready_min=ready,
        lands=frozenset(lands[row.name]),
    )


def _compatible(
    sheets: Sheets,
    vessels: dict[str, _Row] | None,
    docks: tuple[dict[str, str] | None, dict[str, str] | None],
) -> dict[str, set[str]]:
    sheet = sheets.read(COMPATIBLE, ("dock", "resource", "compatibility"))
    lands: dict[str, set[str]] = {name: set() for name in vessels or ()}
    if sheet is None or vessels is None:
        return lands
    seen: dict[object, int] = {}
    for row in sheet.rows:
        dock = sheet.text(row, "dock")
        name = sheet.one_of(row, "resource", vessels, "vessel")
        sheet.once(row, "dock", seen, (dock, name))
        cell = sheet.number(row, "compatibility")
        if cell not in {0, 1}:
            sheet.fault(row, "compatibility", f"{cell:g} is neither 0 nor 1. Mend it.")
        if cell == 1 and name in lands:
            lands[name].add(dock)
    due = [dock for some in docks for dock in some or ()]
    for name in vessels:
        _all_said(sheet, name, [dock for dock in due if (dock, name) not in seen])
    return lands


def _all_said(sheet: Sheet, vessel: str, lacking: list[str]) -> None:
    if lacking:
        few = ", ".join(shown(dock) for dock in lacking[:3])
        more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
        words = f"no row says whether {shown(vessel)} may land at {few}{more}. Add it."
        sheet.fault(None, "", words)


def _scenarios(
    sheets: Sheets, island: dict[str, str] | None
) -> dict[str, dict[str, Waiting]]:
    sheet = sheets.read(SCENARIOS, ("scenario", "location", "private_evac", "demand"))
    out: dict[str, dict[str, Waiting]] = {}
    if sheet is None:
        return out
    seen: dict[object, int] = {}
    for row in sheet.rows:
        name, location = sheet.text(row, "scenario"), sheet.text(row, "location")
        if island is not None:
            known = dict.fromkeys(island.values())
            sheet.one_of(row, "location", known, "location with a dock")
        sheet.once(row, "location", seen, (name, location))
        out.setdefault(name, {})[location] = Waiting(
            demand=sheet.number(row, "demand"),
            private=sheet.number(row, "private_evac"),
        )
    if not out:
        sheet.fault(None, "", "has no row. Give at least one scenario.")
    return out
