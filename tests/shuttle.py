"""Plans of any size that keep every rule by construction: coaches to and fro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.good_plan import a_trip
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post,
)

from exeunt.model.people import Estimate, PersonKind
from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import Objective, Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import post_sha256


QUARTER = 900
ROUND_S = 17 * QUARTER
"""In, an hour between two quarters; a quarter to process; on, as in; empty back."""
LEGS = (1, 8, 13)
"""When each leg of a round sets out, in quarters."""
APART_S = 36


@dataclass(frozen=True, kw_only=True)
class Shuttle:
    """So many coaches go so many rounds, with so many people each time."""

    vehicles: int = 2
    rounds: int = 2
    households: int = 2
    """On each trip."""
    size: int = 2
    """Of a household."""
    strangers: int = 1
    """People of the cohort on each trip."""
    together: bool = False
    """Whether all coaches of a round go in one convoy; else one behind the other."""
    onward: bool = False
    """Whether all walk on from the haven as those of the next round come."""

    @property
    def aboard(self) -> int:
        """How many people each trip in carries."""
        return self.households * self.size + self.strangers

    def post(self) -> Post:
        """Make the post: everything exactly as large as it must be."""
        gate = a_place(
            "gate",
            kind=PlaceKind.PROCESSING_CENTRE,
            processes_per_h=100 * self.aboard,
            holds=25 * self.aboard,
            open={"daily": ["00:00-11:59", "11:59-24:00"]},
        )
        led: dict[str, Any] = {}
        if self.together:
            led = {"convoy": self.vehicles, "escort": "coach"}
        stay = 1 if self.onward else self.rounds
        havens = a_place(
            "haven",
            kind=PlaceKind.SAFE_HAVEN,
            holds=self.aboard * stay * self.vehicles,
        )
        coach = a_fleet(
            vehicles=self.vehicles, seats={"seat": self.aboard}, available_until="30d"
        )
        return a_post(
            deadline="10d",
            categories=[
                a_category("family", weight=3),
                a_category("citizen", kind=PersonKind.PRIVATE_CITIZEN),
            ],
            places=[a_place(), gate, havens, a_place("abroad", kind=PlaceKind.HOME)],
            links=[
                a_link("home", "gate", vehicles_per_h=100, **led),
                a_link("gate", "haven", **led),
                a_link("haven", "home", **led),
                a_link("haven", "abroad", mode=Mode.FOOT),
            ],
            fleets=[coach],
            people=tuple(
                a_person(f"{household}.{n}", household=household)
                for lift in self._lifts()
                for household in self._aboard(lift)
                for n in range(self.size)
            ),
            estimates=self._estimates(),
        )

    def _estimates(self) -> tuple[Estimate, ...]:
        likely = self.strangers * self.vehicles * self.rounds
        body = {
            "id": "cit",
            "category": "citizen",
            "place": "home",
            "low": likely,
            "likely": likely,
            "high": likely,
            "basis": "counted",
            "date": H_HOUR,
            "ready": [{"after": "0h", "share": 1}],
        }
        return (Estimate.model_validate(body),)

    def _lifts(self) -> list[tuple[int, int]]:
        return [(r, v) for r in range(self.rounds) for v in range(self.vehicles)]

    def _aboard(self, lift: tuple[int, int]) -> list[str]:
        return [f"h{lift[0]}.{lift[1]}.{n}" for n in range(self.households)]

    def plan(self) -> Plan:
        """Make the plan."""
        post = self.post()
        trips = [trip for lift in self._lifts() for trip in self._trips(lift)]
        out_s = [self._begin(lift) + 13 * QUARTER for lift in self._lifts()]
        weight = 3 * self.households * self.size + self.strangers
        hours = sum(weight * s / 3600 for s in out_s)
        claims = [("left_behind", 0.0), ("person_hours", hours)]
        claims += [("clearance", max(out_s) / 3600), ("cost", 0.0)]
        return Plan(
            post=post.file.name,
            post_sha256=post_sha256(post),
            h_hour=H_HOUR,
            deadline_s=10 * 86_400,
            moving=("family", "citizen"),
            trips=tuple(trips),
            objectives=tuple(
                Objective.model_validate(
                    {"name": n, "unit": "h", "value": v, "bound": v, "how": "built so"}
                )
                for n, v in claims
            ),
        )

    def _begin(self, lift: tuple[int, int]) -> int:
        return lift[0] * ROUND_S + lift[1] * (0 if self.together else APART_S)

    def _trips(self, lift: tuple[int, int]) -> list[Trip]:
        begin = self._begin(lift)
        ways = [
            ("home-gate", "home", "gate"),
            ("gate-haven", "gate", "haven"),
            ("haven-home", "haven", "home"),
        ]
        trips = []
        for leg, way in enumerate(ways):
            loaded = leg < 2
            depart_s = begin + LEGS[leg] * QUARTER
            trips.append(
                a_trip(
                    f"t{lift[0]}.{lift[1]}.{leg}",
                    f"coach/{lift[1] + 1}",
                    way,
                    depart_s=depart_s,
                    arrive_s=depart_s + 4 * QUARTER,
                    households=self._aboard(lift) if loaded else [],
                    cohorts=self._strangers() if loaded else {},
                )
            )
        return [*trips, self._on(lift)] if self.onward else trips

    def _on(self, lift: tuple[int, int]) -> Trip:
        depart_s = self._begin(lift) + 13 * QUARTER + ROUND_S
        return a_trip(
            f"t{lift[0]}.{lift[1]}.on",
            None,
            ("haven-abroad", "haven", "abroad"),
            depart_s=depart_s,
            arrive_s=depart_s + 4 * QUARTER,
            households=self._aboard(lift),
            cohorts=self._strangers(),
        )

    def _strangers(self) -> dict[str, int]:
        return {"cit/1": self.strangers} if self.strangers else {}
