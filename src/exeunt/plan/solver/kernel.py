"""
Tours of vehicles played out in counts of people, and annealed.

A vehicle's tour is a list of trips, each with how long it waits to fill up. Played out,
event by event, it says who is out when: a vehicle drives to where its next trip begins,
takes those who count most of all who have been processed, and sets out once it is full
or has waited long enough. Tours are changed at random, and worse ones are kept less and
less often [1]_. It leaves out crews, range, slots at places and convoys, and takes
households apart: whoever uses the tours must make them exact.

Numba compiles it where it is installed; the same functions run without, far
slower.

References
----------
.. [1] S. Kirkpatrick, C. D. Gelatt, M. P. Vecchi, Optimization by simulated annealing,
   Science 220 (1983), doi:10.1126/science.220.4598.671.
"""

from __future__ import annotations

from math import exp, floor, inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from exeunt.model.compiling import compiled, inlined
from exeunt.model.times import NEVER


Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ARRIVAL, VEHICLE, SERVICE, LOOK = 0, 1, 2, 3
"""Kinds of events, in the order in which they come at the same second."""
KIND = 1 << 32
PARTY_S = 1800
"""Who goes by own means sets out in parties of about so many seconds' processing."""
LONGEST_HOLD_S = 8 * 3600
LEFT = 1e4
"""Hours that a weighted person who is left counts for, beside the deadline."""
VOID = inf
"""What tours cost that cannot be played to the end."""
MOVES = 10
DRAWS = 8
"""Random numbers that one change takes."""


CLASS = np.dtype([("weight", "f8"), ("takes", "i8", (3,)), ("size", "i8")])
"""Of one party: its weight, its seats by kind, its persons."""
SOURCE = np.dtype(
    [("s", "i8"), ("place", "i8"), ("of", "i8"), ("done", "i8"), ("count", "i8")]
)
"""When and where so many parties of a class are ready, and whether processed."""
PLACE = np.dtype(
    [
        (n, "f8" if n == "rate" else "i8")
        for n in ["safe", "rate", "at", "end", "own", "beds"]
    ]
)
"""Persons processed in a second, or 0; openings in ``spans``; a way by own means."""
WAY = np.dtype(
    [
        *((n, "i8") for n in ("from_", "to", "loading", "lasts")),
        ("seats", "i8", (3,)),
        *((n, "i8") for n in ("at", "end", "lane", "after")),
    ]
)
"""Moments of starting in ``spans``; a headway, or -1; from its end to safety."""
VEHICLES = np.dtype(
    [
        (n, "i8")
        for n in ["fleet", "place", "free", "first", "last", "ways_at", "ways_end"]
    ]
)
"""Where it stands and from when; the vehicles and the ways of its fleet."""
STAND = np.dtype(
    [("begun", "f8"), ("seen", "i8"), ("look", "i8"), ("many", "i8"), ("beds", "i8")]
)
"""What of the next person is processed, until when; when to look; who waits there."""
TRIP = np.dtype([("vehicle", "i8"), ("way", "i8"), ("start", "i8")])


class Table(NamedTuple):
    """What does not change: people, places, ways and vehicles."""

    classes: Any
    """``CLASS``, the weightiest first."""
    sources: Any
    """``SOURCE``, in order of time."""
    places: Any
    ways: Any
    spans: Ints
    """Begins and ends of openings and of moments of starting."""
    rides: Ints
    """By way and class: whether they may."""
    apart: Ints
    """By headway."""
    services: Ints
    """Ways of timetables that start in time."""
    vehicles: Any
    drive: Ints
    """By fleet, from and to: least time to drive empty."""
    fleet_ways: Ints
    aim: Floats
    """What a weighted person-hour counts, and an hour until the last is out."""
    deadline: int


class Tours(NamedTuple):
    """What is changed: trips by vehicle."""

    way: Ints
    hold: Ints
    """How long the vehicle waits to fill up, at most."""
    trips: Ints
    """By vehicle: how many."""


class Desk(NamedTuple):
    """Room to work in, and what was played last."""

    queue: Ints
    """By place and class: parties yet to be processed, and who may board."""
    stands: Any
    """``STAND`` by place."""
    here: Ints
    """By place: vehicles that wait there."""
    vehicles: Ints
    """By vehicle: when it came to where it waits, and which trip is next."""
    clear: Ints
    """By headway: from when the next may set out."""
    heap: Ints
    """Moment and kind of events."""
    sizes: Ints
    """How long the heap is, how many trips there are, whether the heap was too small."""
    trips: Any
    people: Ints
    """By trip and class: parties."""
    taken: Ints
    """Seats of a trip by kind that are taken."""
    total: Floats
    """Weighted parties left; weighted seconds until the others are out; the last."""


