"""Many posts side by side: none loses another, and each plan is the same anywhere."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.cli.test_plan import POST, ROSTER

from exeunt.app.dask_cluster import on_dask
from exeunt.app.make_plan import make_plan
from exeunt.app.portfolio import (
    LOST,
    Effort,
    Job,
    Planned,
    Runner,
    in_processes,
    plan_job,
    plan_portfolio,
)
from exeunt.app.read_plan import read_plan_at
from exeunt.errors import InvalidInput, WorldError
from exeunt.model.plan import Plan
from exeunt.model.post import Post


EFFORT = Effort(iterations=3)
NAMES = ("north", "south", "west")


def moment(_: Post) -> datetime:
    return datetime(2030, 5, 6, tzinfo=UTC)


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    for name in NAMES:
        (tmp_path / name).mkdir()
        (tmp_path / name / "post.yaml").write_text(POST)
        (tmp_path / name / "roster.csv").write_text(ROSTER)
    return [tmp_path / name for name in NAMES]


def planned(
    folders: Sequence[Path], output: Path, run: Runner, effort: Effort = EFFORT
) -> dict[str, Planned]:
    done = plan_portfolio(folders, output, moment=moment, effort=effort, run=run)
    return {one.name: one for one in done}


def here(jobs: Sequence[Job]) -> Iterator[Planned]:
    return map(plan_job, jobs)


def end_at_south(job: Job) -> Planned:
    if job.name == "south":
        os._exit(1)
    return plan_job(job)


def slowly(job: Job) -> Planned:
    time.sleep(1)
    return plan_job(job)


def test_plans_are_the_same_whatever_the_workers(
    folders: list[Path], tmp_path: Path
) -> None:
    alone = planned(folders, tmp_path / "alone", here)
    for workers in (1, 2):
        run = partial(in_processes, workers=workers)
        assert planned(folders, tmp_path / "pool", run) == alone
    assert [one.breaches for one in alone.values()] == [0, 0, 0]
    for name in NAMES:
        assert read_plan_at(tmp_path / "pool" / f"{name}.json") == alone[name].plan


def test_a_post_that_cannot_be_read_does_not_stop_the_others(
    folders: list[Path], tmp_path: Path
) -> None:
    (folders[1] / "post.yaml").write_text("exeunt: 1\nname: [")
    found = planned([*folders, tmp_path / "nowhere"], tmp_path / "plans", here)
    assert found["south"].plan is None
    assert "post.yaml" in found["south"].fault
    assert "There is no folder" in found["nowhere"].fault
    assert found["north"].plan
    assert found["west"].plan
    assert not (tmp_path / "plans" / "south.json").exists()


def test_a_process_that_ends_does_not_lose_the_others(
    folders: list[Path], tmp_path: Path
) -> None:
    run = partial(in_processes, workers=2, work=end_at_south)
    found = planned(folders, tmp_path / "plans", run)
    assert found["south"].fault == LOST
    assert found["north"].plan
    assert found["west"].plan


def test_a_planner_that_fails_on_a_post_does_not_lose_the_others(
    folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_on_the_second(*_: object, **given: Any) -> Plan:
        planned_so_far.append(given["seed"])
        if len(planned_so_far) == 2:
            raise MemoryError("Ada Secret")
        return make_plan(*_, **given)  # type: ignore[arg-type]  # handed on as they come

    planned_so_far: list[int] = []
    monkeypatch.setattr("exeunt.app.portfolio.make_plan", fails_on_the_second)
    found = planned(folders, tmp_path / "plans", here)
    assert found["north"].plan
    assert found["west"].plan
    assert "failed on it (MemoryError)" in found["south"].fault
    assert "Secret" not in found["south"].fault


def test_what_is_done_when_it_is_stopped_is_kept(
    folders: list[Path], tmp_path: Path
) -> None:
    def stopped(jobs: Sequence[Job]) -> Iterator[Planned]:
        yield plan_job(jobs[0])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        planned(folders, tmp_path / "plans", stopped)
    assert [p.name for p in (tmp_path / "plans").iterdir()] == ["north.json"]


def test_a_plan_that_cannot_be_written_does_not_lose_the_others(
    folders: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "plans" / "north.json").mkdir(parents=True)

    def and_then_another(jobs: Sequence[Job]) -> Iterator[Planned]:
        assert [job.name for job in jobs] == ["south", "west"]
        (tmp_path / "plans" / "south.json").mkdir()
        return map(plan_job, jobs)

    found = planned(folders, tmp_path / "plans", and_then_another)
    assert "north.json cannot be written: is a directory" in found["north"].fault
    assert "south.json cannot be written: is a directory" in found["south"].fault
    assert found["west"].plan


@pytest.mark.parametrize("name", ["file", "file/plans"])
def test_where_there_can_be_no_folder_is_told_before_any_work(
    folders: list[Path], tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorldError, match="cannot be made"):
        planned(folders, tmp_path / name, lambda _: pytest.fail("it was planned"))


def test_two_folders_of_one_name_are_refused(
    folders: list[Path], tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match="Give one of the folders another name"):
        planned([folders[0], folders[0]], tmp_path / "plans", here)


def test_an_output_that_is_a_file_is_told_in_a_sentence(
    folders: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "plans").write_text("mine")
    with pytest.raises(WorldError, match="plans cannot be made: file exists"):
        planned(folders, tmp_path / "plans", here)


@pytest.mark.filterwarnings("ignore")
def test_a_worker_of_a_cluster_that_is_killed_is_made_up_for(
    folders: list[Path], tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    alone = planned(folders, tmp_path / "alone", here)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:

        def run(jobs: Sequence[Job]) -> Iterator[Planned]:
            done = on_dask(jobs, address=cluster.scheduler_address, work=slowly)
            yield next(done)
            with distributed.Client(cluster, set_as_default=False) as client:
                first, *_ = client.run(os.getpid).values()
            os.kill(first, signal.SIGKILL)
            yield from done

        assert planned(folders, tmp_path / "dask", run) == alone


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_answer_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("exeunt.app.dask_cluster.WAIT_S", 1)
    with pytest.raises(WorldError, match="No Dask scheduler answers"):
        list(on_dask([], address="tcp://127.0.0.1:1"))
    with pytest.raises(InvalidInput, match="is no address"):
        list(on_dask([], address="nonsense://x"))
