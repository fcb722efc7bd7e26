"""``exeunt rehearse`` and ``exeunt decide``, from the command line to the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

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
  - {id: family, name: Families, kind: family, ready_after: 1h, target: 0.9}
places:
  - {id: home, name: Home, kind: residence, lat: 50, lon: 30}
  - {id: haven, name: Haven, kind: safe_haven, lat: 50.5, lon: 30}
links:
  - {id: road, from: home, to: haven, mode: road, time: 1h}
fleets:
  - {id: coach, name: coach, mode: road, vehicles: 1, seats: {seat: 10}, based: home}
doubts:
  mobilisation: {family: {p10: 1h, p50: 2h, p90: 6h}}
  no_show: {family: 0.1}
scenarios:
  - {kind: status_quo, name: it holds, prior: 0.5, reference_class: fiction}
  - {kind: sudden_closure, name: it breaks, prior: 0.5, reference_class: fiction}
exits:
  - place: home
    name: the road
    closes: {sudden_closure: {p10: 2d, p50: 6d, p90: 20d}}
"""
ROSTER = "id,household,category,place\np1,h1,family,home\np2,h2,family,home\n"


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a post folder with a plan in it."""
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    (tmp_path / "plan.json").write_bytes(write_plan(_plan(tmp_path)))
    return tmp_path


def _plan(folder: Path, **given: Any) -> Plan:
    post = read_post(folder)
    trip = {
        "id": "t1",
        "vehicle": "coach/1",
        "link": "road",
        "from": "home",
        "to": "haven",
        "depart_s": 4500,
        "arrive_s": 8100,
        "households": ["h1", "h2"],
    }
    body = {
        "post": post.file.name,
        "post_sha256": post_sha256(post),
        "h_hour": "2030-05-06T08:00:00+02:00",
        "deadline_s": 86_400,
        "moving": ["family"],
        "trips": [trip],
    }
    return Plan.model_validate(body | given)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Give the command line, in this process."""

    def ran(*arguments: str | Path) -> Ran:
        monkeypatch.setattr("sys.argv", ["exeunt", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capsys.readouterr()
        return Ran(int(caught.value.code or 0), out, err)

    return ran


def test_rehearse_tells_clearance_and_what_held_up_the_last(
    run: Run, folder: Path
) -> None:
    ran = run("rehearse", folder, folder / "plan.json", "--replications", "60")
    assert (ran.code, ran.err) == (0, "")
    assert "played in 60\u00a0worlds (seed 0)" in ran.out
    assert "Families" in ran.out
    assert "waiting for a vehicle at Home" in ran.out


def test_rehearse_json_is_one_document_and_the_same_twice(
    run: Run, folder: Path
) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--json", "--replications", "50")
    ran = run(*given, "--seed", "3")
    told = json.loads(ran.out)
    assert told["replications"] == 50
    assert told["seed"] == 3
    (people,) = told["people"]
    assert sum(people[key] for key in ("out", "left", "no_show")) == pytest.approx(2)
    assert [one["category"] for one in told["clearance"]] == ["family", "everyone"]
    assert run(*given, "--seed", "3").out == ran.out
    assert run(*given, "--seed", "4").out != ran.out


def test_of_one_world_no_half_width_of_a_mean_is_told(run: Run, folder: Path) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--replications", "1")
    assert "± 0.0" not in run(*given).out
    (people,) = json.loads(run(*given, "--json").out)["people"]
    assert people["out_half_width"] is None


def test_of_one_world_decide_tells_no_half_width_of_a_cost(
    run: Run, folder: Path
) -> None:
    given = ("decide", folder, "--plan", folder / "plan.json", *DECIDE[:2])
    ran = run(*given, "--replications", "1")
    assert "± 0.00" not in ran.out
    assert "± unknown" in ran.out
    told = json.loads(run(*given, "--replications", "1", "--json").out)
    assert {one["half_width"] for one in told["choices"]["choices"]} == {None}
    one = ("--replications", "1", "--policies")
    ran = run(*given, *one, "--every", "12", "--options", "1")
    assert "left behind" in ran.out
    assert "± 0" not in ran.out
    told = json.loads(run(*given, *one, "--json").out)
    outcomes = told["policies"]["policies"]
    assert {one["left_half_width"] for one in outcomes} == {None}
    (group,) = told["waiting"]["groups"]
    assert group["go_now"]["half_width"] is None


def test_rehearse_retells_the_worst_worlds_and_what_they_failed_of(
    run: Run, folder: Path
) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--replications", "60")
    ran = run(*given, "--stories", "2")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("World ") == 2
    assert "The last group out" in ran.out
    assert "left, or out after the deadline" in " ".join(ran.out.split())
    told = json.loads(run(*given, "--stories", "2", "--json").out)
    assert [len(story["sentences"]) > 0 for story in told["stories"]] == [True, True]
    assert told["failures"]["of"] == 60
    assert run(*given).out.count("World ") == 0


def test_rehearse_says_where_dask_is_not_installed(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    given = ("rehearse", folder, folder / "plan.json", "--dask", "tcp://127.0.0.1:1")
    ran = run(*given)
    assert (ran.code, ran.out) == (2, "")
    assert "Dask is not installed here." in ran.err


def test_rehearse_draws_on_one_sheet(run: Run, folder: Path) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--replications", "30")
    ran = run(*given, "--svg", folder / "sheet.svg")
    assert (ran.code, ran.err) == (0, "")
    drawn = (folder / "sheet.svg").read_text()
    for title in ("People out over time", "Who waits where", "Vehicles in use"):
        assert title in drawn
    assert "http://" not in drawn.replace("http://www.w3.org/2000/svg", "")
    told = json.loads(run(*given, "--svg", folder / "sheet.svg", "--json").out)
    assert [one["name"] for one in told["by_hour"]["fleets_in_use"]] == ["coach"]
    assert any(one["name"] == "Home" for one in told["by_hour"]["waiting"])
    (folder / "there").mkdir()
    ran = run(*given, "--svg", folder / "there")
    assert ran.code == 4
    assert ran.out == ""


def test_json_has_what_is_drawn_without_a_picture(run: Run, folder: Path) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--replications", "60")
    told = json.loads(run(*given, "--json").out)
    out, by = told["people_out"], told["all_out_by"]
    assert out["at"][0] == "2030-05-06T08:00:00+02:00"
    assert out["p10"][0] == 0 < out["p50"][-1] <= out["p90"][-1] <= 2
    assert by["exits"] == []
    family, everyone = by["categories"]
    last = told["clearance"][0]
    assert family["all_out"][-1] == everyone["all_out"][-1] == last["all_out"]
    assert family["half_width"][-1] == pytest.approx(last["half_width"])
    assert family["all_out"] == sorted(family["all_out"])
    assert sum(one["person_hours"] for one in told["time_spent"]) == pytest.approx(
        sum(stage["hours"] for stage in told["stages"])
    )
    assert told["by_hour"]["worlds"] == 20
    assert told["left_out"] == []


def test_decide_json_holds_clearance_against_the_exits(run: Run, folder: Path) -> None:
    given = ("decide", folder, "--plan", folder / "plan.json", *DECIDE[:2], "--json")
    told = json.loads(run(*given, "--replications", "60").out)["rehearsal"]
    assert told["by_hour"]["worlds"] == 20
    (road,) = told["all_out_by"]["exits"]
    assert road["name"] == "the road"
    assert road["open"] == sorted(road["open"], reverse=True)
    assert 0.5 < road["open"][-1] < road["open"][0] < 1


@pytest.mark.parametrize("asked", [("--stories", "2"), ("--json",)])
def test_ctrl_c_while_worlds_are_played_once_more_leaves_them_out(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exeunt.app.rehearse_post.stories_of", interrupt)
    given = ("rehearse", folder, folder / "plan.json", "--replications", "60")
    ran = run(*given, *asked)
    assert ran.code == 0
    if asked == ("--json",):
        told = json.loads(ran.out)
        assert (told["left_out"], told["by_hour"]) == (["by_hour"], None)
    else:
        assert "Interrupted, so the worst worlds are not retold." in ran.out


@pytest.mark.parametrize("command", ["rehearse", "decide"])
@pytest.mark.parametrize("read", ["post.yaml", "roster.csv", "plan.json"])
def test_no_picture_is_drawn_over_what_was_read(
    run: Run, folder: Path, command: str, read: str
) -> None:
    before = (folder / read).read_bytes()
    given: dict[str, tuple[str | Path, ...]] = {
        "rehearse": (folder, folder / "plan.json"),
        "decide": (folder, "--plan", folder / "plan.json", "--policies"),
    }
    ran = run(command, *given[command], "--svg", folder / read)
    assert (ran.code, ran.out) == (2, "")
    assert f"{read} is what was read, and would be lost" in ran.err
    assert (folder / read).read_bytes() == before


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--stories", "-1"), "should be greater than or equal to 0"),
        (
            ("--replications", "0"),
            "'--replications': Input should be greater than or equal to 1",
        ),
        (("--precision", "0"), "precision 0 is no half-width of a chance"),
        (("--precision", "none"), "unable to parse string as a number, not 'none'"),
        (
            ("--seed", "-2"),
            "'--seed': Input should be greater than or equal to 0, not '-2'",
        ),
        (("--seed", "luck"), "unable to parse string as an integer"),
        (("--workers", "0"), "should be greater than or equal to 1"),
    ],
)
def test_rehearse_says_what_is_wrong_and_exits_with_2(
    run: Run, folder: Path, options: tuple[str, ...], sentence: str
) -> None:
    ran = run("rehearse", folder, folder / "plan.json", *options)
    assert ran.code == 2
    assert ran.out == ""
    assert sentence in " ".join(ran.err.replace("│", " ").split())


def test_rehearse_tells_the_interval_of_every_figure(run: Run, folder: Path) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--replications", "400")
    ran = run(*given, "--precision", "0.03")
    assert "played in 200\u00a0worlds" in ran.out
    assert "±" in ran.out
    told = json.loads(run(*given, "--json").out)
    for one in told["clearance"]:
        low, high = one["p80_between"]
        assert low <= one["p80"] <= high
        assert 0 < one["half_width"] < 0.02
    assert told["people"][0]["out_half_width"] > 0


def test_rehearse_refuses_a_plan_for_another_post(run: Run, folder: Path) -> None:
    (folder / "roster.csv").write_text(ROSTER + "p3,h3,family,home\n")
    ran = run("rehearse", folder, folder / "plan.json")
    assert (ran.code, ran.out) == (2, "")
    file = folder / "plan.json"
    assert ran.err.startswith(f"{file} was made for 'Porto Vento', not for")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", ["rehearse", "decide"])
def test_a_plan_that_breaks_a_rule_is_played_and_that_is_told(
    run: Run, folder: Path, command: str
) -> None:
    file = folder / "made.json"
    asked = ("--as-of", "2030-05-05", "--iterations", "0", "--seconds", "0.1")
    assert run("plan", folder, *asked, "--output", file).code == 0
    plan = (["--plan"] if command == "decide" else []) + [str(file)]
    given = (command, folder, *plan, "--replications", "20")
    assert "breaks rules" not in run(*given).out
    assert json.loads(run(*given, "--json").out)["breaches"] == []
    body = json.loads(file.read_text())
    body["trips"][0]["depart_s"] = -5
    file.write_text(json.dumps(body))
    ran = run(*given)
    said = " ".join(ran.out.split())
    assert ran.code == 0
    assert "The plan breaks rules in " in said
    assert "rule §" in said
    assert "'exeunt verify' lists every breach" in said
    told = json.loads(run(*given, "--json").out)["breaches"]
    verified = json.loads(run("verify", folder, file, "--json").out)["breaches"]
    assert told == verified
    assert any(one["at_s"] is not None for one in told)


def test_decide_begins_a_line_for_each_category_with_decide_by(
    run: Run, folder: Path
) -> None:
    ran = run(
        *("decide", folder, "--plan", folder / "plan.json"),
        *("--as-of", "2030-05-05", "--replications", "80"),
    )
    assert (ran.code, ran.err) == (0, "")
    lines = [line for line in ran.out.splitlines() if line.startswith("Decide by ")]
    assert len(lines) == 2
    assert "2030, 08:00 for Families; chance now" in lines[0]
    assert "for everyone" in lines[1]


def test_decide_says_already_late_with_the_chance_now(run: Run, folder: Path) -> None:
    (folder / "post.yaml").write_text(
        POST.replace("p10: 2d, p50: 6d, p90: 20d", "p10: 1h, p50: 2h, p90: 9h")
    )
    (folder / "plan.json").write_bytes(write_plan(_plan(folder)))
    ran = run(
        *("decide", folder, "--plan", folder / "plan.json"),
        *("--as-of", "2030-05-05", "--replications", "80"),
    )
    assert ran.code == 0
    # all but the half of worlds in which it holds
    assert "Decide by: already late for Families; chance now 5" in ran.out


def test_decide_json_has_the_curve_with_both_errors(run: Run, folder: Path) -> None:
    given = ("--as-of", "2030-05-05", "--replications", "80", "--json")
    ran = run("decide", folder, "--plan", folder / "plan.json", *given)
    told = json.loads(ran.out)
    family, everyone = told["decide_by"]
    assert (family["category"], everyone["category"]) == ("family", "everyone")
    chances = [point["all_out"] for point in family["curve"]]
    assert chances == sorted(chances, reverse=True)
    assert family["curve"][0]["decide_at"] == "2030-05-06T08:00:00+02:00"
    alarms = [point["false_alarm"] for point in family["curve"]]
    assert alarms == sorted(alarms, reverse=True)


def test_decide_makes_a_plan_where_none_is_named(run: Run, folder: Path) -> None:
    given = ("--as-of", "2030-05-05", "--replications", "20", "--json")
    ran = run("decide", folder, *given)
    told = json.loads(ran.out)
    assert told["planned_for"] == "2030-05-06T08:00:00+02:00"
    assert told["decide_by"][0]["now"] > 0.5


DECIDE = ("--as-of", "2030-05-05", "--replications", "40")


def test_decide_tells_targets_choices_curves_and_policies(
    run: Run, folder: Path
) -> None:
    svg = folder / "front.svg"
    given = (*DECIDE, "--every", "6", "--options", "1", "--policies", "--svg", svg)
    ran = run("decide", folder, "--plan", folder / "plan.json", *given)
    assert (ran.code, ran.err) == (0, "")
    said = " ".join(ran.out.split())
    assert "Latest safe decision, by the chance wanted" in said
    assert "Go now (Mon" in said
    assert "What each would buy, hours of waiting" in said
    assert "Policies that none beats, of 91\u00a0policies" in ran.out
    assert svg.read_text().startswith("<svg")


def test_decide_says_that_there_is_no_second_exit(run: Run, folder: Path) -> None:
    given = (*DECIDE, "--every", "24", "--options", "1")
    said = run("decide", folder, "--plan", folder / "plan.json", *given).out
    assert "A second exit is not among the options: every exit in post.yaml is" in (
        " ".join(said.split())
    )


def test_decide_opens_a_second_exit(run: Run, folder: Path) -> None:
    quay = (
        "  - {id: quay, name: Old quay, kind: seaport, lat: 50.1, lon: 30, "
        "open: {from: 2040-01-01T00:00:00Z}}\n"
    )
    (folder / "post.yaml").write_text(POST.replace("links:\n", f"{quay}links:\n"))
    given = (*DECIDE, "--every", "24", "--options", "1", "--seconds", "0.1")
    told = json.loads(run("decide", folder, *given, "--json").out)["curves"]
    assert told["second_exits"] == 1
    assert [o["what"] for o in told["options"]] == [
        "as it stands",
        "a second exit: Old quay",
    ]


def test_json_and_screen_tell_the_same_of_the_curves(run: Run, folder: Path) -> None:
    given = (*DECIDE, "--every", "6", "--plan", folder / "plan.json")
    body = json.loads(run("decide", folder, *given, "--json").out)["curves"]
    last = body["options"][0]["decide_by"][-1]["curve"][-1]
    assert last["begins_at"] >= last["decide_at"]
    said = run("decide", folder, *given).out
    rows = said[said.index("Chance that all are out") :].split("\n")
    told = [row for row in rows if "±" in row]
    assert len(told) == 24
    assert f"± {100 * last['half_width']:.1f}" in told[-1]


def test_decide_json_has_all_of_it(run: Run, folder: Path) -> None:
    given = (*DECIDE, "--every", "12", "--policies", "--json")
    told = json.loads(run("decide", folder, "--plan", folder / "plan.json", *given).out)
    assert {one["target"] for one in told["safe_until"]} == {0.8, 0.9, 0.95, 0.99}
    go = told["choices"]["choices"][0]
    assert set(go["regret"]) == {"status_quo", "sudden_closure"}
    (option,) = told["curves"]["options"]
    assert len(option["decide_by"][0]["curve"]) == 24
    assert told["policies"]["worlds"] == 2000
    assert all(one["left_half_width"] >= 0 for one in told["policies"]["policies"])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--every", "0"), "0 hours between decision times: give a whole number"),
        (("--every", "25"), "25 hours between decision times"),
        (("--options", "2"), "--options goes with --every"),
        (("--svg", "x.svg"), "--svg draws the front of --policies: give both"),
        (("--seed", "luck"), "unable to parse string as an integer"),
        (
            ("--seed", "-1"),
            "'--seed': Input should be greater than or equal to 0, not '-1'",
        ),
        (
            ("--replications", "0"),
            "'--replications': Input should be greater than or equal to 1",
        ),
        (
            ("--seconds", "0"),
            "'--seconds': Input should be greater than or equal to 0.1",
        ),
    ],
)
def test_decide_says_what_is_wrong_and_exits_with_2(
    run: Run, folder: Path, options: tuple[str, ...], sentence: str
) -> None:
    ran = run("decide", folder, "--plan", folder / "plan.json", *options)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in " ".join(ran.err.replace("│", " ").split())


