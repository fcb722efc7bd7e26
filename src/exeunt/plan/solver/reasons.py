"""Why somebody is left: the constraint that binds, in words (rule §13)."""

from __future__ import annotations

from dataclasses import replace

from exeunt.model.people import SeatKind
from exeunt.model.plan import Left
from exeunt.model.times import HOUR, NEVER
from exeunt.plan.solver.boarding import way_out
from exeunt.plan.solver.construct import plain_taste
from exeunt.plan.solver.journeys import Search
from exeunt.plan.solver.network import KINDS, Network, Unit, Way
from exeunt.plan.solver.runs import Offer, Run
from exeunt.plan.solver.schedule import Schedule


Legs = list[Run | Offer]
LIMITS = ("processing", "holds", "seats", "convoys")
KIND_WORDS = {
    SeatKind.SEAT: "no seat",
    SeatKind.WHEELCHAIR: "no wheelchair place",
    SeatKind.STRETCHER: "no stretcher place",
}


def left_of(schedule: Schedule) -> tuple[Left, ...]:
    """List who is left in *schedule*, each with the constraint that binds."""
    net = schedule.net
    known: dict[object, str] = {}
    out = []
    for unit in net.units:
        persons = schedule.waiting[unit.index]
        if not persons:
            continue
        key = (unit.place, unit.ready_s, unit.seats, unit.persons, unit.whole)
        if key not in known:
            known[key] = _because(schedule, unit)
        out.append(
            Left(
                household=unit.id if unit.whole else None,
                cohort=None if unit.whole else unit.id,
                persons=persons,
                at=net.places[unit.place].id,
                because=known[key],
            )
        )
    return tuple(out)


def _because(schedule: Schedule, unit: Unit) -> str:
    net = schedule.net
    name = net.places[unit.place].name
    fresh = Schedule(net)
    if _way_out(fresh, unit) is not None:
        return _because_of_others(schedule, unit)
    at_once = replace(unit, ready_s=0)
    if _way_out(fresh, at_once) is not None:
        since = "the decision" if net.problem.state is None else "H-hour"
        return (
            f"ready {unit.ready_s / HOUR:g} h after {since}, after the last departure "
            f"from {name} that is out by the deadline"
        )
    if _way_out(fresh, at_once, *LIMITS) is None:
        return _no_way(net, unit, name)
    kind = _missing_kind(fresh, at_once)
    if kind is not None:
        return f"{KIND_WORDS[kind]} on any way from {name} to a safe haven"
    if _way_out(fresh, at_once, "seats") is not None and unit.whole:
        return (
            f"a household of {unit.persons} needs more places together than any "
            f"vehicle from {name} has"
        )
    return _because_of_others(fresh, at_once)


def _no_way(net: Network, unit: Unit, name: str) -> str:
    cut_off = net.no_way.because(unit.place)
    if cut_off:
        return cut_off
    reached = _on_paper(net, unit.place)
    if net.to_safety_s[unit.place] < NEVER or not any(net.safe[p] for p in reached):
        return f"no open way out from {name} by the deadline"
    for way in net.ways:
        if way.from_ in reached and way.index in net.barred:
            start, end = net.places[way.from_].name, net.places[way.to].name
            return (
                f"no vehicle runs a way out from {name}: for {way.name}, {start} to "
                f"{end} {net.barred[way.index]}"
            )
    return f"no vehicle or service runs an open way out from {name}"


def _on_paper(net: Network, place: int) -> set[int]:
    """Give the places to which links that are ever open lead from *place*."""
    seen = {place}
    for _ in net.places:
        seen |= {
            net.number[hop.to]
            for hop in net.hops
            if net.number[hop.from_] in seen and hop.spans
        }
    return seen


def _missing_kind(fresh: Schedule, unit: Unit) -> SeatKind | None:
    """Find a kind of place that not even one person of the unit can have."""
    for number, kind in enumerate(KINDS):
        if unit.seats[number]:
            one = [0, 0, 0]
            one[number] = 1
            single = replace(
                unit, persons=1, seats=(one[0], one[1], one[2]), whole=True
            )
            if _way_out(fresh, single) is None and _way_out(fresh, single, "seats"):
                return kind
    return None


def _way_out(schedule: Schedule, unit: Unit, *ignores: str) -> Legs | None:
    persons = unit.persons if unit.whole else 1
    taste = replace(plain_taste(schedule.net), ignores=frozenset(ignores))
    if schedule.net.convoys and "convoys" not in ignores:
        return way_out(schedule.copy(), unit, persons, taste)
    if schedule.net.convoys:
        schedule = schedule.without_convoys()
    return Search(schedule, unit, persons, taste).legs()


def _because_of_others(schedule: Schedule, unit: Unit) -> str:
    """Find the smallest set of limits without which they would come out."""
    for ignored in (
        ("seats",),
        ("processing",),
        ("holds",),
        ("convoys",),
        ("seats", "processing"),
        ("seats", "holds"),
        ("processing", "holds"),
        ("seats", "convoys"),
        LIMITS,
    ):
        legs = _way_out(schedule, unit, *ignored)
        if legs is not None:
            return " and ".join(_words(schedule, unit, legs, x) for x in ignored)
    return f"no way out from {schedule.net.places[unit.place].name} by the deadline"


def _words(schedule: Schedule, unit: Unit, legs: Legs, limit: str) -> str:
    net = schedule.net
    if limit == "processing":
        stations = [leg.way.from_ for leg in legs if leg.way.from_ in schedule.stations]
        if stations:
            at = min(stations, key=lambda p: schedule.stations[p].rate_per_h)
            place = net.places[at]
            return (
                f"{place.name} processes {place.processes_per_h:g} an hour and is "
                "full until the deadline"
            )
    if limit == "convoys":
        together = [leg.way for leg in legs if leg.way.hop in net.convoys]
        if together:
            return _no_convoy(net, together[0])
    if limit == "holds":
        full = [leg.way.to for leg in legs if leg.way.to in schedule.beds]
        if full:
            place = net.places[min(full, key=lambda p: schedule.beds[p].holds)]
            return f"{place.name} holds {place.holds} and is full"
    rest = any(leg.way.fleet >= 0 and _tires(net, leg.way.fleet) for leg in legs)
    within = ", with the rest and fuel they need" if rest else ""
    return f"seats: {_carriers(legs)} {_are(unit)} by the deadline{within}"


def _no_convoy(net: Network, way: Way) -> str:
    start, end = net.places[way.from_].name, net.places[way.to].name
    link = net.hops[way.hop].link
    escort = f" with one of {link.escort}" if link.escort else ""
    return (
        f"{start} to {end} is travelled in convoys of {link.convoy}{escort}, and no "
        "further one can be formed by the deadline"
    )


def _tires(net: Network, fleet: int) -> bool:
    return net.endurance[fleet].limited


def _carriers(legs: Legs) -> str:
    names = list(dict.fromkeys(leg.way.name for leg in legs if leg.way.name))
    return ", ".join(names) or "the vehicles"


def _are(_: Unit) -> str:
    return "have no room left"
