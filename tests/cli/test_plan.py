"""``exeunt plan``, from the command line to the plan in a file."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from exeunt.app.read_plan import read_plan_at
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
  - {id: guard, name: guards, kind: local_staff, moves_at: null, ready_after: 2h}
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
ROSTER = """id,household,category,place,needs
p1,h1,family,home,
p2,h1,family,home,
p3,h2,family,home,wheelchair
p4,h3,guard,home,
"""


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = tmp_path / "post"
    folder.mkdir()
    (folder / "post.yaml").write_text(POST)
    (folder / "roster.csv").write_text(ROSTER)
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(monkeypatch, capsys)


class Run:
    """Runs ``exeunt plan`` as from a shell."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        words = ["exeunt", "plan", "--iterations", "5", *map(str, arguments)]
        self._monkeypatch.setattr(sys, "argv", words)
        with pytest.raises(SystemExit) as ended:
            main()
        said = self._capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err


def test_it_tells_who_comes_out_who_is_left_and_why(run: Run, post: Path) -> None:
    code, out, err = run(post, "--as-of", "2030-05-05")
    assert (code, err) == (0, "")
    assert "2 of 3\u00a0people out, the last on Mon 6\u00a0May\u00a02030, 10:30" in out
    assert "Bound" in out
    assert "no wheelchair place on any way from Home" in out
    assert "2030-05-06" in out


def test_the_next_h_hour_is_planned(run: Run, post: Path) -> None:
    # 08:00 local is past at noon, so the decision takes effect the day after
    _, out, _ = run(post, "--as-of", "2030-05-06T12:00", "--json")
    assert json.loads(out)["h_hour"] == "2030-05-07T08:00:00+02:00"


def test_json_is_the_plan_and_nothing_else(run: Run, post: Path) -> None:
    code, out, err = run(post, "--as-of", "2030-05-05", "--json")
    body = json.loads(out)
    assert (code, err) == (0, "")
    assert body["exeunt"] == "plan/1"
    assert body["moving"] == ["family"]
    assert [t["households"] for t in body["trips"]] == [["h1"]]


def test_the_plan_is_written_and_can_be_read_back(run: Run, post: Path) -> None:
    file = post / "plan.json"
    _, out, _ = run(post, "--as-of", "2030-05-05", "--output", file, "--json")
    assert read_plan_at(file).model_dump(mode="json", by_alias=True) == json.loads(out)


