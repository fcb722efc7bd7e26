"""
Made-up departures of any size, the same for the same seed.

At size 1 they are of the kind of the synthetic departures that the planner was designed
on: 1,500 people of three priorities at three origins, made ready over a day; 24 coaches
and 16 minibuses that bring them to two assembly areas, where they are processed; from
there on to an airport with slots that is shut for eight hours of the second day, to a
border that is open from six to eight in the evening, or to a port. Everything grows with
the size: people, origins, fleets and rates in proportion, assembly areas with its root.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import ceil, exp, hypot, sqrt
from typing import Any

import numpy as np

from exeunt.model.fleets import Fleet
from exeunt.model.people import Category, Estimate
from exeunt.model.places import Link, Place
from exeunt.model.post import Post, PostFile
from exeunt.model.problem import Problem, problem_of
from exeunt.model.streams import stream
from exeunt.model.times import HOUR, MINUTE


H_HOUR = datetime(2030, 5, 6, tzinfo=UTC)
"""Midnight, so that hours after the decision are hours of the day."""
SMALLEST, LARGEST = 1 / 15, 100.0
PEOPLE, ORIGINS, ASSEMBLIES = 1500, 3, 2
GROUPS = {"P1": (5.0, 0.1, 4.0), "P2": (2.0, 0.3, 10.0), "P3": (1.0, 0.6, 17.0)}
"""By priority: weight, share of the people, hour at which most become ready."""
SPREAD_H = 5.0
"""Standard deviation of the hour at which people become ready."""
PROCESSED_PER_H, BORDER_PER_H = 60.0, 40.0
AIRPORT_SHUT_H = 34, 42
SPREAD_KM = 120.0
"""Standard deviation of how far east and north of the middle people live."""
KM_PER_DEGREE = 111.0
ROAD_KMH, DETOUR = 50.0, 1.3

Kind = tuple[str, str, int, int, int]
"""Of vehicles: mode, name, seats, how many at size 1, how many where they are scarce."""
KINDS: Mapping[str, Kind] = {
    "coach": ("road", "Coaches", 50, 24, 4),
    "minibus": ("road", "Minibuses", 28, 16, 4),
    "c130": ("air", "C-130", 85, 3, 1),
    "a400": ("air", "A400M", 110, 2, 1),
    "a330": ("air", "A330", 240, 1, 1),
    "ship": ("sea", "Ships", 300, 1, 1),
}
NEEDED = {"coach", "minibus", "c130"}
"""However small the departure, there is one of each."""
TURNS = {"road": ("15m", "15m"), "air": ("45m", "30m"), "sea": ("2h", "1h")}
"""Loading and unloading by mode."""
FLIGHT_S, FACTORS = 4 * HOUR, {"a330": 0.75}
VOYAGE_S = 12 * HOUR


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a departure is."""

    people: int
    origins: int
    assemblies: int
    vehicles: Mapping[str, int]
    """By kind."""
    processed_per_h: float
    """At each assembly area."""
    border_per_h: float
    flights_per_h: float
    deadline_h: int
    batch_h: int
    """Who becomes ready within so many hours counts as one batch."""


def size_of(k: float, *, scarce: bool = False) -> Size:
    """
    Give the size of a departure that is *k* times that of 1,500 people.

    Parameters
    ----------
    k
        From a fifteenth, 100 people, to a hundred.
    scarce
        With few vehicles, and 84 hours instead of 120; from 20 on there are 14 days.
    """
    if not SMALLEST <= k <= LARGEST:
        raise ValueError(f"{k:g} is no size; give one from {SMALLEST:g} to {LARGEST:g}")
    assemblies = max(1, round(ASSEMBLIES * sqrt(k)))
    vehicles = {
        kind: max(round(k * (few if scarce else many)), kind in NEEDED)
        for kind, (_, _, _, many, few) in KINDS.items()
    }
    hours = 14 * 24 if k >= 20 else 84 if scarce else 120
    return Size(
        people=round(PEOPLE * k),
        origins=max(1, round(ORIGINS * k)),
        assemblies=assemblies,
        vehicles=vehicles,
        processed_per_h=PROCESSED_PER_H * k / assemblies,
        border_per_h=BORDER_PER_H * k,
        flights_per_h=max(1.0, k),
        deadline_h=hours,
        batch_h=1 if k <= 4 else 3 if k <= 10 else 6,
    )


