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
    OnLook,
    begin_curves,
    hours_ahead,
    options_of,
)
from exeunt.app.share_work import Crew
from exeunt.errors import InvalidInput
from exeunt.model.decision import DecideCurves, Look
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


def curves(
    post: Post, *, on_look: OnLook | None = None, workers: int = 1, **given: Any
) -> DecideCurves:
    asked: dict[str, Any] = {"every_h": 6, "replications": 40} | given
    with Crew(workers) as crew:
        return begin_curves(
            post,
            [a_survival("home", sudden_closure=(1, 2, 4))],
            as_of=AS_OF,
            moving=("family",),
            asked=Asked(**asked),
            crew=crew,
        ).finish(on_look)


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
    assert len(base.decisions[-1].curve) == TIMES


def test_no_decision_time_is_worse_than_a_later_one() -> None:
    found = curves(a_day_post())
    curve = found.options[0].decisions[-1].curve
    chances = [p.all_out for p in curve]
    assert chances == sorted(chances, reverse=True)
    assert len(set(chances)) > 1
    assert all(p.begins_at is None or p.begins_at > p.decide_at for p in curve)


def test_the_same_curves_come_of_any_number_of_processes() -> None:
    assert curves(a_day_post(), options=1) == curves(a_day_post(), options=1, workers=2)


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
    first = options_of(both, 1, h_hour=AS_OF)[1]
    assert first.what == "families first"
    assert first.post.category("family").weight == 10 * both.category("family").weight
    assert options_of(a_post(), 1, h_hour=AS_OF)[1].what != "families first"


def test_what_could_be_had_never_costs_a_chance() -> None:
    found = curves(a_day_post(), options=3)
    base, *options = found.options
    assert len(options) == 3
    for option in options:
        told, without = option.decisions[-1].curve, base.decisions[-1].curve
        for mine, theirs in zip(told, without, strict=True):
            assert mine.all_out >= theirs.all_out
        assert option.bought[-1].more_all_out >= 0


def a_post_with_a_shut_exit(**opening: Any) -> Post:
    quay = a_place("quay", kind="seaport", name="Old quay", open=opening)
    haven = a_place("haven", kind="safe_haven")
    return a_day_post(places=(a_place(), haven, quay))


def test_an_exit_that_is_shut_is_an_option_opened() -> None:
    post = a_post_with_a_shut_exit(until="2030-05-01T00:00:00+00:00")
    found = curves(post, options=1)
    assert found.options[1].what == "a second exit: Old quay"
    assert found.second_exits == 1


def test_an_exit_that_opens_in_time_is_no_option() -> None:
    post = a_post_with_a_shut_exit(**{"from": "2030-05-06T00:00:00+00:00"})
    found = curves(post, options=1)
    assert not found.options[1].what.startswith("a second exit")
    assert found.second_exits == 0
    assert curves(post).second_exits is None


def test_after_each_rehearsal_it_is_told_what_is_known() -> None:
    told: list[Look] = []
    found = curves(a_day_post(), options=1, on_look=told.append)
    assert [look.done for look in told] == list(range(1, 9))
    assert {look.of for look in told} == {8}
    sizes = [len(look.decisions[-1].curve) for look in told]
    assert sizes == [6, 12, 18, 24, 24, 24, 24, 24]
    assert told[-1].decisions == found.options[0].decisions
    assert told[-1].left_s == 0


def interrupted(after: int, **given: Any) -> DecideCurves:
    def interrupt(look: Look) -> None:
        if look.done == after:
            raise KeyboardInterrupt

    return curves(a_day_post(), on_look=interrupt, **given)


def test_interrupted_it_gives_the_options_that_are_done() -> None:
    found = interrupted(5, options=2)
    assert [one.what for one in found.options] == [AS_IT_STANDS]
    assert len(found.missing) == 2


def test_interrupted_early_it_gives_the_times_that_are_done() -> None:
    found = interrupted(2, options=2)
    (base,) = found.options
    assert base.planned == 2
    times = hours_ahead(a_day_post(), AS_OF, every_h=6)
    assert found.h_hours == tuple(t for n, t in enumerate(times) if n % 4 < 2)
    assert [p.decide_at for p in base.decisions[-1].curve] == list(found.h_hours)
    assert all(p.half_width > 0 for p in base.decisions[-1].curve)


@pytest.mark.parametrize("workers", [1, 2])
def test_shared_work_is_answered_in_order(workers: int) -> None:
    jobs = list(range(-6, 6))
    with Crew(workers) as crew:
        assert list(crew.share(abs, jobs)) == [abs(j) for j in jobs]
        assert list(crew.share(abs, [])) == []
        begun = crew.begin(abs, -3)
        assert crew.answer(begun, within_s=60) == (3 if workers > 1 else None)


def test_what_another_process_cannot_answer_is_its_error() -> None:
    with Crew(2) as crew, pytest.raises(ValueError, match="invalid literal"):
        crew.answer(crew.begin(int, "x"), within_s=60)
