"""The exits of the bundled Kyiv case at the talks that are planned."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from exeunt.app.as_of import moment_as_of
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.warn_post import warn_post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.times import HOUR


CASE = Path(str(files("exeunt"))) / "data" / "cases" / "kyiv"
SUDDEN = ScenarioKind.SUDDEN_CLOSURE


def test_every_talk_of_january_may_shut_every_exit_in_an_attack() -> None:
    post = read_post(CASE)
    at = moment_as_of("2022-01-09", zone=post.zone)
    documents = [
        one
        for one in read_documents(CASE)
        if "2021-12-27" <= f"{one.published:%Y-%m-%d}" <= "2022-01-09"
    ]
    _, picture = warn_post(post, documents, as_of=at, events=())
    assert len(picture.survivals) == 6
    for survival in picture.survivals:
        assert len(survival.gates_s) == 3
        hazard = survival.exit.at_engagements[SUDDEN]
        for gate in survival.gates_s:
            before = 1 - survival.closed_by_in(SUDDEN, gate - 1)
            after = 1 - survival.closed_by_in(SUDDEN, gate)
            assert after / before == pytest.approx(1 - hazard, abs=0.001)
            assert survival.closed_by(gate + HOUR) > survival.closed_by(gate - HOUR)
