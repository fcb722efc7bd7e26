"""``exeunt replan``, from a plan and a state in files to a plan that can be verified."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from exeunt.cli import main


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
  - {id: airport, name: Airport, kind: airport, lat: 50.2, lon: 30}
  - {id: haven, name: Haven, kind: safe_haven, lat: 50.5, lon: 30}
links:
  - {id: way, from: home, to: airport, mode: road, time: 1h}
  - {id: flight, from: airport, to: haven, mode: air, time: 1h}
  - {id: road, from: home, to: haven, mode: road, time: 9h}
fleets:
  - {id: coach, name: coach, mode: road, vehicles: 2, seats: {seat: 2}, based: home}
services:
  - {id: air, name: Air, link: flight, departs: ["13:00", "18:00"], seats: {seat: 9}}
scenarios:
  - {kind: status_quo, name: it holds, prior: 0.9, reference_class: fiction}
  - {kind: sudden_closure, name: it breaks, prior: 0.1, reference_class: fiction}
exits:
  - place: airport
    name: the airport
    closes: {sudden_closure: {p10: 2d, p50: 6d, p90: 20d}}
"""
ROSTER = """id,household,category,place
p1,h1,family,home
p2,h1,family,home
p3,h2,family,home
p4,h3,family,home
"""
NOON = "2030-05-06T12:00"
"""Coaches have arrived at 10:15; the aircraft loads from 12:30."""


@pytest.fixture
def post(tmp_path: Path, run: Run) -> Path:
    """Make a post folder with a plan in it."""
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    plan = tmp_path / "plan.json"
    code, _, err = run("plan", tmp_path, "--as-of", "2030-05-05", "--output", plan)
    assert (code, err) == (0, "")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


class Run:
    """Runs commands as from a shell; the planner takes few steps."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, command: str, *arguments: object) -> tuple[int, str, str]:
        words = ["exeunt", command, *map(str, arguments)]
        if command in {"plan", "replan"}:
            words += ["--iterations", "20"]
        self._monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    def anew(self, post: Path, *arguments: object) -> dict[str, Any]:
        """Plan anew and give the document."""
        code, out, err = self("replan", post, post / "plan.json", *arguments, "--json")
        assert (code, err) == (0, "")
        body: dict[str, Any] = json.loads(out)
        return body


def claims(body: dict[str, Any]) -> dict[str, float]:
    return {o["name"]: o["value"] for o in body["plan"]["objectives"]}


def trips(body: dict[str, Any]) -> list[str]:
    return [
        f"{t['from']} - {t['to']}" for t in body["plan"]["trips"] if t["households"]
    ]


def test_where_nothing_has_changed_nobody_is_told_anything(
    run: Run, post: Path
) -> None:
    body = run.anew(post, "--at", NOON)
    assert body["changes"]["trips"] == {"kept": 1, "changed": 0, "dropped": 0, "new": 0}
    assert body["changes"]["people_to_tell"] == 0
    assert claims(body)["promises"] == 0


def test_an_airport_that_shuts_sends_everybody_back_and_by_road(
    run: Run, post: Path
) -> None:
    body = run.anew(post, "--at", NOON, "--shut", "airport")
    assert set(trips(body)) == {"airport - home", "home - haven"}
    assert body["changes"]["people_to_tell"] == 4
    assert {one["household"] for one in body["changes"]["to_tell"]} == {
        "h1",
        "h2",
        "h3",
    }


def test_it_says_what_changes_and_what_the_plan_reaches(run: Run, post: Path) -> None:
    code, out, err = run(
        "replan", post, post / "plan.json", "--at", NOON, "--shut", "flight"
    )
    told = " ".join(out.replace("\u00a0", " ").split())
    assert (code, err) == (0, "")
    assert "0 announced trips kept, 0 changed, 1 dropped and 2 new" in told
    assert "4 people must be told of other trips." in told
    assert "Promises broken" in told
    assert "4 of 4 people out" in told


def test_the_new_plan_is_written_and_passes_the_checker(run: Run, post: Path) -> None:
    new = post / "new.json"
    run.anew(post, "--at", NOON, "--shut", "airport", "--output", new)
    code, out, _ = run("verify", post, new)
    assert code == 0
    assert "The plan keeps every rule." in out
    assert "4\u00a0promises are broken" in out


def test_a_plan_made_anew_can_be_made_anew(run: Run, post: Path) -> None:
    new, later = post / "new.json", post / "later.json"
    run.anew(post, "--at", NOON, "--shut", "airport", "--output", new)
    code, out, _ = run(
        "replan", post, new, "--at", "2030-05-06T13:30", "--output", later
    )
    assert code == 0
    assert "0 dropped and 0 new" in out
    assert run("verify", post, later)[0] == 0


def test_a_state_says_where_people_and_vehicles_are(run: Run, post: Path) -> None:
    (post / "state.yaml").write_text(
        """
