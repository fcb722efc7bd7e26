"""Plans of many sizes, spoilt at random: good by construction, bad by construction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.good_plan import plus, the_plan, the_post, with_trip, without
from tests.shuttle import Shuttle

from exeunt.model.people import Need
from exeunt.model.places import Mode
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post, PostFile
from exeunt.model.problem import post_sha256
from exeunt.plan.checker import check, examine


Draw = Callable[[st.SearchStrategy[Any]], Any]
Spoil = Callable[[Plan, Draw], Plan]
Tighten = Callable[[Post, Plan, Draw], Post]

SHUTTLES = st.builds(
    Shuttle,
    vehicles=st.integers(1, 4),
    rounds=st.integers(1, 3),
    households=st.integers(0, 3),
    size=st.integers(1, 4),
    strangers=st.integers(1, 5),
)
GOOD: st.SearchStrategy[tuple[Post, Plan]] = st.one_of(
    st.just((the_post(), the_plan())), SHUTTLES.map(lambda s: (s.post(), s.plan()))
)


def _loaded(plan: Plan) -> list[Trip]:
    return [trip for trip in plan.trips if trip.households or trip.cohorts]


def _some(plan: Plan, draw: Draw) -> Trip:
    trip: Trip = draw(st.sampled_from(plan.trips))
    return trip


def longer_or_shorter(plan: Plan, draw: Draw) -> Plan:
    trip = _some(plan, draw)
    by_s = draw(st.integers(-100_000, 100_000).filter(bool))
    return with_trip(plan, trip.id, arrive_s=trip.arrive_s + by_s)


def without_a_loaded_trip(plan: Plan, draw: Draw) -> Plan:
    return without(plan, draw(st.sampled_from(_loaded(plan))).id)


def with_nobody_aboard(plan: Plan, draw: Draw) -> Plan:
    trip = draw(st.sampled_from(_loaded(plan)))
    return with_trip(plan, trip.id, households=(), cohorts={})


def a_loaded_trip_twice(plan: Plan, draw: Draw) -> Plan:
    trip = draw(st.sampled_from(_loaded(plan)))
    return plus(plan, trip.model_copy(update={"id": "again"}))


def an_id_twice(plan: Plan, draw: Draw) -> Plan:
    first, second = draw(
        st.lists(st.sampled_from(plan.trips), min_size=2, max_size=2, unique=True)
    )
    return with_trip(plan, first.id, id=second.id)


def from_elsewhere(plan: Plan, draw: Draw) -> Plan:
    trip = _some(plan, draw)
    places = {"home", "gate", "haven", "nowhere"} - {trip.from_}
    return with_trip(plan, trip.id, from_=draw(st.sampled_from(sorted(places))))


def to_elsewhere(plan: Plan, draw: Draw) -> Plan:
    trip = _some(plan, draw)
    places = {"home", "gate", "haven", "nowhere"} - {trip.to}
    return with_trip(plan, trip.id, to=draw(st.sampled_from(sorted(places))))


def over_another_link(plan: Plan, draw: Draw) -> Plan:
    links = {"home-gate": "gate-haven", "gate-haven": "home-gate"}
    trip = _some(plan, draw)
    return with_trip(plan, trip.id, link=links.get(trip.link, "none"))


def by_a_vehicle_that_is_not(plan: Plan, draw: Draw) -> Plan:
    vehicles = ["coach/0", "coach/99", "coach/+1", "coach", "ghost/1", "x@y", "/"]
    vehicle = draw(st.sampled_from(vehicles))
    return with_trip(plan, _some(plan, draw).id, vehicle=vehicle)


def before_h_hour(plan: Plan, draw: Draw) -> Plan:
    trip = _some(plan, draw)
    return with_trip(plan, trip.id, by_s=-trip.arrive_s - draw(st.integers(1, 9**9)))


def after_the_deadline(plan: Plan, draw: Draw) -> Plan:
    by_s = plan.deadline_s + draw(st.integers(1, 9**9))
    return with_trip(plan, _some(plan, draw).id, by_s=by_s)


def a_household_less(plan: Plan, draw: Draw) -> Plan:
    carrying = [t for t in plan.trips if t.households]
    if not carrying:
        return with_nobody_aboard(plan, draw)
    trip = draw(st.sampled_from(carrying))
    gone = draw(st.sampled_from(trip.households))
    kept = tuple(h for h in trip.households if h != gone)
    return with_trip(plan, trip.id, households=kept)


def strangers_less_or_more(plan: Plan, draw: Draw) -> Plan:
    trip = draw(st.sampled_from([t for t in plan.trips if t.cohorts]))
    loads = {load.cohort: load.persons for load in trip.cohorts}
    cohort = draw(st.sampled_from(sorted(loads)))
    other = draw(st.integers(1, 30).filter(lambda n: n != loads[cohort]))
    return with_trip(plan, trip.id, cohorts=loads | {cohort: other})


def somebody_unknown(plan: Plan, draw: Draw) -> Plan:
    trip = _some(plan, draw)
    return with_trip(plan, trip.id, households=(*trip.households, "stranger"))


def another_deadline(plan: Plan, draw: Draw) -> Plan:
    by_s = draw(st.integers(-(10**6), 10**6).filter(bool))
    return plan.model_copy(update={"deadline_s": plan.deadline_s + by_s})


def another_hash(plan: Plan, draw: Draw) -> Plan:
    at = draw(st.integers(0, 63))
    was = plan.post_sha256
    other = "0" if was[at] != "0" else "1"
    return plan.model_copy(update={"post_sha256": was[:at] + other + was[at + 1 :]})


def fewer_who_move(plan: Plan, draw: Draw) -> Plan:
    if not plan.moving:
        return plan
    gone = draw(st.sampled_from(plan.moving))
    carried = _loaded(plan)
    if gone == "family" and not any(trip.households for trip in carried):
        gone = "citizen"
    kept = tuple(c for c in plan.moving if c != gone)
    return plan.model_copy(update={"moving": kept})


def another_claim(plan: Plan, draw: Draw) -> Plan:
    at = draw(st.integers(0, len(plan.objectives) - 1))
    off = draw(st.floats(0.1, 1e6)) * draw(st.sampled_from([-1, 1]))
    claims = list(plan.objectives)
    claims[at] = claims[at].model_copy(update={"value": claims[at].value + off})
    return plan.model_copy(update={"objectives": tuple(claims)})


def a_bound_above(plan: Plan, draw: Draw) -> Plan:
    at = draw(st.integers(0, len(plan.objectives) - 1))
    claims = list(plan.objectives)
    above = claims[at].value + draw(st.floats(1, 1e6))
    claims[at] = claims[at].model_copy(update={"bound": above})
    return plan.model_copy(update={"objectives": tuple(claims)})


SPOILERS: list[Spoil] = [
    longer_or_shorter,
    without_a_loaded_trip,
    with_nobody_aboard,
    a_loaded_trip_twice,
    an_id_twice,
    from_elsewhere,
    to_elsewhere,
    over_another_link,
    by_a_vehicle_that_is_not,
    before_h_hour,
    after_the_deadline,
    a_household_less,
    strangers_less_or_more,
    somebody_unknown,
    another_deadline,
    another_hash,
    fewer_who_move,
    another_claim,
    a_bound_above,
]


# The other way round: the plan stays, and the post forbids what it does.


def _with(post: Post, **given: object) -> Post:
    """Change keys of the post's file."""
    file = PostFile.model_validate(post.file.model_dump() | given)
    return post.model_copy(update={"file": file})


