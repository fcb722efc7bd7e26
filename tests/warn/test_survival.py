"""Survival of exits: a mixture over scenarios."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.scenarios import Exit, ScenarioKind
from exeunt.model.signals import EngagementStatus
from exeunt.model.spread import DurationSpread
from exeunt.model.streams import stream
from exeunt.model.times import DAY
from exeunt.model.warning import CalendarEntry
from exeunt.warn.survival import closing_quantile, gates_after, survivals


AN_EXIT = Exit(
    place="airport",
    name="Air",
    closes={
        ScenarioKind.SQUEEZE: DurationSpread.model_validate(
            {"p10": "6d", "p50": "18d", "p90": "45d"}
        ),
        ScenarioKind.SUDDEN_CLOSURE: DurationSpread.model_validate(
            {"p10": "2d", "p50": "6d", "p90": "20d"}
        ),
    },
)
WEIGHTS = {
    ScenarioKind.STATUS_QUO: 0.3,
    ScenarioKind.SQUEEZE: 0.5,
    ScenarioKind.SUDDEN_CLOSURE: 0.2,
}


def test_the_mixture_is_that_of_drawn_worlds() -> None:
    """100,000 draws: the share closed by a day is within 0.5 points of the mixture."""
    (survival,) = survivals([AN_EXIT], WEIGHTS, shut={})
    rng, draws = stream(7), 100_000
    kinds = list(WEIGHTS)
    chosen = rng.choice(len(kinds), size=draws, p=list(WEIGHTS.values()))
    ranks = rng.random(draws)
    closed = np.array(
        [
            AN_EXIT.closes[kinds[k]].quantile(u) if kinds[k] in AN_EXIT.closes else 1e12
            for k, u in zip(chosen, ranks, strict=True)
        ]
    )

    for days in (1, 3, 7, 14, 30, 90):
        share = float(np.mean(closed <= days * DAY))
        assert survival.closed_by(days * DAY) == pytest.approx(share, abs=0.005)


@given(st.floats(0.01, 0.69))
def test_the_quantile_is_where_the_mixture_reaches_it(u: float) -> None:
    (survival,) = survivals([AN_EXIT], WEIGHTS, shut={})

    at = closing_quantile(survival, u)

    assert at is not None
    assert survival.closed_by(at) >= u > survival.closed_by(at - 2)


def test_of_one_scenario_the_quantiles_are_the_elicited_ones() -> None:
    (survival,) = survivals([AN_EXIT], {ScenarioKind.SUDDEN_CLOSURE: 1.0}, shut={})

    found = [closing_quantile(survival, u) for u in (0.1, 0.5, 0.9)]

    assert found == pytest.approx([2 * DAY, 6 * DAY, 20 * DAY], abs=1.5)


def test_what_is_likelier_never_to_close_has_no_such_quantile() -> None:
    (survival,) = survivals([AN_EXIT], WEIGHTS, shut={})

    assert closing_quantile(survival, 0.71) is None


GATED = AN_EXIT.model_copy(
    update={"at_engagements": {ScenarioKind.SUDDEN_CLOSURE: 0.25}}
)
SURE = {ScenarioKind.SUDDEN_CLOSURE: 1.0}


def test_an_engagement_that_is_over_shuts_with_its_chance_and_not_before() -> None:
    (smooth,) = survivals([AN_EXIT], SURE, shut={})
    (gated,) = survivals([GATED], SURE, shut={}, gates_s=(3.0 * DAY, 5.0 * DAY))

    for days, passed in ((2.9, 0), (3, 1), (4, 1), (5, 2), (9, 2)):
        still = (1 - smooth.closed_by(days * DAY)) * 0.75**passed
        assert 1 - gated.closed_by(days * DAY) == pytest.approx(still)


def test_an_engagement_shuts_nothing_in_a_scenario_that_names_none() -> None:
    weights = {ScenarioKind.SQUEEZE: 1.0}
    (smooth,) = survivals([AN_EXIT], weights, shut={})
    (gated,) = survivals([GATED], weights, shut={}, gates_s=(3.0 * DAY,))

    assert gated.closed_by(9 * DAY) == smooth.closed_by(9 * DAY)


def test_an_exit_shuts_to_a_category_no_later_than_to_all() -> None:
    sooner = DurationSpread.model_validate({"p10": "1d", "p50": "2d", "p90": "40d"})
    exit_ = AN_EXIT.model_copy(
        update={"closes_for": {"men": {ScenarioKind.SUDDEN_CLOSURE: sooner}}}
    )
    (survival,) = survivals([exit_], SURE, shut={})

    for days in (1, 2, 6, 20, 30):
        of_all, own = survival.closed_by(days * DAY), sooner.cdf(days * DAY)
        assert survival.closed_by(days * DAY, "men") == max(of_all, own)
        assert survival.closed_by(days * DAY, "women") == of_all


def test_gates_are_the_ends_of_the_days_of_what_is_planned() -> None:
    as_of = datetime(2022, 1, 9, 22, tzinfo=UTC)
    zone = ZoneInfo("Europe/Kyiv")
    days = {
        10: EngagementStatus.PLANNED,
        12: EngagementStatus.CANCELLED,
        13: EngagementStatus.PLANNED,
        1: EngagementStatus.PLANNED,
    }
    calendar = [
        CalendarEntry(
            day=date(2022, 1, day),
            kind="talks",
            parties=(),
            status=status,
            overdue=False,
            reports=(),
        )
        for day, status in days.items()
    ]

    assert gates_after(calendar, as_of=as_of, zone=zone) == (24 * 3600.0, 4 * DAY)
