"""
Change the Kyiv case, and the answer changes as it should.

Sixty households and a tenth of the citizens stand for all, so that a plan is quick.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from exeunt.app.decide_post import decide_for
from exeunt.app.make_plan import make_plan
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import rehearse_plan
from exeunt.app.stated import next_problem
from exeunt.app.warn_post import warn_post
from exeunt.model.decision import DecideBy
from exeunt.model.people import Need
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.warning import WarningPicture
from exeunt.plan.checker import check


CASE = Path(str(files("exeunt"))) / "data" / "cases" / "kyiv"
AS_OF = datetime(2021, 12, 30, 21, 59, 59, tzinfo=UTC)
STEPS = 40
GAP = 0.2
"""Wide, so that the first plan will do; the changes are larger than its faults."""
HOUSEHOLDS = 60
WORLDS = 60

Changes = tuple[tuple[str, str], ...]


class Answer(NamedTuple):
    """What is planned for a post."""

    post: Post
    problem: Problem
    plan: Plan

    def of(self, name: str) -> float:
        """Give what the plan reaches of an objective."""
        return next(o.value for o in self.plan.objectives if o.name == name)

    def bound(self, name: str) -> float:
        """Give what no plan beats."""
        return next(o.bound for o in self.plan.objectives if o.name == name)

    def last_from(self, place: str) -> int:
        """Give the last departure from *place*, in seconds; -1 for none."""
        return max(
            (t.depart_s for t in self.plan.trips if t.from_ == place), default=-1
        )


def _few(folder: Path, *, wheelchairs: bool) -> None:
    with (CASE / "roster.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    on_wheels = {r["household"] for r in rows if "wheelchair" in r["needs"]}
    chosen = sorted({r["household"] for r in rows} - on_wheels)[:HOUSEHOLDS]
    if wheelchairs:
        chosen = sorted(on_wheels) + chosen[len(on_wheels) :]
    with (folder / "roster.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(row for row in rows if row["household"] in chosen)
    estimates = (CASE / "estimates.yaml").read_text()
    tenth = re.sub(
        r"(low|likely|high): (\d+)0$", r"\1: \2", estimates, flags=re.MULTILINE
    )
    assert tenth != estimates
    (folder / "estimates.yaml").write_text(tenth)


@cache
def _post(changes: Changes = (), *, wheelchairs: bool = False) -> Post:
    text = (CASE / "post.yaml").read_text()
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    with TemporaryDirectory() as name:
        folder = Path(name)
        _few(folder, wheelchairs=wheelchairs)
        (folder / "post.yaml").write_text(text)
        (folder / "tripwires.yaml").write_bytes((CASE / "tripwires.yaml").read_bytes())
        return read_post(folder)


@cache
def _answer(changes: Changes = (), *, wheelchairs: bool = False) -> Answer:
    post = _post(changes, wheelchairs=wheelchairs)
    problem = next_problem(post, as_of=AS_OF)
    plan = make_plan(problem, gap=GAP, iterations=STEPS)
    assert check(post, plan) == ()
    return Answer(post, problem, plan)


@cache
def _decided(changes: Changes = ()) -> dict[str, DecideBy]:
    """Decide on the case as it is rehearsed, with *changes* to when exits close."""
    case, post = _answer(), _post(changes)
    rehearsal = rehearse_plan(
        case.problem, case.plan, replications=WORLDS, seed=0, workers=1
    )
    decisions = decide_for(post, rehearsal, _picture(post).survivals, as_of=AS_OF)
    return {decision.category: decision for decision in decisions}


def _picture(post: Post) -> WarningPicture:
    return warn_post(post, read_documents(CASE), as_of=AS_OF)[1]


# The airport a day earlier


def _airport_until(moment: str) -> Changes:
    old = "    lat: 50.3450\n    lon: 30.8947\n"
    return ((old, f"{old}    open: {{until: {moment}}}\n"),)


SUNDAY = _airport_until("2022-01-02T20:00:00+02:00")
MONDAY = _airport_until("2022-01-03T20:00:00+02:00")


def test_nobody_flies_once_the_airport_is_shut() -> None:
    for changes, last in ((SUNDAY, 2), (MONDAY, 3)):
        case = _answer(changes)
        shut = datetime(2022, 1, last, 18, tzinfo=UTC).timestamp()
        h_hour = case.problem.h_hour.timestamp()
        assert 0 <= case.last_from("kbp") <= shut - h_hour


def test_an_airport_shut_a_day_earlier_costs_hours() -> None:
    free, later, sooner = _answer(), _answer(MONDAY), _answer(SUNDAY)
    assert free.of("person_hours") < later.of("person_hours")
    assert later.of("person_hours") < sooner.of("person_hours")
    assert free.bound("person_hours") <= later.of("person_hours")
    assert later.bound("person_hours") <= sooner.of("person_hours")


CLOSES_SOONER: Changes = (
    ("      squeeze: {p10: 6d, p50: 18d, p90: 45d}", "      squeeze: {p10: 5d, p50: 17d, p90: 44d}"),
    (
        "      sudden_closure: {p10: 4d, p50: 16d, p90: 40d}",
        "      sudden_closure: {p10: 3d, p50: 15d, p90: 39d}",
    ),
)  # fmt: skip


def test_an_airport_that_may_close_a_day_sooner_leaves_no_more_time() -> None:
    before, after = _decided(), _decided(CLOSES_SOONER)
    assert list(before) == list(after)
    for category, decision in before.items():
        sooner = after[category]
        assert sooner.now < decision.now
        for point, lower in zip(decision.curve, sooner.curve, strict=True):
            assert lower.decide_at == point.decide_at
            assert lower.all_out <= point.all_out
        if sooner.latest is not None:
            assert decision.latest is not None
            assert sooner.latest <= decision.latest


def test_for_somebody_there_is_less_time_to_decide() -> None:
    before, after = _decided(), _decided(CLOSES_SOONER)
    assert any(before[category].latest != after[category].latest for category in before)


# Twice the buses


def _fleets(minibuses: int, coaches: int) -> Changes:
    return (
        ("    mode: road\n    vehicles: 12\n", f"    mode: road\n    vehicles: {minibuses}\n"),
        ("    mode: road\n    vehicles: 8\n", f"    mode: road\n    vehicles: {coaches}\n"),
    )  # fmt: skip


def test_twice_the_buses_save_hours() -> None:
    """As few buses as fit so few people, and twice as many."""
    few, twice = _answer(_fleets(2, 1)), _answer(_fleets(4, 2))
    assert few.problem.households == twice.problem.households
    assert twice.of("left_behind") <= few.of("left_behind")
    assert twice.of("person_hours") < few.of("person_hours")
    # what few buses can do, more can
    assert twice.bound("person_hours") <= few.of("person_hours")


def test_more_buses_than_there_is_need_for_change_no_bound_upwards() -> None:
    case, twice = _answer(), _answer(_fleets(24, 16))
    assert twice.bound("person_hours") <= case.of("person_hours")


# Half the crossing rate


def _by_road_alone(rate: int) -> Changes:
    """Shut the airport before anybody is ready; all crossings work at *rate* an hour."""
    crossings = tuple(
        (f"kind: border_crossing\n    lat: {lat}\n    lon: {lon}\n    processes_per_h: {old}\n",
         f"kind: border_crossing\n    lat: {lat}\n    lon: {lon}\n    processes_per_h: {rate}\n")
        for lat, lon, old in (
            ("49.9566", "23.1575", 240), ("49.8046", "22.9519", 120),
            ("47.9905", "26.0570", 120), ("46.4145", "30.1015", 100),
        )
    )  # fmt: skip
    return _airport_until("2021-12-31T12:00:00+02:00") + crossings


def test_crossings_at_half_the_rate_cost_hours_and_bind() -> None:
    whole, half = _answer(_by_road_alone(8)), _answer(_by_road_alone(4))
    assert half.of("left_behind") >= whole.of("left_behind")
    assert half.of("person_hours") > whole.of("person_hours")
    assert half.bound("person_hours") > whole.bound("person_hours")
    assert half.of("clearance") >= whole.of("clearance")
    crossings = {"krakovets", "shehyni", "siret", "palanca"}
    assert crossings & {stage.place for stage in half.plan.binding}


# No place for a wheelchair

NO_LIFT: Changes = (
    ("    seats: {seat: 4, wheelchair: 2}\n", "    seats: {seat: 4}\n"),
)


def _with_a_wheelchair(case: Answer) -> dict[str, str]:
    """Give the households that need a wheelchair place, with their residence."""
    return {
        person.household: person.place
        for person in case.post.people
        if Need.WHEELCHAIR in person.needs
    }


def test_with_the_lift_nobody_is_left() -> None:
    case = _answer(wheelchairs=True)
    assert len(_with_a_wheelchair(case)) == 8
    assert case.plan.left == ()


def test_without_the_lift_exactly_the_wheelchair_users_households_are_left() -> None:
    case = _answer(NO_LIFT, wheelchairs=True)
    want = _with_a_wheelchair(case)
    assert {left.household: left.at for left in case.plan.left} == want
    for left in case.plan.left:
        home = case.post.place(left.at).name
        assert left.because == (
            f"no wheelchair place on any way from {home} to a safe haven"
        )


def test_those_left_count_as_heavily_as_their_categories() -> None:
    case = _answer(NO_LIFT, wheelchairs=True)
    homes = _with_a_wheelchair(case)
    weighed = sum(
        case.post.category(person.category).weight
        for person in case.post.people
        if person.household in homes
    )
    assert case.of("left_behind") == case.bound("left_behind") == weighed
