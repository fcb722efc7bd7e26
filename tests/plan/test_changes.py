"""What a new plan changes, against the good plan that it replaces."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.good_plan import ON, a_trip, plus, the_plan, the_post, with_trip, without
from tests.good_replan import AT, the_replan

from exeunt.model.changes import Changes, Fate
from exeunt.model.plan import Plan
from exeunt.plan.changes import changes_of
from exeunt.plan.follow import follow


SIZES = {"h3": 2, "h4": 2, "cit/1:1": 4, "cit/2:1": 2, "cit/2:2": 2}


def changed(change: Callable[[Plan], Plan] = lambda plan: plan) -> Changes:
    announced = follow(the_post(), the_plan(), at=AT).trips
    return changes_of(the_plan(), announced, change(the_replan()), sizes=SIZES)


def fates(changes: Changes) -> list[tuple[str, str, int, int]]:
    return [(x.fate.value, x.off.to, x.was, x.now) for x in changes.trips]


KEPT = [("kept", "haven", 6, 6), ("kept", "abroad", 2, 2), ("kept", "haven", 2, 2)]


def test_where_nothing_changes_every_trip_is_kept_and_nobody_is_told() -> None:
    assert fates(changed()) == KEPT
    assert changed().people == 0


def test_another_vehicle_is_no_change_to_those_who_ride() -> None:
    changes = changed(lambda plan: with_trip(plan, "t4", vehicle="coach/3"))
    assert (fates(changes), changes.trips[0].vehicles) == (KEPT, ("coach/3",))


def test_a_trip_at_another_time_is_dropped_and_a_new_one_made() -> None:
    changes = changed(lambda plan: with_trip(plan, "t7", by_s=60))
    assert fates(changes)[2:] == [("dropped", "haven", 2, 0), ("new", "haven", 0, 2)]
    assert [changes.count(fate) for fate in Fate] == [2, 0, 1, 1]
    (told,) = changes.parties
    assert (told.cohort, told.persons) == ("cit/2", 2)
    assert [off.depart_s for off in (*told.was, *told.now)] == [10_500, 10_560]


def test_a_trip_that_leaves_somebody_out_is_changed() -> None:
    fewer = {"cit/1:1": 3, "cit/2:1": 2}
    changes = changed(lambda plan: with_trip(plan, "t4", cohorts=fewer))
    assert fates(changes)[0] == ("changed", "haven", 6, 5)
    assert changes.people == 1


def test_a_trip_that_takes_others_besides_is_kept() -> None:
    more = {"cit/1:1": 4, "cit/2:1": 2, "cit/2:2": 2}
    changes = changed(lambda plan: without(with_trip(plan, "t4", cohorts=more), "t7"))
    assert fates(changes)[0] == ("kept", "haven", 6, 8)


def test_who_stays_where_they_are_is_told_of_no_trip() -> None:
    (told,) = changed(lambda plan: without(plan, "t9")).parties
    assert (told.household, told.persons, told.now) == ("h3", 2, ())


def test_empty_runs_are_nobodys_business() -> None:
    empty = a_trip("x", "coach/3", ON, depart_s=0, arrive_s=4500)
    assert fates(changed(lambda plan: plus(plan, empty))) == KEPT


@pytest.mark.parametrize("fate", Fate)
def test_every_fate_can_be_counted(fate: Fate) -> None:
    assert changed().count(fate) == (3 if fate is Fate.KEPT else 0)
