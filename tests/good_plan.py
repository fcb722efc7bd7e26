"""A small post with every kind of limit, and a plan for it that keeps all of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post,
)

from exeunt.model.people import Estimate, Need, Person, PersonKind
from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256


MIN = 60
HOUR = 3600


def the_post() -> Post:
    """Make the post; 08:00 local is H-hour, so 14:00 is six hours after it."""
    return a_post(
        people=_people(),
        estimates=(_citizens(),),
        categories=[
            a_category("family", weight=2, ready_after="1h"),
            a_category("citizen", kind=PersonKind.PRIVATE_CITIZEN),
            a_category("guard", moves_at=None),
        ],
        need_factors={Need.WHEELCHAIR: 1.5, Need.PET: 1.25},
        places=[
            a_place(),
            a_place(
                "gate",
                kind=PlaceKind.BORDER_CROSSING,
                processes_per_h=30,
                holds=12,
                refuels=True,
                open={"daily": ["08:00-16:00", "16:05-20:00"]},
            ),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN, holds=17),
            a_place(
                "airport",
                kind=PlaceKind.AIRPORT,
                open={"daily": ["09:30-08:00"]},
                slots_per_h=2,
            ),
            a_place("abroad", kind=PlaceKind.HOME, slots_per_h=4),
        ],
        links=[
            a_link("home", "gate", time="50m", vehicles_per_h=2, km=50),
            a_link("gate", "haven", open={"daily": ["09:00-18:00"]}, km=120),
            a_link("home", "gate", id="lane", mode=Mode.OWN, time="2h"),
            a_link("home", "airport", time="40m", both_ways=False),
            a_link("home", "airport", id="pass", time="40m", convoy=2, escort="van"),
            a_link("airport", "abroad", mode=Mode.AIR, time="110m"),
            a_link("airport", "abroad", id="charter", mode=Mode.AIR, time="110m"),
        ],
        fleets=_fleets(),
        services=_services(),
        curfews=[
            {"modes": ["road"], "daily": ["22:00-05:00"], "why": "Decree."},
            {"modes": ["own"], "daily": ["13:00-13:10"], "until": "2030-05-07T00:00Z"},
        ],
    )


def _fleets() -> list[dict[str, Any]]:
    coach: dict[str, Any] = {"seats": {"seat": 10, "wheelchair": 1}, "vehicles": 3}
    coach |= {"duty": "7h", "rest": "1h", "range_km": 450, "refuelling": "90m"}
    return [
        a_fleet("coach", time_factor=1.2, available_from="30m", **coach),
        a_fleet(
            "van",
            seats={"seat": 4},
            available_from="30m",
            available_until="10h",
            links=["home-airport", "pass"],
        ),
        a_fleet("plane", mode="air", based="abroad", seats={"seat": 3}, vehicles=1),
    ]


def _services() -> list[dict[str, Any]]:
    fly = {"name": "fly", "link": "airport-abroad", "seats": {"seat": 3}}
    return [
        fly | {"id": "fly", "departs": ["14:00", "05:45"]},
        fly
        | {
            "id": "short",
            "departs": ["11:00", "12:00", "18:00"],
            "from": "2030-05-06T12:00:00+02:00",
            "until": "2030-05-06T18:00:00+02:00",
        },
    ]


def _people() -> tuple[Person, ...]:
    who = {"h1": 4, "h2": 5, "h3": 2, "h4": 2, "hg": 1}
    people = [
        a_person(
            f"{household}-{number}",
            household=household,
            category="guard" if household == "hg" else "family",
        )
        for household, count in who.items()
        for number in range(count)
    ]
    people[0] = people[0].model_copy(update={"needs": frozenset({Need.WHEELCHAIR})})
    people[8] = people[8].model_copy(update={"split_approved_by": "The consul"})
    return tuple(people)


def _citizens() -> Estimate:
    return Estimate.model_validate(
        {
            "id": "cit",
            "category": "citizen",
            "place": "home",
            "low": 8,
            "likely": 8,
            "high": 8,
            "basis": "counted",
            "date": H_HOUR,
            "ready": [{"after": "0h", "share": 0.5}, {"after": "2h", "share": 0.5}],
        }
    )


def a_trip(
    trip_id: str, vehicle: str | None, way: tuple[str, str, str], **given: Any
) -> Trip:
    """Make a trip over *way*: link, from, to; ``cohorts`` as a mapping."""
    link, from_, to = way
    cohorts = given.pop("cohorts", {})
    body: dict[str, Any] = {
        "id": trip_id,
        "vehicle": vehicle,
        "link": link,
        "from": from_,
        "to": to,
        "cohorts": [{"cohort": c, "persons": n} for c, n in cohorts.items()],
    }
    return Trip.model_validate(body | given)


H2 = ("h2", "h2~h2-4")
"""The second household, and who was split from it."""
IN = ("home-gate", "home", "gate")
HOMEWARD = ("home-gate", "gate", "home")
ON = ("gate-haven", "gate", "haven")
BACK = ("gate-haven", "haven", "gate")
PASS = ("pass", "home", "airport")
CHARTER = ("charter", "abroad", "airport")
FLY = ("airport-abroad", "airport", "abroad")
TO_AIRPORT = ("home-airport", "home", "airport")


def _trips() -> list[Trip]:
    return [
        a_trip(
            "t1", "coach/1", IN, depart_s=4500, arrive_s=8100, households=["h1", *H2]
        ),
        a_trip(
            "t2",
            "coach/1",
            ON,
            depart_s=11700,
            arrive_s=16200,
            households=["h1", *H2],
        ),
        a_trip(
            "t3",
            "coach/2",
            IN,
            depart_s=8100,
            arrive_s=11700,
            cohorts={"cit/1": 4, "cit/2": 2},
        ),
        a_trip(
            "t4",
            "coach/2",
            ON,
            depart_s=15300,
            arrive_s=19800,
            cohorts={"cit/1": 4, "cit/2": 2},
        ),
        a_trip(
            "t5",
            None,
            ("lane", "home", "gate"),
            depart_s=7200,
            arrive_s=14400,
            cohorts={"cit/2": 2},
        ),
        a_trip("t6", "coach/1", BACK, depart_s=17100, arrive_s=21600),
        a_trip(
            "t7",
            "coach/1",
            ON,
            depart_s=22500,
            arrive_s=27000,
            cohorts={"cit/2": 2},
        ),
        a_trip(
            "t8",
            "van/1",
            TO_AIRPORT,
            depart_s=4500,
            arrive_s=7200,
            households=["h3"],
        ),
        a_trip(
            "t9",
            "fly@2030-05-06T14:00",
            FLY,
            depart_s=21600,
            arrive_s=28800,
            households=["h3"],
        ),
    ]


def the_plan(*, h_hour: datetime = H_HOUR) -> Plan:
    """Make a plan that keeps every rule and leaves h4 behind."""
    post = the_post()
    body = {
        "post": post.file.name,
        "post_sha256": post_sha256(post),
        "h_hour": h_hour,
        "deadline_s": 24 * HOUR,
        "moving": ["family", "citizen"],
        "trips": _trips(),
        "left": [{"household": "h4", "persons": 2, "at": "home", "because": "no seat"}],
        "objectives": [
            _objective("left_behind", "weighted people", 4.0),
            _objective("person_hours", "person-hours", 270.25),
            _objective("clearance", "h", 8.5),
            _objective("cost", "as the post counts it", 0.0),
        ],
    }
    return Plan.model_validate(body)


def _objective(name: str, unit: str, value: float) -> dict[str, object]:
    return {"name": name, "unit": unit, "value": value, "bound": 0.0, "how": "none"}


def with_trip(plan: Plan, trip_id: str, **given: Any) -> Plan:
    """Change one trip; ``by_s`` puts it off, ``cohorts`` is a mapping."""
    by_s = given.pop("by_s", 0)
    trips = []
    for trip in plan.trips:
        if trip.id != trip_id:
            trips.append(trip)
            continue
        body = trip.model_dump()
        body["depart_s"] += by_s
        body["arrive_s"] += by_s
        if "cohorts" in given:
            loads = given.pop("cohorts")
            body["cohorts"] = [{"cohort": c, "persons": n} for c, n in loads.items()]
        trips.append(Trip.model_validate(body | given))
    return plan.model_copy(update={"trips": tuple(trips)})


def without(plan: Plan, *trip_ids: str) -> Plan:
    """Take trips out."""
    kept = tuple(trip for trip in plan.trips if trip.id not in trip_ids)
    return plan.model_copy(update={"trips": kept})


def plus(plan: Plan, *trips: Trip) -> Plan:
    """Add trips."""
    return plan.model_copy(update={"trips": (*plan.trips, *trips)})
