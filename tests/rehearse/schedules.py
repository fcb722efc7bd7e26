"""Plans for a small post with everything in it, made by first come, first planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_post,
    a_problem,
)

from exeunt.model.people import Estimate
from exeunt.model.plan import CohortLoad, Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import Household, Problem, Spans
from exeunt.model.times import HOUR, MINUTE


EXITS = ("hub", "gate")


def an_estimate(estimate_id: str, place: str, size: int, **given: Any) -> Estimate:
    """Make an estimate that is its own category, without a range."""
    body: dict[str, Any] = {"id": estimate_id, "category": estimate_id, "place": place}
    counts = {"low": size, "likely": size, "high": size}
    basis = {"basis": "fiction", "date": H_HOUR}
    ready = {"ready": [{"after": "2h", "share": 0.5}, {"after": "9h", "share": 0.5}]}
    return Estimate(**body | counts | basis | ready | given)


def a_whole_post(
    ready_h: list[int], sizes: list[int], *, rate: float = 40, **given: Any
) -> Post:
    """
    Make a post with two homes, a hub, a border gate and a haven.

    Minibuses bring people from home to the hub; coaches and a train bring them from
    there to the haven; from the far home people drive to the gate and on. Households
    of 1, 2, 3, 1... people, and estimates, each a category of its own.
    """
    people, categories = [], []
    for k, ready in enumerate(ready_h):
        categories.append(a_category(f"c{k}", ready_after=ready * HOUR))
        people += [
            a_person(
                f"p{k}.{n}",
                household=f"h{k}",
                category=f"c{k}",
                place="far" if k % 4 == 3 else "home",
                needs=["wheelchair"] if k % 5 == 4 and n == 0 else [],
            )
            for n in range(1 + k % 3)
        ]
    estimates = [
        an_estimate(f"e{k}", "far" if k % 2 else "home", size)
        for k, size in enumerate(sizes)
    ]
    categories += [a_category(f"e{k}") for k in range(len(sizes))]
    body: dict[str, Any] = {
        "deadline": "5d",
        "categories": categories,
        "places": [
            a_place(),
            a_place("far"),
            a_place(
                "hub",
                kind="assembly_area",
                processes_per_h=rate,
                open={"daily": ["06:00-21:00"]},
            ),
            a_place("gate", kind="border_crossing", processes_per_h=rate / 2),
            a_place("haven", kind="safe_haven"),
        ],
        "links": [
            a_link("home", "hub", time="30m"),
            a_link("hub", "haven", time="3h", vehicles_per_h=3),
            a_link("hub", "haven", id="rail", mode="rail", time="2h", both_ways=False),
            a_link("far", "gate", mode="own", time="2h", both_ways=False),
            a_link("gate", "haven", mode="own", time="1h", both_ways=False),
        ],
        "fleets": [
            a_fleet(
                "minibus",
                seats={"seat": 6, "wheelchair": 1},
                based="hub",
                links=["home-hub"],
            ),
            a_fleet(
                seats={"seat": 12, "wheelchair": 1},
                based="hub",
                links=["hub-haven"],
                available_from="4h",
                vehicles=3,
            ),
        ],
        "services": [
            {
                "id": "train",
                "name": "train",
                "link": "rail",
                "departs": ["09:00", "18:30"],
                "seats": {"seat": 20},
            }
        ],
        "exits": [{"place": place, "name": place, "closes": {}} for place in EXITS],
    }
    return a_post(people=tuple(people), estimates=tuple(estimates), **body | given)


@dataclass(kw_only=True)
class Group:
    """People who make the same trips."""

    place: str
    ready_s: int
    households: tuple[str, ...] = ()
    cohorts: tuple[CohortLoad, ...] = ()
    seats: int = 0
    wheelchairs: int = 0
    persons: int = 0


@dataclass(kw_only=True)
class Scheduler:
    """Plans group after group, each as early as what is planned already lets it."""

    problem: Problem
    by_train: Callable[[], bool]
    trips: list[Trip] = field(default_factory=list)
    vehicle_free: dict[str, int] = field(default_factory=dict)
    station_free: dict[str, float] = field(default_factory=dict)
    set_outs: list[tuple[str, str, int]] = field(default_factory=list)
    train_left: dict[str, int] = field(default_factory=dict)

    def plan(self, groups: list[Group]) -> Plan:
        """Plan *groups* in this order; their people are all out before the deadline."""
        for group in groups:
            if group.place == "far":
                at = self._own(group, "far-gate", "far", "gate", group.ready_s)
                at = self._processed(group, "gate", at)
                self._own(group, "gate-haven", "gate", "haven", at)
            else:
                at = self._ride(group, "minibus", "home", "hub", group.ready_s)
                at = self._processed(group, "hub", at)
                if not (self.by_train() and self._train(group, at)):
                    self._ride(group, "coach", "hub", "haven", at)
        return a_plan(self.problem, *self.trips)

    def _processed(self, group: Group, place: str, at: int) -> int:
        """Find when *group* is processed, after everybody planned before it."""
        rate = self.problem.place(place).processes_per_h or 1
        now = max(float(at), self.station_free.get(place, 0.0))
        left = group.persons * 3600 / rate
        for a, b in self.problem.open[place]:
            begin = max(now, a)
            if begin < b and left > 0:
                worked = min(left, b - begin)
                left, now = left - worked, begin + worked
        self.station_free[place] = now
        return int(now) + 1

    def _own(self, group: Group, link: str, from_: str, to: str, at: int) -> int:
        hop = next(h for h in self.problem.hops if h.link.id == link)
        arrive = at + int(hop.link.nominal_s)
        self._add(group, None, link, (from_, to), (at, arrive))
        return arrive

    def _train(self, group: Group, at: int) -> bool:
        if group.wheelchairs:
            return False
        for departure in self.problem.departures:
            begin = departure.depart_s - departure.service.loading
            left = self.train_left.setdefault(departure.id, 20)
            shut = not _inside(self.problem.open["hub"], begin, departure.depart_s)
            if begin >= at and left >= group.seats and not shut:
                self.train_left[departure.id] -= group.seats
                self._join(group, departure.id, departure.depart_s, departure.arrive_s)
                return True
        return False

    def _join(self, group: Group, departure: str, depart: int, arrive: int) -> None:
        for k, trip in enumerate(self.trips):
            if trip.vehicle == departure:
                self.trips[k] = trip.model_copy(
                    update={
                        "households": trip.households + group.households,
                        "cohorts": trip.cohorts + group.cohorts,
                    }
                )
                return
        self._add(group, departure, "rail", ("hub", "haven"), (depart, arrive))

    def _ride(self, group: Group, fleet_id: str, from_: str, to: str, at: int) -> int:
        fleet = next(f for f in self.problem.fleets if f.id == fleet_id)
        names = [f"{fleet_id}/{k + 1}" for k in range(fleet.vehicles)]
        vehicle = min(names, key=lambda v: self.vehicle_free.get(v, 0))
        free = max(self.vehicle_free.get(vehicle, 0), fleet.available_from)
        link = f"{from_}-{to}"
        if fleet.based != from_ or vehicle in self.vehicle_free:
            way = f"{'home-hub' if fleet_id == 'minibus' else 'hub-haven'}"
            free = self._run(None, vehicle, way, (to, from_), free)
        return self._run(group, vehicle, link, (from_, to), max(free, at))

    def _run(
        self,
        group: Group | None,
        vehicle: str,
        link: str,
        ends: tuple[str, str],
        at: int,
    ) -> int:
        fleet = next(
            f for f in self.problem.fleets if f.id == vehicle.split("/", maxsplit=1)[0]
        )
        hop = next(
            h for h in self.problem.hops if (h.link.id, h.from_) == (link, ends[0])
        )
        loading = fleet.loading if group else 0
        depart = at + loading
        travel = fleet.travel_s(hop.link, self.problem.step_s)
        while not self._may(hop.headway_s, link, ends, depart, loading, travel):
            depart += MINUTE
        self.set_outs.append((link, ends[0], depart))
        self._add(group, vehicle, link, ends, (depart, depart + travel))
        free = depart + travel + (fleet.unloading if group else 0)
        self.vehicle_free[vehicle] = free
        return free

    def _may(
        self,
        headway: int,
        link: str,
        ends: tuple[str, str],
        depart: int,
        loading: int,
        travel: int,
    ) -> bool:
        opening = self.problem.open
        return (
            _inside(opening[ends[0]], depart - loading, depart)
            and _inside(opening[ends[1]], depart + travel, depart + travel)
            and all(
                abs(depart - other) >= headway
                for way, start, other in self.set_outs
                if (way, start) == (link, ends[0])
            )
        )

    def _add(
        self,
        group: Group | None,
        vehicle: str | None,
        link: str,
        ends: tuple[str, str],
        times: tuple[int, int],
    ) -> None:
        self.trips.append(
            Trip(
                id=f"t{len(self.trips)}",
                vehicle=vehicle,
                link=link,
                from_=ends[0],
                to=ends[1],
                depart_s=times[0],
                arrive_s=times[1],
                households=group.households if group else (),
                cohorts=group.cohorts if group else (),
            )
        )


def _inside(spans: Spans, begin: int, end: int) -> bool:
    return any(a <= begin and end < b for a, b in spans)


def groups_of(problem: Problem, order: list[int]) -> list[Group]:
    """Put households and cohorts into groups that fit a minibus, in some order."""
    units: list[Group] = [
        Group(
            place=h.place,
            ready_s=h.ready_s,
            households=(h.id,),
            seats=_seats(h),
            wheelchairs=h.persons - _seats(h),
            persons=h.persons,
        )
        for h in problem.households
    ]
    for cohort in problem.cohorts:
        left = cohort.persons
        while left:
            some = min(left, 6)
            load = CohortLoad(cohort=cohort.id, persons=some)
            units.append(
                Group(
                    place=cohort.place,
                    ready_s=cohort.ready_s,
                    cohorts=(load,),
                    seats=some,
                    persons=some,
                )
            )
            left -= some
    ranks = [order[k % len(order)] if order else 0 for k in range(len(units))]
    units = [u for _, _, u in sorted(zip(ranks, range(len(units)), units, strict=True))]
    return _together(units)


def _seats(household: Household) -> int:
    return sum(n for kind, n in household.seats if kind == "seat")


def _together(units: list[Group]) -> list[Group]:
    out: list[Group] = []
    for unit in units:
        last = out[-1] if out else None
        if (
            last is None
            or last.place != unit.place
            or last.seats + unit.seats > 6
            or last.wheelchairs + unit.wheelchairs > 1
            or {c.cohort for c in last.cohorts} & {c.cohort for c in unit.cohorts}
        ):
            out.append(unit)
            continue
        last.ready_s = max(last.ready_s, unit.ready_s)
        last.households += unit.households
        last.cohorts += unit.cohorts
        last.seats += unit.seats
        last.wheelchairs += unit.wheelchairs
        last.persons += unit.persons
    return out


@st.composite
def plans(draw: st.DrawFn, /, **given: Any) -> tuple[Post, Problem, Plan]:
    """Draw a post and a plan for it that keeps every rule."""
    ready_h = draw(st.lists(st.integers(0, 30), max_size=8))
    sizes = draw(st.lists(st.integers(1, 30), max_size=2))
    rate = draw(st.sampled_from([7, 40, 333]))
    post = a_whole_post(ready_h or [1], sizes, rate=rate, **given)
    problem = a_problem(post)
    order = draw(st.lists(st.integers(0, 9), min_size=1, max_size=9))
    scheduler = Scheduler(
        problem=problem, by_train=lambda: draw(st.booleans(), label="by train")
    )
    return post, problem, scheduler.plan(groups_of(problem, order))
