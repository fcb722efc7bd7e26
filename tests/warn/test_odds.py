"""Odds of scenarios: Bayes in closed form, and what must hold of good news."""

from __future__ import annotations

from itertools import product
from math import log10, prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.make import (
    H_HOUR,
    a_status_mention,
    an_advisory,
    an_engagement,
    an_indicator,
)

from exeunt.app.likelihoods import likelihoods
from exeunt.model.likelihoods import CLOSING, Likelihood, Likelihoods
from exeunt.model.scenarios import Scenario, ScenarioKind
from exeunt.model.signals import Direction, EngagementStatus, IndicatorSeen, Realis
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.warning import Odds
from exeunt.warn.odds import FLOOR_GROUP, odds
from exeunt.warn.weigh import weigh


QUO, SQUEEZE, SUDDEN, BETTER = ScenarioKind


def the_scenarios(**priors: float) -> list[Scenario]:
    chances = {
        "status_quo": 0.90,
        "squeeze": 0.04,
        "sudden_closure": 0.02,
        "de_escalation": 0.04,
    } | priors
    return [
        Scenario(kind=ScenarioKind(k), name=k, prior=p, reference_class="fiction")
        for k, p in chances.items()
    ]


def a_line(item_id: str = "troop_buildup", **given: Any) -> Likelihood:
    body = {"id": item_id, "name": item_id, "group": item_id, "half_life": "30d"}
    times = given.pop("times", {"squeeze": 2, "sudden_closure": 5})
    return Likelihood(**body | {"times": times, "why": "test"} | given)


def a_table(*items: Likelihood, **given: Any) -> Likelihoods:
    body: dict[str, Any] = {
        "reliability": {"A": 1, "B": 0.9, "C": 0.7, "D": 0.4, "E": 0.1, "F": 0.3},
        "credibility": {1: 1, 2: 0.9, 3: 0.7, 4: 0.4, 5: 0.1, 6: 0.3},
        "realis": dict.fromkeys(Realis, 1.0)
        | {Realis.DENIED: -0.1, Realis.HISTORIC: 0.0, Realis.CONTINGENCY: 0.3},
        "relief_share": 0.0,
        "items": items or (a_line(),),
    }
    return Likelihoods(**body | given)


def assess(*signals: Any, table: Likelihoods | None = None, **given: Any) -> Odds:
    scenarios = given.pop("scenarios", None) or the_scenarios()
    return odds(
        scenarios, signals, as_of=H_HOUR, likelihoods=table or a_table(), **given
    )


def closing(found: Odds) -> float:
    chance = sum(p for kind, p in found.posterior.items() if kind in CLOSING)
    return chance / (1 - chance)


# --- Bayes ----------------------------------------------------------------------------

_CHANCES = st.sampled_from([0.1, 0.15, 0.2, 0.3, 0.5, 0.75])


@st.composite
def _tables(draw: st.DrawFn) -> list[dict[ScenarioKind, float]]:
    """Draw the chance of seeing each of some things, by scenario; all escalatory."""
    out = []
    for _ in range(draw(st.integers(1, 4))):
        base = draw(_CHANCES)
        worse = [max(base, draw(_CHANCES)) for _ in range(2)]
        out.append({QUO: base, BETTER: base, SQUEEZE: worse[0], SUDDEN: worse[1]})
    return out


@given(_tables(), st.lists(st.floats(0.01, 1), min_size=4, max_size=4))
def test_posterior_is_that_of_the_joint_distribution(
    chances: list[dict[ScenarioKind, float]], weights: list[float]
) -> None:
    prior = {k: w / sum(weights) for k, w in zip(ScenarioKind, weights, strict=True)}
    joint = {
        (kind, outcome): prior[kind]
        * prod(
            c[kind] if seen else 1 - c[kind]
            for c, seen in zip(chances, outcome, strict=True)
        )
        for kind in ScenarioKind
        for outcome in product([True, False], repeat=len(chances))
    }
    all_seen = (True,) * len(chances)
    total = sum(p for (_, outcome), p in joint.items() if outcome == all_seen)
    table = a_table(
        *(
            a_line(f"i{n}", times={k.value: c[k] / c[QUO] for k in CLOSING})
            for n, c in enumerate(chances)
        )
    )

    found = assess(
        *(an_indicator(f"i{n}") for n in range(len(chances))),
        table=table,
        scenarios=the_scenarios(**{k.value: p for k, p in prior.items() if 0 < p < 1}),
    )

    for kind in ScenarioKind:
        assert found.posterior[kind] == pytest.approx(joint[kind, all_seen] / total)


def test_nothing_seen_leaves_the_prior() -> None:
    found = assess()

    assert found.posterior == pytest.approx(found.prior)
    assert found.contributions == ()


