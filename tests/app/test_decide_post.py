from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from tests.cli.test_rehearse_and_decide import POST, ROSTER
from tests.make_brief import an_entry

from exeunt.app.decide_curves import Asked
from exeunt.app.decide_post import Also, decide_post, engagements_ahead
from exeunt.formats.decision_json import decision_body
from exeunt.formats.decision_tables import decision_tables
from exeunt.model.decision import Decided, Look
from exeunt.model.signals import EngagementStatus


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    return tmp_path


def test_interrupted_it_decides_by_the_worlds_played_so_far(folder: Path) -> None:
    def interrupt(done: int) -> None:
        if done >= 30:
            raise KeyboardInterrupt

    found = decide_post(
        folder,
        plan_file=None,
        as_of="2030-05-05",
        replications=90,
        seed=0,
        also=Also(policies=True),
        on_progress=interrupt,
    )
    played = found.rehearsal.replications
    assert 30 <= played < 90
    assert decision_body(found)["interrupted_of"] == 90
    console = Console(width=200)
    with console.capture() as capture:
        console.print(*decision_tables(found))
    told = f"From {played}\u00a0worlds of 90, when it was interrupted"
    assert " ".join(told.split()) in " ".join(capture.get().split())
    assert found.decisions[0].now > 0.5
    # fewer worlds, a wider interval
    assert found.decisions[0].curve[0].half_width > 0.04
    assert found.policies is None
    assert found.curves is None
    assert found.left_out == ("policies",)
    assert "no policies" in capture.get()


def decided(folder: Path, also: Also, **given: Any) -> Decided:
    asked: dict[str, Any] = {"replications": 90, "seed": 0, "seconds": 0.1} | given
    return decide_post(
        folder, plan_file=None, as_of="2030-05-05", workers=1, also=also, **asked
    )


def test_a_first_curve_is_told_before_the_plan_is_searched_for(folder: Path) -> None:
    told: list[Look] = []
    found = decided(folder, Also(on_look=told.append), replications=300)
    assert [look.worlds for look in told] == [200, 300]
    first, last = (look.decisions[-1] for look in told)
    assert first.curve[0].half_width > last.curve[0].half_width
    assert last == found.decisions[-1]


def test_interrupted_while_it_plans_it_gives_the_first_curve(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exeunt.app.decide_post.make_plan", interrupt)
    told: list[Look] = []
    also = Also(on_look=told.append, curves=Asked(replications=90))
    found = decided(folder, also)
    assert found.decisions == told[0].decisions
    assert found.rehearsal.replications == 90
    with pytest.raises(KeyboardInterrupt):
        decided(folder, Also())


def test_interrupted_at_the_first_curve_no_curves_are_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exeunt.app.decide_post.make_plan", interrupt)
    also = Also(on_look=lambda _: None, curves=Asked(replications=300))
    found = decided(folder, also, replications=300)
    assert found.rehearsal.replications == 200
    assert found.curves is None


def test_only_what_is_planned_from_today_on_is_an_engagement_ahead() -> None:
    at = datetime.fromisoformat("2030-05-06T12:00:00+00:00")
    entries = [
        an_entry(date(2030, 5, 6), status=EngagementStatus.PLANNED),
        an_entry(date(2030, 5, 9), status=EngagementStatus.PLANNED),
        an_entry(date(2030, 5, 9), status=EngagementStatus.CANCELLED),
        an_entry(date(2030, 5, 1), status=EngagementStatus.PLANNED),
    ]
    assert engagements_ahead(entries, at) == (0, 3)
