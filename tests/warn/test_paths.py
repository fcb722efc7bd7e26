from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.app.test_decide_by import a_survival
from tests.warn.test_odds import a_line, a_table

from exeunt.app.likelihoods import likelihoods
from exeunt.model.likelihoods import Likelihoods
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.times import DAY
from exeunt.warn.paths import Paths, paths


CALM, SUDDEN = ScenarioKind.STATUS_QUO, ScenarioKind.SUDDEN_CLOSURE
WEIGHTS = {CALM: 0.7, SUDDEN: 0.3}


def drawn(
    table: Likelihoods | None = None,
    *,
    engagements: tuple[int, ...] = (),
    worlds: int = 4000,
    seed: int = 1,
) -> Paths:
    return paths(
        [a_survival(sudden_closure=(5, 20, 60))],
        WEIGHTS,
        likelihoods=table or a_table(),
        engagements=engagements,
        days=30,
        worlds=worlds,
        seed=seed,
    )


def test_exits_close_as_often_and_as_soon_as_their_spreads_say() -> None:
    """Of 4,000 worlds, within 2.5 points (three standard errors)."""
    closes = drawn().closes_s[:, 0]
    assert np.isfinite(closes).mean() == pytest.approx(0.3, abs=0.025)
    in_danger = closes[np.isfinite(closes)] / DAY
    assert (in_danger <= 20).mean() == pytest.approx(0.5, abs=0.045)
    assert (in_danger <= 5).mean() == pytest.approx(0.1, abs=0.03)


def test_today_is_told_what_is_known_today() -> None:
    assert drawn().closing[:, 0] == pytest.approx(0.3)


def test_without_news_the_exits_being_open_speaks_for_calm() -> None:
    """A table with nothing to be seen but a thing that says nothing of these two."""
    table = a_table(a_line(times={"squeeze": 1.5}))
    told = drawn(table, worlds=5).closing
    cdf = a_survival(sudden_closure=(5, 20, 60)).exit.closes[SUDDEN].cdf
    for day in (5, 29):
        danger = 0.3 * (1 - cdf(day * DAY))
        assert told[:, day] == pytest.approx(danger / (danger + 0.7))


def test_evidence_tells_the_scenarios_apart() -> None:
    found = drawn(likelihoods())
    danger = np.isfinite(found.closes_s[:, 0]) & (found.closes_s[:, 0] > 29 * DAY)
    calm = ~np.isfinite(found.closes_s[:, 0])
    assert found.closing[danger, 29].mean() > found.closing[calm, 29].mean() + 0.2


def test_an_engagement_moves_what_is_told_the_day_after() -> None:
    without, with_ = drawn(likelihoods()), drawn(likelihoods(), engagements=(0,))
    assert np.array_equal(with_.closing[:, 0], without.closing[:, 0])
    changed = with_.closing[:, 1] != without.closing[:, 1]
    assert changed.mean() > 0.9


def test_the_same_seed_gives_the_same_ways() -> None:
    one, two, other = drawn(worlds=50), drawn(worlds=50), drawn(worlds=50, seed=2)
    assert np.array_equal(one.closing, two.closing)
    assert not np.array_equal(one.closes_s, other.closes_s)


def test_exits_close_at_engagements_as_often_as_is_said() -> None:
    """Of 4,000 worlds, a fifth shut at the end of day 3: within 2 points."""
    plain = a_survival(weights={SUDDEN: 1.0}, sudden_closure=(5, 20, 60))
    exit_ = plain.exit.model_copy(update={"at_engagements": {SUDDEN: 0.2}})
    gated = replace(plain, exit=exit_, gates_s=(3.0 * DAY,))
    closes = paths(
        [gated], {SUDDEN: 1.0}, likelihoods=a_table(), days=30, worlds=4000, seed=1
    ).closes_s[:, 0]

    assert (closes == 3 * DAY).mean() == pytest.approx(0.2, abs=0.02)
    for days in (2, 5, 20, 60):
        share = gated.closed_by_in(SUDDEN, days * DAY)
        assert (closes <= days * DAY).mean() == pytest.approx(share, abs=0.02)


@pytest.mark.parametrize("gated", [{}, {SUDDEN: 0.2}])
def test_an_exit_closes_sooner_to_whom_it_closes_by_their_own_as_well(
    gated: dict[ScenarioKind, float],
) -> None:
    """Of 4,000 worlds, within 2.5 points, in one shock with what closes to all."""
    plain = a_survival(weights={SUDDEN: 1.0}, sudden_closure=(5, 20, 60))
    own = a_survival(weights={SUDDEN: 1.0}, sudden_closure=(1, 4, 12)).exit.closes
    update = {"closes_for": {"men": own}, "at_engagements": gated}
    exit_ = plain.exit.model_copy(update=update)
    survival = replace(plain, exit=exit_, gates_s=(3.0 * DAY,))
    found = paths(
        [survival], {SUDDEN: 1.0}, likelihoods=a_table(), days=30, worlds=4000, seed=1
    )
    men, all_ = found.closes_to("men")[:, 0], found.closes_to("women")[:, 0]
    assert np.array_equal(all_, found.closes_s[:, 0])
    assert (men <= all_).all()
    assert np.array_equal(found.first_s, men)
    for days in (2, 4, 20):
        share = survival.closed_by_in(SUDDEN, days * DAY, "men")
        assert (men <= days * DAY).mean() == pytest.approx(share, abs=0.025)