def test_priors_are_scaled_to_add_up_to_one() -> None:
    found = assess(scenarios=the_scenarios(status_quo=0.45))

    assert sum(found.prior.values()) == pytest.approx(1)
    assert found.prior[QUO] == pytest.approx(0.45 / 0.55)


def test_the_lines_of_the_waterfall_add_up_to_the_posterior() -> None:
    found = assess(
        an_indicator("troop_buildup", 3),
        an_indicator("airline_suspends", 1),
        an_indicator("talks_agreed", 1),
        a_status_mention(2),
        table=likelihoods(),
    )

    for kind in (SQUEEZE, SUDDEN, BETTER):
        against_quo = sum(
            line.log10_by_scenario[kind] - line.log10_by_scenario[QUO]
            for line in found.contributions
        )
        before = log10(found.prior[kind] / found.prior[QUO])
        after = log10(found.posterior[kind] / found.posterior[QUO])
        assert after - before == pytest.approx(against_quo)


# --- one item -------------------------------------------------------------------------


def test_an_item_of_today_from_the_best_source_weighs_its_full_ratio() -> None:
    (line,) = assess(an_indicator()).contributions

    assert line.log10_by_scenario[SUDDEN] == pytest.approx(log10(5))
    assert line.log10_by_scenario[QUO] == 0


@pytest.mark.parametrize("half_lives", [1, 2, 5])
def test_weight_halves_with_every_half_life(half_lives: int) -> None:
    (line,) = assess(an_indicator(days_ago=30 * half_lives)).contributions

    assert line.log10_by_scenario[SUDDEN] == pytest.approx(log10(5) / 2**half_lives)
    assert line.age_days == pytest.approx(30 * half_lives)


def test_weight_falls_with_source_and_report() -> None:
    (line,) = assess(an_indicator(reliability="C", credibility=3)).contributions

    assert line.log10_by_scenario[SUDDEN] == pytest.approx(log10(5) * 0.7 * 0.7)


def test_marks_the_code_does_not_have_cannot_be_judged() -> None:
    (line,) = assess(an_indicator(reliability="", credibility=0)).contributions

    assert line.log10_by_scenario[SUDDEN] == pytest.approx(log10(5) * 0.3 * 0.3)


def test_a_contingency_weighs_less_than_a_fact() -> None:
    (line,) = assess(an_indicator(realis=Realis.CONTINGENCY)).contributions

    assert line.log10_by_scenario[SUDDEN] == pytest.approx(log10(5) * 0.3)
    assert "contingency" in line.label


def test_what_is_history_weighs_nothing() -> None:
    assert assess(an_indicator(realis=Realis.HISTORIC)).contributions == ()


def test_a_denial_speaks_a_little_against_and_is_soon_forgotten() -> None:
    today = assess(an_indicator(realis=Realis.DENIED)).contributions[0]
    (week_ago,) = assess(an_indicator(days_ago=7, realis=Realis.DENIED)).contributions

    assert today.log10_by_scenario[SUDDEN] == pytest.approx(-0.1 * log10(5))
    assert week_ago.log10_by_scenario[SUDDEN] == pytest.approx(-0.05 * log10(5))


def test_good_news_denied_is_no_bad_news() -> None:
    denied = an_indicator("troops_withdraw_claim", realis=Realis.DENIED)

    assert assess(denied, table=likelihoods()).contributions == ()


def test_an_indicator_the_table_does_not_know_weighs_nothing() -> None:
    assert assess(an_indicator("unheard_of")).contributions == ()


@given(st.sampled_from(list(ScenarioKind)), st.data())
def test_no_single_item_moves_a_scenario_more_than_tenfold(
    kind: ScenarioKind, data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(likelihoods().items))

    found = assess(an_indicator(item.id), table=likelihoods())

    for line in found.contributions:
        if line.group != FLOOR_GROUP:
            assert abs(line.log10_by_scenario[kind]) <= 1


# --- groups ---------------------------------------------------------------------------


def test_a_hundred_reports_of_one_build_up_are_one() -> None:
    once = assess(an_indicator())
    often = assess(*(an_indicator(days_ago=n / 10) for n in range(100)))

    assert often.posterior == pytest.approx(once.posterior)
    assert often.contributions[0].superseded == 99


def test_of_a_group_the_strongest_now_counts_not_the_newest() -> None:
    table = a_table(
        a_line("major", group="g", times={"sudden_closure": 10}),
        a_line("minor", group="g", times={"sudden_closure": 1.5}),
    )

    (line,) = assess(
        an_indicator("major", 5), an_indicator("minor", 0), table=table
    ).contributions
    (later,) = assess(
        an_indicator("major", 150), an_indicator("minor", 0), table=table
    ).contributions

    assert line.label == "major"
    assert later.label == "minor"