def departure(k: float = 1.0, *, seed: int, scarce: bool = False) -> Post:
    """Make up a departure of size *k*; see ``size_of``."""
    size = size_of(k, scarce=scarce)
    spots = _Spots.of(size, seed=seed)
    return post_of(
        f"Departure {k:g}{' scarce' if scarce else ''}",
        deadline_s=size.deadline_h * HOUR,
        categories=[category(name, weight) for name, (weight, _, _) in GROUPS.items()],
        places=[*_places(size, spots)],
        links=[*_links(size, spots)],
        fleets=[*_fleets(size)],
        estimates=[*_estimates(size, seed=seed)],
    )


def post_of(  # noqa: PLR0913 - a post has so many parts
    name: str,
    *,
    deadline_s: int,
    categories: Sequence[Category],
    places: Sequence[Place],
    links: Sequence[Link],
    fleets: Sequence[Fleet],
    estimates: Sequence[Estimate],
    step_s: int = 15 * MINUTE,
) -> Post:
    """Put a post together around what a benchmark is about."""
    made_up = {"reference_class": "made up"}
    file = PostFile.model_validate(
        {
            "exeunt": 1,
            "name": name,
            "country": "XX",
            "time_zone": "UTC",
            "synthetic": "Made up for measuring.",
            "h_hour": 0,
            "deadline": deadline_s,
            "planning_step": step_s,
            "paper": {"reviewed": H_HOUR},
            "categories": categories,
            "places": places,
            "links": links,
            "fleets": fleets,
            "scenarios": [
                {"kind": "status_quo", "name": "It holds", "prior": 0.9, **made_up},
                {"kind": "squeeze", "name": "It tightens", "prior": 0.1, **made_up},
            ],
            "exits": [
                {"place": p.id, "name": p.name, "closes": {}}
                for p in places
                if p.kind.safe
            ],
        }
    )
    return Post(file=file, estimates=tuple(estimates))


def problem_at(post: Post) -> Problem:
    """State the problem of moving everybody from ``H_HOUR`` on."""
    moving = tuple(c.id for c in post.file.categories)
    return problem_of(post, h_hour=H_HOUR, moving=moving)


def category(name: str, weight: float) -> Category:
    """Make a category that moves and is ready when its estimates say."""
    body = {"id": name, "name": name, "kind": "private_citizen", "weight": weight}
    return Category.model_validate({**body, "ready_after": 0})


def estimate(place: str, group: str, ready: Mapping[int, int]) -> Estimate:
    """Make an estimate of so many people by the second at which they become ready."""
    people = sum(ready.values())
    body = {"id": f"{place}-{group}", "category": group, "place": place}
    counts = {"low": people, "likely": people, "high": people}
    batches = [{"after": s, "share": n / people} for s, n in sorted(ready.items()) if n]
    return Estimate.model_validate(
        {**body, **counts, "basis": "made up", "date": H_HOUR, "ready": batches}
    )


@dataclass(frozen=True, slots=True)
class _Spots:
    """Where everything is, in km east and north of the middle."""

    origins: list[tuple[float, float]]
    assemblies: list[tuple[float, float]]

    @classmethod
    def of(cls, size: Size, *, seed: int) -> _Spots:
        dice = stream(seed, 0)
        far = dice.normal(scale=SPREAD_KM, size=(size.origins, 2))
        near = dice.uniform(-50.0, 50.0, size=(size.assemblies, 2))
        return cls(_pairs(far), _pairs(near))

    def named(self) -> dict[str, tuple[float, float]]:
        spots = {f"O{i}": spot for i, spot in enumerate(self.origins)}
        spots |= {f"A{i}": spot for i, spot in enumerate(self.assemblies)}
        return spots | {
            "APT": (60.0, 40.0),
            "BDR": (-170.0, 30.0),
            "PRT": (40.0, -130.0),
        }


def _pairs(rows: np.ndarray[Any, np.dtype[np.float64]]) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in rows]


def _places(size: Size, spots: _Spots) -> Iterator[Place]:
    named = spots.named()
    for i in range(size.origins):
        yield _place(f"O{i}", "residence", named[f"O{i}"])
    for i in range(size.assemblies):
        rate = {"processes_per_h": size.processed_per_h}
        yield _place(f"A{i}", "assembly_area", named[f"A{i}"], **rate)
    begin, end = (H_HOUR + timedelta(hours=h) for h in AIRPORT_SHUT_H)
    shut = {"open": {"shut": [{"from": begin, "until": end}]}}
    yield _place("APT", "airport", named["APT"], **shut)
    border = {"processes_per_h": size.border_per_h, "open": {"daily": ["06:00-20:00"]}}
    yield _place("BDR", "border_crossing", named["BDR"], **border)
    yield _place("PRT", "seaport", named["PRT"])
    yield _place("OVER", "safe_haven", (-180.0, 30.0))
    yield _place("SAFE", "safe_haven", (900.0, -900.0))


