"""Where an idle vehicle goes for those who stand by."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.model.times import NEVER
from exeunt.rehearse.script import Ride, Run, Script
from exeunt.rehearse.world import World, takeable


def job(world: World, at: int, vehicle: int) -> list[Run]:
    """
    Give the trips of a sweep, or none where the vehicle can help nobody.

    It goes where it brings on most weight an hour until they are unloaded.
    """
    script = world.script
    of = script.vehicles[vehicle]
    latest = min(of.until_s, script.horizon_s)
    waiting, claimed = world.waiting, world.claimed
    best: tuple[float, list[Ride], Ride, int] | None = None
    for place, way, rides in script.sweeps[of.fleet][world.at[vehicle]]:
        if waiting[place] <= claimed[place]:
            continue
        for ride, persons, weight in _helpful(world, place, rides):
            end = _end(script, at, way, ride, of.fleet)
            if end > latest:
                continue
            gain = weight / max(end - at, 1)
            if best is None or gain > best[0]:
                best = (gain, way, ride, persons)
    if best is None:
        return []
    _, way, ride, persons = best
    world.claimed[ride.from_] += persons
    empties = [_run(script, vehicle, step, 0) for step in way]
    return [*empties, _run(script, vehicle, ride, persons)]


def _helpful(
    world: World, place: int, rides: list[Ride]
) -> Iterator[tuple[Ride, int, float]]:
    """Give those of *rides* that bring somebody on, with how many and their weight."""
    asked, persons, weight = None, 0, 0.0
    for ride in rides:
        room = (ride.usable, world.room_at(ride.to, planned=False))
        if room != asked:
            asked = room
            persons, weight = takeable(
                world.standby[place], *room, but=world.claimed[place]
            )
        if persons:
            yield ride, persons, weight


def _end(script: Script, at: int, way: list[Ride], ride: Ride, fleet: int) -> int:
    """Give when a sweep would be unloaded if all goes as planned."""
    for step in way:
        at = step.empty.first(at) + step.travel_s
    depart_s = ride.loaded.first(at + script.pause[fleet][0])
    return min(NEVER, depart_s + ride.travel_s + script.pause[fleet][1])


def _run(script: Script, vehicle: int, ride: Ride, persons: int) -> Run:
    fleet = script.vehicles[vehicle].fleet
    loading_s, unloading_s = script.pause[fleet]
    return Run(
        hop=ride.hop,
        from_=ride.from_,
        to=ride.to,
        vehicle=vehicle,
        depart_s=0,
        travel_s=ride.travel_s,
        loading_s=loading_s,
        unloading_s=unloading_s,
        room=script.room[fleet],
        windows=ride.loaded,
        empty=ride.empty,
        usable=ride.usable,
        sweep=True,
        fetches=persons > 0,
        claim=persons,
    )
