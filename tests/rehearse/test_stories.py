from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import a_fleet, a_person, a_place, a_plan, a_post, a_problem, a_trip
from tests.often import often
from tests.rehearse.schedules import plans
from tests.rehearse.test_twin import EVERYTHING

from exeunt.formats.stories import (
    Teller,
    cause_lines,
    failure_words,
    failures_body,
    story_body,
)
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.stories import Difference, Differs, StepKind, Story
from exeunt.model.times import HOUR
from exeunt.rehearse import (
    failures,
    occupancy_of,
    rehearse,
    stories_of,
    worst_worlds,
)
from exeunt.rehearse.hearing import heard
from exeunt.rehearse.luck import Chance
from exeunt.rehearse.occupancy import by_hour
from exeunt.rehearse.play import play
from exeunt.rehearse.reading import script_of


@often(60)
@given(plans(doubts=EVERYTHING), st.integers(0, 99))
def test_listening_changes_nothing(
    drawn: tuple[Post, Problem, Plan], seed: int
) -> None:
    _, problem, plan = drawn
    script = script_of(problem, plan)
    chance = Chance(script, seed)
    for number in range(3):
        luck = chance.world(number)
        assert heard(script, luck).counted == play(script, luck)


@often(60)
@given(plans(doubts=EVERYTHING), st.integers(0, 99))
def test_a_story_accounts_for_everybody_who_is_left_and_names_nobody(
    drawn: tuple[Post, Problem, Plan], seed: int
) -> None:
    post, problem, plan = drawn
    found = rehearse(problem, plan, replications=4, seed=seed, fast=False)
    worst = worst_worlds(found, 4)
    teller = Teller(post, plan)
    for story in stories_of(problem, plan, seed=seed, worlds=worst):
        assert story.left_behind == found.left[story.world].sum()
        words = " ".join([teller.title(story), *teller.lines(story)])
        assert "None" not in words
        for household in problem.households:
            assert household.id not in words.split()


def _told(problem: Problem, plan: Plan, post: Post, many: int = 1) -> list[str]:
    found = rehearse(problem, plan, replications=40, seed=1, fast=False)
    some = stories_of(problem, plan, seed=1, worlds=worst_worlds(found, many))
    return [line for story in some for line in Teller(post, plan).lines(story)]


def _case(**doubts: Any) -> tuple[Problem, Plan, Post]:
    given: dict[str, Any] = {
        "people": [a_person(f"p{k}") for k in range(4)],
        "fleets": [a_fleet(vehicles=1)],
        "doubts": doubts,
    }
    problem = a_problem(**given)
    trip = a_trip(households=tuple(f"h-p{k}" for k in range(4)))
    return problem, a_plan(problem, trip), a_post(**given)


CLOSING = {"per_day": 3, "lasts": {"p10": "3h", "p50": "5h", "p90": "9h"}}
LATE = {"family": {"p10": "9h", "p50": "20h", "p90": "60h"}}


@pytest.mark.parametrize(
    ("doubts", "words"),
    [
        ({"mobilisation": LATE}, "ready over an hour late, the last at"),
        ({"no_show": {"family": 0.9}}, "did not come"),
        ({"closings": [CLOSING | {"mode": "road"}]}, "All travel by road was shut"),
        (
            {"environment": {"hostile": {"chance": 1.0, "travel": 3.0}}},
            "The environment was hostile",
        ),
        (
            {"travel": {"road": {"p10": 1.5, "p50": 2.0, "p90": 2.5}}},
            "Journeys by road took",
        ),
    ],
)
def test_a_story_tells_what_was_otherwise(doubts: dict[str, Any], words: str) -> None:
    told = _told(*_case(**doubts))
    assert any(words in line for line in told), told


def test_a_story_ends_with_the_way_of_the_last_group_out() -> None:
    problem, plan, post = _case(mobilisation=LATE)
    last = _told(problem, plan, post)[-1]
    assert last.startswith("The last group out, 1\u00a0person of ")
    assert "ready at" in last
    assert "by " in last
    assert "; safe at " in last


def test_where_nothing_differs_it_says_so() -> None:
    first, *_ = _told(*_case())
    assert first == "Nothing big went otherwise than planned; small delays added up."