def test_good_and_bad_news_of_one_group_both_count() -> None:
    table = a_table(
        a_line("bad", group="g"),
        a_line("good", group="g", times={"sudden_closure": 0.5}, half_life="3d"),
    )

    found = assess(an_indicator("bad"), an_indicator("good"), table=table)

    assert {line.label for line in found.contributions} == {"bad", "good"}


# --- what is refused, and what is not known yet ---------------------------------------


def test_a_refused_signal_does_not_count() -> None:
    signal = an_indicator()

    assert assess(signal, refused={signal.evidence.key}).contributions == ()


def test_a_refused_signal_no_longer_supersedes_a_weaker_one() -> None:
    strong, weak = an_indicator(), an_indicator(days_ago=10, reliability="C")

    (line,) = assess(strong, weak, refused={strong.evidence.key}).contributions

    assert line.evidence == weak.evidence
    assert line.superseded == 0


def test_evidence_of_the_future_is_an_error() -> None:
    with pytest.raises(ValueError, match="after"):
        assess(an_indicator(days_ago=-0.001))


# --- what kinds of signal weigh -------------------------------------------------------


@pytest.mark.parametrize(
    ("signal", "label"),
    [
        (a_status_mention(), "Ordered departure"),
        (a_status_mention(realis=Realis.PLANNED), "Ordered departure (planned)"),
        (a_status_mention(realis=Realis.LIFTED), "Departure status lifted"),
        (a_status_mention(status=DepartureStatus.NORMAL), "Departure status lifted"),
        (a_status_mention(status=DepartureStatus.AUTHORIZED), "Authorized departure"),
        (an_advisory(), "Advisory raised to the highest level"),
        (an_advisory(level=3), "Advisory raised"),
        (an_advisory(change="lowered"), "Advisory lowered"),
        (
            an_advisory(change="text", text="threat of military action"),
            "Advisory names an armed threat",
        ),
        (an_engagement(), "Meeting on the calendar"),
        (an_engagement(status=EngagementStatus.HELD), "Meeting held"),
        (an_engagement(status=EngagementStatus.CANCELLED), "Meeting called off"),
    ],
)
def test_statuses_advisories_and_engagements_have_lines_of_their_own(
    signal: Any, label: str
) -> None:
    found = assess(signal, table=likelihoods())

    assert label in {line.label for line in found.contributions}


@pytest.mark.parametrize(
    "signal",
    [
        an_advisory(change="reissued"),
        an_engagement(kind="exercise"),
        an_engagement(kind="ultimatum"),
        a_status_mention(realis=Realis.HISTORIC),
    ],
)
def test_what_says_nothing_new_weighs_nothing(signal: Any) -> None:
    assert assess(signal, table=likelihoods()).contributions == ()


def test_a_departure_of_peers_is_not_counted_as_ours_too() -> None:
    said: dict[str, Any] = {"document": "d", "sentence": "Westland orders departure."}
    peers = an_indicator("peer_departure", **said)

    found = assess(peers, a_status_mention(**said), table=likelihoods())
    ours = assess(peers, a_status_mention(), table=likelihoods())

    assert [line.group for line in found.contributions] == ["peers"]
    assert {line.group for line in ours.contributions} == {"peers", "own_status"}


# --- good news ------------------------------------------------------------------------


def a_build_up_and_talks(share: float) -> Odds:
    table = a_table(
        a_line(on_the_ground=True),
        a_line("talks", times={k.value: 0.1 for k in CLOSING}, half_life="5d"),
        a_line("promises", times={k.value: 0.1 for k in CLOSING}, half_life="5d"),
        relief_share=share,
    )
    return assess(
        an_indicator(), an_indicator("talks"), an_indicator("promises"), table=table
    )


def test_good_news_cannot_outweigh_what_was_seen_on_the_ground() -> None:
    alone = assess(an_indicator())

    assert closing(a_build_up_and_talks(0.8)) == pytest.approx(0.8 * closing(alone))
    assert closing(a_build_up_and_talks(0.0)) < 0.02 * closing(alone)


def test_what_the_floor_holds_back_is_a_line_of_the_waterfall() -> None:
    lines = a_build_up_and_talks(0.8).contributions

    (floor,) = [line for line in lines if line.group == FLOOR_GROUP]
    assert floor.log10_by_scenario[SUDDEN] == floor.log10_by_scenario[SQUEEZE] > 0
    assert floor.log10_by_scenario[QUO] == 0


def test_good_news_that_stays_above_the_floor_counts_in_full() -> None:
    table = a_table(
        a_line(on_the_ground=True),
        a_line("talks", times={k.value: 0.9 for k in CLOSING}, half_life="5d"),
        relief_share=0.8,
    )

    found = assess(an_indicator(), an_indicator("talks"), table=table)

    assert closing(found) == pytest.approx(0.9 * closing(assess(an_indicator())))


