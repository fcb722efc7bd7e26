"""Where an idle vehicle goes for those who stand by."""

from __future__ import annotations

from exeunt.rehearse.openings import NEVER
from exeunt.rehearse.script import Ride, Room, Run, Script
from exeunt.rehearse.world import World, takeable


def job(world: World, at: int, vehicle: int) -> list[Run]:
    """
    Give the trips of a sweep, or none where the vehicle can help nobody.

    It goes where it brings on most weight an hour until they are unloaded.
    """
    script = world.script
    of = script.vehicles[vehicle]
    if not any(
        world.waiting[place] > world.claimed[place]
        for place in script.fetches[of.fleet]
    ):
        return []
    best: tuple[float, list[Ride], Ride, int] | None = None
    for place, way in script.ways[of.fleet][world.at[vehicle]].items():
        if not world.standby[place]:
            continue
        for ride in script.onward[of.fleet][place]:
            persons, weight = _for_whom(world, place, ride, script.room[of.fleet])
            end = _end(script, at, way, ride, of.fleet)
            if persons <= 0 or end > min(of.until_s, script.horizon_s):
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


def _for_whom(world: World, place: int, ride: Ride, room: Room) -> tuple[int, float]:
    beds = world.room_at(ride.to, planned=False)
    room = world.script.room_to(room, ride.to)
    return takeable(world.standby[place], room, beds, but=world.claimed[place])


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
        vehicle=vehicle,
        depart_s=0,
        travel_s=ride.travel_s,
        loading_s=loading_s,
        unloading_s=unloading_s,
        room=script.room[fleet],
        windows=ride.loaded,
        empty=ride.empty,
        sweep=True,
        fetches=persons > 0,
        claim=persons,
    )
