from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from tests.app.test_decide_by import a_survival
from tests.make import a_category, a_person, a_place, a_post

from exeunt.app.decide_curves import (
    AS_IT_STANDS,
    TIMES,
    Asked,
    decide_curves,
    hours_ahead,
    options_of,
)
from exeunt.app.share_work import share_work
from exeunt.errors import InvalidInput
from exeunt.model.decision import DecideBy, DecideCurves
from exeunt.model.people import PersonKind
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.rehearse import played_by


def a_day_post(**given: Any) -> Post:
    """Make a post whose haven is open by day only."""
    haven = a_place("haven", kind="safe_haven", open={"daily": ["08:00-18:00"]})
    home = a_place()
    return a_post(
        places=given.pop("places", (home, haven)),
        deadline="2d",
        people=tuple(a_person(f"p{k}") for k in range(6)),
        **given,
    )


AS_OF = datetime.fromisoformat("2030-05-05T09:10:00+00:00")


def curves(post: Post, **given: Any) -> DecideCurves:
    asked: dict[str, Any] = {
        "every_h": 6,
        "replications": 40,
        "workers": 1,
        "planning_s": 0.1,
    } | given
    return decide_curves(
        post,
        [a_survival("home", sudden_closure=(1, 2, 4))],
        as_of=AS_OF,
        moving=("family",),
        asked=Asked(**asked),
    )


def test_times_begin_on_the_next_full_hour_and_stand_so_far_apart() -> None:
    times = hours_ahead(a_post(), AS_OF, every_h=5)
    assert times[0] == datetime.fromisoformat("2030-05-05T10:00:00+00:00")
    assert len(times) == TIMES
    assert {b - a for a, b in pairwise(times)} == {timedelta(hours=5)}


@pytest.mark.parametrize("hours", [0, -3, 25])
def test_a_step_that_is_none_is_refused(hours: int) -> None:
    with pytest.raises(InvalidInput, match="give a whole number from 1 to 24"):
        hours_ahead(a_post(), AS_OF, every_h=hours)


def test_whole_days_apart_the_world_falls_alike() -> None:
    post = a_day_post()

    def played(hours: int) -> object:
        at = AS_OF + timedelta(hours=hours)
        return played_by(problem_of(post, h_hour=at, moving=("family",)))

    assert played(24) == played(0) == played(72)
    assert played(6) != played(0)


def test_not_where_a_closure_is_dated() -> None:
    shut = {"shut": [{"from": "2030-05-07T00:00:00+00:00"}]}
    post = a_day_post(
        places=(a_place(), a_place("haven", kind="safe_haven", open=shut))
    )
    zero, day = (
        played_by(
            problem_of(post, h_hour=AS_OF + timedelta(days=k), moving=("family",))
        )
        for k in (0, 1)
    )
    assert zero != day


def test_each_kind_of_h_hour_has_a_rehearsal_of_its_own() -> None:
    found = curves(a_day_post())
    (base,) = found.options
    assert (base.what, base.planned) == (AS_IT_STANDS, 4)
    curve = base.decisions[-1].curve
    assert len(curve) == TIMES
    by_clock = [[p.all_out for p in curve[k::4]] for k in range(4)]
    for one in by_clock:
        assert one == sorted(one, reverse=True)


def test_an_option_is_told_beside_the_post_as_it_stands() -> None:
    found = curves(a_day_post(), options=1)
    base, option = found.options
    assert base.bought == ()
    assert option.what.startswith("one more vehicle")
    assert len(option.bought) == len(option.decisions) == 2
    assert found.missing == ()


def test_families_first_is_an_option_where_others_move_too() -> None:
    both = a_post(
        categories=(a_category(), a_category("staff", kind=PersonKind.DIRECT_HIRE))
    )
    first = options_of(both, 1)[1]
    assert first.what == "families first"
    assert first.post.category("family").weight == 10 * both.category("family").weight
    assert options_of(a_post(), 1)[1].what != "families first"


def test_the_first_curve_is_told_before_the_rest() -> None:
    told: list[tuple[tuple[DecideBy, ...], int]] = []
    decide_curves(
        a_day_post(),
        [a_survival("home", sudden_closure=(1, 2, 4))],
        as_of=AS_OF,
        moving=("family",),
        asked=Asked(replications=30, workers=1, planning_s=0.1),
        on_curve=lambda some, worlds: told.append((some, worlds)),
    )
    ((decisions, worlds),) = told
    assert worlds == 30
    assert len(decisions[-1].curve) == TIMES // 4


def test_interrupted_it_gives_the_options_that_are_done() -> None:
    def interrupt(done: int) -> None:
        if done == 5:
            raise KeyboardInterrupt

    found = decide_curves(
        a_day_post(),
        [a_survival("home", sudden_closure=(1, 2, 4))],
        as_of=AS_OF,
        moving=("family",),
        asked=Asked(replications=30, workers=1, planning_s=0.1, options=2),
        on_progress=interrupt,
    )
    assert [one.what for one in found.options] == [AS_IT_STANDS]
    assert len(found.missing) == 2


def test_shared_work_is_answered_in_order_on_any_number_of_processes() -> None:
    jobs = list(range(-6, 6))
    assert list(share_work(abs, jobs, workers=1)) == [abs(j) for j in jobs]
    assert list(share_work(abs, jobs, workers=2)) == [abs(j) for j in jobs]
    assert list(share_work(abs, [], workers=2)) == []