def _somebody(post: Post, draw: Draw, **given: object) -> Post:
    """Change somebody who moves, and whose split nobody has approved."""
    moving = [
        n
        for n, p in enumerate(post.people)
        if p.category == "family" and p.party == p.household
    ]
    assume(moving)
    people = list(post.people)
    at = draw(st.sampled_from(moving))
    people[at] = people[at].model_copy(update=given)
    return post.model_copy(update={"people": tuple(people)})


def a_need_that_counts(post: Post, _: Plan, draw: Draw) -> Post:
    sick = _somebody(post, draw, needs=frozenset({Need.MEDICAL}))
    return _with(sick, need_factors={Need.MEDICAL: draw(st.floats(1.6, 9))})


def a_split_of_which_the_plan_knows_nothing(post: Post, _: Plan, draw: Draw) -> Post:
    return _somebody(post, draw, split_approved_by="The consul")


def a_curfew_over_a_trip(post: Post, plan: Plan, draw: Draw) -> Post:
    trip = _some(plan, draw)
    at_s = draw(st.integers(trip.depart_s, trip.arrive_s - 1))
    begins = plan.h_hour + timedelta(seconds=at_s)
    mode = post.link(trip.link).mode
    until = begins + timedelta(seconds=draw(st.integers(1, 10**6)))
    curfew = {"modes": [mode], "from": begins, "until": until}
    return _with(post, curfews=[curfew])


