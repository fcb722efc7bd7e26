"""
A made-up departure of two hops, small enough to be told to another library.

People wait at their homes for a bus to one of two assembly areas, which are open by day,
queue there for their papers, and fly from there. Everything in it may go otherwise:
who comes, and when; travel, papers, breakdowns, and the air, which shuts now and then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from benchmarks.departures import H_HOUR
from exeunt.model.people import Category, Person
from exeunt.model.places import Link, Place
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post, PostFile
from exeunt.model.problem import Problem, problem_of
from exeunt.model.times import HOUR, MINUTE


T = TypeVar("T")

HOMES, HUBS = 4, 2
PAUSE_S = 15 * MINUTE
BUS_S, FLIGHT_S = HOUR, 3 * HOUR
RATE_PER_H = 60
OPENS_S, SHUTS_S = 6 * HOUR, 22 * HOUR
DAY_S = 24 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many people there are at each home, and vehicles of each fleet."""

    people: int = 250
    buses: int = 5
    planes: int = 5
    bus_seats: int = 40
    plane_seats: int = 60


THOUSAND = Size()
"""1,000 people, 20 buses, 10 aircraft."""
HUNDRED = Size(people=25, buses=2, planes=2, bus_seats=6, plane_seats=12)


def doubts(*categories: str) -> dict[str, Any]:
    """State what may go otherwise, alike for each of *categories*."""
    ready = {"p10": "6h", "p50": "12h", "p90": "24h"}
    return {
        "mobilisation": dict.fromkeys(categories, ready),
        "no_show": dict.fromkeys(categories, 0.05),
        "travel": {"road": {"p10": 0.8, "p50": 1.0, "p90": 1.5}},
        "trip": {"p10": 0.9, "p50": 1.0, "p90": 1.2},
        "processing": {"p10": 0.6, "p50": 0.9, "p90": 1.1},
        "repair": {"p10": "1h", "p50": "3h", "p90": "9h"},
        "closings": [
            {
                "mode": "air",
                "per_day": 0.5,
                "lasts": {"p10": "1h", "p50": "4h", "p90": "12h"},
            }
        ],
        "hold": "30m",
        "sweep_every": "1h",
    }


def _fleet(name: str, mode: str, base: str, link: str, **given: Any) -> dict[str, Any]:
    body = {"id": name, "name": name, "mode": mode, "based": base, "links": [link]}
    return body | {"breakdown": 0.05} | given


def _place(name: str, kind: str, **given: Any) -> Place:
    return Place(**{"id": name, "name": name, "kind": kind, "lat": 0, "lon": 0} | given)


def _link(from_: str, to: str, mode: str, travel_s: int) -> Link:
    body = {"id": f"{from_}-{to}", "from": from_, "to": to, "mode": mode}
    return Link(**body, time=travel_s)


def hub_of(home: int) -> str:
    """Name the assembly area of a home."""
    return f"hub{home * HUBS // HOMES}"


