"""The Kyiv case, planned anew when its airport shuts in the middle of the movement."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from exeunt.app.make_plan import make_plan
from exeunt.app.read_post import read_post
from exeunt.app.replan import Replanned, World, replan
from exeunt.app.stated import next_problem
from exeunt.model.changes import Fate
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.plan.checker import check


pytestmark = pytest.mark.long

CASE = Path(str(files("exeunt"))) / "data" / "cases" / "kyiv"
AS_OF = datetime(2021, 12, 30, 21, 59, 59, tzinfo=UTC)
STEPS = 20
SECOND_DAY = timedelta(hours=54)


@pytest.fixture(scope="module")
def post() -> Post:
    return read_post(CASE)


@pytest.fixture(scope="module")
def plan(post: Post) -> Plan:
    return make_plan(next_problem(post, as_of=AS_OF), iterations=STEPS)


def anew(post: Post, plan: Plan, *shut: str, steps: int = 0) -> Replanned:
    world = World(at=plan.h_hour + SECOND_DAY, shut=shut)
    return replan(post, plan, world, iterations=steps)


def promises(found: Replanned) -> tuple[float, float]:
    """Give how many are broken, and how many no plan keeps."""
    return next(
        (o.value, o.bound) for o in found.plan.objectives if o.name == "promises"
    )


def test_where_nothing_has_changed_every_trip_is_kept(post: Post, plan: Plan) -> None:
    found = anew(post, plan)
    assert promises(found) == (0, 0)
    assert {trip.fate for trip in found.changes.trips} == {Fate.KEPT}
    assert [str(breach) for breach in check(post, found.plan)] == []


@pytest.mark.parametrize("steps", [0, 20])
def test_with_its_airport_shut_everybody_comes_out_another_way(
    post: Post, plan: Plan, steps: int
) -> None:
    found = anew(post, plan, "kbp", steps=steps)
    broken, never_kept = promises(found)
    assert [str(breach) for breach in check(post, found.plan)] == []
    assert found.plan.left == ()
    assert found.changes.count(Fate.KEPT) > found.changes.count(Fate.DROPPED)
    assert 0 < never_kept <= broken < 1.1 * never_kept
    flights = {trip.link for trip in found.plan.trips if trip.from_ == "kbp"}
    assert not flights & {"kbp-warsaw", "kbp-vienna", "kbp-bucharest"}