@compiled
def _push(heap: Ints, sizes: Ints, moment: int, what: int) -> None:
    """Add an event."""
    at = sizes[0]
    if at >= len(heap):
        sizes[2] = 1
        return
    sizes[0] = at + 1
    while at > 0:
        up = (at - 1) // 2
        if heap[up, 0] < moment or (heap[up, 0] == moment and heap[up, 1] <= what):
            break
        heap[at, 0] = heap[up, 0]
        heap[at, 1] = heap[up, 1]
        at = up
    heap[at, 0] = moment
    heap[at, 1] = what


@compiled
def _drop_first(heap: Ints, sizes: Ints) -> None:
    """Take the first event out of the heap."""
    sizes[0] -= 1
    last = sizes[0]
    moment, what = heap[last, 0], heap[last, 1]
    at = 0
    while True:
        down = 2 * at + 1
        if down >= last:
            break
        right = down + 1
        if right < last and (
            heap[right, 0] < heap[down, 0]
            or (heap[right, 0] == heap[down, 0] and heap[right, 1] < heap[down, 1])
        ):
            down = right
        if moment < heap[down, 0] or (
            moment == heap[down, 0] and what <= heap[down, 1]
        ):
            break
        heap[at, 0] = heap[down, 0]
        heap[at, 1] = heap[down, 1]
        at = down
    heap[at, 0] = moment
    heap[at, 1] = what


@compiled
def _first_in(spans: Ints, at: int, end: int, moment: int) -> int:
    """Give the first moment from *moment* on that lies in one of some spans."""
    for k in range(at, end):
        if moment < spans[k, 1]:
            return int(max(moment, spans[k, 0]))
    return NEVER


@compiled
def _open_s(spans: Ints, at: int, end: int, since: int, until: int) -> int:
    """Count the seconds of some spans between two moments."""
    total = 0
    for k in range(at, end):
        total += max(min(until, spans[k, 1]) - max(since, spans[k, 0]), 0)
    return total


@compiled
def _open_until(spans: Ints, at: int, end: int, since: int, need_s: float) -> int:
    """Tell when it has been open for so long since a moment."""
    for k in range(at, end):
        begin = max(since, spans[k, 0])
        if begin >= spans[k, 1]:
            continue
        if need_s <= spans[k, 1] - begin:
            return int(begin) + max(int(-floor(-need_s)), 0)
        need_s -= spans[k, 1] - begin
    return NEVER


@inlined
def _done_when(place: Any, stand: Any, spans: Ints, since: int, persons: float) -> int:
    """Tell when *persons* more are processed, if so many are there."""
    need_s = (persons - stand["begun"]) / place["rate"] - 1e-6
    return _open_until(spans, place["at"], place["end"], since, need_s)