def test_the_same_seed_and_steps_write_the_same_bytes(run: Run, post: Path) -> None:
    files = [post / "one.json", post / "two.json"]
    for file in files:
        run(post, "--as-of", "2030-05-05", "--output", file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_categories_that_move_can_be_named(run: Run, post: Path) -> None:
    _, out, _ = run(post, "--as-of", "2030-05-05", "--moving", "guard", "--json")
    body = json.loads(out)
    assert body["moving"] == ["guard"]
    assert [t["households"] for t in body["trips"]] == [["h3"]]


def test_a_category_that_is_not_there_is_said_so(run: Run, post: Path) -> None:
    code, out, err = run(post, "--moving", "families")
    assert (code, out) == (2, "")
    assert err == (
        "--moving 'families' is no category of this post; it has family, guard.\n"
    )


def test_nothing_is_written_where_the_folder_is_missing(run: Run, post: Path) -> None:
    code, _, err = run(post, "--output", post / "none" / "plan.json")
    assert code == 4
    assert "cannot be written" in err


@pytest.mark.parametrize("name", ["[/home]", "[bold]home[/bold]", "[", "[link=x]y"])
def test_brackets_in_names_are_printed_as_they_are(
    run: Run, post: Path, name: str
) -> None:
    text = POST.replace("name: Home", f"name: '{name}'")
    (post / "post.yaml").write_text(text)
    code, out, err = run(post, "--as-of", "2030-05-05", "--explain", "--levers", "1")
    assert (code, err) == (0, "")
    assert f"on any way from {name} to a safe haven" in " ".join(out.split())


def test_no_name_steers_the_terminal(run: Run, post: Path) -> None:
    name = '"\\e[2Jhome\\u202E\\a"'
    (post / "post.yaml").write_text(POST.replace("name: Home", f"name: {name}"))
    code, out, _ = run(post, "--as-of", "2030-05-05", "--explain")
    assert code == 0
    assert "\ufffd[2Jhome\ufffd" in out
    assert not {"\x1b", "\a", "\u202e"} & set(out)
    code, _, err = run(post, "--moving", "\x1b[2J")
    assert (code, "\x1b" in err) == (2, False)


@pytest.mark.parametrize("option", ["--output", "--front"])
@pytest.mark.parametrize("name", ["post.yaml", "roster.csv", "documents/one.txt"])
def test_a_file_of_the_post_is_not_written_over(
    run: Run, post: Path, option: str, name: str
) -> None:
    (post / "documents").mkdir()
    (post / "documents" / "one.txt").write_text("one")
    before = (post / name).read_bytes()
    code, out, err = run(post, option, post / name)
    assert (code, out) == (2, "")
    assert "would be lost" in err
    assert (post / name).read_bytes() == before


@pytest.mark.parametrize("option", ["--output", "--front"])
def test_a_place_for_a_file_is_looked_at_before_it_is_planned(
    run: Run, post: Path, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("exeunt.app.make_plan.make_plan", None)
    code, out, err = run(post, option, post)
    assert (code, out) == (4, "")
    assert "is a directory" in err


@pytest.mark.parametrize(
    "wrong", [["--seconds", "0"], ["--gap", "2"], ["--iterations", "-1"], ["--seed"]]
)
def test_a_wrong_option_is_a_usage_error(
    run: Run, post: Path, wrong: list[str]
) -> None:
    code, out, err = run(post, *wrong)
    assert (code, out) == (2, "")
    assert wrong[0] in err


def test_levers_are_told_below_the_plan_and_in_its_json(run: Run, post: Path) -> None:
    code, out, err = run(post, "--as-of", "2030-05-05", "--levers", "2")
    assert (code, err) == (0, "")
    assert "Nothing binds those who come out: they are out as soon as alone." in out
    assert "One more vehicle: coach" in out
    _, out, _ = run(post, "--as-of", "2030-05-05", "--levers", "2", "--json")
    levers = json.loads(out)["levers"]
    assert [one["what"] for one in levers["pulled"]] == [
        "families ready six hours sooner",
        "one more vehicle: coach",
    ]
    assert levers["pulled"][0]["plan_saved_h"] == pytest.approx(2)


def test_no_lever_at_all_is_a_usage_error(run: Run, post: Path) -> None:
    code, out, err = run(post, "--levers", "0")
    assert (code, out) == (2, "")
    assert "--levers" in err


def test_an_explanation_is_told_below_the_plan_and_in_its_json(
    run: Run, post: Path
) -> None:
    code, out, err = run(post, "--as-of", "2030-05-05", "--explain", "--levers", "1")
    assert (code, err) == (0, "")
    assert "Why the plan is as it is" in out
    _, out, _ = run(post, "--as-of", "2030-05-05", "--explain", "--json")
    told = json.loads(out)["explained"]
    assert told[0].startswith("2 of 3\u00a0people come out, the last at 10:30 on day 1")


def test_a_front_is_drawn_to_a_file_and_told(run: Run, post: Path) -> None:
    file = post / "front.svg"
    code, out, err = run(post, "--as-of", "2030-05-05", "--front", file)
    assert (code, err) == (0, "")
    assert "What can be had" in out
    assert file.read_text().startswith("<svg")
    _, out, _ = run(post, "--as-of", "2030-05-05", "--front", file, "--json")
    assert json.loads(out)["front"]["points"][0]["gap"] == 0
