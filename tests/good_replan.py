"""What is left of the good plan at 11:20, as a plan from a state that keeps all rules."""

from __future__ import annotations

from datetime import timedelta

from tests.good_plan import BACK, FLY, HOUR, MIN, ON, a_trip, the_plan, the_post
from tests.make import H_HOUR

from exeunt.model.plan import Left, Objective, Plan
from exeunt.model.state import State
from exeunt.plan.follow import follow


AT_S = 200 * MIN
AT = H_HOUR + timedelta(seconds=AT_S)
"""h1 and h2 are on their way to the haven, h3 waits at the airport, h4 is at home; the
people of cit are on their way to the gate, six by t3 and two in their own cars."""


def the_state() -> State:
    """Follow the good plan until then."""
    return follow(the_post(), the_plan(), at=AT).state


def the_replan() -> Plan:
    """Make the plan that keeps every promise; h4 is left, as before."""
    six = {"cit/1:1": 4, "cit/2:1": 2}
    fly = "fly@2030-05-06T14:00"
    return the_plan().model_copy(
        update={
            "h_hour": AT,
            "deadline_s": 24 * HOUR - AT_S,
            "state": the_state(),
            "trips": (
                a_trip("t4", "coach/2", ON, depart_s=3300, arrive_s=7800, cohorts=six),
                a_trip("t6", "coach/1", BACK, depart_s=5100, arrive_s=9600),
                a_trip(
                    "t9", fly, FLY, depart_s=9600, arrive_s=16_800, households=["h3"]
                ),
                a_trip(
                    "t7",
                    "coach/1",
                    ON,
                    depart_s=10_500,
                    arrive_s=15_000,
                    cohorts={"cit/2:2": 2},
                ),
            ),
            "left": (Left(household="h4", persons=2, at="home", because="no seat"),),
            "objectives": (
                _objective("left_behind", 4.0),
                _objective("person_hours", 126 + 2 / 3),
                _objective("clearance", 31 / 6),
                _objective("cost", 0.0),
                _objective("promises", 0),
            ),
        }
    )


def _objective(name: str, value: float) -> Objective:
    unit = "h" if name == "clearance" else "of them"
    body = {"name": name, "unit": unit, "value": value, "bound": 0.0, "how": "none"}
    return Objective.model_validate(body)
