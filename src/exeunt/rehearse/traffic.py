"""What vehicles do: wait, load, set out, arrive, and sweep for stragglers."""

from __future__ import annotations

from bisect import bisect_left, insort

from exeunt.model.times import NEVER
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.parcels import NO_RUN, Parcel
from exeunt.rehearse.people import come, stand_by
from exeunt.rehearse.script import SERVICE, Run
from exeunt.rehearse.sweeps import job
from exeunt.rehearse.tally import VEHICLE
from exeunt.rehearse.world import DUE, LOOK, World, takeable


SLACK_KM = 1e-6


def go_on(world: World, at: int, vehicle: int) -> None:
    """Let *vehicle* turn to its next trip, or be idle."""
    todo = world.todo[vehicle]
    while todo:
        number = todo[-1]
        run = world.runs[number]
        if run.from_ == world.at[vehicle]:
            world.push(max(at, run.load_s), DUE, number)
            return
        todo.pop()
        _give_up(world, at, number)
    _rest(world, vehicle, since=at, until=at)


def _rest(world: World, vehicle: int, *, since: int, until: int) -> None:
    """Let *vehicle* be idle *since* then, and look round from *until* on."""
    if any(world.standby):
        world.stir(until, vehicle, since=since)
    else:
        world.resting[world.script.vehicles[vehicle].fleet][vehicle] = since


def due(world: World, at: int, number: int) -> None:
    """Let a trip look who is there; if somebody is missing, let it hold."""
    world.due[number] = True
    if world.missing[number] <= 0:
        look(world, at, number)
        return
    hold_s = world.script.problem.doubts.hold
    world.push(max(at, world.runs[number].load_s + hold_s), LOOK, number)


def look(world: World, at: int, number: int) -> None:
    """Let a trip load and set out now, or find out when it may."""
    if world.gone[number]:
        return
    run = world.runs[number]
    if run.vehicle == SERVICE:
        _serve(world, at, number, run)
        return
    carries = bool(run.planned or run.fetches) and _somebody(world, number, run)
    last = len(world.todo[run.vehicle]) == 1
    if not carries and (run.fetches or (run.planned and last)):
        _drop(world, at, number, run)
        return
    begin = _may_begin(world, at, run, carries=carries)
    if begin == NEVER:
        _drop(world, at, number, run)
        return
    if begin > at:
        world.push(begin, LOOK, number)
        return
    loading_s = run.loading_s if carries else 0
    soonest = max(at + loading_s, run.depart_s)
    depart_s = _slot(world, number, run, soonest, carries=carries)
    if depart_s == NEVER:
        _drop(world, at, number, run)
    elif depart_s - loading_s > at:
        world.slots.book(number, run, depart_s)
        world.push(depart_s - loading_s, LOOK, number)
    else:
        aboard = _board(world, at, number, run, at) if carries else []
        _leave(world, number, run, aboard, depart_s)


def _may_begin(world: World, at: int, run: Run, *, carries: bool) -> int:
    """Say when crew and tank let *run* begin, from *at* on, or never (§20, §21)."""
    vehicle = run.vehicle
    fleet = world.script.problem.fleets[world.script.vehicles[vehicle].fleet]
    begin = at
    if fleet.duty is not None and world.on_duty[vehicle] >= 0:
        lasts = run.travel_s
        if carries:
            lasts += run.loading_s + run.unloading_s
        if at + lasts > world.on_duty[vehicle] + fleet.duty:
            begin = max(begin, world.freed[vehicle] + (fleet.rest or 0))
    if fleet.range_km is not None:
        km = world.driven_km[vehicle] + world.script.km[run.hop]
        if km > fleet.range_km + SLACK_KM:
            if not _refuels(world, vehicle):
                return NEVER
            begin = max(begin, world.freed[vehicle] + (fleet.refuelling or 0))
    return begin


def _refuels(world: World, vehicle: int) -> bool:
    place = world.at[vehicle]
    base = world.script.vehicles[vehicle].base
    return world.script.problem.places[place].refuels or place == base


def _begun(world: World, run: Run, at: int) -> None:
    """Note what *run*, begun *at* then, takes out of crew and tank."""
    vehicle = run.vehicle
    fleet = world.script.problem.fleets[world.script.vehicles[vehicle].fleet]
    stood = at - world.freed[vehicle]
    if world.on_duty[vehicle] < 0 or stood >= (fleet.rest or 0):
        world.on_duty[vehicle] = at
    if stood >= (fleet.refuelling or 0) and _refuels(world, vehicle):
        world.driven_km[vehicle] = 0.0
    world.driven_km[vehicle] += world.script.km[run.hop]