def test_the_worst_worlds_leave_most_then_clear_latest() -> None:
    problem, plan, _ = _case(mobilisation=LATE)
    found = rehearse(problem, plan, replications=60, seed=2, fast=False)
    worst = worst_worlds(found, 60)
    keys = [(int(found.left[k].sum()), int(found.cleared_s[k].max())) for k in worst]
    assert keys == sorted(keys, reverse=True)
    assert sorted(worst) == list(range(60))


def test_stories_are_told_by_the_number_of_the_world() -> None:
    problem, plan, _ = _case(mobilisation=LATE)
    later = rehearse(problem, plan, replications=10, seed=2, first=50, fast=False)
    (world,) = worst_worlds(later, 1)
    assert 50 <= world < 60
    (story,) = stories_of(problem, plan, seed=2, worlds=[world])
    assert story.left_behind == later.left[world - 50].sum()


def test_failures_are_shared_out_over_their_causes() -> None:
    problem, plan, _ = _case(mobilisation=LATE)
    found = rehearse(problem, plan, replications=100, seed=2, fast=False)
    failed = failures(found, deadline_s=20 * HOUR)
    late = (found.cleared_s.max(axis=1) > 20 * HOUR) | (found.left.sum(axis=1) > 0)
    assert failed.worlds == late.sum() > 0
    assert sum(cause.worlds for cause in failed.causes) == failed.worlds
    assert sum(cause.share for cause in failed.causes) == pytest.approx(1)
    assert failed.worlds == failures_body(failed)["worlds"]
    assert cause_lines(failed)
    assert failure_words(failed).endswith("left, or out after the deadline.")


def test_where_no_world_fails_that_is_said() -> None:
    problem, plan, _ = _case()
    found = rehearse(problem, plan, replications=5, seed=2, fast=False)
    assert failure_words(failures(found, deadline_s=90 * HOUR)) == (
        "In none of 5\u00a0worlds was anybody left, or out after the deadline."
    )


def test_every_difference_has_words() -> None:
    post, plan = _case()[2], _case()[1]
    for kind in Differs:
        story = Story(
            world=1,
            left=(),
            last_out_s=None,
            end_s=HOUR,
            differences=(
                Difference(kind=kind, name="x", place="y", from_s=0, until_s=HOUR),
            ),
            last=(),
        )
        assert story_body(post, plan, story)["sentences"]


def test_full_havens_are_told() -> None:
    given: dict[str, Any] = {
        "people": [a_person(f"p{k}") for k in range(4)],
        "places": [a_place(), a_place("haven", kind="safe_haven", lat=50.5, holds=4)],
    }
    problem = a_problem(**given)
    trip = a_trip(households=tuple(f"h-p{k}" for k in range(4)))
    told = _told(problem, a_plan(problem, trip), a_post(**given))
    assert any("All 4\u00a0beds" in line for line in told), told


def test_steps_begin_with_being_ready() -> None:
    problem, plan, _ = _case(mobilisation=LATE)
    (story,) = stories_of(problem, plan, seed=1, worlds=[0])
    assert story.last[0].kind is StepKind.READY
    ends = [step.until_s for step in story.last]
    assert np.all(np.diff(ends) >= 0)


@often(40)
@given(plans(doubts=EVERYTHING), st.integers(0, 99))
def test_who_waits_by_hour_adds_up_to_the_hours_waited(
    drawn: tuple[Post, Problem, Plan], seed: int
) -> None:
    _, problem, plan = drawn
    found = rehearse(problem, plan, replications=3, seed=seed, fast=False)
    counted = occupancy_of(problem, plan, seed=seed, worlds=range(3))
    waited = sum(
        hours
        for stage, hours in zip(found.stages, found.waited_h, strict=True)
        if stage.startswith(("queue at", "waiting for a vehicle at"))
    )
    shut = sum(found.waited_h) - waited
    by_hour = sum(float(row.mean.sum()) for row in counted.waiting)
    assert waited - 1e-6 <= by_hour <= waited + shut + 1e-6
    for row in (*counted.fleets, *counted.stations):
        assert row.mean.max() <= 1 + 1e-9


def test_an_amount_is_spread_over_the_hours_it_lasts() -> None:
    edges = np.array([0, HOUR, 2 * HOUR, 3 * HOUR])
    told = by_hour([(HOUR // 2, 2 * HOUR, 10.0)], edges)
    assert told.tolist() == [5.0, 10.0, 0.0]
