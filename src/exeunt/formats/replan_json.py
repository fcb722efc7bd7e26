"""What a new plan changes, as one JSON document with the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from exeunt.model.changes import Changes, Fate, Off, PartyChange, TripChange
from exeunt.model.plan import Plan
from exeunt.model.problem import Problem
from exeunt.model.times import moment_of


def replan_body(problem: Problem, plan: Plan, changes: Changes) -> dict[str, Any]:
    """Lay out what changes, whom it concerns, and the plan itself."""

    def off(one: Off) -> dict[str, Any]:
        departs = moment_of(plan.h_hour, one.depart_s, problem.zone)
        return {"link": one.link, "to": one.to, "departs": departs.isoformat()}

    return {
        "changes": {
            "trips": {fate.value: changes.count(fate) for fate in Fate},
            "people_to_tell": changes.people,
            "by_trip": [_trip(trip, off) for trip in changes.trips],
            "to_tell": [_party(party, off) for party in changes.parties],
        },
        "plan": plan.model_dump(mode="json", by_alias=True),
    }


def _trip(trip: TripChange, off: Callable[[Off], dict[str, Any]]) -> dict[str, Any]:
    return {
        "fate": trip.fate.value,
        "from": trip.from_,
        **off(trip.off),
        "vehicles": list(trip.vehicles),
        "people_announced": trip.was,
        "people_now": trip.now,
    }


def _party(party: PartyChange, off: Callable[[Off], dict[str, Any]]) -> dict[str, Any]:
    return {
        "household": party.household,
        "cohort": party.cohort,
        "persons": party.persons,
        "announced": [off(one) for one in party.was],
        "now": [off(one) for one in party.now],
    }
