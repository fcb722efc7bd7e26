"""``exeunt verify``, from the command line to its exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.claims import truthful

from exeunt.app.read_post import read_post
from exeunt.cli import main
from exeunt.formats.plan_files import write_plan
from exeunt.model.plan import Plan
from exeunt.model.problem import post_sha256


POST = """
exeunt: 1
name: Porto Vento
country: XX
time_zone: Etc/GMT-2
deadline: 1d
paper: {reviewed: 2030-01-01T00:00:00Z}
categories:
  - {id: family, name: families, kind: family, ready_after: 1h}
places:
  - {id: home, name: Home, kind: residence, lat: 50, lon: 30}
  - {id: haven, name: Haven, kind: safe_haven, lat: 50.5, lon: 30}
links:
  - {id: road, from: home, to: haven, mode: road, time: 1h}
fleets:
  - {id: coach, name: coach, mode: road, vehicles: 1, seats: {seat: 10}, based: home}
scenarios:
  - {kind: status_quo, name: it holds, prior: 0.9, reference_class: fiction}
  - {kind: sudden_closure, name: it breaks, prior: 0.1, reference_class: fiction}
exits:
  - place: home
    name: the road
    closes: {sudden_closure: {p10: 2d, p50: 6d, p90: 20d}}
"""
ROSTER = "id,household,category,place\np1,h1,family,home\np2,h1,family,home\n"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a post folder with a plan in it that keeps every rule."""
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    (tmp_path / "plan.json").write_bytes(write_plan(_plan(tmp_path)))
    return tmp_path


def _plan(folder: Path, *, depart_s: int = 4500) -> Plan:
    post = read_post(folder)
    trip = {
        "id": "t1",
        "vehicle": "coach/1",
        "link": "road",
        "from": "home",
        "to": "haven",
        "depart_s": depart_s,
        "arrive_s": depart_s + 3600,
        "households": ["h1"],
    }
    body = {
        "post": post.file.name,
        "post_sha256": post_sha256(post),
        "h_hour": "2030-05-06T08:00:00+02:00",
        "deadline_s": 86_400,
        "moving": ["family"],
        "trips": [trip],
    }
    return truthful(post, Plan.model_validate(body))


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give the command line, in this process."""

    def ran(*arguments: str | Path) -> Ran:
        monkeypatch.setattr("sys.argv", ["exeunt", "verify", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        return Ran(int(caught.value.code or 0), out, err)

    return ran


def test_a_plan_that_keeps_the_rules_exits_with_0_and_its_figures(
    run: Run, folder: Path
) -> None:
    ran = run(folder, folder / "plan.json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("The plan keeps every rule.\n")
    assert "2 of 2 people come out" in ran.out


def test_a_plan_that_breaks_a_rule_exits_with_1_and_says_which_and_when(
    run: Run, folder: Path
) -> None:
    (folder / "plan.json").write_bytes(write_plan(_plan(folder, depart_s=4440)))
    ran = run(folder, folder / "plan.json")
    assert (ran.code, ran.err) == (1, "")
    assert "in one place:\nrule §8: Trip t1 takes household h1 from home" in ran.out
    assert "08:59, but they are ready only Mon 2030-05-06 09:00." in ran.out


def test_json_is_one_document_with_every_breach_and_the_figures(
    run: Run, folder: Path
) -> None:
    (folder / "plan.json").write_bytes(write_plan(_plan(folder, depart_s=4440)))
    ran = run(folder, folder / "plan.json", "--json")
    told = json.loads(ran.out)
    assert ran.code == 1
    assert told["keeps_the_rules"] is False
    assert told["summary"]["out"] == 2
    (breach,) = told["breaches"]
    assert (breach["rule"], breach["trip"], breach["who"]) == ("§8", "t1", "h1")
    assert breach["at"] == "2030-05-06T08:59:00+02:00"


def test_a_plan_for_a_post_that_has_changed_since_is_refused_by_rule_16(
    run: Run, folder: Path
) -> None:
    (folder / "roster.csv").write_text(ROSTER + "p3,h3,family,home\n")
    ran = run(folder, folder / "plan.json")
    assert ran.code == 1
    assert "rule §16" in ran.out
    assert "this post has changed since" in ran.out


def test_a_long_list_of_breaches_is_cut_on_paper_and_whole_in_json(
    run: Run, folder: Path
) -> None:
    plan = _plan(folder)
    trips = tuple(plan.trips[0].model_copy(update={"id": f"t{n}"}) for n in range(300))
    (folder / "plan.json").write_bytes(
        write_plan(plan.model_copy(update={"trips": trips}))
    )
    lines = run(folder, folder / "plan.json").out.splitlines()
    every = json.loads(run(folder, folder / "plan.json", "--json").out)["breaches"]
    assert len(lines) == 202
    assert lines[-1] == f"and {len(every) - 200} more; --json lists them all."


def test_a_file_that_is_no_plan_exits_with_2_and_one_line_a_fault(
    run: Run, folder: Path
) -> None:
    (folder / "plan.json").write_text('{"exeunt": "plan/1",')
    ran = run(folder, folder / "plan.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("plan.json:1:21: this is not JSON")


@pytest.mark.parametrize("name", ["nowhere.json", "."])
def test_a_plan_that_is_not_there_exits_with_2(
    run: Run, folder: Path, name: str
) -> None:
    ran = run(folder, folder / name)
    assert (ran.code, ran.out) == (2, "")
    assert str(folder / name) in ran.err


def test_a_post_that_cannot_be_read_exits_with_2(run: Run, folder: Path) -> None:
    (folder / "post.yaml").write_text("exeunt: 2\n")
    ran = run(folder, folder / "plan.json")
    assert (ran.code, ran.out) == (2, "")
    assert "post.yaml" in ran.err


def test_a_plan_is_read_over_a_link_in_the_file_system(run: Run, folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    link = folder / "elsewhere" / "latest.json"
    link.symlink_to(folder / "plan.json")
    assert run(folder, link).code == 0
