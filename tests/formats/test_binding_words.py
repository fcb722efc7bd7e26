"""What binds, in words, at the clock of the post."""

from __future__ import annotations

from typing import Any

import pytest
from tests.make import a_plan, a_problem

from exeunt.formats.binding_words import binding_sentence, span_words
from exeunt.model.plan import ALONE, Left, Objective, Plan, Stage
from exeunt.model.times import HOUR


PROBLEM = a_problem()
ZONE = PROBLEM.zone
"""H-hour is 08:00 there."""


def a_bound_plan(*stages: Stage, value: float = 2.0, how: str = ALONE) -> Plan:
    hours = Objective(
        name="person_hours", unit="weighted h", value=value, bound=2.0, how=how
    )
    return a_plan(PROBLEM, binding=stages, objectives=(hours,))


def a_stage(from_h: float, until_h: float) -> Stage:
    return Stage(
        place="home",
        what="processing at the gate",
        from_s=round(from_h * HOUR),
        until_s=round(until_h * HOUR),
        load=1.0,
    )


@pytest.mark.parametrize(
    ("from_h", "until_h", "words"),
    [
        (0, 2, "08:00-10:00 on day 1"),
        (30, 35, "14:00-19:00 on day 2"),
        (10, 16, "18:00-24:00 on day 1"),
        (10, 17, "18:00 on day 1 to 01:00 on day 2"),
        (16, 17, "00:00-01:00 on day 2"),
    ],
)
def test_hours_are_those_of_the_local_day(
    from_h: float, until_h: float, words: str
) -> None:
    plan = a_bound_plan()
    assert span_words(plan, round(from_h * HOUR), round(until_h * HOUR), ZONE) == words


def test_a_stage_is_named_with_its_hours_and_how_full_it_is() -> None:
    plan = a_bound_plan(a_stage(30, 35))
    assert binding_sentence(plan, ZONE) == (
        "What binds: processing at the gate, 14:00-19:00 on day 2 (100\u00a0% full)."
    )


def test_nothing_binds_where_all_are_as_soon_out_as_alone() -> None:
    assert binding_sentence(a_bound_plan(), ZONE) == (
        "Nothing binds: everybody is out as soon as they could be alone."
    )


def test_that_nothing_binds_is_not_said_of_who_is_left() -> None:
    left = (Left(household="h-p1", persons=1, at="home", because="no seat"),)
    plan = a_bound_plan().model_copy(update={"left": left})
    assert binding_sentence(plan, ZONE) == (
        "Nothing binds those who come out: they are out as soon as alone."
    )


@pytest.mark.parametrize("given", [{"value": 3.0}, {"how": "another bound"}])
def test_what_is_not_proved_is_not_said(given: dict[str, Any]) -> None:
    assert binding_sentence(a_bound_plan(**given), ZONE) == (
        "No stage holds people up for long; what is lost is lost in small waits."
    )
