"""Plans from a state, broken in one place each: the checker names the rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.claims import truthful
from tests.good_plan import (
    BACK,
    HOUR,
    IN,
    ON,
    TO_AIRPORT,
    a_trip,
    plus,
    the_plan,
    the_post,
    with_trip,
)
from tests.good_plan import without as without_trips
from tests.good_replan import AT, the_replan

from exeunt.model.plan import Left, Plan
from exeunt.model.state import Closure, Party, SetOut, VehicleAt
from exeunt.plan.checker import check, examine


Change = Callable[[Plan], Plan]


def test_what_is_left_of_a_good_plan_keeps_every_rule() -> None:
    assert [str(breach) for breach in check(the_post(), the_replan())] == []


def test_who_is_out_or_on_the_way_to_safety_is_not_counted() -> None:
    summary = examine(the_post(), the_replan()).summary
    assert summary is not None
    assert (summary.people, summary.out, summary.left) == (12, 10, 2)


def state(**given: Any) -> Change:
    """Change fields of the state."""

    def change(plan: Plan) -> Plan:
        assert plan.state is not None
        return plan.model_copy(update={"state": plan.state.model_copy(update=given)})

    return change


def party(whose: str, **given: Any) -> Change:
    """Change the first party of a household or cohort."""

    def change(plan: Plan) -> Plan:
        assert plan.state is not None
        parties = list(plan.state.parties)
        at = next(n for n, one in enumerate(parties) if one.whose == whose)
        parties[at] = parties[at].model_copy(update=given)
        return state(parties=tuple(parties))(plan)

    return change


def vehicle(name: str, **given: Any) -> Change:
    """Say of a vehicle where it is instead."""

    def change(plan: Plan) -> Plan:
        assert plan.state is not None
        stands = {v.vehicle: v for v in plan.state.vehicles}
        stands[name] = VehicleAt(vehicle=name, **given)
        return state(vehicles=tuple(stands.values()))(plan)

    return change


def shut(**given: Any) -> Change:
    """Shut something."""
    return state(closures=(Closure(**given),))


def trip(trip_id: str, **given: Any) -> Change:
    """Change one trip."""
    return lambda plan: with_trip(plan, trip_id, **given)


def out(*trip_ids: str) -> Change:
    """Take trips out."""
    return lambda plan: without_trips(plan, *trip_ids)


def more(*args: Any, **given: Any) -> Change:
    """Add a trip."""
    return lambda plan: plus(plan, a_trip(*args, **given))


def put(**given: Any) -> Change:
    """Change fields of the plan."""
    return lambda plan: plan.model_copy(update=given)


def state_plus(*parties: Party) -> Change:
    """Add parties to the state."""

    def change(plan: Plan) -> Plan:
        assert plan.state is not None
        return state(parties=(*plan.state.parties, *parties))(plan)

    return change


def not_out(cohort: str, persons: int) -> Change:
    """Write people of a party at the gate down as left."""
    line = Left(cohort=cohort, persons=persons, at="gate", because="shut")
    return lambda plan: plan.model_copy(update={"left": (*plan.left, line)})


def changed(change: Change) -> Plan:
    """Change the good plan; what it says of itself is true."""
    return truthful(the_post(), change(the_replan()))


def claim(name: str, value: float) -> Change:
    """Let the plan state another value."""

    def change(plan: Plan) -> Plan:
        claims = [
            o.model_copy(update={"value": value}) if o.name == name else o
            for o in plan.objectives
        ]
        return plan.model_copy(update={"objectives": tuple(claims)})

    return change


def all_of(*changes: Change) -> Change:
    """Make several changes, in order."""

    def change(plan: Plan) -> Plan:
        for one in changes:
            plan = one(plan)
        return plan

    return change


def after(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


AWAY = ("home-gate", "gate", "home")
SIX = {"cit/1:1": 4, "cit/2:1": 2}
FETCHED = all_of(
    out("t4"),
    more("f1", "coach/2", AWAY, depart_s=1500, arrive_s=5100, cohorts=SIX),
    more("f2", "coach/2", IN, depart_s=6900, arrive_s=10_500, cohorts=SIX),
    more("f3", "coach/2", ON, depart_s=13_200, arrive_s=17_700, cohorts=SIX),
)
"""Six are taken home from the gate at 11:30, and back once it is open again."""
H4_IN = more("x", "coach/3", IN, depart_s=900, arrive_s=4500, households=["h4"])
H4_ON = more("y", "coach/3", ON, depart_s=14_400, arrive_s=18_900, households=["h4"])

BROKEN: dict[str, tuple[str, Change]] = {
    # §30: the state and the plan
    "a state of another moment": ("§30", state(at=after(1))),
    "a deadline counted from the state": ("§2", put(deadline_s=24 * HOUR)),
    "availability counted from the state": (
        # the van is ours for ten hours from the decision, six and two thirds from now
        "§6",
        more("x", "van/2", TO_AIRPORT, depart_s=22_000, arrive_s=24_700),
    ),
    # §31: people
    "leaving before one has come": ("§8", party("cit/1", since=after(41))),
    "being fetched from where one is not": ("§8", party("h3", place="home")),
    "a party that is out moves again": (
        "§31",
        all_of(
            vehicle("coach/3", place="haven"),
            more("x", "coach/3", BACK, depart_s=900, arrive_s=5400, households=["h1"]),
        ),
    ),
    "a cohort by its own name, all of which is in parties": (
        "§31",
        all_of(trip("t7", cohorts={"cit/2": 2}), not_out("cit/2:2", 2)),
    ),
    "more than the party has": ("§13", trip("t7", cohorts={"cit/2:2": 3})),
    "left at home, though elsewhere": ("§13", party("h4", place="gate")),
    "too little time to be processed": ("§11", party("cit/1", since=after(33))),
    "a bed too few, with those who are out": (
        "§12",
        state_plus(Party(cohort="cit/1", persons=1, place="haven")),
    ),
    # §32: vehicles
    "a vehicle that is elsewhere": ("§6", vehicle("coach/2", place="home")),
    "a vehicle that is not free yet": (
        "§6",
        vehicle("coach/2", place="gate", free=after(41)),
    ),
    "a vehicle that is lost": ("§32", vehicle("coach/2", lost=True)),
    "setting out too soon after one that has": (
        "§10",
        all_of(
            more("x", "coach/3", IN, depart_s=900, arrive_s=4500),
            state(departed=(SetOut(link="home-gate", to="gate", at=after(-14)),)),
        ),
    ),
    # §33: closures
    "over a link that is shut": ("§7", shut(link="gate-haven", until=after(60))),
    "to a place that is shut": ("§7", shut(place="haven", until=after(135))),
    "from a place that is shut, to safety": ("§7", shut(place="gate", until=after(60))),
    "by air from a place that is shut": ("§7", shut(place="airport")),
    "fetched from where nobody is let out": (
        "§7",
        all_of(
            FETCHED,
            shut(place="gate", until=after(90), lets_out=False),
            party("cit/1", processed=True),
            party("cit/2", processed=True),
        ),
    ),
    "unprocessed, as if fetched, once it is open again": (
        "§11",
        shut(place="gate", until=after(40)),
    ),
    # §17: names
    "a household that there is not": (
        "§17",
        state_plus(Party(household="h9", place="home")),
    ),
    "a vehicle beyond the fleet": ("§17", vehicle("coach/4", place="gate")),
    "a place that there is not": ("§17", shut(place="nowhere")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_checker_names_the_rule_that_is_broken_and_no_other(name: str) -> None:
    rule, change = BROKEN[name]
    found = check(the_post(), changed(change))
    assert {breach.rule for breach in found} == {rule}, [str(b) for b in found]


KEPT: dict[str, Change] = {
    "another vehicle makes the trip": all_of(
        vehicle("coach/3", place="gate"), trip("t4", vehicle="coach/3")
    ),
    "who is processed needs no time for it": all_of(
        party("cit/1", since=after(40), processed=True),
        party("cit/2", since=after(40), processed=True),
    ),
    "people are fetched by road, unprocessed": all_of(
        FETCHED, shut(place="gate", until=after(90))
    ),
    "an empty vehicle comes to a place that is shut": all_of(
        out("t7", "t4"),
        trip("t6", vehicle="coach/3", link="home-gate", from_="home", arrive_s=8700),
        not_out("cit/1:1", 4),
        not_out("cit/2:1", 2),
        not_out("cit/2:2", 2),
        shut(place="gate"),
    ),
    "the state alone puts too many somewhere": all_of(
        state_plus(Party(cohort="cit/1", persons=9, place="gate")),
        not_out("cit/1:2", 9),
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_a_state_allows_passes(name: str) -> None:
    found = check(the_post(), changed(KEPT[name]))
    assert [str(breach) for breach in found] == []


def test_nobody_may_be_brought_to_where_the_state_puts_too_many() -> None:
    crowd = KEPT["the state alone puts too many somewhere"]
    home = put(left=())
    plan = changed(all_of(home, crowd, H4_IN, H4_ON))
    assert {breach.rule for breach in check(the_post(), plan)} == {"§12"}


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        (KEPT["another vehicle makes the trip"], 0),
        (trip("t7", by_s=60), 2),
        (out("t7"), 2),
        (trip("t4", cohorts={"cit/1:1": 3, "cit/2:1": 2}), 1),
        (out("t9"), 2),
    ],
)
def test_a_promise_is_kept_by_whoever_leaves_there_and_then(
    change: Change, broken: int
) -> None:
    summary = examine(the_post(), changed(change)).summary
    assert summary is not None
    assert summary.broken_promises == broken


def test_promises_that_are_miscounted_are_a_breach() -> None:
    plan = claim("promises", 1)(the_replan())
    (breach,) = check(the_post(), plan)
    assert (breach.rule, "promises" in breach.message) == ("§14", True)


def test_promises_that_are_not_stated_are_a_breach() -> None:
    plan = the_replan()
    (breach,) = check(the_post(), put(objectives=plan.objectives[:-1])(plan))
    assert breach.rule == "§35"
    assert "leaves out its objective promises" in breach.message


def test_a_plan_from_no_state_has_no_promises() -> None:
    found = examine(the_post(), the_plan()).summary
    assert found is not None
    assert found.broken_promises is None
