"""
The synthetic departures of the planning study, as posts.

What they say of themselves is kept as nearly as ``docs/rules.md`` allows:

* A period is so many minutes; H-hour is the begin of period 0, at midnight. Times are
  whole periods, and nothing loads or unloads besides.
* Assembly areas and the border process people at their rate (rule §11), while they are
  open. Who is processed at the border walks over it, in a minute.
* Ways that are for empty vehicles only carry nobody (rule §5).
* What is closed in some periods is shut for that time (rule §3).
* Loaded flights from the airport have a headway (rule §10) over a link of their own.
* People become ready as they do there, batch by batch (rule §8).

What differs:

* Trips set out at any second, not at the begin of a period. Flights are evenly apart,
  where several could leave at once in a period.
* Processing there takes a whole period, which costs time but is not charged; here it
  takes what the rate makes of it, and the wait for it is charged.
* Person-hours count from H-hour here, from being ready there; who is left counts until
  the deadline here, and for 48 hours more there. ``Neo.their_cost`` does the sum.
* Who becomes ready after the horizon is in neither. So the clearance that was measured
  is of those who become ready before it: read the file with that horizon to compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.departures import H_HOUR, category, estimate, link, post_of
from exeunt.model.fleets import Fleet
from exeunt.model.people import Estimate
from exeunt.model.places import Link, Place
from exeunt.model.post import Post
from exeunt.model.times import HOUR, MINUTE


FOLDER = Path(__file__).parents[2] / "shared" / "data" / "planning" / "neo-synth"
"""Beside the repository, where it is there at all."""
LEFT_COSTS_H = 48
"""What everybody costs who is left, besides the time until the horizon."""
OVER = "OVER"
"""Over the border: out of danger."""
_KINDS = {
    "origin": "residence",
    "assembly": "assembly_area",
    "airport": "airport",
    "border": "border_crossing",
    "port": "seaport",
    "safehaven": "safe_haven",
}

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neo:
    """One of them as a post, with what was measured of it."""

    post: Post
    reference: Mapping[str, Any]
    """What the study found: bounds, best known values, in its own counting."""
    before_ready: float
    """Weighted person-hours from H-hour until everybody is ready."""

    def their_cost(self, *, person_hours: float, left_behind: float) -> float:
        """
        Turn figures of a plan (rule §14) into the cost that the study counts.

        Nothing is taken off for the period of processing that the study does not charge:
        here nobody has to wait that long.
        """
        return person_hours - self.before_ready + LEFT_COSTS_H * left_behind


def read_neo(data: bytes, *, horizon_h: float | None = None) -> Neo:
    """
    Read one of the files.

    Parameters
    ----------
    data
        Its bytes.
    horizon_h
        The deadline, and until when people are counted who become ready; none takes
        the horizon of the file.
    """
    body = json.loads(data)
    period_s = int(body["period_minutes"]) * MINUTE
    deadline_s = body["horizon_periods"] * period_s
    if horizon_h is not None:
        deadline_s = min(deadline_s, round(horizon_h * HOUR))
    estimates = [*_estimates(body, period_s, before_s=deadline_s)]
    weights = {group["id"]: group["weight"] for group in body["groups"]}
    post = post_of(
        body["name"],
        deadline_s=deadline_s,
        step_s=MINUTE,
        categories=[category(name, weight) for name, weight in weights.items()],
        places=[*_places(body, period_s)],
        links=[*_links(body, period_s)],
        fleets=[*_fleets(body)],
        estimates=estimates,
    )
    waited = [
        weights[one.category] * one.likely * batch.share * batch.after / HOUR
        for one in estimates
        for batch in one.ready
    ]
    return Neo(post=post, reference=body["reference"], before_ready=sum(waited))


def _places(body: Body, period_s: int) -> Iterator[Place]:
    rates = dict(body["processing_per_period"])
    for number, node in enumerate(body["nodes"]):
        if node["kind"] == "border":
            rates[node["id"]] = body["border_exit_per_period"]
        rate = rates.get(node["id"])
        yield _place(
            node["id"],
            _KINDS[node["kind"]],
            number,
            processes_per_h=None if rate is None else rate * HOUR / period_s,
            open={"shut": [_shut(one, period_s) for one in node["closed_periods"]]},
        )
    yield _place(OVER, "safe_haven", len(body["nodes"]))


def _place(name: str, kind: str, number: int, **more: Any) -> Place:
    at = {"lat": -28 + number // 10, "lon": 121 + number % 10}
    return Place.model_validate({"id": name, "name": name, "kind": kind, **at, **more})


def _shut(periods: tuple[int, int], period_s: int) -> dict[str, object]:
    """Give the time of some periods, the last of them counted in."""
    first, last = periods
    begin, end = first * period_s, (last + 1) * period_s
    return {
        "from": H_HOUR + timedelta(seconds=begin),
        "until": H_HOUR + timedelta(seconds=end),
    }


def _links(body: Body, period_s: int) -> Iterator[Link]:
    kinds = {node["id"]: node["kind"] for node in body["nodes"]}
    modes = {kind["type"]: kind["mode"] for kind in body["fleet"]}
    slots = body["airport_loaded_departures_per_period"] * HOUR / period_s
    carrying = {
        (modes[arc["type"]], arc["frm"], arc["to"])
        for arc in body["arcs"]
        if arc["carries_people"]
    }
    for (mode, start, end), periods in _slowest(body, modes).items():
        time_s = periods * period_s
        one = link(start, end, mode=mode, time_s=time_s, both_ways=False)
        if kinds[start] == "airport" and mode == "air":
            one = one.model_copy(update={"vehicles_per_h": slots})
        if (mode, start, end) not in carrying:
            one = one.model_copy(update={"empty_only": True})
        yield one
    for name, kind in kinds.items():
        if kind == "border":
            yield link(name, OVER, mode="foot", time_s=MINUTE, both_ways=False)


def _slowest(body: Body, modes: Mapping[str, str]) -> dict[tuple[str, str, str], int]:
    """Give the time [periods] of the slowest type of a mode over each way."""
    out: dict[tuple[str, str, str], int] = {}
    for arc in body["arcs"]:
        way = modes[arc["type"]], arc["frm"], arc["to"]
        out[way] = max(out.get(way, 0), arc["periods"])
    return out


def _fleets(body: Body) -> Iterator[Fleet]:
    modes = {kind["type"]: kind["mode"] for kind in body["fleet"]}
    slowest = _slowest(body, modes)
    for kind in body["fleet"]:
        name, mode = kind["type"], kind["mode"]
        factors = {
            arc["periods"] / slowest[mode, arc["frm"], arc["to"]]
            for arc in body["arcs"]
            if arc["type"] == name
        }
        if len(factors) != 1:
            raise ValueError(f"{name} is not faster than others by one factor")
        yield Fleet.model_validate(
            {
                "id": name,
                "name": name,
                "mode": mode,
                "vehicles": kind["count"],
                "seats": {"seat": kind["seats"]},
                "based": kind["start"],
                "loading": 0,
                "unloading": 0,
                "time_factor": factors.pop(),
            }
        )


def _estimates(body: Body, period_s: int, *, before_s: int) -> Iterator[Estimate]:
    for row in body["ready"]:
        times = {int(p) * period_s: n for p, n in row["per_period"].items()}
        ready = {s: n for s, n in times.items() if s < before_s}
        if ready:
            yield estimate(row["origin"], row["group"], ready)
