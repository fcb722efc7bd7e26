"""What analysts judge, recalibrated by their record and pooled with the model."""

from __future__ import annotations

from datetime import timedelta
from math import log
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.test_decide_by import a_survival
from tests.make import H_HOUR, a_post

from exeunt.model.events import ChanceJudged
from exeunt.model.judgements import Judgement
from exeunt.model.post import History, Outcome
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.times import DAY
from exeunt.model.warning import first_closes
from exeunt.warn.analysts import (
    factor_for,
    judgements,
    pool,
    slope_of,
)


CALM, SUDDEN = ScenarioKind.STATUS_QUO, ScenarioKind.SUDDEN_CLOSURE
WEIGHTS = {CALM: 0.8, SUDDEN: 0.2}
SURVIVALS = [a_survival(weights=WEIGHTS, sudden_closure=(5, 10, 20))]


def judged(
    chance: float, *, by: str = "RSO", days_ago: float = 1.0, **given: object
) -> Judgement:
    body: dict[str, object] = {
        "by": by,
        "at": H_HOUR - timedelta(days=days_ago),
        "chance": chance,
        "within_s": 30 * DAY,
        "why": "",
        "came_true": None,
    }
    return Judgement(**body | given)  # type: ignore[arg-type] # a bag of fields


def log_odds(chance: float) -> float:
    return log(chance / (1 - chance))


@given(st.floats(0.02, 0.98), st.floats(0.02, 0.98))
def test_two_voices_meet_half_way_in_log_odds(prior: float, chance: float) -> None:
    weights = {CALM: 1 - prior, SUDDEN: prior}
    found = pool([judged(chance)], SURVIVALS, weights, as_of=H_HOUR)

    assert found is not None
    ours = first_closes(SURVIVALS, weights, 30 * DAY)
    inside = min(max(ours, 0.005), 0.995)
    middle = (log_odds(inside) + log_odds(chance)) / 2
    assert log_odds(found.pooled) == pytest.approx(middle)


def test_only_the_last_fresh_word_of_each_counts() -> None:
    known = [
        judged(0.9, days_ago=20, by="CLO"),
        judged(0.9, days_ago=5),
        judged(0.2, days_ago=1),
    ]
    found = pool(known, SURVIVALS, WEIGHTS, as_of=H_HOUR)

    assert found is not None
    assert [v.by for v in found.voices] == ["the model", "RSO"]
    assert found.voices[1].chance == pytest.approx(0.2)


def test_a_judgement_whose_time_is_over_does_not_count() -> None:
    over = judged(0.5, days_ago=5, within_s=4 * DAY)

    assert pool([over], SURVIVALS, WEIGHTS, as_of=H_HOUR) is None


def test_without_a_record_a_judgement_counts_as_given() -> None:
    assert slope_of([judged(0.7)]) == 1.0


@pytest.mark.parametrize(
    ("chance", "share_true", "bolder"), [(0.9, 0.6, False), (0.6, 0.9, True)]
)
def test_who_was_too_sure_is_toned_down_and_who_was_too_timid_up(
    chance: float, share_true: float, bolder: bool
) -> None:
    def slope(judgements: int) -> float:
        return slope_of(
            judged(chance, came_true=n < judgements * share_true)
            for n in range(judgements)
        )

    right = log_odds(share_true) / log_odds(chance)
    assert (right > 1) is bolder
    off = [abs(slope(n) - right) for n in (0, 10, 100, 1000)]
    assert off == sorted(off, reverse=True)
    assert min(1, right) <= slope(1000) <= max(1, right)


@given(st.floats(0.001, 0.15))
def test_the_factor_brings_the_scenarios_to_the_chance(chance: float) -> None:
    factor = factor_for(chance, SURVIVALS, WEIGHTS, within_s=30 * DAY)
    weights = {CALM: 0.8, SUDDEN: 0.2 * factor}
    total = sum(weights.values())
    scaled = {kind: w / total for kind, w in weights.items()}

    assert first_closes(SURVIVALS, scaled, 30 * DAY) == pytest.approx(chance)


def test_what_became_of_a_judgement_is_told_once_it_can_be() -> None:
    def event(n: int, days: float, within: int) -> ChanceJudged:
        return ChanceJudged(
            id=UUID(int=n).hex,
            at=H_HOUR + timedelta(days=days),
            by="RSO",
            chance=0.5,
            within_s=within * DAY,
        )

    closed = Outcome(exit="x", closed=H_HOUR + timedelta(days=10), source="press")
    post = a_post(history=History(outcomes=(closed,)))
    events = [event(1, 0, 30), event(2, 0, 5), event(3, 11, 30)]

    def told(day: float) -> list[bool | None]:
        known = judgements(post, events, as_of=H_HOUR + timedelta(days=day))
        return [one.came_true for one in known]

    assert told(4) == [None, None]
    assert told(9) == [None, False]
    assert told(12) == [True, False, None]
    assert told(60) == [True, False, False]
