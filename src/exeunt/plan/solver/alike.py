"""What a relaxation need not tell apart: vehicles of a kind, moments within a tick."""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import TYPE_CHECKING

from exeunt.model.fleets import Fleet


if TYPE_CHECKING:
    from exeunt.plan.solver.network import Network


_OF_ONE_FLEET = {
    "id",
    "name",
    "vehicles",
    "based",
    "available_from",
    "breakdown",
    "why",
    "source",
}
"""What does not matter to where vehicles can go and whom they carry."""


def alike_fleets(fleets: Sequence[Fleet]) -> dict[int, tuple[int, ...]]:
    """Gather fleets that differ only in that, by the one that is there first."""
    groups: dict[str, list[int]] = {}
    for f, fleet in enumerate(fleets):
        key = fleet.model_dump_json(exclude=_OF_ONE_FLEET)
        groups.setdefault(key, []).append(f)
    return {
        min(some, key=lambda f: (fleets[f].available_from, f)): tuple(some)
        for some in groups.values()
    }


def tick_of(net: Network) -> int:
    """Find what all moments of *net* are multiples of [s]."""
    if any(p.processes_per_h is not None for p in net.places):
        return 1
    moments = [unit.ready_s for unit in net.units]
    moments += [fleet.available_from for fleet in net.fleets]
    moments += net.spacing.apart_s
    for fleet in net.fleets:
        moments += [fleet.rest or 0, fleet.refuelling or 0]
    for way in net.ways:
        moments += [way.loading_s, way.travel_s, way.unloading_s]
        moments += [a for a, _ in (*way.starts, *way.sets_out)]
    return gcd(*moments) or 1
