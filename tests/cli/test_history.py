"""``exeunt history``, from the command line to the table and the figure."""

from __future__ import annotations

import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exeunt.app.assess import Effort, checked_plan
from exeunt.app.check_post import check_post
from exeunt.app.history import CASES, past_cases, read_case
from exeunt.cli import main
from exeunt.model.findings import Severity
from exeunt.model.fleets import Fleet, Service
from exeunt.model.places import Link, Place
from exeunt.plan.checker import check


QUICK = ("--seconds", 2, "--replications", 3)


def answered(monkeypatch: pytest.MonkeyPatch, *words: object) -> object:
    monkeypatch.setattr(sys, "argv", ["exeunt", "history", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_a_case_is_scored_drawn_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    svg = tmp_path / "history.svg"
    assert answered(monkeypatch, "khartoum", *QUICK, "--svg", svg) == 0
    out = " ".join(capsys.readouterr().out.replace("\u00a0", " ").split())
    assert "Khartoum 2023" in out
    assert "of 5 days scored within 20 % of the record" in out
    assert ET.parse(svg).getroot().tag.endswith("svg")


def test_json_tells_of_the_worlds_and_the_record(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(monkeypatch, "khartoum", "--seed", 4, *QUICK, "--json") == 0
    (case,) = json.loads(capsys.readouterr().out)["cases"]
    assert (case["case"], case["replications"], case["seed"]) == ("khartoum", 3, 4)
    assert all(day["p10"] <= day["rehearsed"] <= day["p90"] for day in case["days"])
    assert next(day["record"] for day in case["days"]) == 699


def test_a_case_that_is_not_bundled_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answered(monkeypatch, "kabull", *QUICK) == 2
    assert capsys.readouterr().err.strip() == (
        "There is no past case 'kabull' with a record of departures. There are beirut, "
        "kabul and khartoum. Did you mean kabul?"
    )


LIFT_BINDS = {"kabul": {"EAP060"}, "khartoum": {"EAP060"}}
"""Where fewer could be carried than are thought to have wanted to: it was so."""


@pytest.mark.parametrize("name", past_cases())
def test_a_bundled_post_has_no_error_but_that_the_lift_was_too_small(name: str) -> None:
    _, departures = read_case(name)
    found = check_post(CASES / name, now=departures.decided.isoformat()).findings
    errors = {f.rule for f in found if f.severity is Severity.ERROR}
    assert errors == LIFT_BINDS.get(name, set())


@pytest.mark.parametrize("name", past_cases())
def test_a_bundled_post_can_be_planned_by_the_rules(name: str) -> None:
    post, departures = read_case(name)
    plan = checked_plan(
        post,
        as_of=departures.decided,
        effort=Effort(seconds=2),
        on_stage=lambda _what, _share: None,
    )
    assert check(post, plan) == ()
    assert plan.h_hour == departures.decided


@pytest.mark.parametrize("name", past_cases())
def test_what_a_bundled_post_cites_is_listed_beside_its_record(name: str) -> None:
    post, departures = read_case(name)
    parts: tuple[Place | Link | Fleet | Service, ...] = (
        *post.file.places,
        *post.file.links,
        *post.file.fleets,
        *post.file.services,
    )
    cited = {key for part in parts for key in (part.source or "").split()}
    assert cited <= set(departures.sources)
    assert all(part.why for part in parts)