def post(size: Size) -> Post:
    """Make the post."""
    hubs = [f"hub{k}" for k in range(HUBS)]
    open_ = {"daily": ["06:00-22:00"]}
    seats = {"seat": size.bus_seats}, {"seat": size.plane_seats}
    file = PostFile(
        exeunt=1,
        name=f"Two hops of {HOMES * size.people}",
        country="XX",
        time_zone="Etc/GMT",
        deadline="4d",
        paper={"reviewed": "2030-01-01T00:00:00Z"},
        categories=[
            Category(
                id="all", name="all", kind="private_citizen", ready_after=12 * HOUR
            )
        ],
        places=[
            *(_place(f"home{k}", "residence") for k in range(HOMES)),
            *(
                _place(h, "assembly_area", processes_per_h=RATE_PER_H, open=open_)
                for h in hubs
            ),
            _place("haven", "safe_haven"),
        ],
        links=[
            *(_link(f"home{k}", hub_of(k), "road", BUS_S) for k in range(HOMES)),
            *(_link(hub, "haven", "air", FLIGHT_S) for hub in hubs),
        ],
        fleets=[
            *(
                _fleet(
                    f"bus{k}",
                    "road",
                    f"home{k}",
                    f"home{k}-{hub_of(k)}",
                    vehicles=size.buses,
                    seats=seats[0],
                )
                for k in range(HOMES)
            ),
            *(
                _fleet(
                    f"plane{k}",
                    "air",
                    hub,
                    f"{hub}-haven",
                    vehicles=size.planes,
                    seats=seats[1],
                )
                for k, hub in enumerate(hubs)
            ),
        ],
        scenarios=[
            {"kind": kind, "name": kind, "prior": 0.5, "reference_class": "fiction"}
            for kind in ("status_quo", "sudden_closure")
        ],
        exits=[{"place": hub, "name": hub, "closes": {}} for hub in hubs],
        doubts=doubts("all"),
    )
    people = tuple(
        Person(
            id=f"p{k}.{n}",
            household=f"h{k}.{n}",
            category="all",
            place=f"home{k}",
            ready_after=(6 + n * 12 // size.people) * HOUR,
        )
        for k in range(HOMES)
        for n in range(size.people)
    )
    return Post(file=file, people=people)


def problem(size: Size) -> Problem:
    """State the problem of moving all of them from midnight on."""
    return problem_of(post(size), h_hour=H_HOUR, moving=("all",))


def _loads(some: Sequence[T], seats: int) -> list[tuple[T, ...]]:
    return [tuple(some[k : k + seats]) for k in range(0, len(some), seats)]


def _opened(at: int, lasts: int = 0) -> int:
    """Give the first moment from *at* on that is in the opening hours of a hub."""
    day, clock = divmod(at, DAY_S)
    if clock < OPENS_S:
        return day * DAY_S + OPENS_S
    if clock + lasts >= SHUTS_S:
        return (day + 1) * DAY_S + OPENS_S
    return at


class _Writer:
    """Writes a plan: first come, first planned."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.trips: list[Trip] = []
        self.free: dict[str, int] = {}

    def shuttle(
        self, vehicle: str, ends: tuple[str, str], at: int, who: tuple[str, ...]
    ) -> int:
        """Bring people over and give when they are unloaded, their vehicle's turn."""
        link, lasts = "-".join(ends), BUS_S if "bus" in vehicle else FLIGHT_S
        if vehicle in self.free:
            back = self._trip(vehicle, link, ends[::-1], self.free[vehicle], lasts)
            at = max(at, back)
        depart = at + PAUSE_S
        over = self._trip(vehicle, link, ends, depart, lasts, who) + PAUSE_S
        self.free[vehicle] = over
        return over

    def _trip(
        self,
        vehicle: str,
        link: str,
        ends: tuple[str, ...],
        at: int,
        lasts: int,
        who: tuple[str, ...] = (),
    ) -> int:
        if ends[1].startswith("hub"):
            at = _opened(at + lasts) - lasts
        elif ends[0].startswith("hub") and who:
            at = _opened(at - PAUSE_S, PAUSE_S) + PAUSE_S
        self.trips.append(
            Trip(
                id=f"t{len(self.trips)}",
                vehicle=vehicle,
                link=link,
                from_=ends[0],
                to=ends[1],
                depart_s=at,
                arrive_s=at + lasts,
                households=who,
            )
        )
        return at + lasts


def _by_bus(writer: _Writer, size: Size, home: int) -> Iterator[tuple[int, str]]:
    """Bring people of one home to their hub; give who is there when."""
    names = [f"h{home}.{n}" for n in range(size.people)]
    ends = f"home{home}", hub_of(home)
    for k, some in enumerate(_loads(names, size.bus_seats)):
        last = int(some[-1].split(".")[1])
        ready = (6 + last * 12 // size.people) * HOUR
        bus = f"bus{home}/{k % size.buses + 1}"
        over = writer.shuttle(bus, ends, ready, some)
        yield from ((over, name) for name in some)


def plan(problem: Problem, size: Size) -> Plan:
    """Plan everybody, first come, first planned."""
    writer = _Writer(size)
    for hub in range(HUBS):
        homes = [k for k in range(HOMES) if hub_of(k) == f"hub{hub}"]
        there = sorted(x for k in homes for x in _by_bus(writer, size, k))
        done = 0
        for k, some in enumerate(_loads(there, size.plane_seats)):
            for at, _ in some:
                done = _opened(max(done, at)) + HOUR // RATE_PER_H
            plane = f"plane{hub}/{k % size.planes + 1}"
            who = tuple(name for _, name in some)
            writer.shuttle(plane, (f"hub{hub}", "haven"), done, who)
    return Plan(
        post=problem.post,
        post_sha256=problem.sha256,
        h_hour=problem.h_hour,
        deadline_s=problem.deadline_s,
        moving=problem.moving,
        trips=tuple(writer.trips),
    )
