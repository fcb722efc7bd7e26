from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import H_HOUR, a_category, a_post
from tests.often import often

from exeunt.app.decide_by import daily_h_hours, decide_by, worlds_all_out
from exeunt.model.decision import DecideBy
from exeunt.model.intervals import half_width
from exeunt.model.outcomes import Rehearsal
from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.spread import DurationSpread
from exeunt.model.times import DAY, HOUR
from exeunt.model.warning import ExitSurvival
from exeunt.rehearse import EVERYONE


SUDDEN, SQUEEZE = ScenarioKind.SUDDEN_CLOSURE, ScenarioKind.SQUEEZE
CALM = ScenarioKind.STATUS_QUO


def a_rehearsal(
    through_h: list[list[list[float]]],
    left: list[list[int]] | None = None,
    **given: Any,
) -> Rehearsal:
    """Make what a rehearsal found; -1 hours: that exit was not used."""
    through = np.array(
        [[[round(h * HOUR) if h >= 0 else -1 for h in e] for e in c] for c in through_h]
    )
    worlds, categories, exits = through.shape
    none = np.zeros((worlds, categories), dtype=np.int64)
    body: dict[str, Any] = {
        "seed": 0,
        "categories": tuple(f"c{k}" for k in range(categories)),
        "exits": tuple(f"x{k}" for k in range(exits)),
        "cleared_s": through.max(axis=2),
        "left": none if left is None else np.array(left),
        "through_s": through,
        "out": none + 1,
        "no_show": none,
        "out_by_s": np.array([0]),
        "out_share": np.ones((worlds, 1)),
        "stages": ("riding",),
        "waited_h": np.zeros(1),
        "held_last": np.ones(1),
        "seats": 0,
        "empty_seats": 0.0,
    }
    return Rehearsal(**body | given)


def a_survival(
    name: str = "x0",
    weights: dict[ScenarioKind, float] | None = None,
    **closes: tuple[float, float, float],
) -> ExitSurvival:
    """Make an exit that closes after days, by scenario."""
    spreads = {
        ScenarioKind(kind): DurationSpread(
            p10=round(a * DAY), p50=round(b * DAY), p90=round(c * DAY)
        )
        for kind, (a, b, c) in closes.items()
    }
    return ExitSurvival(
        exit=Exit(place=name, name=name, closes=spreads),
        weights=weights or {CALM: 0.4, SUDDEN: 0.6},
    )


def decided(
    rehearsal: Rehearsal,
    *survivals: ExitSurvival,
    days: int = 10,
    targets: tuple[float, ...] = (0.9, 0.8),
) -> tuple[DecideBy, ...]:
    categories = [
        a_category(name, target=target)
        for name, target in zip(rehearsal.categories, targets, strict=False)
    ]
    return decide_by(
        rehearsal,
        survivals,
        categories=categories,
        as_of=H_HOUR,
        h_hours=[H_HOUR + timedelta(days=k) for k in range(days)],
        assessed_for_s=30 * DAY,
    )


def test_the_curve_is_the_mixture_of_survival_at_the_time_of_leaving() -> None:
    survival = a_survival(sudden_closure=(2, 6, 20))
    (one, everyone) = decided(a_rehearsal([[[30]], [[54]]]), survival)
    spread = survival.exit.closes[SUDDEN]
    for k, point in enumerate(one.curve):
        gone = (spread.cdf(k * DAY + 30 * HOUR) + spread.cdf(k * DAY + 54 * HOUR)) / 2
        assert point.all_out == pytest.approx(0.4 + 0.6 * (1 - gone), abs=1e-6)
    assert everyone.curve == one.curve


