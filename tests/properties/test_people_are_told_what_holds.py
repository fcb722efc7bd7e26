"""Standby, alternates and notices of random plans, against rules §40 to §42."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.often import often
from tests.strategies import posts, problem_in

from exeunt.model.fallbacks import Cover, Standby
from exeunt.model.notices import ForPeople
from exeunt.model.people import SeatKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.restart import problem_from
from exeunt.plan.checker.case import lay_out, rides_of
from exeunt.plan.covers import for_people
from exeunt.plan.follow import follow
from exeunt.plan.solver import solve
from exeunt.plan.standby import MOST_LISTS, boarding


def planned(post: Post) -> tuple[Problem, Plan, ForPeople]:
    problem = problem_in(post)
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=10)
    return problem, plan, for_people(post, plan)


def begins_s(post: Post, plan: Plan) -> dict[str, int]:
    return {ride.trip.id: ride.begins_s for ride in rides_of(lay_out(post, plan))}


def are_there(post: Post, plan: Plan, trip: Trip, begin: int, who: Standby) -> bool:
    """Tell by following the plan whether they are at its place when loading begins."""
    at = plan.h_hour + timedelta(seconds=begin)
    return any(
        who.party in {party.household, party.cohort}
        and party.place == trip.from_
        and (party.since is None or party.since <= at)
        for party in follow(post, plan, at=at).state.parties
    )


@often(25)
@given(posts())
def test_who_stands_by_fits_is_there_and_gains(post: Post) -> None:
    problem, plan, found = planned(post)
    trips, begins = {t.id: t for t in plan.trips}, begins_s(post, plan)
    offered = {f.id: f.seats for f in problem.fleets}
    offered |= {s.id: s.seats for s in problem.services}
    lists: Counter[tuple[str, str | None]] = Counter()
    for cover in found.covers:
        trip = trips[cover.trip]
        carrier = (trip.vehicle or "").partition("@")[0]
        carrier = carrier.rpartition("/")[0] or carrier
        seats = offered.get(carrier, {})
        for who in cover.standby:
            assert who.party not in trip.households
            assert who.sooner_s > 0
            assert all(count <= seats.get(kind, 0) for kind, count in who.seats)
            assert are_there(post, plan, trip, begins[trip.id], who)
            lists[who.party, who.booked] += who.booked is not None
            if who.booked is not None:
                assert begins[who.booked] >= trip.depart_s
    assert all(count <= MOST_LISTS for count in lists.values())


@often(25)
@given(posts(), st.integers(0, 6), st.integers(0, 2), st.integers(0, 2))
def test_who_is_called_fits_the_seats_that_fell_free(
    post: Post, seats: int, wheelchairs: int, stretchers: int
) -> None:
    freed = {
        SeatKind.SEAT: seats,
        SeatKind.WHEELCHAIR: wheelchairs,
        SeatKind.STRETCHER: stretchers,
    }
    for cover in planned(post)[2].covers:
        taken: Counter[SeatKind] = Counter()
        for who, persons in boarding(cover.standby, freed):
            assert persons == who.persons or not who.whole
            taken.update(dict(who.seats) if who.whole else {SeatKind.SEAT: persons})
        assert all(taken[kind] <= count for kind, count in freed.items())


@often(25)
@given(posts())
def test_no_alternate_is_before_its_trip_or_for_more_people(post: Post) -> None:
    problem, plan, found = planned(post)
    trips = {t.id: t for t in plan.trips}
    hops = {(hop.link.id, hop.from_, hop.to) for hop in problem.hops}
    for cover in found.covers:
        trip = trips[cover.trip]
        for way in (cover.alternate, cover.contingency):
            if way is None:
                continue
            assert way.at_s >= trip.depart_s
            assert 0 <= way.takes <= cover.persons
            assert (way.takes == 0) == (way.means == "standby")
            assert (way.link, trip.from_, way.to) in hops
            assert way.at_s <= plan.deadline_s
        if cover.contingency is not None:
            assert cover.contingency.link != trip.link
            assert cover.contingency.takes > 0
        assert cover.shelter == trip.from_


@often(25)
@given(posts())
def test_everybody_who_moves_is_told_in_time(post: Post) -> None:
    problem, _plan, found = planned(post)
    households = {h.id: h for h in problem.households}
    told = [notice for notice in found.notices if notice.whole]
    assert sorted(n.party for n in told) == sorted(households)
    for notice in told:
        household = households[notice.party]
        assert (notice.persons, notice.place) == (household.persons, household.place)
        assert notice.be_there_s >= household.ready_s or notice.legs
    for notice in found.notices:
        if notice.legs:
            assert notice.be_there_s <= notice.legs[0].load_s <= notice.legs[0].depart_s
            assert notice.ends_at == notice.legs[-1].end
        else:
            assert notice.ends_at == notice.place
    for cohort in problem.cohorts:
        leaving = [
            n.persons
            for n in found.notices
            if (n.party, n.place) == (cohort.id, cohort.place)
        ]
        assert sum(leaving) == cohort.persons


@often(20)
@given(posts())
def test_the_order_of_trips_in_the_file_changes_nothing(post: Post) -> None:
    # but who of a cohort waits where, when two of its trips load at one moment
    _, plan, found = planned(post)
    turned = plan.model_copy(update={"trips": plan.trips[::-1]})

    def listed(covers: tuple[Cover, ...]) -> list[Cover]:
        return [c for c in covers if not any(not s.whole for s in c.standby)]

    assert listed(for_people(post, turned).covers) == listed(found.covers)


@often(30)
@given(posts(), st.sampled_from([0, 900, 3600, 10_000]))
def test_after_planning_anew_everybody_not_yet_out_is_told(
    post: Post, after_s: int
) -> None:
    _, before, _ = planned(post)
    rest = follow(post, before, at=before.h_hour + timedelta(seconds=after_s))
    problem = problem_from(post, rest.state, moving=before.moving)
    plan = solve(problem, seconds=0, clock=lambda: 0.0, iterations=5, resume=rest.trips)
    found = for_people(post, plan)
    told = Counter(n.party for n in found.notices if n.whole)
    assert told == Counter(h.id for h in problem.households)
    loaded = {t.id for t in plan.trips if t.households or t.cohorts}
    assert {cover.trip for cover in found.covers} == loaded
    for cohort in problem.cohorts:
        leaving = [
            n.persons
            for n in found.notices
            if (n.party, n.place) == (cohort.id, cohort.place)
        ]
        assert sum(leaving) == cohort.persons