def by_rail(post: Post) -> dict[str, Any]:
    """Let what goes by road go by rail, so that it keeps slots."""
    body = post.file.model_dump(include={"links", "fleets"})
    for part in (*body["links"], *body["fleets"]):
        part["mode"] = Mode.RAIL if part["mode"] == Mode.ROAD else part["mode"]
    return body


def slots_too_far_apart(post: Post, plan: Plan, draw: Draw) -> Post:
    moves = [t.arrive_s for t in plan.trips if t.to == "gate" and t.vehicle]
    moves += [t.depart_s for t in plan.trips if t.from_ == "gate" and t.vehicle]
    one, other = draw(
        st.lists(st.sampled_from(sorted(moves)), min_size=2, max_size=2, unique=True)
    )
    apart_s = abs(one - other) + draw(st.integers(1, 1000))
    places = [
        p.model_copy(update={"slots_per_h": 3600 / apart_s}) if p.id == "gate" else p
        for p in post.file.places
    ]
    return _with(post, places=[p.model_dump() for p in places], **by_rail(post))


def _a_tour(plan: Plan, draw: Draw) -> list[Trip]:
    """Take the trips of one vehicle of a fleet up to some moment."""
    vehicles = sorted({t.vehicle for t in plan.trips if t.vehicle and "/" in t.vehicle})
    vehicle = draw(st.sampled_from(vehicles))
    tour = sorted(
        (t for t in plan.trips if t.vehicle == vehicle), key=lambda t: t.depart_s
    )
    return tour[: draw(st.integers(1, len(tour)))]


def _of_fleet(post: Post, vehicle: str | None, **given: Any) -> list[dict[str, Any]]:
    """Change the fleet of *vehicle*."""
    fleet_id = (vehicle or "").partition("/")[0]
    return [
        f.model_dump() | (given if f.id == fleet_id else {}) for f in post.file.fleets
    ]


def a_duty_too_short(post: Post, plan: Plan, draw: Draw) -> Post:
    tour = _a_tour(plan, draw)
    carrying = bool(tour[-1].households or tour[-1].cohorts)
    # in the plans here every vehicle begins with people, and loads for a quarter hour
    span_s = tour[-1].arrive_s + 900 * carrying - (tour[0].depart_s - 900)
    duty_s = span_s - draw(st.integers(1, span_s - 1801))
    fleets = _of_fleet(post, tour[0].vehicle, duty=duty_s, rest=10 * 86_400)
    return _with(post, fleets=fleets)


def a_range_too_short(post: Post, plan: Plan, draw: Draw) -> Post:
    tour = _a_tour(plan, draw)
    links = [link.model_dump() | {"km": 10} for link in post.file.links]
    range_km = 10 * len(tour) - draw(st.floats(0.001, 9.9))
    fleets = _of_fleet(post, tour[0].vehicle, range_km=range_km, refuelling=10 * 86_400)
    return _with(post, links=links, fleets=fleets)


def beds_too_few(post: Post, plan: Plan, draw: Draw) -> Post:
    come = [t for t in plan.trips if t.to == "haven" and (t.households or t.cohorts)]
    sizes = Counter(p.party for p in post.people)
    people = sum(sizes[h] for t in come for h in t.households)
    people += sum(load.persons for t in come for load in t.cohorts)
    assume(people > 1)
    beds = draw(st.integers(1, people - 1))
    places = [
        p.model_copy(update={"holds": beds}) if p.id == "haven" else p
        for p in post.file.places
    ]
    return _with(post, places=[p.model_dump() for p in places])


def a_convoy_that_nobody_is_in(post: Post, plan: Plan, draw: Draw) -> Post:
    driven = sorted({t.link for t in plan.trips if t.vehicle and "/" in t.vehicle})
    led = draw(st.sampled_from(driven))
    convoy = {"convoy": draw(st.integers(2, 9)), "escort": draw(st.none() | ANY_FLEET)}
    links = [
        link.model_dump() | (convoy if link.id == led else {})
        for link in post.file.links
    ]
    return _with(post, links=links)


