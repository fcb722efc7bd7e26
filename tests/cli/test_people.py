"""``exeunt people``: from a plan in a file to lists, notices and manifests."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from exeunt.cli import main


POST = """
exeunt: 1
name: Porto Vento
country: XX
time_zone: Etc/GMT-2
deadline: 1d
paper:
  reviewed: 2030-01-01T00:00:00Z
  notices: {baggage: {road: one bag each}, stand_fast: Stay in the cellar.}
categories:
  - {id: family, name: families, kind: family, ready_after: 1h}
places:
  - {id: home, name: Home, kind: residence, lat: 50, lon: 30}
  - {id: haven, name: Haven, kind: safe_haven, lat: 50.5, lon: 30}
links:
  - {id: road, from: home, to: haven, mode: road, time: 1h}
fleets:
  - {id: coach, name: coach, mode: road, vehicles: 1, seats: {seat: 2}, based: home}
scenarios:
  - {kind: status_quo, name: it holds, prior: 0.9, reference_class: fiction}
  - {kind: sudden_closure, name: it breaks, prior: 0.1, reference_class: fiction}
exits:
  - place: home
    name: the road
    closes: {sudden_closure: {p10: 2d, p50: 6d, p90: 20d}}
"""
ROSTER = """id,household,category,place,needs,name
p1,h1,family,home,,Ada Secret
p2,h1,family,home,,Bo Secret
p3,h2,family,home,,Cy Secret
p4,h3,family,home,wheelchair,Di Secret
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["exeunt", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out.replace("\u00a0", " "), said.err

    return run_it


@pytest.fixture
def post(tmp_path: Path, run: Run) -> Path:
    """Make a post folder with a plan in it."""
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "post.yaml").write_text(POST)
    (folder / "roster.csv").write_text(ROSTER)
    plan = ("--iterations", "5", "--output", folder / "plan.json")
    code, out, err = run("plan", folder, "--as-of", "2030-05-05", *plan)
    assert (code, err) == (0, "")
    assert "0 with an alternate that has room, 1 with one to stand by for" in " ".join(
        out.split()
    )
    return folder


def test_every_trip_is_listed_with_what_stands_behind_it(run: Run, post: Path) -> None:
    code, out, err = run("people", post, post / "plan.json")
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert "2 without a contingency" in words
    assert "Secret" not in out


def test_json_tells_all_of_it_without_names(run: Run, post: Path) -> None:
    code, out, err = run("people", post, post / "plan.json", "--json")
    body = json.loads(out)
    assert (code, err) == (0, "")
    assert body["exeunt"] == "people/1"
    assert body["written"] is None
    first, second = body["trips"]
    assert first["emergency"] == {"stand_fast_at": "home"}
    assert first["alternate"]["trip"] == second["trip"]
    assert [s["party"] for s in first["standby"]] == ["h2"]
    notices = {n["party"]: n for n in body["notices"]}
    assert notices["h1"]["be_there"] == "2030-05-06T09:00:00+02:00"
    assert notices["h2"]["standby"] == [first["trip"]]
    assert notices["h3"]["trips"] == []
    assert notices["h3"]["because"]
    assert "Secret" not in out


def test_papers_are_written_and_every_export_counted(
    run: Run, post: Path, tmp_path: Path
) -> None:
    to = tmp_path / "papers"
    code, out, err = run("people", post, post / "plan.json", "--output", to)
    assert (code, err) == (0, "")
    words = " ".join(out.split())
    assert "EXPORT: 3 named people on 2 trips" in words
    assert "EXPORT: 4 people in 3 movement notices" in words
    assert f"4 files in {to}" in out.replace("\n", "")
    text = "".join(p.extract_text() for p in PdfReader(to / "notices.pdf").pages)
    assert "Ada Secret" in text
    assert "Baggage by road: one bag each." in text
    assert "Stay in the cellar." in text
    assert len(list((to / "manifests").iterdir())) == 2


def test_a_plan_that_breaks_a_rule_is_told_to_nobody(
    run: Run, post: Path, tmp_path: Path
) -> None:
    body = json.loads((post / "plan.json").read_text())
    body["trips"][0]["depart_s"] -= 600
    (post / "plan.json").write_text(json.dumps(body))
    to = tmp_path / "papers"
    code, out, err = run("people", post, post / "plan.json", "--output", to)
    assert (code, out) == (3, "")
    assert "plan.json breaks rules in 2\u00a0places, first trip " in err
    assert "so nobody is told of it. 'exeunt verify' says which" in err
    assert len(err.splitlines()) == 1
    assert not to.exists()


def test_a_plan_for_another_post_is_refused_but_better_words_are_not(
    run: Run, post: Path
) -> None:
    file = post / "post.yaml"
    file.write_text(POST.replace("Stay in the cellar.", "Stay upstairs."))
    assert run("people", post, post / "plan.json")[0] == 0
    file.write_text(POST.replace("vehicles: 1", "vehicles: 2"))
    code, out, err = run("people", post, post / "plan.json")
    assert (code, out) == (2, "")
    assert "was made for 'Porto Vento', not for 'Porto Vento' as it stands" in err


def test_a_folder_with_other_things_in_it_is_left_alone(
    run: Run, post: Path, tmp_path: Path
) -> None:
    to = tmp_path / "papers"
    to.mkdir()
    (to / "thesis.txt").write_text("years of work")
    code, out, err = run("people", post, post / "plan.json", "--output", to)
    assert (code, out) == (3, "")
    assert "holds other files" in err


def test_papers_without_a_manifest_are_replaced_by_later_ones(
    run: Run, post: Path, tmp_path: Path
) -> None:
    (post / "post.yaml").write_text(POST.replace("vehicles: 1", "vehicles: 0"))
    plan = ("--iterations", "1", "--output", post / "plan.json")
    assert run("plan", post, "--as-of", "2030-05-05", *plan)[0] == 0
    to = tmp_path / "papers"
    for _ in range(2):
        code, out, err = run("people", post, post / "plan.json", "--output", to)
        assert (code, err) == (0, "")
        assert f"1 file in {to}" in out.replace("\n", "")
    assert [p.name for p in to.iterdir()] == ["notices.pdf"]