def arrived(world: World, at: int, subject: tuple[int, list[Parcel], int]) -> None:
    """Let people get off, and their vehicle go on."""
    place, aboard, vehicle = subject
    for parcel in aboard:
        come(world, at, parcel, place)
    if vehicle >= 0:
        world.at[vehicle] = place
        world.freed[vehicle] = at
        go_on(world, at, vehicle)


def tick(world: World, at: int, vehicle: int) -> None:
    """Let an idle vehicle fetch those who stand by, if it can help anybody."""
    since = world.ticking.pop(vehicle)
    runs = job(world, at, vehicle)
    if not runs:
        world.resting[world.script.vehicles[vehicle].fleet][vehicle] = since
        return
    for run in reversed(runs):
        world.todo[vehicle].append(len(world.runs))
        world.runs.append(run)
        world.gone.append(False)
        world.due.append(False)
        world.missing.append(0)
        world.present.append([])
    go_on(world, at, vehicle)


def _serve(world: World, at: int, number: int, run: Run) -> None:
    if world.luck.ended(number, run):
        for parcel in world.present[number]:
            _lose_seat(world, at, parcel, run)
        _give_up(world, at, number)
        return
    if world.first_clear(run.hop, run.windows, run.depart_s) != run.depart_s:
        _give_up(world, at, number)
        return
    if not run.planned and not _somebody(world, number, run):
        return
    depart_s = _slot(world, number, run, run.depart_s, carries=True)
    if depart_s == NEVER:
        _give_up(world, at, number)
        return
    aboard = _board(world, at, number, run, depart_s - run.loading_s)
    _leave(world, number, run, aboard, depart_s)


def _lose_seat(world: World, at: int, parcel: Parcel, run: Run) -> None:
    """Let *parcel* wait for another seat than that on *run* from now on."""
    world.tally.held(parcel, VEHICLE, (run.from_, at, run.windows))
    parcel.lost = True


def _somebody(world: World, number: int, run: Run) -> bool:
    if world.present[number]:
        return True
    waiting = world.standby[run.from_]
    if not waiting or not world.script.useful[run.hop]:
        return False
    beds = world.room_at(run.to, planned=False)
    return takeable(waiting, run.usable, beds)[0] > 0


def _slot(world: World, number: int, run: Run, at: int, *, carries: bool) -> int:
    """Find when a trip may set out: openings, headway and slots of a place (§19)."""
    windows = run.windows if carries else run.empty
    place, _ = world.script.slotted[run.hop]
    depart_s = soonest = _spaced(world, run, windows, at)
    if place < 0:
        return depart_s
    slots = world.slots
    held = slots.unbooked(number, place)
    if run.vehicle == SERVICE:
        held = run.depart_s
    while depart_s != NEVER:
        after = slots.after(place, depart_s, number, run, held)
        if after == depart_s:
            break
        depart_s = _spaced(world, run, windows, after)
    if depart_s > soonest:
        loading_s = run.loading_s if carries else 0
        slots.since.setdefault(number, soonest - loading_s)
    return depart_s


def _spaced(world: World, run: Run, windows: Windows, at: int) -> int:
    """Find when *run* may set out: openings and headway (rules §7, §10 and §22)."""
    headway = 0 if run.vehicle == SERVICE else world.script.headway[run.hop]
    depart_s = world.first_clear(run.hop, windows, at)
    if not headway:
        return depart_s
    others = [world.set_outs[run.hop]]
    if run.sweep:
        others.append(world.script.taken[run.hop])
    joins = world.script.together[run.hop]
    while depart_s != NEVER:
        if joins and any(_holds(some, depart_s) for some in others):
            break
        clash = max(_clash(some, depart_s, headway) for some in others)
        if clash < 0:
            break
        depart_s = world.first_clear(run.hop, windows, clash + headway)
    return depart_s


def _holds(set_outs: list[int], at: int) -> bool:
    k = bisect_left(set_outs, at)
    return k < len(set_outs) and set_outs[k] == at


def _clash(set_outs: list[int], at: int, headway: int) -> int:
    k = bisect_left(set_outs, at - headway + 1)
    return set_outs[k] if k < len(set_outs) and set_outs[k] < at + headway else -1


