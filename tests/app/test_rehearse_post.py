"""What is told beside the counts of a rehearsal, and what Ctrl-C leaves out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NoReturn

import pytest
from tests.cli.test_rehearse_and_decide import POST, ROSTER

from exeunt.app.make_plan import first_plan
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_post import Asked, rehearse_post
from exeunt.app.stated import next_problem
from exeunt.formats.plan_files import write_plan
from exeunt.formats.rehearsal_json import rehearsal_body


AS_OF = datetime.fromisoformat("2030-05-05T12:00:00+00:00")


def _unwanted(*_: object, **__: object) -> NoReturn:
    raise AssertionError


def test_after_ctrl_c_no_world_is_played_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    post = read_post(tmp_path)
    plan = first_plan(next_problem(post, as_of=AS_OF), seed=0)
    (tmp_path / "plan.json").write_bytes(write_plan(plan))
    monkeypatch.setattr("exeunt.app.rehearse_post.occupancy_of", _unwanted)
    monkeypatch.setattr("exeunt.app.rehearse_post.stories_of", _unwanted)

    def interrupt(done: int) -> None:
        if done >= 30:
            raise KeyboardInterrupt

    found = rehearse_post(
        tmp_path,
        tmp_path / "plan.json",
        replications=90,
        seed=0,
        asked=Asked(stories=2, by_hour=True),
        on_progress=interrupt,
    )
    told = rehearsal_body(found)
    assert 30 <= told["replications"] < 90
    assert told["left_out"] == ["stories", "by_hour"]
    assert told["people_out"]["p50"][-1] > 0