@pytest.mark.parametrize("command", ["rehearse", "decide"])
@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("p10: 1h, p50: 2h, p90: 6h", "p10: 9h, p50: 2h, p90: 6h", "must not fall"),
        ("vehicles: 1", "vehicles: -1", "-1 is below"),
        (
            "kind: residence,",
            "kind: residence, processes_per_h: -5,",
            "processes_per_h: -5",
        ),
        (
            "kind: safe_haven,",
            "kind: safe_haven, open: {daily: []}, opens: never,",
            "has no key 'opens'",
        ),
    ],
)
def test_a_bad_post_gets_a_sentence_from_both(
    run: Run, folder: Path, command: str, old: str, new: str, sentence: str
) -> None:
    (folder / "post.yaml").write_text(POST.replace(old, new))
    plan = (["--plan"] if command == "decide" else []) + [str(folder / "plan.json")]
    ran = run(command, folder, *plan)
    assert (ran.code, ran.out) == (2, "")
    assert sentence in ran.err
    assert "Traceback" not in ran.err


def test_a_place_that_never_opens_leaves_everybody(run: Run, folder: Path) -> None:
    shut = "kind: safe_haven, open: {from: 2040-01-01T00:00:00Z},"
    (folder / "post.yaml").write_text(POST.replace("kind: safe_haven,", shut))
    (folder / "plan.json").write_bytes(write_plan(_plan(folder, trips=[])))
    ran = run("decide", folder, "--plan", folder / "plan.json", *DECIDE)
    assert ran.code == 0
    # all but the two worlds of 40 in which nobody comes
    assert "already late for Families; chance now 5.0" in ran.out


def test_nobody_to_move_is_told_and_no_error(run: Run, folder: Path) -> None:
    (folder / "roster.csv").write_text(ROSTER.splitlines()[0] + "\n")
    ran = run("decide", folder, *DECIDE)
    assert "Traceback" not in ran.err
    assert ran.code in {0, 2}
