"""Every doubt, drawn over many worlds, has the law that the post states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from math import exp, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.make import (
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_plan,
    a_problem,
)
from tests.rehearse.schedules import an_estimate

from exeunt.model.problem import Problem
from exeunt.model.spread import DurationSpread, Spread
from exeunt.model.times import DAY, HOUR, NEVER
from exeunt.rehearse.luck import Chance, Luck
from exeunt.rehearse.openings import Windows
from exeunt.rehearse.reading import script_of
from exeunt.rehearse.script import MODES
from exeunt.rehearse.table import table_of
from exeunt.rehearse.world import World


WORLDS = 4000
Sample = Sequence[float] | NDArray[Any]
MOBILISATION = {"p10": "2h", "p50": "6h", "p90": "30h"}
TRAVEL = {"p10": 0.5, "p50": 1.0, "p90": 2.0}
TRIP = {"p10": 0.8, "p50": 1.0, "p90": 1.5}
PROCESSING = {"p10": 0.5, "p50": 0.9, "p90": 1.1}
REPAIR = {"p10": "1h", "p50": "3h", "p90": "12h"}
LASTS = {"p10": "30m", "p50": "2h", "p90": "5h"}
WITHDRAWAL = {"p10": "1d", "p50": "2d", "p90": "5d"}
DOUBTS: dict[str, Any] = {
    "mobilisation": {"family": MOBILISATION, "staff": MOBILISATION},
    "no_show": {"family": 0.2},
    "travel": {"road": TRAVEL},
    "steady": "6h",
    "trip": TRIP,
    "processing": PROCESSING,
    "repair": REPAIR,
    "closings": [{"link": "home-hub", "per_day": 4, "lasts": LASTS, "after": "6h"}],
    "withdrawal": {"train": WITHDRAWAL},
    "dwindling": {
        "train": {
            "departures": {"begins": WITHDRAWAL, "lasts": LASTS},
            "seats": {"begins": LASTS, "lasts": WITHDRAWAL},
        }
    },
}


def _a_post(**given: Any) -> Problem:
    body: dict[str, Any] = {
        "people": (a_person("p1"), a_person("p2", ready_after="5h"), a_person("p3")),
        "categories": [
            a_category(ready_after="2h"),
            a_category("staff", ready_after="2h"),
        ],
        "estimates": (an_estimate("staff", "home", 200, low=120, high=500),),
        "places": [
            a_place(),
            a_place("hub", kind="assembly_area", processes_per_h=60),
            a_place("gate", kind="border_crossing", processes_per_h=30),
            a_place("haven", kind="safe_haven"),
        ],
        "links": [
            a_link("home", "hub"),
            a_link("hub", "haven", mode="rail"),
            a_link("hub", "gate"),
        ],
        "fleets": [a_fleet(breakdown=0.3)],
        "services": [
            {
                "id": "train",
                "name": "train",
                "link": "hub-haven",
                "departs": ["09:00"],
                "seats": {"seat": 20},
            }
        ],
        "doubts": DOUBTS,
    }
    return a_problem(**body | given)


def _worlds(problem: Problem, many: int) -> list[Luck]:
    chance = Chance(script_of(problem, a_plan(problem)), 11)
    return [chance.world(k) for k in range(many)]


@cache
def _drawn() -> list[Luck]:
    return _worlds(_a_post(), WORLDS)


def _follows(sample: Sample, law: Callable[[float], float]) -> bool:
    """Kolmogorov and Smirnov: a sample of the law is refused once in 1,000."""
    ordered = np.sort(np.asarray(sample, dtype=float))
    expected = np.array([law(x) for x in ordered])
    steps = np.arange(len(ordered) + 1) / len(ordered)
    apart = max((steps[1:] - expected).max(), (expected - steps[:-1]).max())
    return float(apart) < 1.95 / sqrt(len(ordered))


def _alike(one: Sample, other: Sample) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def _independent(one: Sample, other: Sample) -> bool:
    """Whether their correlation is within 4 standard errors of none."""
    return abs(_alike(one, other)) < 4 / sqrt(len(one))


# people


def test_a_household_is_ready_by_the_spread_of_its_category() -> None:
    ready = [luck.ready_s[0] for luck in _drawn()]
    assert _follows(ready, DurationSpread(**MOBILISATION).cdf)
    assert _independent(
        np.log(ready), np.log([1 + luck.ready_s[2] for luck in _drawn()])
    )


def test_who_is_ready_later_than_the_category_is_so_in_every_world() -> None:
    """Ready after 5 hours where the category is after 2."""
    ready = [luck.ready_s[1] - 3 * HOUR for luck in _drawn()]
    assert _follows(ready, DurationSpread(**MOBILISATION).cdf)


def test_a_household_does_not_come_as_often_as_is_said() -> None:
    came = np.array([[luck.persons[k] for k in range(3)] for luck in _drawn()])
    # 12,000 draws: 4 standard errors
    assert 1 - came.mean() == pytest.approx(0.2, abs=4 * sqrt(0.16 / 12_000))
    assert _independent(came[:, 0], came[:, 1])


def test_an_estimate_is_low_likely_or_high_as_often_as_is_said() -> None:
    sizes = np.array([sum(luck.persons[3:]) for luck in _drawn()])
    normal = NormalDist()

    def law(size: float) -> float:
        away = size - 200
        return normal.cdf(normal.inv_cdf(0.9) * away / (80 if away < 0 else 300))

    # of whole people: none of them at the very same moment
    spread = sizes + (np.arange(WORLDS) % 100 - 49.5) / 100
    assert _follows(spread, law)
    for share, size in ((0.1, 120), (0.5, 200), (0.9, 500)):
        error = sqrt(share * (1 - share) / WORLDS)
        assert (spread < size).mean() == pytest.approx(share, abs=4 * error)


def test_the_batches_of_an_estimate_share_its_size_and_its_delay() -> None:
    for luck in _drawn()[:500]:
        one, two = luck.persons[3:]
        assert one == round((one + two) * 0.5)
        # planned after 2 and 9 hours
        assert luck.ready_s[4] == pytest.approx(4.5 * luck.ready_s[3], abs=3)
    later = [luck.ready_s[4] / (9 * HOUR) * 6 * HOUR for luck in _drawn()]
    assert _follows(later, DurationSpread(**MOBILISATION).cdf)


# ways


def _road(hour: int) -> list[float]:
    return [luck.travel[MODES.index("road")][hour] for luck in _drawn()]


@pytest.mark.parametrize("hour", [0, 1, 7, 50, 90])
def test_travel_is_slower_by_the_spread_of_its_mode_at_every_hour(hour: int) -> None:
    assert _follows(_road(hour), Spread(**TRAVEL).cdf)


@pytest.mark.parametrize(
    ("hour", "later"), [(0, 1), (20, 1), (20, 3), (20, 6), (5, 24)]
)
def test_travel_stays_as_it_is_for_as_long_as_is_said(hour: int, later: int) -> None:
    """Six hours later the correlation is 1/e."""
    one, other = np.log(_road(hour)), np.log(_road(hour + later))
    wanted = exp(-later / 6)
    error = (1 - wanted**2) / sqrt(WORLDS)
    assert _alike(one, other) == pytest.approx(wanted, abs=4 * error)


def test_a_mode_without_doubts_is_as_planned() -> None:
    for luck in _drawn()[:50]:
        assert set(luck.travel[MODES.index("rail")]) == {1.0}


def test_a_trip_has_a_factor_of_its_own() -> None:
    first = [luck.trip(0, 0)[0] for luck in _drawn()]
    second = [luck.trip(0, 1)[0] for luck in _drawn()]
    other = [luck.trip(1, 0)[0] for luck in _drawn()]
    own = [luck.own(0) for luck in _drawn()]
    departure = [luck.departure(12345) for luck in _drawn()]
    for sample in (first, second, other, own, departure):
        assert _follows(sample, Spread(**TRIP).cdf)
        if sample is not first:
            assert _independent(np.log(first), np.log(sample))


def test_a_trip_breaks_down_as_often_and_for_as_long_as_is_said() -> None:
    delays = np.array([luck.trip(v, 3)[1] for luck in _drawn() for v in (0, 1)])
    broke = delays > 0
    assert broke.mean() == pytest.approx(0.3, abs=4 * sqrt(0.21 / len(delays)))
    assert _follows(delays[broke], DurationSpread(**REPAIR).cdf)
    assert _independent(broke[::2].astype(float), broke[1::2].astype(float))


def test_a_place_is_slower_by_the_spread_of_processing() -> None:
    hub = [luck.rates[1] / (60 / HOUR) for luck in _drawn()]
    gate = [luck.rates[2] / (30 / HOUR) for luck in _drawn()]
    assert _follows(hub, Spread(**PROCESSING).cdf)
    assert _follows(gate, Spread(**PROCESSING).cdf)
    assert _independent(np.log(hub), np.log(gate))
    assert {luck.rates[0] for luck in _drawn()} == {0.0}


def test_a_service_is_withdrawn_by_its_spread() -> None:
    withdrawn = [luck.withdrawn["train"] for luck in _drawn()]
    assert _follows(withdrawn, DurationSpread(**WITHDRAWAL).cdf)


def test_services_dwindle_by_their_spreads() -> None:
    falls = np.array([luck.falls for luck in _drawn()])
    for fall, begins, lasts in ((0, WITHDRAWAL, LASTS), (1, LASTS, WITHDRAWAL)):
        assert _follows(falls[:, fall, 0], DurationSpread(**begins).cdf)
        assert _follows(falls[:, fall, 1], DurationSpread(**lasts).cdf)
        assert _independent(*np.log(falls[:, fall]).T)
    # a carrier's turn is drawn evenly
    turns = [(luck.stops[0] - luck.falls[0][0]) / luck.falls[0][1] for luck in _drawn()]
    assert _follows(turns, lambda x: min(max(x, 0.0), 1.0))


# what shuts


def test_what_shuts_does_so_at_random_and_for_as_long_as_is_said() -> None:
    """By chance alone: so the time to the first closing is exponential."""
    first = [luck.shut[0][0][0] - 6 * HOUR for luck in _drawn()]
    assert _follows(first, lambda x: 1 - exp(-4 * x / DAY))
    next_ = [luck.shut[0][1][0] - luck.shut[0][0][1] for luck in _drawn()]
    assert _follows(next_, lambda x: 1 - exp(-4 * x / DAY))
    lasts = [end - begin for luck in _drawn() for begin, end in luck.shut[0][:2]]
    assert _follows(lasts, DurationSpread(**LASTS).cdf)


def test_what_shuts_does_so_as_often_as_is_said_while_it_is_open() -> None:
    shut = [luck.shut[0] for luck in _drawn()]
    horizon = 4 * DAY
    many = sum(len(some) for some in shut)
    opened = WORLDS * (horizon - 6 * HOUR) - sum(
        min(end, horizon) - begin for some in shut for begin, end in some
    )
    # so many closings: 4 standard errors
    assert many / opened * DAY == pytest.approx(4, rel=4 / sqrt(many))


def test_a_place_that_shuts_is_shut_in_its_opening_hours() -> None:
    problem = _a_post(
        doubts={"closings": [{"place": "hub", "per_day": 3, "lasts": LASTS}]}
    )
    for luck in _worlds(problem, 50):
        for begin, end in luck.shut[0]:
            for at in (begin, (begin + end) // 2, end - 1):
                assert luck.openings[1].first(at) >= min(end, 4 * DAY)


def _often_shut() -> Problem:
    brief = {"p10": "1m", "p50": "2m", "p90": "3m"}
    closing = {"place": "hub", "per_day": 24, "lasts": brief}
    return _a_post(deadline="60d", doubts={"closings": [closing]})


def test_what_shuts_often_does_so_up_to_the_end() -> None:
    for luck in _worlds(_often_shut(), 5):
        shut = luck.shut[0]
        # 63 days by 24: 5 standard errors
        assert len(shut) == pytest.approx(1512, abs=5 * sqrt(1512))
        assert shut[-1][0] > 62 * DAY
        assert luck.openings[1].first(shut[-1][0]) == shut[-1][1]


def test_a_world_in_which_more_shuts_than_there_is_room_for_is_drawn_in_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roomy = _worlds(_often_shut(), 3)
    monkeypatch.setattr("exeunt.rehearse.arena._mostly_shut", lambda _: 1)
    for luck, other in zip(_worlds(_often_shut(), 3), roomy, strict=True):
        assert luck.shut == other.shut
        assert luck.openings[1].starts == other.openings[1].starts


ENVIRONMENT: dict[str, Any] = {
    "uncertain": {"chance": 0.3, "processing": 0.5, "travel": 2.0},
    "hostile": {"chance": 0.1, "processing": 0.25, "travel": 4.0},
}


def test_an_environment_comes_as_often_as_is_said_and_slows_all_alike() -> None:
    worlds = _worlds(_a_post(doubts={"environment": ENVIRONMENT}), WORLDS)
    seen = np.array([luck.travel[0][0] for luck in worlds])
    for factor, chance in ((1.0, 0.6), (2.0, 0.3), (4.0, 0.1)):
        error = sqrt(chance * (1 - chance) / WORLDS)
        assert (seen == factor).mean() == pytest.approx(chance, abs=4 * error)
    for luck in worlds[:200]:
        factors = {x for some in luck.travel for x in some}
        assert factors == {luck.travel[0][0]}
        slower = luck.rates[1] / (60 / HOUR)
        assert slower == pytest.approx({1.0: 1.0, 2.0: 0.5, 4.0: 0.25}[factors.pop()])


# who else is there


def _ready(luck: Luck, problem: Problem) -> dict[str, Any]:
    names = [h.id for h in problem.households]
    drawn = zip(luck.ready_s, luck.persons, strict=True)
    return dict(zip(names, drawn, strict=False))


@pytest.mark.parametrize(
    "more",
    [
        {"people": tuple(a_person(p) for p in ("p0", "p1", "p2b", "p3"))},
        {"fleets": [a_fleet("aaa"), a_fleet(breakdown=0.3)]},
        {"fleets": [a_fleet(breakdown=0.3, vehicles=9)]},
    ],
)
def test_who_is_added_leaves_the_luck_of_all_others(more: dict[str, Any]) -> None:
    one, other = _a_post(), _a_post(**more)
    for was, is_ in zip(_worlds(one, 20), _worlds(other, 20), strict=True):
        before, after = _ready(was, one), _ready(is_, other)
        for name in ("h-p1", "h-p3"):
            assert before[name] == after[name]
        assert was.persons[-2:] == is_.persons[-2:]
        assert was.ready_s[-2:] == is_.ready_s[-2:]
        assert was.rates == is_.rates
        assert was.travel == is_.travel
        assert was.shut == is_.shut
        assert was.withdrawn == is_.withdrawn
        assert (was.stops, was.falls) == (is_.stops, is_.falls)
        at = 2 * (len(other.fleets) - 1)
        assert was.trip(0, 4) == is_.trip(at, 4)
        assert was.trip(1, 2) == is_.trip(at + 1, 2)


def test_a_place_that_is_added_leaves_the_luck_of_all_others() -> None:
    one = _a_post()
    places = list(one.places)
    places.insert(0, a_place("aa", kind="station", processes_per_h=5))
    other = _a_post(places=places)
    for was, is_ in zip(_worlds(one, 20), _worlds(other, 20), strict=True):
        assert was.rates == is_.rates[1:]
        assert (was.ready_s, was.persons) == (is_.ready_s, is_.persons)
        assert (was.travel, was.shut) == (is_.travel, is_.shut)


def test_three_reasons_to_shut_the_same_road_are_three() -> None:
    closing = {"link": "home-hub", "per_day": 4, "lasts": LASTS}
    worlds = _worlds(_a_post(doubts={"closings": [closing] * 3}), 500)
    begins = [np.log([luck.shut[k][0][0] for luck in worlds]) for k in range(3)]
    assert _independent(begins[0], begins[1])
    assert _independent(begins[0], begins[2])
    assert _independent(begins[1], begins[2])


def test_ten_thousand_reasons_to_shut_are_named_each_by_a_short_name() -> None:
    closing = {"link": "home-hub", "per_day": 0.01, "lasts": LASTS}
    problem = _a_post(doubts={"closings": [closing] * 10_000})
    table = table_of(script_of(problem, a_plan(problem)))
    assert len(set(table.closings["who"].tolist())) >= 9_990


def _clear_by_hand(spans: list[list[tuple[int, int]]], at: int) -> int:
    while over := [end for some in spans for begin, end in some if begin <= at < end]:
        at = max(over)
    return at


class _Counted(list[list[tuple[int, int]]]):
    """Counts how often the spans of a closing are looked at."""

    looks = 0

    def __getitem__(self, k: Any) -> Any:
        self.looks += 1
        return super().__getitem__(k)


def test_a_hop_is_clear_when_none_of_its_closings_holds_though_many_meet() -> None:
    """Each is looked at once a world, however often it is asked."""
    closings = [
        {"place": "hub", "per_day": 2, "lasts": LASTS},
        {"link": "home-hub", "per_day": 4, "lasts": LASTS},
        {"mode": "road", "per_day": 1, "lasts": LASTS},
    ]
    problem = _a_post(doubts={"closings": closings * 5})
    script = script_of(problem, a_plan(problem))
    always = Windows(((0, script.horizon_s),))
    for number in range(5):
        luck = Chance(script, 0).world(number)
        counted = _Counted(luck.shut)
        world = World(script, replace(luck, shut=counted))
        for hop, some in enumerate(script.shut_by):
            spans = [luck.shut[k] for k in some]
            for at in range(0, 3 * DAY, 1009):
                clear = _clear_by_hand(spans, at)
                expected = clear if clear < script.horizon_s else NEVER
                assert world.first_clear(hop, always, at) == expected
        assert counted.looks <= sum(len(some) for some in script.shut_by)
