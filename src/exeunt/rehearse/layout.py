"""In which arrays and records a script is laid out: what no world changes."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray


Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Records = NDArray[np.void]

NONE = -1


def _record(ints: str, floats: str = "", rooms: str = "") -> np.dtype[np.void]:
    return np.dtype(
        [
            *((name, "i8") for name in ints.split()),
            *((name, "f8") for name in floats.split()),
            *((name, "i8", (3,)) for name in rooms.split()),
        ]
    )


PARTY = _record(
    "category household place ready longer persons rank who spread estimate "
    "trips_at trips_end pools_at pools_end counts_at counts_end",
    "weight no_show",
    "room",
)
"""``longer``: beyond what its category takes; ``rank``: its turn among those who stand
by; ``who``: its name to chance."""
ESTIMATE = _record("low likely high spread who at end")
"""Its batches are entries ``at`` to ``end``."""
BATCH = _record("party", "upto")
POOL = _record("place at end")
"""The planned loads of one batch from one place."""
RUN = _record(
    "hop from_ to vehicle depart travel loading unloading planned load departure "
    "sweep fetches claim windows empty",
    rooms="room usable",
)
RIDE = _record("hop from_ to travel windows empty", rooms="usable")
HOP = _record("mode lane headway together useful at end out into", "km")
"""What may shut it: entries ``at`` to ``end`` of ``shutters``; ``out`` and ``into``: whose
slots it is set out and arrived in, or -1."""
PLACE = _record(
    "safe exit beds promised windows own_at own_end serving_at serving_end at end who "
    "refuels",
    "rate",
)
SLOT = _record("gap lane stage at end")
"""Of a place: how far slots lie apart, its lane, the stage at which people wait for one,
and which entries of ``kept`` are its slots."""
KEPT = _record("at trip end")
"""When the plan uses a slot, by which trip, and at which end of it."""
VEHICLE = _record("fleet base from_ until runs_at runs_end who refuels_at_base")
FLEET = _record(
    "loading unloading duty rest refuelling vehicles_at vehicles_end",
    "breaks range_km",
    "room",
)
"""A duty or a range of 0 is none."""
SWEEP = _record("place way_at way_end rides_at rides_end")
CLOSING = _record("who after", "per_s low middle high")
SPREAD = _record("given", "low middle high")
"""Percentiles by their logarithms."""
WITHDRAWN = _record("who", "low middle high")
FALL = _record(
    "mode",
    "begins_low begins_middle begins_high lasts_low lasts_middle lasts_high",
)
"""``mode``: its number, by which services are known to chance together."""
CARRIER = _record("who fall")
SELLING = _record("withdrawal carrier seats")
"""What a trip is subject to, or -1; ``seats`` is a fall."""


class Table(NamedTuple):
    """What no world changes."""

    parties: Any
    trips: Ints
    """Of households: trip, and the place it leaves."""
    pools: Any
    loads: Ints
    """Of batches: trip, and persons."""
    counts: Ints
    """Of households: category, and persons."""
    estimates: Any
    batches: Any
    runs: Any
    """Planned trips and departures, then ways by own means."""
    selling: Any
    """By trip."""
    rides: Any
    hops: Any
    places: Any
    serving: Ints
    vehicles: Any
    tours: Ints
    """Trips of vehicles, in order."""
    fleets: Any
    sweeps_at: Ints
    """By fleet, place, and where they begin or end: sweeps."""
    sweeps: Any
    steps: Ints
    """Rides of sweeps."""
    taken: Ints
    """Planned set-outs over hops with a headway, ascending by hop."""
    taken_at: Ints
    slots: Any
    """By place that has slots."""
    kept: Any
    closings: Any
    shutters: Ints
    """Closings by what they shut."""
    withdrawals: Any
    falls: Any
    carriers: Any
    windows: Ints
    """Where their spans begin, and how many."""
    begins: Ints
    ends: Ints
    before: Ints
    """Open seconds of the same windows before a span; and before all is over."""
    modes: Any
    """``SPREAD`` by mode."""
    spreads: Any
    """Of mobilisation, by category that has one."""
    trip: Any
    processing: Any
    repair: Any
    environment: Floats
    """By environment: its chance, factors on processing and on travel."""
    steady: float
    """Correlation of a mode's factor with that of the next hour."""
    planned: int
    """How many trips and departures there are."""
    households: int
    horizon: int
    hold: int
    sweep_every: int
    categories: int
    exits: int
    ranks: int
