"""What the kernel works on: a network as arrays, and room to play tours in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.model.plan import Level
from exeunt.model.times import NEVER
from exeunt.plan.solver import kernel
from exeunt.plan.solver.demand import Class
from exeunt.plan.solver.kernel import Desk, Ints, Table, Tours
from exeunt.plan.solver.network import OWN, SERVICE, Network, Way


MOST_TRIPS = 64
"""In one tour."""
SPARE_TRIPS = 4_096
"""Room for trips of services and by own means."""


OTHERS = 5.0
"""How much sooner the average person counts beside the last, for the clearance."""


def table_of(net: Network, classes: tuple[Class, ...], level: Level) -> Table:
    """Lay out people of *classes*, places, ways and vehicles."""
    openings = [
        *net.open,
        *(way.starts if net.useful[way.index] else () for way in net.ways),
    ]
    at = _offsets([len(spans) for spans in openings])
    ways = [_fleet_ways(net, f) for f in range(len(net.fleets))]
    places = len(net.places)
    return Table(
        classes=_records(kernel.CLASS, [(c.weight, c.takes, c.size) for c in classes]),
        sources=_records(
            kernel.SOURCE,
            sorted(
                (s.ready_s, s.place, c, s.processed, round(s.parties))
                for c, people in enumerate(classes)
                for s in people.sources
            ),
        ),
        places=_records(
            kernel.PLACE,
            [
                (
                    net.safe[p],
                    (net.doors.rate_per_h(p) or 0.0) / 3600,
                    *at[p : p + 2],
                    _own(net, p),
                    NEVER if place.holds is None else place.holds,
                )
                for p, place in enumerate(net.places)
            ],
        ),
        ways=_records(
            kernel.WAY,
            [
                (
                    *(w.from_, w.to, w.loading_s, w.lasts_s, w.seats or (0, 0, 0)),
                    *at[places + w.index : places + w.index + 2],
                    net.spacing.links.get(w.hop, -1),
                    net.to_safety_s[w.to],
                )
                for w in net.ways
            ],
        ),
        spans=_ints([span for spans in openings for span in spans]).reshape(-1, 2),
        rides=_ints(
            [[_may_board(net, w, c) for c in classes] for w in net.ways]
        ).reshape(len(net.ways), len(classes)),
        apart=_ints(net.spacing.apart_s),
        services=_ints(
            [
                w.index
                for w in net.ways
                if w.fleet == SERVICE and w.starts and net.useful[w.index]
            ]
        ),
        vehicles=_records(kernel.VEHICLES, list(_vehicles(net, ways))),
        drive=_ints(net.drive_table).reshape(-1, places, places),
        fleet_ways=_ints(list(chain.from_iterable(ways))),
        aim=np.array(_aim(net, level)),
        deadline=net.deadline_s,
    )


def _aim(net: Network, level: Level) -> tuple[float, float]:
    """
    Tell what a person-hour counts, and an hour until all are out.

    Most changes do not move the last who is out, so the others show the way.
    """
    if level == "person_hours":
        return 1.0, 0.0
    weight = sum(unit.weight * unit.persons for unit in net.units)
    return OTHERS / max(weight, 1.0), 1.0


def _records(kind: np.dtype[np.void], rows: list[Any]) -> NDArray[np.void]:
    return np.array(rows, dtype=kind)


def _vehicles(net: Network, ways: list[list[int]]) -> Iterator[tuple[int, ...]]:
    first = _offsets([len(starts) for starts in net.starts])
    first_way = _offsets([len(some) for some in ways])
    for f, starts in enumerate(net.starts):
        for place, free_s in starts:
            yield f, place, free_s, *first[f : f + 2], *first_way[f : f + 2]


def _may_board(net: Network, way: Way, people: Class) -> bool:
    useful = net.useful[way.index] and not net.safe[way.from_]
    return useful and way.room_for(people.takes)


def _own(net: Network, place: int) -> int:
    """Give the soonest way to safety by own means from a place, or -1."""
    ways = [
        w
        for w in net.ways
        if w.fleet == OWN and w.from_ == place and net.useful[w.index]
    ]
    best = min(ways, key=lambda w: w.lasts_s + net.to_safety_s[w.to], default=None)
    return -1 if best is None else best.index


def _fleet_ways(net: Network, fleet: int) -> list[int]:
    return [
        w.index
        for w in net.ways
        if w.fleet == fleet and net.useful[w.index] and w.hop not in net.convoys
    ]


def desk_for(table: Table) -> Desk:
    """Make room to play tours in."""
    vehicles = len(table.vehicles)
    places, classes = len(table.places), len(table.classes)
    trips = vehicles * MOST_TRIPS + SPARE_TRIPS
    return Desk(
        queue=_ints(np.zeros((places, classes, 2))),
        stands=np.zeros(places, dtype=kernel.STAND),
        here=_ints(np.zeros((places, vehicles))),
        vehicles=_ints(np.zeros((vehicles, 2))),
        clear=_ints(np.zeros(len(table.apart))),
        heap=_ints(np.zeros((4 * trips, 2))),
        sizes=_ints([0, 0, 0]),
        trips=np.zeros(trips, dtype=kernel.TRIP),
        people=_ints(np.zeros((trips, classes))),
        taken=_ints([0, 0, 0]),
        total=np.zeros(3),
    )


def no_tours(vehicles: int) -> Tours:
    """Make tours without a trip."""
    shape = (vehicles, MOST_TRIPS)
    return Tours(_ints(np.zeros(shape)), _ints(np.zeros(shape)), _ints([0] * vehicles))


def _ints(values: object) -> Ints:
    return np.array(values, dtype=np.int64)


def _offsets(counts: list[int]) -> Ints:
    return _ints([0, *np.cumsum(counts)])