@inlined
def _process(
    place: Any, stand: Any, queue: Ints, classes: Any, spans: Ints, now: int
) -> None:
    """Process those who wait at a place until *now*, the weightiest first."""
    since = stand["seen"]
    stand["seen"] = now
    if place["rate"] <= 0 or now <= since:
        return
    open_s = _open_s(spans, place["at"], place["end"], since, now)
    can = place["rate"] * open_s + stand["begun"] + 1e-6
    rest = 0
    for c in range(len(classes)):
        waits = queue[c, 0]
        if waits == 0:
            continue
        parties = min(waits, int(can // classes[c]["size"]))
        queue[c, 0] -= parties
        queue[c, 1] += parties
        can -= parties * classes[c]["size"]
        rest += waits - parties
    stand["begun"] = can if rest else 0.0


@inlined
def _persons(queue: Ints, classes: Any, rides: Ints) -> int:
    """Count who could board a way now."""
    count = 0
    for c in range(len(classes)):
        if rides[c]:
            count += queue[c, 1] * classes[c]["size"]
    return count


@inlined
def _waits(queue: Ints, classes: Any) -> int:
    """Count who waits to be processed."""
    count = 0
    for c in range(len(classes)):
        count += queue[c, 0] * classes[c]["size"]
    return count


@compiled
def _fits(takes: Ints, seats: Ints, taken: Ints, most: int) -> int:
    """Count how many of *most* parties find seats."""
    for kind in range(3):
        if takes[kind] > 0:
            most = min(most, (seats[kind] - taken[kind]) // takes[kind])
    return int(max(most, 0))


@compiled
def _take(taken: Ints, takes: Ints, parties: int) -> None:
    """Count the seats that parties take."""
    for kind in range(3):
        taken[kind] += parties * takes[kind]


@compiled
def _board(table: Table, desk: Desk, way: int, start: int, vehicle: int) -> int:
    """Let a trip begin with those who count most; give how many parties ride."""
    trip = desk.sizes[1]
    if trip >= len(desk.trips):
        return 0
    over = table.ways[way]
    queue, people, stand = desk.queue[over["from_"]], desk.people[trip], desk.stands
    to, safe = over["to"], table.places[over["to"]]["safe"]
    rode = 0
    desk.taken[:] = 0
    for c in range(len(table.classes)):
        kind = table.classes[c]
        most = queue[c, 1] if table.rides[way, c] else 0
        if vehicle != -1:
            most = _fits(kind["takes"], over["seats"], desk.taken, most)
        if safe:
            most = min(most, stand[to]["beds"] // kind["size"])
        people[c] = max(most, 0)
        if people[c] == 0:
            continue
        rode += most
        _take(desk.taken, kind["takes"], most)
        queue[c, 1] -= most
        if safe:
            stand[to]["beds"] -= most * kind["size"]
            desk.total[0] -= most * kind["weight"]
            desk.total[1] += most * kind["weight"] * (start + over["lasts"])
            desk.total[2] = max(desk.total[2], start + over["lasts"])
    if rode == 0:
        return 0
    desk.trips[trip]["vehicle"] = vehicle
    desk.trips[trip]["way"] = way
    desk.trips[trip]["start"] = start
    desk.sizes[1] = trip + 1
    if not safe:
        _push(desk.heap, desk.sizes, start + over["lasts"], ARRIVAL * KIND + trip)
    if over["lane"] >= 0:
        depart = start + over["loading"]
        desk.clear[over["lane"]] = depart + table.apart[over["lane"]]
    return rode


@compiled
def _next_trip(
    table: Table, tours: Tours, desk: Desk, vehicle: int, place: int, now: int
) -> None:
    """Send a vehicle to where its next trip begins that it can make in time."""
    fleet = table.vehicles[vehicle]["fleet"]
    while desk.vehicles[vehicle, 1] < tours.trips[vehicle]:
        over = table.ways[tours.way[vehicle, desk.vehicles[vehicle, 1]]]
        comes = now + table.drive[fleet, place, over["from_"]]
        if comes + over["lasts"] + over["after"] <= table.deadline:
            _push(desk.heap, desk.sizes, comes, VEHICLE * KIND + vehicle)
            return
        desk.vehicles[vehicle, 1] += 1


@inlined
def _start_of(over: Any, spans: Ints, clear: Ints, deadline: int, now: int) -> int:
    """Tell when a trip could begin from *now* on, or never in time."""
    if over["lane"] >= 0:
        now = max(now, clear[over["lane"]] - over["loading"])
    start = _first_in(spans, over["at"], over["end"], now)
    if start + over["lasts"] + over["after"] > deadline:
        return NEVER
    return start


@inlined
def _own_means(table: Table, desk: Desk, place: int, now: int) -> int:
    """Let people set out by own means; tell when to look again."""
    way = table.places[place]["own"]
    if way < 0:
        return NEVER
    again = NEVER
    queue, stand = desk.queue[place], desk.stands[place]
    start = _start_of(table.ways[way], table.spans, desk.clear, table.deadline, now)
    if start == now:
        _board(table, desk, way, now, -1)
    elif _persons(queue, table.classes, table.rides[way]) > 0:
        again = start
    waits = _waits(queue, table.classes)
    if waits > 0:
        party = max(1.0, floor(table.places[place]["rate"] * PARTY_S))
        some = min(float(waits), party)
        done = _done_when(table.places[place], stand, table.spans, now, some)
        again = min(again, done)
    return again


@inlined
def _smallest(queue: Ints, classes: Any) -> int:
    """Give the persons of the smallest party that waits, or of none."""
    least = NEVER
    for c in range(len(classes)):
        if queue[c, 0] > 0:
            least = min(least, classes[c]["size"])
    return least


@inlined
def _until(table: Table, desk: Desk, place: int, need: int, now: int) -> int:
    """Tell when so many more have been processed, of those who are there."""
    if need > _waits(desk.queue[place], table.classes):
        return NEVER
    stand = desk.stands[place]
    return int(_done_when(table.places[place], stand, table.spans, now, float(need)))


@inlined
def _vehicle(
    table: Table, tours: Tours, desk: Desk, place: int, vehicle: int, now: int
) -> int:
    """Let a vehicle that waits set out: -1 if it did, -2 if it never can, or when."""
    at = desk.vehicles[vehicle, 1]
    way = tours.way[vehicle, at]
    over = table.ways[way]
    queue = desk.queue[place]
    persons = _persons(queue, table.classes, table.rides[way])
    until = desk.vehicles[vehicle, 0] + tours.hold[vehicle, at]
    seats = over["seats"][0] + over["seats"][1] + over["seats"][2]
    if now < until and persons < seats:
        return int(min(until, _until(table, desk, place, seats - persons, now)))
    start = _start_of(over, table.spans, desk.clear, table.deadline, now)
    if start >= NEVER:
        return -2
    if persons == 0:
        return _until(table, desk, place, _smallest(queue, table.classes), now)
    if start > now:
        return start
    return -1 if _board(table, desk, way, now, vehicle) > 0 else NEVER


@inlined
def _look(table: Table, tours: Tours, desk: Desk, place: int, now: int) -> None:
    """Let whatever can set out from *place* now do so; say when to look again."""
    stand = desk.stands[place]
    again = _own_means(table, desk, place, now)
    at = 0
    while at < stand["many"]:
        vehicle = desk.here[place, at]
        then = _vehicle(table, tours, desk, place, vehicle, now)
        if then >= 0:
            again = min(again, then)
            at += 1
            continue
        over = table.ways[tours.way[vehicle, desk.vehicles[vehicle, 1]]]
        desk.vehicles[vehicle, 1] += 1
        stand["many"] -= 1
        for k in range(at, stand["many"]):
            desk.here[place, k] = desk.here[place, k + 1]
        if then == -1:
            _next_trip(table, tours, desk, vehicle, over["to"], now + over["lasts"])
        else:
            _next_trip(table, tours, desk, vehicle, place, now)
    if again < NEVER:
        again = max(again, now + 1)
        if stand["look"] <= now or again < stand["look"]:
            stand["look"] = again
            _push(desk.heap, desk.sizes, again, LOOK * KIND + place)


@compiled
def _reset(table: Table, desk: Desk) -> None:
    """Put everybody where they begin."""
    desk.queue[:] = 0
    for p in range(len(desk.stands)):
        desk.stands[p]["begun"] = 0.0
        desk.stands[p]["seen"] = 0
        desk.stands[p]["look"] = -1
        desk.stands[p]["many"] = 0
        desk.stands[p]["beds"] = table.places[p]["beds"]
    desk.vehicles[:] = 0
    desk.clear[:] = -NEVER
    desk.sizes[:] = 0
    desk.total[:] = 0.0
    for k in range(len(table.sources)):
        source = table.sources[k]
        desk.total[0] += source["count"] * table.classes[source["of"]]["weight"]


@inlined
def _happen(table: Table, tours: Tours, desk: Desk, what: int, now: int) -> int:
    """Let one event happen; give the place to look at, or -1."""
    kind, which = what // KIND, what % KIND
    place = which
    if kind == ARRIVAL:
        place = table.ways[desk.trips[which]["way"]]["to"]
    elif kind == VEHICLE:
        place = table.ways[tours.way[which, desk.vehicles[which, 1]]]["from_"]
    elif kind == SERVICE:
        place = table.ways[which]["from_"]
    stand = desk.stands[place]
    if kind == LOOK and stand["look"] != now:
        return -1
    _process(
        table.places[place], stand, desk.queue[place], table.classes, table.spans, now
    )
    if kind == SERVICE:
        over = table.ways[which]
        if _start_of(over, table.spans, desk.clear, table.deadline, now) == now:
            _board(table, desk, which, now, -2)
        return -1
    if kind == ARRIVAL:
        stage = 0 if table.places[place]["rate"] > 0 else 1
        for c in range(len(table.classes)):
            desk.queue[place, c, stage] += desk.people[which, c]
    elif kind == VEHICLE:
        desk.vehicles[which, 0] = now
        desk.here[place, stand["many"]] = which
        stand["many"] += 1
    return int(place)


@inlined
def _arise(table: Table, desk: Desk, which: int, now: int) -> int:
    """Let a source come; give the place to look at, or -1 if more comes there."""
    source = table.sources[which]
    place = source["place"]
    _process(
        table.places[place],
        desk.stands[place],
        desk.queue[place],
        table.classes,
        table.spans,
        now,
    )
    done = source["done"] or table.places[place]["rate"] <= 0
    desk.queue[place, source["of"], 1 if done else 0] += source["count"]
    if which + 1 < len(table.sources):
        following = table.sources[which + 1]
        if following["s"] == now and following["place"] == place:
            return -1
    return int(place)


@compiled
def play(table: Table, tours: Tours, desk: Desk) -> float:
    """
    Play *tours*; give what they cost, in hours as the table's aim counts them.

    The trips made are in *desk* afterwards. Who is left counts until the deadline and
    ``LEFT`` hours more. Tours with more events than there is room for are ``VOID``.
    """
    _reset(table, desk)
    for vehicle in range(len(table.vehicles)):
        one = table.vehicles[vehicle]
        _next_trip(table, tours, desk, vehicle, one["place"], one["free"])
    for way in table.services:
        start = table.spans[table.ways[way]["at"], 0]
        _push(desk.heap, desk.sizes, start, SERVICE * KIND + way)
    source = 0
    while desk.sizes[2] == 0:
        comes = table.sources[source]["s"] if source < len(table.sources) else NEVER
        rings = desk.heap[0, 0] if desk.sizes[0] else NEVER
        now = min(comes, rings)
        if now > table.deadline:
            break
        if comes <= rings:
            place = _arise(table, desk, source, now)
            source += 1
        else:
            what = desk.heap[0, 1]
            _drop_first(desk.heap, desk.sizes)
            place = _happen(table, tours, desk, what, now)
        if place >= 0:
            _look(table, tours, desk, place, now)
    if desk.sizes[2] != 0:
        return VOID
    left, out_s, last_s = desk.total[0], desk.total[1], desk.total[2]
    person_hours = left * table.deadline / 3600 + out_s / 3600
    return float(
        left * LEFT + table.aim[0] * person_hours + table.aim[1] * last_s / 3600
    )


@compiled
def _insert(tours: Tours, vehicle: int, at: int, way: int, hold: int) -> bool:
    count = tours.trips[vehicle]
    if count >= tours.way.shape[1]:
        return False
    for k in range(count, at, -1):
        tours.way[vehicle, k] = tours.way[vehicle, k - 1]
        tours.hold[vehicle, k] = tours.hold[vehicle, k - 1]
    tours.way[vehicle, at] = way
    tours.hold[vehicle, at] = hold
    tours.trips[vehicle] = count + 1
    return True


@compiled
def _remove(tours: Tours, vehicle: int, at: int) -> None:
    tours.trips[vehicle] -= 1
    for k in range(at, tours.trips[vehicle]):
        tours.way[vehicle, k] = tours.way[vehicle, k + 1]
        tours.hold[vehicle, k] = tours.hold[vehicle, k + 1]


@compiled
def _some_way(table: Table, vehicle: int, draw: float) -> int:
    first, last = (
        table.vehicles[vehicle]["ways_at"],
        table.vehicles[vehicle]["ways_end"],
    )
    if first == last:
        return -1
    return int(table.fleet_ways[first + int(draw * (last - first))])


@compiled
def _exchange(tours: Tours, one: int, at: int, other: int, then: int) -> bool:
    """Exchange what two vehicles do from some trip on."""
    rest, that = tours.trips[one] - at, tours.trips[other] - then
    longest = tours.way.shape[1]
    if at + that > longest or then + rest > longest:
        return False
    for k in range(max(rest, that)):
        a, b = at + k, then + k
        if a < longest and b < longest:
            tours.way[one, a], tours.way[other, b] = (
                tours.way[other, b],
                tours.way[one, a],
            )
            tours.hold[one, a], tours.hold[other, b] = (
                tours.hold[other, b],
                tours.hold[one, a],
            )
    tours.trips[one], tours.trips[other] = at + that, then + rest
    return True


@compiled
def _add_trip(table: Table, tours: Tours, one: int, draws: Floats) -> bool:
    """Let a vehicle make one more trip."""
    way = _some_way(table, one, draws[4])
    hold = int(draws[5] ** 2 * LONGEST_HOLD_S) if draws[6] < 0.5 else 0
    at = int(draws[3] * (tours.trips[one] + 1))
    return bool(way >= 0 and _insert(tours, one, at, way, hold))


@compiled
def _wait_otherwise(tours: Tours, one: int, at: int, draws: Floats) -> bool:
    """Let a vehicle wait longer for a trip to fill, or less long, or not at all."""
    if draws[4] < 0.3:
        hold = 0
    elif draws[4] < 0.7:
        hold = int(tours.hold[one, at] * 2 * draws[5])
    else:
        hold = int(draws[5] ** 2 * LONGEST_HOLD_S)
    changed = bool(hold != tours.hold[one, at])
    tours.hold[one, at] = hold
    return changed


@compiled
def _swap(part: Ints, one: int, at: int) -> None:
    part[one, at], part[one, at + 1] = part[one, at + 1], part[one, at]


@compiled
def _copy_trip(tours: Tours, one: int, at: int, other: int, then: int) -> bool:
    """Let another vehicle of the fleet make a trip as well."""
    return _insert(tours, other, then, tours.way[one, at], tours.hold[one, at])


@compiled
def _change(table: Table, tours: Tours, one: int, other: int, draws: Floats) -> bool:
    """Change the tour of *one* vehicle, or of two; tell whether anything changed."""
    move = int(draws[2] * MOVES)
    count = tours.trips[one]
    at = int(draws[3] * count)
    changed = False
    if move == 0 or count == 0:
        changed = _add_trip(table, tours, one, draws)
    elif move <= 3:
        changed = _wait_otherwise(tours, one, at, draws)
    elif move == 4:
        tours.way[one, at] = _some_way(table, one, draws[4])
        changed = True
    elif move == 5:
        _remove(tours, one, at)
        changed = True
    elif move == 6:
        if at + 1 < count:
            _swap(tours.way, one, at)
            _swap(tours.hold, one, at)
            changed = True
    elif one != other:
        then = int(draws[4] * (tours.trips[other] + 1))
        if move == 7:
            changed = _exchange(tours, one, at, other, then)
        else:
            changed = _copy_trip(tours, one, at, other, then)
            if changed and move == 8:
                _remove(tours, one, at)
    return changed


@compiled
def _note(tours: Tours, into: Tours, vehicle: int) -> None:
    """Copy the tour of a vehicle."""
    count = max(tours.trips[vehicle], into.trips[vehicle])
    for k in range(count):
        into.way[vehicle, k] = tours.way[vehicle, k]
        into.hold[vehicle, k] = tours.hold[vehicle, k]
    into.trips[vehicle] = tours.trips[vehicle]


@compiled
def anneal(  # noqa: PLR0913, PLR0917 - room to work in is handed in
    table: Table,
    tours: Tours,
    best: Tours,
    old: Tours,
    desk: Desk,
    draws: Floats,
    warmth: Floats,
) -> float:
    """
    Change *tours* once for every row of *draws*; put the best met into *best*.

    Parameters
    ----------
    table
        The problem.
    tours
        Where to begin; where it ends.
    best
        What was best so far.
    old
        Room for what is changed back.
    desk
        Room to work in.
    draws
        Random numbers from 0 to 1, ``DRAWS`` for every change.
    warmth
        For every change: a tour that costs so many weighted hours more is kept with
        chance 1/e.

    Returns
    -------
    float
        What *best* costs.
    """
    here = play(table, tours, desk)
    least = play(table, best, desk)
    vehicles = len(table.vehicles)
    for step in range(len(draws)):
        draw = draws[step]
        one = int(draw[0] * vehicles)
        first, last = table.vehicles[one]["first"], table.vehicles[one]["last"]
        other = first + int(draw[1] * (last - first))
        _note(tours, old, one)
        _note(tours, old, other)
        if not _change(table, tours, one, other, draw):
            continue
        cost = play(table, tours, desk)
        worse = cost - here
        if cost < VOID and (
            worse <= 0 or draw[7] < exp(-min(worse / warmth[step], 700.0))
        ):
            here = cost
            if cost < least - 1e-9:
                least = cost
                for vehicle in range(vehicles):
                    _note(tours, best, vehicle)
        else:
            _note(old, tours, one)
            _note(old, tours, other)
    return least