def _place(name: str, kind: str, spot: tuple[float, float], **more: Any) -> Place:
    east, north = spot
    at = {"lat": -28 + north / KM_PER_DEGREE, "lon": 127 + east / KM_PER_DEGREE}
    at = {"lat": min(max(at["lat"], -80), 80), "lon": min(max(at["lon"], 0), 179)}
    return Place.model_validate({"id": name, "name": name, "kind": kind, **at, **more})


def _links(size: Size, spots: _Spots) -> Iterator[Link]:
    named = spots.named()
    origins = [f"O{i}" for i in range(size.origins)]
    assemblies = [f"A{i}" for i in range(size.assemblies)]
    exits = ("APT", "BDR", "PRT")
    pairs = [(start, end) for start in origins for end in assemblies]
    pairs += [(start, end) for start in assemblies for end in exits]
    pairs += list(pairwise(assemblies))
    for start, end in pairs:
        yield link(start, end, time_s=_drive_s(named[start], named[end]))
    for start in exits:  # home again without stopping at an assembly area
        for end in origins:
            time_s = _drive_s(named[start], named[end])
            yield link(start, end, time_s=time_s, both_ways=False)
    yield link("BDR", "OVER", mode="foot", time_s=15 * MINUTE, both_ways=False)
    slots = {"vehicles_per_h": size.flights_per_h}
    out = link("APT", "SAFE", mode="air", time_s=FLIGHT_S, both_ways=False)
    yield out.model_copy(update=slots)
    yield link("SAFE", "APT", mode="air", time_s=FLIGHT_S, both_ways=False)
    yield link("PRT", "SAFE", mode="sea", time_s=VOYAGE_S)


def link(
    start: str, end: str, *, time_s: int, mode: str = "road", both_ways: bool = True
) -> Link:
    """Make a link that is named for its ends."""
    ends = {"id": f"{start}-{end}", "from": start, "to": end}
    return Link.model_validate(
        {**ends, "mode": mode, "time": time_s, "both_ways": both_ways}
    )


def _drive_s(one: tuple[float, float], other: tuple[float, float]) -> int:
    """Give the time by road, in quarter hours and at least half an hour."""
    km = hypot(one[0] - other[0], one[1] - other[1]) * DETOUR
    return max(2, ceil(km / ROAD_KMH * 4)) * 15 * MINUTE


def _fleets(size: Size) -> Iterator[Fleet]:
    last = f"A{size.assemblies - 1}"
    bases = {"coach": "A0", "minibus": last}
    for kind, (mode, name, seats, _, _) in KINDS.items():
        loading, unloading = TURNS[mode]
        yield Fleet.model_validate(
            {
                "id": kind,
                "name": name,
                "mode": mode,
                "vehicles": size.vehicles[kind],
                "seats": {"seat": seats},
                "based": bases.get(kind, "SAFE"),
                "loading": loading,
                "unloading": unloading,
                "time_factor": FACTORS.get(kind, 1.0),
            }
        )


def _estimates(size: Size, *, seed: int) -> Iterator[Estimate]:
    dice = stream(seed, 1)
    at_origin = dice.dirichlet(np.full(size.origins, 2.0))
    shares = [share for _, share, _ in GROUPS.values()]
    totals = dict(zip(GROUPS, shared_out(size.people, shares), strict=True))
    people = {g: shared_out(totals[g], at_origin.tolist()) for g in GROUPS}
    for i in range(size.origins):
        for group, (_, _, most_h) in GROUPS.items():
            if people[group][i]:
                ready = _ready(people[group][i], most_h, size)
                yield estimate(f"O{i}", group, ready)


def _ready(many: int, most_h: float, size: Size) -> dict[int, int]:
    """Share *many* people out over the seconds at which they become ready."""
    hours = range(0, 48, size.batch_h)
    curve = [exp(-0.5 * ((h - most_h) / SPREAD_H) ** 2) for h in hours]
    counts = shared_out(many, curve)
    return {h * HOUR: n for h, n in zip(hours, counts, strict=True) if n}


def shared_out(total: int, shares: Iterable[float]) -> list[int]:
    """Share *total* out in whole numbers, in proportion and to the last one."""
    weights = list(shares)
    exact = [total * weight / sum(weights) for weight in weights]
    out = [int(one) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda i: (out[i] - exact[i], i))
    for i in by_rest[: total - sum(out)]:
        out[i] += 1
    return out
