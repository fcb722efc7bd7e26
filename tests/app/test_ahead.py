"""What another process does ahead is what this one would have done."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.test_rehearse_and_decide import POST, ROSTER

import exeunt.app.ahead as ahead_module
from exeunt.app.ahead import (
    Ahead,
    FirstJob,
    FirstPlayed,
    first_played,
    play_first,
    working_ahead,
)
from exeunt.app.decide_post import Also, decide_post
from exeunt.app.share_work import Crew
from exeunt.app.stated import stated_before_reading
from exeunt.errors import InvalidInput
from exeunt.model.decision import Look


AS_OF = "2030-05-05"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    return tmp_path


def a_job(folder: Path) -> FirstJob:
    return FirstJob(folder=folder, plan_file=None, as_of=AS_OF, replications=40, seed=0)


def first_look(folder: Path, ahead: Ahead | None) -> Look:
    told: list[Look] = []
    decide_post(
        folder,
        plan_file=None,
        as_of=AS_OF,
        replications=40,
        seed=0,
        seconds=0.1,
        workers=1,
        also=Also(on_look=told.append),
        ahead=ahead,
    )
    return told[0]


def ahead_of(played: FirstPlayed | None) -> Ahead:
    first: Future[FirstPlayed | None] = Future()
    first.set_result(played)
    return Ahead(crew=Crew(1), as_of=AS_OF, first=first)


def test_the_first_curve_is_that_of_what_was_done_ahead(folder: Path) -> None:
    played = first_played(a_job(folder))
    assert played is not None
    assert first_look(folder, ahead_of(played)) == first_look(folder, None)
    fewer = replace(played, rehearsal=first_played_in(folder, 20).rehearsal)
    assert first_look(folder, ahead_of(fewer)).worlds == 20


def first_played_in(folder: Path, worlds: int) -> FirstPlayed:
    asked = stated_before_reading(folder, plan_file=None, as_of=AS_OF)
    return play_first(asked, replications=worlds, seed=0)


def test_what_was_done_for_another_problem_is_done_again(folder: Path) -> None:
    played = first_played_in(folder, 20)
    other = played.plan.model_copy(update={"post_sha256": "0" * 64})
    made = ahead_of(replace(played, plan=other))
    assert first_look(folder, made).worlds == 40
    assert first_look(folder, ahead_of(None)).worlds == 40


def test_while_another_process_compiles_fewer_worlds_are_played_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead_module, "PATIENCE", 0.0)
    monkeypatch.setattr(ahead_module, "FEWER_WORLDS", 30)
    compiling: Future[FirstPlayed | None] = Future()
    ahead = Ahead(crew=Crew(1), as_of=AS_OF, first=compiling)
    asked = stated_before_reading(folder, plan_file=None, as_of=AS_OF)
    assert ahead.busy()
    played = ahead.first_played(asked, replications=40, seed=0)
    assert played.rehearsal.replications == 30
    compiling.set_result(None)
    assert not ahead.busy()
    ahead.finish()
    again = ahead.first_played(asked, replications=40, seed=0)
    assert again.rehearsal.replications == 40


def test_what_cannot_be_read_is_told_by_the_process_that_was_asked(
    folder: Path,
) -> None:
    (folder / "post.yaml").write_text("name: [")
    assert first_played(a_job(folder)) is None
    with pytest.raises(InvalidInput, match=r"post\.yaml"):
        first_look(folder, None)


def test_another_process_gives_the_same(folder: Path) -> None:
    job = a_job(folder)
    with working_ahead(
        folder,
        plan_file=None,
        as_of=AS_OF,
        replications=40,
        seed=0,
        watched=True,
        workers=2,
    ) as ahead:
        assert ahead.first is not None
        theirs, mine = ahead.first.result(120), first_played(job)
    assert theirs is not None
    assert mine is not None
    assert theirs.plan == mine.plan
    assert (theirs.rehearsal.cleared_s == mine.rehearsal.cleared_s).all()
