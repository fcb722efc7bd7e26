"""What a relaxation need not tell apart: vehicles of a kind, moments within a tick."""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from exeunt.model.times import NEVER


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


def alike_fleets(net: Network) -> dict[int, tuple[int, ...]]:
    """Gather fleets that differ only in that, by the one that is there first."""
    groups: dict[str, list[int]] = {}
    for f, fleet in enumerate(net.fleets):
        key = fleet.model_dump_json(exclude=_OF_ONE_FLEET)
        groups.setdefault(key, []).append(f)
    return {
        min(some, key=lambda f: (_first_free_s(net, f), f)): tuple(some)
        for some in groups.values()
    }


def _first_free_s(net: Network, fleet: int) -> int:
    return min((free_s for _, free_s in net.starts[fleet]), default=NEVER)


def tick_of(net: Network) -> int:
    """Find what all moments of *net* are multiples of [s]."""
    if any(p.processes_per_h is not None for p in net.places):
        return 1
    moments = [unit.ready_s for unit in net.units]
    moments += [s for starts in net.starts for _, s in starts if s < NEVER]
    moments += net.spacing.apart_s
    for fleet in net.fleets:
        moments += [fleet.rest or 0, fleet.refuelling or 0]
    for way in net.ways:
        moments += [way.loading_s, way.travel_s, way.unloading_s]
        moments += [a for a, _ in (*way.starts, *way.sets_out)]
    return gcd(*moments) or 1