def test_exits_close_by_one_shock() -> None:
    """Numerically: one uniform a world, each exit shut at its own quantile of it."""
    survivals = (
        a_survival("x0", sudden_closure=(2, 6, 20)),
        a_survival("x1", sudden_closure=(4, 5, 7)),
    )
    rehearsal = a_rehearsal([[[20, 60], [-1, 90]], [[40, -1], [10, 30]]])
    decisions = decided(rehearsal, *survivals)
    u = (np.arange(20_000) + 0.5) / 20_000
    shut = np.array(
        [[s.exit.closes[SUDDEN].quantile(float(v)) for v in u] for s in survivals]
    )
    for c, one in enumerate(decisions[:2]):
        for k in (0, 3, 7):
            through = rehearsal.through_s[:, c] + k * DAY
            used = rehearsal.through_s[:, c] >= 0
            kept = [
                np.all(
                    [shut[e] > through[w, e] for e in range(2) if used[w, e]], axis=0
                ).mean()
                for w in range(2)
            ]
            told = one.curve[k].all_out
            assert told == pytest.approx(0.4 + 0.6 * np.mean(kept), abs=2e-4)


def test_a_world_that_leaves_somebody_counts_nothing() -> None:
    rehearsal = a_rehearsal([[[30]], [[30]], [[30]], [[30]]], [[0], [2], [0], [0]])
    (one, _) = decided(rehearsal, a_survival())
    assert [point.all_out for point in one.curve] == pytest.approx([0.75] * 10)


def test_no_shows_are_not_counted_against_the_plan() -> None:
    rehearsal = a_rehearsal([[[30]]], no_show=np.array([[7]]))
    (one, _) = decided(rehearsal, a_survival())
    assert one.now == 1.0


def test_latest_is_the_last_day_of_an_unbroken_run() -> None:
    survival = a_survival(sudden_closure=(2, 6, 20))
    (one, everyone) = decided(a_rehearsal([[[30]]]), survival, targets=(0.9,))
    good = [point.decide_at for point in one.curve if point.all_out >= 0.9]
    assert one.latest == good[-1]
    assert 0 < len(good) < len(one.curve)
    assert not one.beyond
    assert everyone.target == 0.9


def test_already_late_tells_the_chance_now() -> None:
    survival = a_survival(sudden_closure=(0.5, 1, 2))
    (one, _) = decided(a_rehearsal([[[30]]]), survival, targets=(0.9,))
    assert one.latest is None
    assert not one.beyond
    assert one.now == one.curve[0].all_out < 0.9


def test_a_target_still_met_at_the_end_is_beyond() -> None:
    (one, _) = decided(a_rehearsal([[[30]]]), a_survival())
    assert one.beyond
    assert one.latest == one.curve[-1].decide_at


def test_everyone_is_held_to_the_least_target() -> None:
    rehearsal = a_rehearsal([[[30], [40]]])
    *_, everyone = decided(rehearsal, a_survival(), targets=(0.95, 0.7))
    assert everyone.category == "everyone"
    assert everyone.target == 0.7


def test_a_category_that_uses_no_exit_is_out_whatever_closes() -> None:
    survival = a_survival(sudden_closure=(0.1, 0.2, 0.3))
    (one, _) = decided(a_rehearsal([[[-1]]]), survival)
    assert one.curve[0].all_out == 1.0
    assert one.curve[0].false_alarm == 1.0


def test_a_false_alarm_is_an_exit_that_stays_open_long_after() -> None:
    survival = a_survival(sudden_closure=(2, 6, 20))
    (one, _) = decided(a_rehearsal([[[30]]]), survival)
    spread = survival.exit.closes[SUDDEN]
    for k, point in enumerate(one.curve):
        long_after = 0.4 + 0.6 * (1 - spread.cdf((k + 30) * DAY))
        assert point.false_alarm == pytest.approx(long_after, abs=1e-6)