exeunt: state/1
at: 2030-05-06T12:00
parties:
  - {household: h3, place: home}
vehicles:
  - {vehicle: coach/1, lost: true}
closures:
  - {link: way, from: 2030-05-06T15:00}
"""
    )
    body = run.anew(post, "--state", post / "state.yaml")
    stands = {p["household"]: p["place"] for p in body["plan"]["state"]["parties"]}
    assert stands == {"h1": "airport", "h2": "airport", "h3": "home"}
    assert claims(body)["left_behind"] == 0
    assert claims(body)["promises"] == 1


def test_a_fleet_that_has_come_is_in_the_post(run: Run, post: Path) -> None:
    more = "fleets:\n  - {id: jet, name: jet, mode: air, vehicles: 1, "
    more += "seats: {seat: 9}, based: airport}\n"
    (post / "post.yaml").write_text(POST.replace("fleets:\n", more))
    code, out, _ = run(
        "replan", post, post / "plan.json", "--at", NOON, "--promise-price", "0"
    )
    assert code == 0
    assert "The post has changed since the plan was made" in out
    assert "jet" in out


def test_at_a_high_price_what_was_announced_stays(run: Run, post: Path) -> None:
    more = "fleets:\n  - {id: jet, name: jet, mode: air, vehicles: 1, "
    more += "seats: {seat: 9}, based: airport, loading: 15m}\n"
    (post / "post.yaml").write_text(POST.replace("fleets:\n", more))
    sooner = run.anew(post, "--at", NOON, "--promise-price", "0")
    kept = run.anew(post, "--at", NOON, "--promise-price", "100")
    assert (claims(sooner)["promises"], claims(kept)["promises"]) == (4, 0)
    assert claims(sooner)["person_hours"] < claims(kept)["person_hours"]


def test_a_plan_that_breaks_rules_is_followed_and_told(run: Run, post: Path) -> None:
    broken = post / "broken.json"
    body = json.loads((post / "plan.json").read_text())
    body["trips"][0]["depart_s"] -= 60
    broken.write_text(json.dumps(body))
    code, _, err = run("replan", post, broken, "--at", NOON)
    assert code == 0
    assert err.startswith("The plan so far breaks ")
    assert "'exeunt verify' tells which" in err


def test_a_plan_from_a_state_is_not_rehearsed(run: Run, post: Path) -> None:
    new = post / "new.json"
    run.anew(post, "--at", NOON, "--output", new)
    code, out, err = run("rehearse", post, new)
    assert (code, out) == (2, "")
    assert "Only a plan from the decision on can be rehearsed" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say the moment to plan from"),
        (["--at", "noon"], "'noon' is not a date"),
        (["--at", "2030-05-05T12:00"], "The plan begins 2030-05-06T08:00"),
        (["--at", "2030-05-07T08:00"], "The deadline has passed"),
        (["--at", NOON, "--shut", "kbp"], "There is no place and no link 'kbp'"),
        (["--at", NOON, "--state", "none.yaml"], "There is no file none.yaml"),
        (["--at", NOON, "--promise-price", "-1"], "--promise-price"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    run: Run, post: Path, arguments: list[str], words: str
) -> None:
    code, out, err = run("replan", post, post / "plan.json", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


def test_two_moments_are_one_too_many(run: Run, post: Path) -> None:
    state = post / "state.yaml"
    state.write_text("exeunt: state/1\nat: 2030-05-06T13:00\n")
    code, _, err = run(
        "replan", post, post / "plan.json", "--at", NOON, "--state", state
    )
    assert code == 2
    assert "Keep one of them." in err


def test_a_plan_of_another_post_is_refused(run: Run, post: Path) -> None:
    (post / "post.yaml").write_text(POST.replace("Porto Vento", "Porto Calmo"))
    code, _, err = run("replan", post, post / "plan.json", "--at", NOON)
    assert code == 2
    assert "'Porto Vento', not of 'Porto Calmo'" in err


def test_the_same_seed_and_steps_write_the_same_bytes(run: Run, post: Path) -> None:
    files = [post / "one.json", post / "two.json"]
    for file in files:
        run.anew(post, "--at", NOON, "--shut", "airport", "--output", file)
    assert files[0].read_bytes() == files[1].read_bytes()