def _board(world: World, at: int, number: int, run: Run, load_s: int) -> list[Parcel]:
    """Let aboard those planned on the trip, then those who stand by; load then."""
    place = run.from_
    room = world.luck.room(number, run)
    free = list(room)
    beds = world.room_at(run.to, planned=True)
    aboard = []
    for parcel in world.present[number]:
        if parcel.persons <= beds and _seated(free, parcel):
            beds -= parcel.persons
            aboard.append(parcel)
        else:
            if room != run.room:
                _lose_seat(world, at, parcel, run)
            stand_by(world, at, parcel, place)
    world.promised[run.to] -= run.planned
    if world.standby[place] and world.script.useful[run.hop]:
        beds = min(beds, world.room_at(run.to, planned=False))
        if beds and any(free):
            aboard += _fill(world, run, free, beds)
    load_s = min(load_s, world.script.horizon_s)
    for parcel in aboard:
        world.boarded(parcel, number, run, load_s)
    _release(world, at, run, place)
    if aboard:
        world.tally.seats += sum(room)
        world.tally.empty += sum(free)
    return aboard


def _fill(world: World, run: Run, free: list[int], beds: int) -> list[Parcel]:
    """Let aboard who stands by, while there is room; none whom it leads nowhere."""
    place = run.from_
    # room of a kind that leads nowhere is not given
    kept = [0 if of_use else n for n, of_use in zip(free, run.usable, strict=True)]
    free[:] = [n - k for n, k in zip(free, kept, strict=True)]
    aboard, stay = [], []
    waiting = world.standby[place]
    left = most = min(sum(free), beds)
    for k, entry in enumerate(waiting):
        if left <= 0:
            stay += waiting[k:]
            break
        parcel = entry[3]
        if parcel.persons > left or not _seated(free, parcel):
            stay.append(entry)
            fit = 0 if parcel.household else min(free[0], left)
            if not fit:
                continue
            parcel = parcel.split(fit)
            free[0] -= fit
        left -= parcel.persons
        aboard.append(parcel)
    free[:] = [n + k for n, k in zip(free, kept, strict=True)]
    world.standby[place] = stay
    world.waiting[place] -= most - left
    return aboard


def _seated(free: list[int], parcel: Parcel) -> bool:
    """Give *parcel* its places, if all are *free*."""
    a, b, c = parcel.room
    if not parcel.household:
        a = parcel.persons
        b = c = 0
    if a > free[0] or b > free[1] or c > free[2]:
        return False
    free[0] -= a
    if b or c:
        free[1] -= b
        free[2] -= c
    return True


def _leave(
    world: World, number: int, run: Run, aboard: list[Parcel], depart_s: int
) -> None:
    world.gone[number] = True
    load_s = depart_s - run.loading_s if aboard else depart_s
    if aboard:
        world.set_out(aboard, run, load_s=load_s, depart_s=depart_s)
    if world.script.headway[run.hop]:
        insort(world.set_outs[run.hop], depart_s)
    world.slots.set_out(number, run, depart_s)
    travel_s = world.travel_s(run, depart_s=depart_s)
    if run.vehicle >= 0:
        _begun(world, run, load_s)
        world.made[run.vehicle] += 1
        world.todo[run.vehicle].pop()
    if aboard or run.vehicle >= 0:
        world.arrive(aboard, run, number, depart_s=depart_s, travel_s=travel_s)


def _drop(world: World, at: int, number: int, run: Run) -> None:
    """Let a trip not take place, and its vehicle go on from where it is."""
    world.todo[run.vehicle].pop()
    _give_up(world, at, number)
    if run.sweep:
        # at once it would only be sent on the same sweep again
        for other in world.todo[run.vehicle]:
            _give_up(world, at, other)
        world.todo[run.vehicle].clear()
        _rest(world, run.vehicle, since=at, until=at + world.sweep_every)
    else:
        go_on(world, at, run.vehicle)


def _give_up(world: World, at: int, number: int) -> None:
    world.gone[number] = True
    run = world.runs[number]
    place = run.from_
    world.slots.give_up(number, run)
    world.promised[run.to] -= run.planned
    for parcel in world.present[number]:
        parcel.run = NO_RUN
        stand_by(world, at, parcel, place)
    world.present[number] = []
    _release(world, at, run, place)


def _release(world: World, at: int, run: Run, place: int) -> None:
    """Let others fetch whom a sweep was sent for and has not taken."""
    if run.fetches:
        world.claimed[place] -= run.claim
        if world.standby[place]:
            world.wake(at, place)