ANY_FLEET = st.sampled_from(["coach", "van"])
TIGHTENED: dict[str, list[Tighten]] = {
    "§12": [beds_too_few],
    "§13": [a_split_of_which_the_plan_knows_nothing],
    "§14": [a_need_that_counts],
    "§18": [a_curfew_over_a_trip],
    "§19": [slots_too_far_apart],
    "§20": [a_duty_too_short],
    "§21": [a_range_too_short],
    "§22": [a_convoy_that_nobody_is_in],
}


@pytest.mark.parametrize(
    ("rule", "tighten"),
    [(rule, tighten) for rule, some in TIGHTENED.items() for tighten in some],
    ids=lambda part: getattr(part, "__name__", part),
)
@settings(deadline=None)
@given(good=GOOD, data=st.data())
def test_whatever_a_post_newly_forbids_is_caught_as_that(
    rule: str, tighten: Tighten, good: tuple[Post, Plan], data: st.DataObject
) -> None:
    post, plan = good
    stricter = tighten(post, plan, data.draw)
    same = plan.model_copy(update={"post_sha256": post_sha256(stricter)})
    assert rule in {breach.rule for breach in check(stricter, same)}


ONWARD = SHUTTLES.map(lambda s: replace(s, onward=True))


CONVOYS = SHUTTLES.filter(lambda s: s.vehicles > 1).map(
    lambda s: replace(s, together=True)
)


@settings(deadline=None)
@given(CONVOYS, st.data())
def test_whoever_leaves_a_convoy_is_caught(
    shuttle: Shuttle, data: st.DataObject
) -> None:
    plan = shuttle.plan()
    trip = data.draw(st.sampled_from(plan.trips))
    late_s = data.draw(st.none() | st.integers(-9000, 9000).filter(bool))
    spoilt = (
        without(plan, trip.id)
        if late_s is None
        else with_trip(plan, trip.id, by_s=late_s)
    )
    assert "§22" in {breach.rule for breach in check(shuttle.post(), spoilt)}


@settings(deadline=None)
@given(SHUTTLES | ONWARD | CONVOYS)
def test_a_plan_that_is_good_by_construction_passes(shuttle: Shuttle) -> None:
    assert check(shuttle.post(), shuttle.plan()) == ()


@settings(deadline=None)
@given(ONWARD.filter(lambda s: s.rounds > 1), st.data())
def test_whoever_stays_on_in_a_haven_that_fills_is_caught(
    shuttle: Shuttle, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, shuttle.rounds - 2))
    trip = f"t{number}.{data.draw(st.integers(0, shuttle.vehicles - 1))}.on"
    late_s = data.draw(st.none() | st.integers(1, 9000))
    plan = shuttle.plan()
    spoilt = (
        without(plan, trip) if late_s is None else with_trip(plan, trip, by_s=late_s)
    )
    assert "§12" in {breach.rule for breach in check(shuttle.post(), spoilt)}


@pytest.mark.parametrize("spoil", SPOILERS, ids=lambda spoil: spoil.__name__)
@settings(deadline=None)
@given(good=GOOD, data=st.data())
def test_whatever_spoils_a_plan_is_caught(
    spoil: Spoil, good: tuple[Post, Plan], data: st.DataObject
) -> None:
    post, plan = good
    assert check(post, spoil(plan, data.draw))


@settings(deadline=None)
@given(good=GOOD, data=st.data())
def test_a_plan_spoilt_in_many_places_is_told_and_never_a_crash(
    good: tuple[Post, Plan], data: st.DataObject
) -> None:
    post, plan = good
    for spoil in data.draw(st.lists(st.sampled_from(SPOILERS), min_size=1, max_size=5)):
        if plan.trips and any(t.cohorts for t in plan.trips) and len(plan.trips) > 1:
            plan = spoil(plan, data.draw)
    for breach in check(post, plan):
        assert breach.rule.startswith("§")
        assert breach.message.endswith(".")


@settings(deadline=None)
@given(good=GOOD, data=st.data())
def test_the_order_in_which_trips_are_written_does_not_matter(
    good: tuple[Post, Plan], data: st.DataObject
) -> None:
    post, plan = good
    trips = tuple(data.draw(st.permutations(plan.trips)))
    assert check(post, plan.model_copy(update={"trips": trips})) == ()


def test_three_thousand_trips_of_twenty_thousand_people_are_checked() -> None:
    large = Shuttle(vehicles=100, rounds=10, households=4, size=4, strangers=4)
    post, plan = large.post(), large.plan()
    found = examine(post, plan)
    assert found.breaches == ()
    assert found.summary is not None
    assert (found.summary.trips, found.summary.people) == (3000, 20_000)
