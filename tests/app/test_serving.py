from __future__ import annotations

from datetime import timedelta

from tests.app.test_decide_by import a_rehearsal, a_survival
from tests.make import H_HOUR, a_post

from exeunt.app.decide_by import Chances, worlds_all_out
from exeunt.app.serving import Serving, best_of_later, drawn, or_without
from exeunt.model.outcomes import Rehearsal


A_SURVIVAL = a_survival(sudden_closure=(1, 2, 4))


def played(through_h: float) -> Rehearsal:
    return a_rehearsal([[[through_h]], [[through_h + 1]]])


def a_serving(wait_h: int, through_h: float) -> Serving:
    """Make a plan that begins so late and after so long has everybody through."""
    return Serving(
        begins_at=H_HOUR + timedelta(hours=wait_h),
        wait_s=wait_h * 3600,
        chances=Chances(played(through_h), [A_SURVIVAL]),
    )


def test_a_better_plan_of_a_later_time_serves_a_sooner_one() -> None:
    slow, quick, last = a_serving(0, 40), a_serving(6, 10), a_serving(12, 20)
    assert best_of_later([slow, quick, last]) == (quick, quick, last)
    assert best_of_later([quick]) == (quick,)


def test_with_equal_chances_the_own_plan_serves() -> None:
    one, same = a_serving(0, 10), a_serving(0, 10)
    assert best_of_later([one, same])[0] is one


def test_an_option_is_left_alone_where_it_serves_no_better() -> None:
    worse, better, theirs = a_serving(0, 40), a_serving(0, 10), a_serving(0, 20)
    assert or_without([worse, better], [theirs, theirs]) == (theirs, better)


def test_the_curve_tells_when_people_are_told_to_go() -> None:
    slow, quick = a_serving(0, 40), a_serving(6, 10)
    times = [one.begins_at for one in (slow, quick)]
    category = a_post().file.categories[0].model_copy(update={"id": "c0"})
    made = drawn(
        best_of_later([slow, quick]),
        h_hours=times,
        categories=[category],
        assessed_for_s=30 * 86400,
    )
    first, second = made.decisions[0].curve
    assert (first.begins_at, second.begins_at) == (times[1], None)
    chance = worlds_all_out(
        played(10), [A_SURVIVAL], category="c0", wait_s=6 * 3600
    ).mean()
    assert first.all_out == second.all_out == chance
    assert made.chances["c0"].shape == (2, 2)
