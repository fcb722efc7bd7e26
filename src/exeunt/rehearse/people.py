"""What people do: come, queue, be processed, stand there, stand by, drive."""

from __future__ import annotations

from bisect import insort

from exeunt.model.times import NEVER
from exeunt.rehearse.parcels import NO_RUN, Parcel
from exeunt.rehearse.script import OWN, Run
from exeunt.rehearse.stations import QUANTUM, STAND_BY
from exeunt.rehearse.tally import QUEUE, VEHICLE
from exeunt.rehearse.world import LOOK, PROCESSED, World


def come(world: World, at: int, parcel: Parcel, place: int) -> None:
    """Let *parcel* be at *place*, ready or unloaded at *at*."""
    parcel.since = at
    safe = world.script.safe[place]
    if safe and not parcel.out:
        parcel.out = True
        world.tally.came_out(parcel, at)
    if not parcel.household:
        for part in _parted(world, parcel, place):
            if part.run != NO_RUN:
                _queue(world, at, part, place)
            elif not safe:
                _queue_up(world, at, part, place)
        return
    parcel.run = NO_RUN
    for number, start in world.script.parties[parcel.party].trips:
        if start == place and not world.gone[number]:
            parcel.run = number
            break
    if parcel.run != NO_RUN or not safe:
        _queue(world, at, parcel, place)


def _parted(world: World, parcel: Parcel, place: int) -> list[Parcel]:
    """Part people of a batch over its trips from here; first come, first placed."""
    parcel.run = NO_RUN
    parts = []
    loads = world.script.parties[parcel.party].loads.get(place, [])
    full, found = world.found.get((parcel.party, place), (0, 0))
    while full < len(loads):
        number, wanted = loads[full]
        wanted -= found
        if wanted and not world.gone[number]:
            if wanted >= parcel.persons:
                found += parcel.persons
                parcel.run = number
                break
            part = parcel.split(wanted)
            part.run = number
            parts.append(part)
        full, found = full + 1, 0
    world.found[parcel.party, place] = full, found
    parts.append(parcel)
    return parts


def _queue_up(world: World, at: int, parcel: Parcel, place: int) -> None:
    """Let people of a batch who stand by queue in groups."""
    if world.stations[place] is not None:
        while parcel.persons > QUANTUM:
            _queue(world, at, parcel.split(QUANTUM), place)
    _queue(world, at, parcel, place)


def _queue(world: World, at: int, parcel: Parcel, place: int) -> None:
    station = world.stations[place]
    if station is None:
        stand(world, at, parcel, place)
        return
    urgency = STAND_BY if parcel.run == NO_RUN else world.runs[parcel.run].load_s
    if station.enter(at, (urgency, next(world.serial), parcel)):
        world.push(station.done_s, PROCESSED, (place, station.version))


def processed(world: World, at: int, subject: tuple[int, int]) -> None:
    """Let who was being processed at a place stand there, ready to board."""
    place, version = subject
    station = world.stations[place]
    if station is None or station.version != version:
        return
    parcel = station.finish(world.gone)
    if station.now is not None:
        world.push(station.done_s, PROCESSED, (place, station.version))
    world.tally.held(parcel, QUEUE, (place, at, world.openings[place]))
    stand(world, at, parcel, place)


def stand(world: World, at: int, parcel: Parcel, place: int) -> None:
    """Let *parcel* wait at *place* for its trip, or drive."""
    number = parcel.run
    if number == NO_RUN or world.gone[number]:
        stand_by(world, at, parcel, place)
        return
    run = world.runs[number]
    if run.vehicle == OWN:
        if not _drive(world, at, parcel, run, planned=True):
            stand_by(world, at, parcel, place)
        return
    world.present[number].append(parcel)
    world.missing[number] -= parcel.persons
    if world.due[number] and world.missing[number] <= 0:
        world.push(at, LOOK, number)


def stand_by(world: World, at: int, parcel: Parcel, place: int) -> None:
    """Let *parcel* drive if it can, else wait for any free seat to safety."""
    parcel.run = NO_RUN
    for run in world.script.own[place]:
        if _drive(world, at, parcel, run, planned=False):
            return
    key = (not parcel.household, -parcel.weight, next(world.serial), parcel)
    insort(world.standby[place], key)
    world.waiting[place] += parcel.persons
    world.wake(at, place)


def _drive(world: World, at: int, parcel: Parcel, run: Run, *, planned: bool) -> bool:
    """Let *parcel* go by own means as soon as it may; tell whether it can."""
    depart_s = world.first_clear(run.hop, run.windows, max(at, run.depart_s))
    if depart_s == NEVER or parcel.persons > world.room_at(run.to, planned=planned):
        return False
    until = min(depart_s, world.script.horizon_s)
    world.tally.held(parcel, VEHICLE, (run.from_, until, run.windows))
    world.set_out([parcel], run, load_s=depart_s, depart_s=depart_s)
    if planned:
        world.promised[run.to] -= parcel.persons
    own = world.luck.own(parcel.party)
    travel_s = world.travel_s(run, depart_s=depart_s, own=own)
    world.arrive([parcel], run, NO_RUN, depart_s=depart_s, travel_s=travel_s)
    return True
