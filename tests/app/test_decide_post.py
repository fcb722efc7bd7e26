from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.cli.test_rehearse_and_decide import POST, ROSTER
from tests.make_brief import an_entry

from exeunt.app.decide_post import Also, decide_post, engagements_ahead
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
    assert 30 <= found.rehearsal.replications < 90
    assert found.decisions[0].now > 0.5
    # fewer worlds, a wider interval
    assert found.decisions[0].curve[0].half_width > 0.04
    assert found.policies is not None
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
