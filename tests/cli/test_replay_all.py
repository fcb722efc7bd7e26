"""``exeunt replay --all``, from the command line to tables, JSON and the picture."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exeunt.app import replay_all
from exeunt.cli import main


CASES = ("beirut-2006", "juba-2013", "taipei-2022")


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay_all, "replay_names", lambda: CASES)


def answered(monkeypatch: pytest.MonkeyPatch, *words: object) -> object:
    monkeypatch.setattr(sys, "argv", ["exeunt", "replay", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_all_are_scored_drawn_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    svg = tmp_path / "replays.svg"
    assert answered(monkeypatch, "--all", "--svg", svg) == 0
    out = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    assert "Scores, the mean over 3 cases" in out
    assert "Beirut, 2006 105 6 closed on 13 July 2006 (H)" in out
    assert "the cases count, not the days" in out
    root = ET.parse(svg).getroot()
    assert root.tag.endswith("svg")
    assert (
        sum(t.text == "✕" for t in root.iter("{http://www.w3.org/2000/svg}text")) == 3
    )


def test_json_has_every_day_and_every_forecaster(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(monkeypatch, "--all", "--json") == 0
    body = json.loads(capsys.readouterr().out)
    names = [one["name"] for one in body["forecasters"]]
    assert names == [
        "exeunt", "exeunt_by_hand", "constant", "last_value", "status_ladder",
        "event_count",
    ]  # fmt: skip
    for case in body["cases"]:
        said = [day["said"] for day in case["days"]]
        assert len(said) == 105 if case["case"] != "juba-2013" else 120
        assert all(0 <= s[n]["14"] <= s[n]["30"] <= 1 for s in said for n in names)
    for one in body["forecasters"]:
        assert set(one["brier"]) == set(one["log"]) == {"14", "30"}
        assert [alarm["allowed"] for alarm in one["alarms"]] == [0.05, 0.1, 0.2]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Name the folder of a post, or give --all."),
        (("some", "--all"), "Give either some or --all, not both."),
        (
            ("--all", "--from", "2022-01-01"),
            "--from, --to and --output go with a post, not with --all.",
        ),
        (
            ("some", "--svg", "a.svg"),
            "--svg goes with --all; a post is drawn into --output.",
        ),
    ],
)
def test_what_does_not_go_together_is_told(
    words: tuple[str, ...],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert answered(monkeypatch, *words) == 2
    assert capsys.readouterr().err.strip() == told