@often(40)
@given(
    st.lists(st.floats(0, 200), min_size=1, max_size=5),
    st.tuples(*[st.floats(0.5, 40)] * 3),
    st.floats(0.1, 1),
)
def test_closing_sooner_never_helps(
    hours: list[float], percentiles: tuple[float, float, float], sooner: float
) -> None:
    a, b, c = sorted(percentiles)
    rehearsal = a_rehearsal([[[h]] for h in hours])
    late, soon = (
        decided(
            rehearsal,
            a_survival(squeeze=(f * a, f * b, f * c), weights={SQUEEZE: 1.0}),
        )[0]
        for f in (1.0, sooner)
    )
    for before, after in zip(late.curve, soon.curve, strict=True):
        # percentiles are kept to the second
        assert after.all_out <= before.all_out + 1e-3


@often(40)
@given(st.lists(st.floats(0, 200), min_size=1, max_size=5))
def test_waiting_never_helps(hours: list[float]) -> None:
    (one, _) = decided(
        a_rehearsal([[[h]] for h in hours]), a_survival(sudden_closure=(1, 4, 9))
    )
    chances = [point.all_out for point in one.curve]
    assert chances == sorted(chances, reverse=True)


def test_a_thousand_successes_are_not_certainty() -> None:
    assert 0 < half_width(np.ones(1000)) < 0.005
    mixed = np.repeat([0.0, 1.0], [100, 900])
    # the textbook's 1.96 sqrt(p (1 - p) / n) is 1.86 points
    assert half_width(mixed) == pytest.approx(0.0186, abs=0.0005)


def test_h_hours_are_the_next_ones_at_the_clock_of_the_post() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    post = a_post(time_zone="Europe/Kyiv", h_hour="08:00")
    before = datetime(2022, 3, 26, 8, tzinfo=kyiv)
    days = daily_h_hours(post, before, days=3)
    # clocks go forward on 27 March: the night is 23 hours long
    assert [d.isoformat() for d in days] == [
        "2022-03-26T08:00:00+02:00",
        "2022-03-27T08:00:00+03:00",
        "2022-03-28T08:00:00+03:00",
    ]
    after = datetime(2022, 3, 26, 8, 1, tzinfo=kyiv)
    assert daily_h_hours(post, after, days=1) == days[1:2]


def test_both_errors_have_an_interval_from_the_worlds() -> None:
    survival = a_survival(sudden_closure=(2, 6, 20))
    (one, _) = decided(a_rehearsal([[[30]], [[54]], [[-1]], [[40]]]), survival)
    for point in one.curve:
        assert 0 < point.half_width < 0.5
        assert 0 < point.false_alarm_half_width < 0.5


def test_an_exit_shut_at_an_engagement_is_lost_from_then_on() -> None:
    plain = a_survival(weights={SUDDEN: 1.0}, sudden_closure=(100, 200, 300))
    exit_ = plain.exit.model_copy(update={"at_engagements": {SUDDEN: 0.5}})
    gated = replace(plain, exit=exit_, gates_s=(2.0 * DAY,))
    found = a_rehearsal([[[24.0]]])

    before = worlds_all_out(found, [gated], category="c0", wait_s=0)
    after = worlds_all_out(found, [gated], category="c0", wait_s=DAY)

    assert before == pytest.approx([1.0], abs=1e-3)
    assert after == pytest.approx([0.5], abs=1e-3)


def test_an_exit_that_shuts_to_some_counts_for_them_and_for_everyone() -> None:
    plain = a_survival(weights={SUDDEN: 1.0}, sudden_closure=(100, 200, 300))
    soon = DurationSpread.model_validate({"p10": "1h", "p50": "2h", "p90": "3h"})
    exit_ = plain.exit.model_copy(update={"closes_for": {"c1": {SUDDEN: soon}}})
    own = replace(plain, exit=exit_)
    found = a_rehearsal([[[24.0], [24.0]]])

    chances = [
        float(worlds_all_out(found, [own], category=name, wait_s=0)[0])
        for name in ("c0", "c1", EVERYONE)
    ]

    assert chances == pytest.approx([1.0, 0.0, 0.0], abs=1e-3)
