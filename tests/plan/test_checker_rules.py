"""Plans broken in one place each: the checker names the rule, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.claims import truthful
from tests.good_plan import (
    BACK,
    CHARTER,
    FLY,
    H2,
    HOMEWARD,
    IN,
    PASS,
    TO_AIRPORT,
    a_trip,
    plus,
    the_plan,
    the_post,
    with_trip,
    without,
)

from exeunt.model.plan import Left, Objective, Plan
from exeunt.plan.checker import Breach, check


Change = Callable[[Plan], Plan]


def test_a_plan_that_keeps_every_rule_passes() -> None:
    assert check(the_post(), the_plan()) == ()


def put(**given: Any) -> Change:
    """Change fields of the plan."""
    return lambda plan: plan.model_copy(update=given)


def trip(trip_id: str, **given: Any) -> Change:
    """Change one trip."""
    return lambda plan: with_trip(plan, trip_id, **given)


def out(*trip_ids: str) -> Change:
    """Take trips out."""
    return lambda plan: without(plan, *trip_ids)


def more(
    trip_id: str, vehicle: str | None, way: tuple[str, str, str], **g: Any
) -> Change:
    """Add a trip."""
    return lambda plan: plus(plan, a_trip(trip_id, vehicle, way, **g))


def left(*lines: dict[str, Any]) -> Change:
    """Write ``left`` anew; h4, two people, is who is left in the good plan."""
    return put(left=tuple(Left.model_validate({"because": "so"} | x) for x in lines))


def claim(name: str, **given: Any) -> Change:
    """Change what the plan says of itself."""

    def change(plan: Plan) -> Plan:
        claims = [
            o.model_copy(update=given) if o.name == name else o for o in plan.objectives
        ]
        return plan.model_copy(update={"objectives": tuple(claims)})

    return change


def unsaid(level: str) -> Change:
    """Leave a level out."""
    return lambda plan: plan.model_copy(
        update={"objectives": tuple(o for o in plan.objectives if o.name != level)}
    )


def backwards(plan: Plan) -> Plan:
    """State the levels in another order than that in which they count."""
    return plan.model_copy(update={"objectives": plan.objectives[::-1]})


def promising(plan: Plan) -> Plan:
    """State promises, though nobody was told of anything before."""
    said = Objective(name="promises", unit="of them", value=0, bound=0, how="none")
    return plan.model_copy(update={"objectives": (*plan.objectives, said)})


def twice(plan: Plan) -> Plan:
    """State the objectives twice."""
    return plan.model_copy(update={"objectives": plan.objectives * 2})


def all_of(*changes: Change) -> Change:
    """Make several changes, in order."""

    def change(plan: Plan) -> Plan:
        for one in changes:
            plan = one(plan)
        return plan

    return change


H4 = {"household": "h4", "persons": 2, "at": "home"}
LATE = "2030-05-07T14:00"

BROKEN: dict[str, tuple[str, Change]] = {
    # §1, §2: time
    "an H-hour in the year 1": ("§1", put(h_hour=datetime(1, 1, 1, tzinfo=UTC))),
    "an H-hour within a second": (
        "§1",
        put(h_hour=datetime(2030, 5, 6, 6, 0, 0, 5, tzinfo=UTC)),
    ),
    "another deadline": ("§2", put(deadline_s=90_000)),
    "arriving after the deadline": (
        "§2",
        trip("t9", vehicle=f"fly@{LATE}", by_s=86_400),
    ),
    # §4, §5: a trip by itself
    "a trip too short": ("§4", trip("t9", arrive_s=27_900)),
    "a trip too long": ("§4", trip("t9", arrive_s=29_700)),
    "own means too short": ("§4", trip("t5", arrive_s=14_399)),
    "arriving before departing": ("§4", trip("t9", arrive_s=21_000)),
    "own means with nobody": (
        "§5",
        more("x", None, ("lane", "home", "gate"), depart_s=0, arrive_s=7200),
    ),
    "a departure with nobody": (
        "§5",
        more("x", "short@2030-05-06T12:00", FLY, depart_s=14_400, arrive_s=21_600),
    ),
    # §6: vehicles
    "loading before the last trip is unloaded": ("§6", trip("t7", by_s=-60)),
    "setting out before the fleet is available": (
        "§6",
        more("x", "coach/3", IN, depart_s=1799, arrive_s=5399),
    ),
    "available again too late": (
        "§6",
        more("x", "van/2", TO_AIRPORT, depart_s=33_301, arrive_s=36_001),
    ),
    "a vehicle that jumps": ("§6", out("t6")),
    "a vehicle that starts away from its base": (
        "§6",
        more("x", "coach/3", BACK, depart_s=9000, arrive_s=13_500),
    ),
    "a vehicle on two trips at once": (
        "§6",
        more("x", "van/1", TO_AIRPORT, depart_s=4500, arrive_s=7200),
    ),
    "a vehicle beyond the fleet": ("§6", trip("t8", vehicle="van/3")),
    "a vehicle number 0": ("§6", trip("t8", vehicle="van/0")),
    "a vehicle number with a nought before": ("§6", trip("t8", vehicle="van/01")),
    "a vehicle of another mode": (
        "§6",
        more("x", "coach/3", ("lane", "home", "gate"), depart_s=1800, arrive_s=10_800),
    ),
    "a link that the fleet may not use": (
        "§6",
        more("x", "van/2", IN, depart_s=10_800, arrive_s=14_400),
    ),
    "a one-way link backwards": (
        "§6",
        more(
            "x",
            "van/1",
            ("home-airport", "airport", "home"),
            depart_s=9000,
            arrive_s=11_700,
        ),
    ),
    "a link between other places": (
        "§6",
        more(
            "x",
            "van/2",
            ("home-airport", "home", "gate"),
            depart_s=9000,
            arrive_s=11_700,
        ),
    ),
    "no vehicle on a road": ("§6", trip("t8", vehicle=None)),
    "a service over another link": ("§6", trip("t9", link="charter")),
    # §7: openings and timetables
    "setting out as the link shuts": ("§7", trip("t7", by_s=36_000 - 22_500)),
    "leaving a shut place": ("§7", trip("t7", by_s=28_980 - 22_500)),
    "beginning to load in a shut place": ("§7", trip("t7", by_s=29_880 - 22_500)),
    "loading across a break": ("§7", trip("t7", by_s=29_400 - 22_500)),
    "arriving at a shut place": (
        "§7",
        more("x", "van/2", TO_AIRPORT, depart_s=2699, arrive_s=5399),
    ),
    "a departure at no time of the service": (
        "§7",
        trip("t9", vehicle="fly@2030-05-06T15:00", by_s=3600),
    ),
    "a departure on no day": ("§7", trip("t9", vehicle="fly@2030-02-30T14:00")),
    "a departure in no year": ("§7", trip("t9", vehicle="fly@9999-12-31T14:00")),
    "a departure at another time than its name": ("§7", trip("t9", by_s=900)),
    "a departure before the service runs": (
        "§7",
        trip("t9", vehicle="short@2030-05-06T11:00", by_s=10_800 - 21_600),
    ),
    "a departure when the service has ended": (
        "§7",
        trip("t9", vehicle="short@2030-05-06T18:00", by_s=36_000 - 21_600),
    ),
    # §8: journeys
    "a household before it is ready": ("§8", trip("t8", by_s=-1)),
    "a cohort before it is ready": ("§8", trip("t5", by_s=-1)),
    "a household from where it is not": ("§8", trip("t8", households=())),
    "a cohort from where it is not": ("§8", out("t5")),
    "boarding before being unloaded": ("§8", trip("t8", by_s=11_701)),
    "a cohort boarding before being unloaded": (
        "§8",
        all_of(
            trip("t5", by_s=1),
            trip("t4", cohorts={"cit/1": 4, "cit/2": 4}),
            trip("t7", cohorts={}),
        ),
    ),
    "a household twice on one trip": ("§8", trip("t8", households=("h3", "h3"))),
    "who was split from a household on two trips at once": (
        "§8",
        trip("t3", households=("h2~h2-4",)),
    ),
    "a household on two trips at once": ("§8", trip("t3", households=("h3",))),
    # §9: seats
    "one too many on a departure": (
        "§9",
        all_of(
            left(),
            trip("t8", households=("h3", "h4")),
            trip("t9", households=("h3", "h4")),
        ),
    ),
    "a departure's seats sold twice": (
        "§9",
        all_of(
            left(),
            trip("t8", households=("h3", "h4")),
            more(
                "x",
                "fly@2030-05-06T14:00",
                FLY,
                depart_s=21_600,
                arrive_s=28_800,
                households=["h4"],
            ),
        ),
    ),
    "a wheelchair user on an ordinary seat": (
        "§9",
        all_of(
            left(H4, {"household": "h3", "persons": 2, "at": "home"}),
            trip("t1", households=H2),
            trip("t2", households=H2),
            trip("t8", households=("h1",)),
            trip("t9", households=("h1",)),
        ),
    ),
    # §10: headways
    "an empty run too close behind": (
        "§10",
        more("x", "coach/3", IN, depart_s=6299, arrive_s=9899),
    ),
    "a loaded trip too close behind": (
        "§10",
        more("x", "coach/3", IN, depart_s=6301, arrive_s=9901),
    ),
    # §11, §12: stations and places that hold so many
    "boarding before all are processed": ("§11", trip("t2", by_s=-721)),
    "more in a place than it holds": (
        "§12",
        all_of(trip("t2", by_s=2700), trip("t6", by_s=2700), trip("t7", by_s=2700)),
    ),
    "more in a safe haven than it has beds": (
        "§12",
        all_of(
            out("t9"),
            trip("t8", households=()),
            trip("t1", households=("h1", *H2, "h3")),
            trip("t2", households=("h1", *H2, "h3")),
        ),
    ),
    # §13: out or left
    "unloaded after the deadline": (
        "§13",
        trip("t9", vehicle="fly@2030-05-07T05:45", by_s=78_300 - 21_600),
    ),
    "a household neither out nor left": ("§13", left()),
    "who was split from a household forgotten": (
        "§13",
        all_of(
            trip("t1", households=("h1", "h2")), trip("t2", households=("h1", "h2"))
        ),
    ),
    "a household both out and left": (
        "§13",
        left(H4, {"household": "h3", "persons": 2, "at": "home"}),
    ),
    "a household left with too few": ("§13", left(H4 | {"persons": 1})),
    "a household left elsewhere": ("§13", left(H4 | {"at": "gate"})),
    "a household left twice": ("§13", left(H4, H4)),
    "a cohort both out and left": (
        "§13",
        left(H4, {"cohort": "cit/1", "persons": 1, "at": "home"}),
    ),
    "a part of a cohort forgotten": ("§13", all_of(out("t5"), trip("t7", cohorts={}))),
    "more of a cohort than there are": ("§13", trip("t5", cohorts={"cit/2": 3})),
    "a journey that ends short": ("§13", out("t9")),
    "a cohort's journey that ends short": ("§13", trip("t7", cohorts={"cit/2": 1})),
    "a line of left that names nobody": (
        "§13",
        left(H4, {"persons": 1, "at": "home"}),
    ),
    "a line of left that names two": (
        "§13",
        left(H4, H4 | {"household": "h3", "cohort": "cit/1"}),
    ),
    "somebody on a trip who does not move": (
        "§13",
        trip("t8", households=("h3", "hg")),
    ),
    "somebody left who does not move": (
        "§13",
        left(H4, {"household": "hg", "persons": 1, "at": "home"}),
    ),
    # §14, §15: what the plan says of itself
    "another number left behind": ("§14", claim("left_behind", value=3.99)),
    "other person-hours": ("§14", claim("person_hours", value=270.35)),
    "person-hours in which needs do not count": (
        "§14",
        claim("person_hours", value=265.5),
    ),
    "another clearance": ("§14", claim("clearance", value=8.0)),
    "clearance in no known unit": ("§14", claim("clearance", unit="fortnights")),
    "objectives stated twice": ("§14", twice),
    "a level left out": ("§14", unsaid("clearance")),
    "levels in another order": ("§14", backwards),
    "promises, though from no state": ("§35", promising),
    "a bound above its value": ("§15", claim("person_hours", bound=270.35)),
    # §16, §17: whose plan, and what it names
    "a plan for another post": ("§16", put(post_sha256="0" * 64)),
    "a post by another name": ("§16", put(post="Porto Novo")),
    "an unknown category": ("§17", put(moving=("family", "citizen", "nobody"))),
    "a category twice": ("§17", put(moving=("family", "family", "citizen"))),
    "two trips of one id": ("§17", trip("t9", id="t8")),
    "an unknown link": ("§17", trip("t8", link="home-moon")),
    "an unknown fleet": ("§17", trip("t8", vehicle="bus/1")),
    "an unknown service": ("§17", trip("t9", vehicle="ship@2030-05-06T14:00")),
    "a vehicle that is neither": ("§17", trip("t8", vehicle="van")),
    "a split that nobody approved": ("§17", trip("t8", households=("h3", "h3~h3-1"))),
    "an unknown household": ("§17", trip("t8", households=("h3", "h9"))),
    "an unknown cohort": (
        "§17",
        trip("t3", cohorts={"cit/1": 4, "cit/2": 2, "c/1": 1}),
    ),
    "an unknown household left": (
        "§17",
        left(H4, {"household": "h9", "persons": 1, "at": "home"}),
    ),
    "an unknown cohort left": (
        "§17",
        left(H4, {"cohort": "cit/3", "persons": 1, "at": "home"}),
    ),
    # §18: curfews
    "an empty run that arrives after a curfew begins": (
        "§18",
        more("x", "coach/3", TO_AIRPORT, depart_s=46_801, arrive_s=50_401),
    ),
    "setting out before a curfew ends": (
        "§18",
        more("x", "coach/3", TO_AIRPORT, depart_s=75_599, arrive_s=79_199),
    ),
    "own means through the whole of a curfew": ("§18", trip("t5", by_s=5400)),
    # §19: slots
    "landing too soon after another took off": (
        "§19",
        more("x", "plane/1", CHARTER, depart_s=16_199, arrive_s=23_399),
    ),
    "landing too shortly before another takes off": (
        "§19",
        more("x", "plane/1", CHARTER, depart_s=12_601, arrive_s=19_801),
    ),
    "taking off too soon where another has landed": (
        "§19",
        more("x", "plane/1", CHARTER, depart_s=29_699, arrive_s=36_899),
    ),
    # §20, §21: crews and fuel
    "a duty that ends too late": ("§20", trip("t7", by_s=901)),
    "a rest too short": ("§20", trip("t7", by_s=3599)),
    "further than the range": (
        "§21",
        more("x", "coach/1", BACK, depart_s=31_500, arrive_s=36_000),
    ),
    "not quite refuelled": (
        "§21",
        all_of(
            trip("t7", by_s=5399),
            more("x", "coach/1", BACK, depart_s=33_299, arrive_s=37_799),
        ),
    ),
    # §22: convoys
    "an escort alone": (
        "§22",
        more("x", "van/2", PASS, depart_s=10_800, arrive_s=13_500),
    ),
    "a convoy without its escort": (
        "§22",
        all_of(
            more("x", "coach/3", PASS, depart_s=32_700, arrive_s=36_300),
            more("y", "coach/2", BACK, depart_s=20_700, arrive_s=25_200),
            more("z", "coach/2", HOMEWARD, depart_s=29_100, arrive_s=32_700),
            more("u", "coach/2", PASS, depart_s=32_700, arrive_s=36_300),
        ),
    ),
    "a convoy that sets out a second apart": (
        "§22",
        all_of(
            more("x", "van/2", PASS, depart_s=10_800, arrive_s=13_500),
            more("y", "coach/3", PASS, depart_s=10_801, arrive_s=14_401),
        ),
    ),
}


def broken(name: str) -> tuple[Breach, ...]:
    """Check the broken plan of that name; what it says of itself is not in question."""
    rule, change = BROKEN[name]
    plan = change(the_plan())
    if rule not in {"§14", "§15", "§35"}:
        plan = truthful(the_post(), plan)
    return check(the_post(), plan)


@pytest.mark.parametrize("name", BROKEN)
def test_a_plan_broken_in_one_place_breaks_that_rule_and_no_other(name: str) -> None:
    assert {breach.rule for breach in broken(name)} == {BROKEN[name][0]}


def test_every_rule_that_a_plan_can_break_is_broken_by_some_plan_here() -> None:
    rules = {rule for rule, _ in BROKEN.values()}
    assert rules == {f"§{n}" for n in range(1, 23)} - {"§3"} | {"§35"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_breach_is_told_in_a_sentence_with_an_end(name: str) -> None:
    for breach in broken(name):
        assert breach.message.endswith(".")
        assert "None" not in breach.message


KEPT: dict[str, Change] = {
    "setting out the moment the fleet is available": more(
        "x", "van/2", TO_AIRPORT, depart_s=2700, arrive_s=5400
    ),
    "free again the moment the fleet is withdrawn": more(
        "x", "van/2", TO_AIRPORT, depart_s=33_300, arrive_s=36_000
    ),
    "setting out the second before the link shuts": trip("t7", by_s=35_999 - 22_500),
    "boarding the moment the last is processed": trip("t2", by_s=-720),
    "a headway kept to the second": more(
        "x", "coach/3", IN, depart_s=6300, arrive_s=9900
    ),
    "arriving as a curfew begins": more(
        "x", "coach/3", TO_AIRPORT, depart_s=46_800, arrive_s=50_400
    ),
    "setting out as a curfew ends": more(
        "x", "coach/3", TO_AIRPORT, depart_s=75_600, arrive_s=79_200
    ),
    "a convoy that sets out at the same second": all_of(
        more("x", "van/2", PASS, depart_s=10_800, arrive_s=13_500),
        more("y", "coach/3", PASS, depart_s=10_800, arrive_s=14_400),
    ),
    "a duty that ends at its end": trip("t7", by_s=900),
    "a rest just long enough": trip("t7", by_s=3600),
    "refuelled to the second": all_of(
        trip("t7", by_s=5400),
        more("x", "coach/1", BACK, depart_s=33_300, arrive_s=37_800),
    ),
    "landing a slot after another took off": more(
        "x", "plane/1", CHARTER, depart_s=16_200, arrive_s=23_400
    ),
    "taking off a slot after another has landed": more(
        "x", "plane/1", CHARTER, depart_s=29_700, arrive_s=36_900
    ),
    "going back empty the moment one is unloaded": more(
        "x", "coach/2", BACK, depart_s=20_700, arrive_s=25_200
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_a_rule_kept_to_the_second_is_kept(name: str) -> None:
    plan = truthful(the_post(), KEPT[name](the_plan()))
    assert check(the_post(), plan) == ()


@pytest.mark.parametrize("level", ["left_behind", "person_hours", "clearance", "cost"])
def test_a_level_that_a_plan_leaves_out_is_named(level: str) -> None:
    (breach,) = check(the_post(), unsaid(level)(the_plan()))
    assert breach.message == (
        f"The plan leaves out its objective {level}; state every level, here "
        "left_behind, person_hours, clearance, cost."
    )


def test_a_plan_that_says_nothing_of_itself_lacks_every_level() -> None:
    found = check(the_post(), put(objectives=())(the_plan()))
    assert [breach.rule for breach in found] == ["§14"] * 4


@pytest.mark.parametrize("second", ["person_hours", "clearance", "cost"])
def test_any_level_may_come_second(second: str) -> None:
    plan = the_plan()
    plan = put(
        objectives=sorted(
            plan.objectives, key=lambda o: (o.name != "left_behind", o.name != second)
        )
    )(plan)
    assert check(the_post(), plan) == ()


def test_a_clearance_may_be_stated_in_seconds() -> None:
    plan = claim("clearance", unit="s", value=30_600)(the_plan())
    assert check(the_post(), plan) == ()


def test_nobody_out_is_a_plan_when_everybody_is_written_down_as_left() -> None:
    lines = [
        {"household": h, "persons": n, "at": "home"}
        for h, n in [("h1", 4), ("h2", 4), ("h2~h2-4", 1), ("h3", 2), ("h4", 2)]
    ]
    lines += [{"cohort": c, "persons": 4, "at": "home"} for c in ("cit/1", "cit/2")]
    plan = all_of(put(trips=()), left(*lines))(the_plan())
    plan = claim("person_hours", value=840, bound=840)(truthful(the_post(), plan))
    assert check(the_post(), plan) == ()


def test_breaches_come_in_the_order_of_time() -> None:
    plan = all_of(trip("t9", arrive_s=27_900), trip("t8", by_s=-1), put(deadline_s=1))(
        the_plan()
    )
    times = [b.at_s for b in check(the_post(), plan) if b.at_s is not None]
    assert times == sorted(times)
    assert len(times) >= 3


def test_a_breach_names_trip_people_and_local_time() -> None:
    (breach,) = broken("a household before it is ready")
    assert (breach.trip, breach.who, breach.at_s) == ("t8", "h3", 3599)
    assert "Mon 2030-05-06 08:59:59" in breach.message
    assert "Mon 2030-05-06 09:00." in breach.message


def test_a_station_overrun_says_how_many_must_and_how_many_can() -> None:
    (breach,) = broken("boarding before all are processed")
    assert breach.trip == "t2"
    assert "9 people" in breach.message
    assert "processes 8" in breach.message


def test_a_place_too_full_names_the_trip_that_brings_one_too_many() -> None:
    (breach,) = broken("more in a place than it holds")
    assert (breach.trip, breach.who) == ("t3", "gate")
    assert "holds 12 people" in breach.message
    assert "up to 15 are there (trip t3 brings one too many)" in breach.message