def test_a_threat_in_words_is_outweighed_down_to_the_floor_of_the_ground() -> None:
    relief = [an_indicator("talks_agreed"), an_indicator("ceasefire")]
    words = assess(an_indicator("invasion_warning"), *relief, table=likelihoods())

    share = likelihoods().relief_share
    assert closing(words) == pytest.approx(share * closing(assess()))


def test_good_news_with_a_long_memory_is_refused_in_the_table() -> None:
    with pytest.raises(ValidationError, match="at most 7d"):
        a_line(times={"sudden_closure": 0.5}, half_life="8d")


def test_a_line_that_speaks_both_ways_is_refused_in_the_table() -> None:
    with pytest.raises(ValidationError, match="both for and against"):
        a_line(times={"sudden_closure": 5, "squeeze": 0.5})


# --- what holds of any evidence -------------------------------------------------------

_IDS = [item.id for item in likelihoods().items]
_ESCALATORY = [
    item.id for item in likelihoods().items if item.direction == Direction.ESCALATORY
]
_SIGNALS = st.lists(
    st.builds(
        an_indicator,
        st.sampled_from(_IDS),
        st.floats(0, 200),
        realis=st.sampled_from(Realis),
        reliability=st.sampled_from("ABCDEF"),
        credibility=st.integers(1, 6),
    ),
    max_size=12,
)


@given(_SIGNALS, st.randoms(use_true_random=False))
def test_the_order_of_signals_does_not_matter(
    signals: list[IndicatorSeen], shuffler: Any
) -> None:
    other = list(signals)
    shuffler.shuffle(other)

    assert assess(*signals, table=likelihoods()) == assess(*other, table=likelihoods())


@given(_SIGNALS)
def test_probabilities_are_probabilities(signals: list[IndicatorSeen]) -> None:
    found = assess(*signals, table=likelihoods())

    assert sum(found.posterior.values()) == pytest.approx(1)
    assert all(0 < p < 1 for p in found.posterior.values())


@given(_SIGNALS, st.sampled_from(_ESCALATORY), st.floats(0, 100))
def test_more_bad_news_never_lowers_the_odds_of_closing(
    signals: list[IndicatorSeen], item_id: str, days_ago: float
) -> None:
    """Of a line that nothing of its group was seen of, or that was seen before."""
    table = likelihoods()
    added = an_indicator(item_id, days_ago)
    group = table.by_id[item_id].group
    kept = [
        s
        for s in signals
        if table.by_id[s.indicator].group != group or s.indicator == item_id
    ]
    before, after = assess(*kept, table=table), assess(*kept, added, table=table)

    assert closing(after) >= closing(before) * (1 - 1e-9)


@given(_SIGNALS)
def test_good_news_never_takes_the_odds_below_the_floor(
    signals: list[IndicatorSeen],
) -> None:
    table = likelihoods()
    ground = [
        s
        for s in signals
        if table.by_id[s.indicator].on_the_ground
        and s.realis in {Realis.IN_FORCE, Realis.REPORTED}
    ]
    bad = [
        s
        for s in signals
        if table.by_id[s.indicator].direction == Direction.ESCALATORY
        and s.realis not in {Realis.DENIED, Realis.LIFTED}
    ]

    have = closing(assess(*signals, table=table))

    least = min(closing(assess(*some, table=table)) for some in (ground, bad))
    assert have >= table.relief_share * least * (1 - 1e-9)


# --- the bundled table ----------------------------------------------------------------


def test_every_line_of_good_news_is_half_forgotten_in_a_week() -> None:
    for item in likelihoods().items:
        if any(item.log10(kind) < 0 for kind in CLOSING):
            assert item.half_life <= 7 * DAY, item.id


def test_every_weight_of_the_bundled_table_is_a_round_number() -> None:
    round_ = {0.5, 0.67, 0.8, 0.9, 1, 1.5, 2, 3, 5, 10}
    for item in likelihoods().items:
        assert set(item.times.values()) <= round_, item.id


@pytest.mark.parametrize("realis", [Realis.IN_FORCE, Realis.PLANNED, Realis.LIFTED])
def test_what_holds_at_one_place_only_weighs_half_of_what_it_would_of_the_post(
    realis: Realis,
) -> None:
    there = Realis.LIMITED if realis is Realis.IN_FORCE else realis
    table = likelihoods()
    whole, part = (
        weigh(one, as_of=H_HOUR, likelihoods=table)
        for one in (
            a_status_mention(realis=realis),
            a_status_mention(realis=there, place="Lviv"),
        )
    )
    assert whole is not None
    assert part is not None
    half = table.realis[Realis.LIMITED]
    for kind in ScenarioKind:
        assert part.log10[kind] == pytest.approx(half * whole.log10[kind])
    assert not part.on_the_ground
