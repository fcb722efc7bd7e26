"""
One block of numbers that a compiled play works in.

Handing on the several dozen arrays of a table from function to function takes longer
than most functions do, so they lie one after the other in one array of whole numbers,
``n``. Fractions lie in it too: ``x`` is the same memory, read as floating point. At the
head of the block stands where each array begins and how many rows it has; ``row`` finds
one.
"""

from __future__ import annotations

from collections import namedtuple
from math import sqrt
from typing import Any, NamedTuple

import numpy as np

from exeunt.model.compiling import fixed, folded
from exeunt.rehearse import layout
from exeunt.rehearse.layout import Floats, Ints, Table


HOUR = 3600
STAGES = 4
"""At a place: see ``exeunt.rehearse.tally``."""


def _fields(name: str, kind: np.dtype[np.void]) -> Any:
    """Give where the fields of a record lie."""
    fields: Any = kind.fields or {}
    offsets = {field: fields[field][1] // 8 for field in kind.names or ()}
    return namedtuple(name, offsets)(**offsets)  # noqa: PYI024 - made from a record


def _record(ints: str, floats: str = "") -> np.dtype[np.void]:
    return np.dtype(
        [
            *((name, "i8") for name in ints.split()),
            *((name, "f8") for name in floats.split()),
        ]
    )


# what no world changes

PARTY = _fields("PARTY", layout.PARTY)
ESTIMATE = _fields("ESTIMATE", layout.ESTIMATE)
BATCH = _fields("BATCH", layout.BATCH)
POOL = _fields("POOL", layout.POOL)
RUN = _fields("RUN", layout.RUN)
RIDE = _fields("RIDE", layout.RIDE)
HOP = _fields("HOP", layout.HOP)
PLACE = _fields("PLACE", layout.PLACE)
VEHICLE = _fields("VEHICLE", layout.VEHICLE)
FLEET = _fields("FLEET", layout.FLEET)
SLOT = _fields("SLOT", layout.SLOT)
KEPT = _fields("KEPT", layout.KEPT)
SWEEP = _fields("SWEEP", layout.SWEEP)
SHUTS = _fields("SHUTS", layout.CLOSING)
SPREAD = _fields("SPREAD", layout.SPREAD)
WITHDRAWN = _fields("WITHDRAWN", layout.WITHDRAWN)
FALL = _fields("FALL", layout.FALL)
CARRIER = _fields("CARRIER", layout.CARRIER)
SELLING = _fields("SELLING", layout.SELLING)

# what a world changes

_PARCEL = _record("party persons run since out lost log next turn left right", "lasts")
PARCEL = _fields("PARCEL", _PARCEL)
"""``next`` in a list; ``turn``, ``left`` and ``right`` in a queue; last log entry.
``lost``: whether the seat that was planned is not to be had."""
_STATION = _record("now root version done_s", "begun done rate")
STATION = _fields("STATION", _STATION)
_STATE = _record("made at next top sweeping since ticking freed on_duty", "km")
STATE = _fields("STATE", _STATE)
"""``next`` of its planned trips; ``sweeping`` so many trips, down from ``top``."""
_TRIP = _record("gone due missing first last")
TRIP = _fields("TRIP", _TRIP)
"""``first`` and ``last`` of those who stand ready for it."""
_SLOTTED = _record("lost_out lost_in booked since")
SLOTTED = _fields("SLOTTED", _SLOTTED)
"""Of a trip, where any place has slots: see ``exeunt.rehearse.slots``."""
_HERE = _record("waiting claimed beds promised")
HERE = _fields("HERE", _HERE)
"""Persons who stand by, those claimed, beds, and those promised."""
_GIVEN = _record(
    "categories exits ranks planned households horizon hold sweep_every hours "
    "lane_width fixed closings",
    "steady",
)
GIVEN = _fields("GIVEN", _GIVEN)
_SIZES = _record(
    "heap agenda known serial parcels logs runs waiters full last seats empty"
)
SIZES = _fields("SIZES", _SIZES)
"""How much of the room is used; who came out last; seats on trips, and empty ones."""
_DICE = _record("low high world")
DICE = _fields("DICE", _DICE)

_NAMES = [
    "PARTIES",
    "STOPS",
    "POOLS",
    "LOADS",
    "COUNTS",
    "ESTIMATES",
    "BATCHES",
    "RUNS",
    "SOLD",
    "RIDES",
    "HOPS",
    "PLACES",
    "SERVING",
    "VEHICLES",
    "TOURS",
    "FLEETS",
    "SWEEPS_AT",
    "SWEEPS",
    "STEPS",
    "TAKEN",
    "TAKEN_AT",
    "SLOTS",
    "KEEPS",
    "SHUTTING",
    "SHUTTERS",
    "WITHDRAWALS",
    "FALLS",
    "CARRIERS",
    "WINDOWS",
    "BEGINS",
    "ENDS",
    "BEFORE",
    "MODES",
    "SPREADS",
    "TRIP_SPREAD",
    "RATES",
    "REPAIRS",
    "ENVIRONMENTS",
    "GIVENS",
    "SIZE",
    "HEAP",
    "AGENDA",
    "BUCKETS",
    "PARCELS",
    "LOGS",
    "HEADS",
    "HERES",
    "STATIONS",
    "TRIPS",
    "FOUND",
    "STATES",
    "RESTING",
    "LANES",
    "LANE_SIZES",
    "IN_SLOTS",
    "SHUT",
    "SHUT_SIZES",
    "READY_S",
    "COMING",
    "TRAVELS",
    "WITHDRAWN_S",
    "FALLEN",
    "STOPS_S",
    "FREE",
    "OUT",
    "CLEARED",
    "THROUGH",
    "BY_HOUR",
    "WAITED",
    "LOST",
    "DICES",
]
(
    PARTIES, STOPS, POOLS, LOADS, COUNTS, ESTIMATES, BATCHES, RUNS, SOLD,
    RIDES, HOPS, PLACES, SERVING, VEHICLES, TOURS, FLEETS, SWEEPS_AT, SWEEPS, STEPS,
    TAKEN, TAKEN_AT, SLOTS, KEEPS, SHUTTING, SHUTTERS, WITHDRAWALS, FALLS, CARRIERS, WINDOWS, BEGINS, ENDS, BEFORE,
    MODES, SPREADS, TRIP_SPREAD, RATES, REPAIRS, ENVIRONMENTS, GIVENS, SIZE, HEAP,
    AGENDA, BUCKETS, PARCELS, LOGS, HEADS, HERES, STATIONS, TRIPS, FOUND, STATES, RESTING, LANES,
    LANE_SIZES, IN_SLOTS, SHUT, SHUT_SIZES, READY_S, COMING, TRAVELS, WITHDRAWN_S, FALLEN, STOPS_S, FREE, OUT,
    CLEARED, THROUGH, BY_HOUR, WAITED, LOST, DICES,
) = range(len(_NAMES))  # fmt: skip
_ARRAYS = len(_NAMES)
_RECORDS = {
    PARTIES: layout.PARTY, ESTIMATES: layout.ESTIMATE, BATCHES: layout.BATCH, POOLS: layout.POOL,
    RUNS: layout.RUN, RIDES: layout.RIDE, HOPS: layout.HOP, PLACES: layout.PLACE, VEHICLES: layout.VEHICLE,
    FLEETS: layout.FLEET, SWEEPS: layout.SWEEP, SHUTTING: layout.CLOSING, WITHDRAWALS: layout.WITHDRAWN, SOLD: layout.SELLING, FALLS: layout.FALL, CARRIERS: layout.CARRIER,
    MODES: layout.SPREAD, SPREADS: layout.SPREAD, TRIP_SPREAD: layout.SPREAD, RATES: layout.SPREAD,
    REPAIRS: layout.SPREAD, GIVENS: _GIVEN, SIZE: _SIZES, PARCELS: _PARCEL, HERES: _HERE,
    SLOTS: layout.SLOT, KEEPS: layout.KEPT, IN_SLOTS: _SLOTTED, STATIONS: _STATION, TRIPS: _TRIP, STATES: _STATE, DICES: _DICE,
}  # fmt: skip
_PAIRS = (AGENDA, STOPS, LOADS, COUNTS, SWEEPS_AT, WINDOWS, HEADS, FOUND, SHUT, FALLEN)
_WIDE = {
    **{of: kind.itemsize // 8 for of, kind in _RECORDS.items()},
    **dict.fromkeys(_PAIRS, 2),
    ENVIRONMENTS: 3,
    LOGS: 3,
    HEAP: 3,
}
WIDE = tuple(_WIDE.get(of, 1) for of in range(_ARRAYS))
"""By array: how many numbers a row has."""


Words = Ints
"""A block by its address: compiled, it is looked at without asking how long it is."""
Fractions = Floats


@folded
def row(n: Words, of: int, k: int) -> int:
    """Give where row *k* of an array begins."""
    # a number read from an array is of no type that mypy can tell, here and below
    return fixed(n, of) + k * WIDE[of]  # type: ignore[no-any-return]


@folded
def rows(n: Words, of: int) -> int:
    """Count the rows of an array."""
    # untyped, as in row
    return fixed(n, _ARRAYS + of)  # type: ignore[no-any-return]


@folded
def given(n: Words, what: int) -> int:
    """Give a figure that no world changes."""
    # untyped, as in row
    return fixed(n, fixed(n, GIVENS) + what)  # type: ignore[no-any-return]


@folded
def head(n: Words, place: int, rank: int) -> int:
    """Find the first and last who stand by at a place."""
    return row(n, HEADS, place * given(n, GIVEN.ranks) + rank)


class Arena(NamedTuple):
    """A block of numbers, read both ways."""

    n: Ints
    x: Floats

    def rows(self, of: int) -> int:
        """Count the rows of an array."""
        return int(self.n[_ARRAYS + of])

    def given(self, what: int) -> int:
        """Give a figure that no world changes."""
        return int(self.n[self.n[GIVENS] + what])

    def part(self, of: int) -> Ints:
        """Give the rows of an array of whole numbers."""
        at = self.n[of]
        end = at + self.rows(of) * WIDE[of]
        return self.n[at:end].reshape(-1, WIDE[of])

    def fractions(self, of: int) -> Floats:
        """Give the rows of an array of fractions."""
        at = self.n[of]
        end = at + self.rows(of) * WIDE[of]
        return self.x[at:end].reshape(-1, WIDE[of])


def arena_for(table: Table, scale: int = 1) -> Arena:
    """Make a block to play *table* in; *scale* times as large as is mostly enough."""
    parts = [_raw(part) for part in _parts(table, scale)]
    if len(parts) != len(_NAMES):
        raise AssertionError("an array has no name")
    n = np.zeros(2 * _ARRAYS + sum(p.size for p in parts), dtype=np.int64)
    at = 2 * _ARRAYS
    for k, part in enumerate(parts):
        if part.shape[1] != WIDE[k]:
            raise AssertionError(f"{_NAMES[k]} is not as wide as it should be")
        n[k], n[_ARRAYS + k] = at, len(part)
        n[at : at + part.size] = part.ravel()
        at += part.size
    return Arena(n, n.view(np.float64))


def _raw(part: Any) -> Ints:
    """Give an array as rows of words of 64 bits."""
    wide = part.dtype.itemsize // 8
    if part.ndim > 1:
        wide *= part.shape[-1]
    raw = np.ascontiguousarray(part).reshape(-1).view(np.int64)
    return raw.reshape(-1, wide)


def _parts(table: Table, scale: int) -> list[Any]:
    parties, places = len(table.parties), len(table.places)
    vehicles, fleets = len(table.vehicles), len(table.fleets)
    parcels = scale * (4 * parties + len(table.loads) + 256)
    trips = len(table.runs) + scale * (8 * vehicles + 64)
    lanes = int(table.hops["lane"].max(initial=-1)) + 1 + len(table.slots)
    hours = table.horizon // HOUR + 2
    closings = len(table.closings)
    stages = 1 + STAGES * places + len(table.slots)
    shut = scale * _mostly_shut(table)
    spans = _with_own_spans(table, shut)
    made = np.zeros(trips, dtype=layout.RUN)
    made[: len(table.runs)] = table.runs
    given = (
        *(table.categories, table.exits, table.ranks, table.planned),
        *(table.households, table.horizon, table.hold, table.sweep_every),
        *(hours, trips, len(table.runs), shut),
        table.steady,
    )
    return [
        *(table.parties, table.trips, table.pools, table.loads, table.counts),
        *(table.estimates, table.batches, made, table.selling, table.rides),
        *(table.hops, table.places, table.serving, table.vehicles, table.tours),
        *(table.fleets, table.sweeps_at, table.sweeps, table.steps, table.taken),
        *(
            table.taken_at,
            table.slots,
            table.kept,
            table.closings,
            table.shutters,
            table.withdrawals,
        ),
        *(table.falls, table.carriers, *spans, table.modes),
        *(table.spreads, table.trip, table.processing, table.repair),
        *(table.environment, np.array([given], dtype=_GIVEN), np.zeros(1, _SIZES)),
        _zeros(parcels + 2 * trips + 2 * vehicles, 3),
        *(_zeros(parties + table.planned, 2), _zeros(parties + table.planned + 1, 1)),
        *(np.zeros(parcels, _PARCEL), _zeros(8 * parcels, 3)),
        *(_zeros(places * table.ranks, 2), np.zeros(places, _HERE)),
        *(np.zeros(places, _STATION), np.zeros(trips, _TRIP)),
        *(_zeros(len(table.pools), 2), np.zeros(vehicles, _STATE)),
        *(_zeros(fleets + vehicles, 1), _zeros(lanes * trips, 1), _zeros(lanes, 1)),
        np.zeros(trips if len(table.slots) else 0, _SLOTTED),
        *(_zeros(closings * shut, 2), _zeros(closings, 1)),
        *(_zeros(parties, 1), _zeros(parties, 1), _zeros(len(table.modes) * hours, 1)),
        *(_zeros(len(table.withdrawals), 1), _zeros(len(table.falls), 2)),
        *(_zeros(len(table.carriers), 1), _zeros(3, 1)),
        *(_zeros(table.categories, 1), _zeros(table.categories, 1)),
        *(_zeros(table.categories * table.exits, 1), _zeros(hours, 1)),
        *(_zeros(stages, 1), _zeros(stages, 1)),
        np.zeros(1, _DICE),
    ]


def _mostly_shut(table: Table) -> int:
    """Give how often each thing mostly shuts at most: five standard errors more."""
    often = table.closings["per_s"].max(initial=0.0) * table.horizon
    return int(often + 5 * sqrt(often)) + 8


def _with_own_spans(table: Table, shut: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Add room for when each place is open in a world, where it may shut so often."""
    places = table.places
    most = table.windows[places["windows"], 1] + shut * (places["end"] - places["at"])
    ends = len(table.begins) + np.cumsum(most + 1)
    own = np.stack([ends - most - 1, np.zeros_like(ends)], axis=1)
    room = np.zeros(int((most + 1).sum()), dtype=np.int64)
    begins, over, before = (
        np.concatenate([of, room]) for of in (table.begins, table.ends, table.before)
    )
    return np.concatenate([table.windows, own]), begins, over, before


def _zeros(many: int, wide: int) -> Ints:
    return np.zeros((many, wide), dtype=np.int64)
