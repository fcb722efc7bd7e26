"""The whole job on a small post: what is written, what is refused, what is known."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.make_folder import a_folder

import exeunt.app.assess
from exeunt.app.assess import Effort, PlanBreaksRules
from exeunt.app.brief import Brief, brief_post
from exeunt.app.demo import copy_case
from exeunt.app.log import LOG, events_of
from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.app.record import Said, declare_status
from exeunt.app.replay import likeness, replay_post
from exeunt.app.whole_folder import write_folder
from exeunt.errors import InvalidInput, Refused, WorldError
from exeunt.model.events import ListExported
from exeunt.model.known import as_known
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.model.statuses import DepartureStatus
from exeunt.plan.checker import Breach, check


EFFORT = Effort(iterations=60, replications=30, levers=False)
DOCUMENTS = {
    "troops.txt": "The ministry said that Neighbour has massed troops near the border.",
    "talks.txt": "The foreign ministers will meet on May 9 in Geneva.",
    "later.txt": "The embassy told all citizens to leave the country at once.",
}
INDEX = """\
file,published,source,source_class,reliability,credibility,title
troops.txt,2024-05-03T10:00+02:00,Ministry,official,A,2,Troops
talks.txt,2024-05-05T10:00+02:00,Gazette,media,B,2,Talks
later.txt,2024-05-07T10:00+02:00,Embassy,official,A,2,Leave
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("posts") / "porto-vento"
    (folder / "documents").mkdir(parents=True)
    for name, data in a_folder().items():
        (folder / name).write_bytes(data.replace(b"2030", b"2024"))
    for name, words in DOCUMENTS.items():
        (folder / "documents" / name).write_text(f"{words}\n")
    (folder / "documents" / "index.csv").write_text(INDEX)
    return folder


def quiet(_stage: str, _share: float) -> None:
    """Tell nobody how far it is."""


def brief_of(folder: Path, day: str, output: Path | None = None) -> Brief:
    zone = read_post(folder).zone
    return brief_post(
        folder,
        as_of=datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=zone),
        output=output,
        effort=EFFORT,
        on_stage=quiet,
    )


@pytest.fixture(scope="module")
def made(folder: Path) -> Brief:
    return brief_of(folder, "2024-05-05")


def test_everything_is_written_into_a_folder_named_for_the_day(
    made: Brief, folder: Path
) -> None:
    assert made.folder == folder / "out" / "2024-05-05"
    present = {
        str(p.relative_to(made.folder)) for p in made.folder.rglob("*") if p.is_file()
    }
    assert present == set(made.files)
    assert {"brief.html", "brief.pdf", "plan.json", "map.svg", "answer.json"} <= present
    assert {"manifests.pdf", "notices.pdf"} <= present
    assert any(name.startswith("manifests/001-") for name in present)
    assert len(PdfReader(made.folder / "brief.pdf").pages) > 3


def test_the_plan_that_is_written_passes_the_checker(made: Brief, folder: Path) -> None:
    plan = read_plan_at(made.folder / "plan.json")
    assert plan == made.assessment.plan
    assert check(as_known(read_post(folder), at=made.assessment.as_of), plan) == ()


def test_the_answer_in_the_file_is_the_one_in_the_brief(made: Brief) -> None:
    body = json.loads((made.folder / "answer.json").read_text())
    assert body["decide_by"].startswith("Decide by ")
    page = (made.folder / "brief.html").read_text()
    assert body["answer"][1] in page
    assert [c["category"] for c in body["categories"]] == [
        "family", "staff", "local", "citizens",
    ]  # fmt: skip
    assert body["made"]["replications"] == 30


def test_what_came_out_later_is_not_known(made: Brief, folder: Path) -> None:
    assert [d.name for d in made.assessment.documents] == [
        "documents/troops.txt",
        "documents/talks.txt",
    ]
    page = (made.folder / "brief.html").read_text()
    assert "troops near the border" in page
    assert "told all citizens to leave" not in page
    later = brief_of(folder, "2024-05-07", folder.parent / "later")
    assert "told all citizens to leave" in (later.folder / "brief.html").read_text()


def test_estimates_and_statuses_of_later_are_not_known(folder: Path) -> None:
    post = read_post(folder)
    early = datetime(2024, 4, 1, tzinfo=post.zone)
    known = as_known(post, at=early)
    assert (known.estimates, known.history.declared) == ((), ())
    assert as_known(post, at=datetime(2024, 5, 6, tzinfo=post.zone)) == post


def test_what_moved_since_the_day_before_is_told(made: Brief) -> None:
    moved = [item.words for item in made.assessment.moved]
    assert any("Gazette" in words for words in moved)
    assert not any("Ministry" in words for words in moved)


@pytest.mark.long
def test_the_same_question_gets_the_same_bytes(made: Brief, folder: Path) -> None:
    again = brief_of(folder, "2024-05-05", folder.parent / "again")
    for name in (
        "brief.html",
        "brief.pdf",
        "answer.json",
        "manifests.pdf",
        "notices.pdf",
    ):
        one, other = (made.folder / name), (again.folder / name)
        assert one.read_bytes() == other.read_bytes(), name


def test_a_plan_that_the_checker_fails_is_never_shown(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_post: Post, _plan: Plan) -> tuple[Breach, ...]:
        return (Breach(rule="§8", message="a household is split"),)

    monkeypatch.setattr(exeunt.app.assess, "check", failing)
    with pytest.raises(PlanBreaksRules, match="a household is split"):
        brief_of(folder, "2024-05-05", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_other_things_in_it_is_left_alone(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused, match="holds other files"):
        brief_of(folder, "2024-05-05", tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_second_brief_takes_the_place_of_the_first_whole(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, {"mark": b"1", "deep/old": b"1"}, mark="mark")
    write_folder(folder, {"mark": b"2", "deep/new": b"2"}, mark="mark")
    assert sorted(p.name for p in folder.rglob("*")) == ["deep", "mark", "new"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_interrupted_writing_leaves_the_first_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, {"mark": b"1"}, mark="mark")

    def stopped(_path: Path, _data: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exeunt.app.whole_folder.write_atomically", stopped)
    with pytest.raises(KeyboardInterrupt):
        write_folder(folder, {"mark": b"2"}, mark="mark")
    assert (folder / "mark").read_bytes() == b"1"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldError, match="cannot be written"):
        write_folder(tmp_path / "file" / "out", {"mark": b""}, mark="mark")
    with pytest.raises(Refused, match="is a file"):
        write_folder(tmp_path / "file", {"mark": b""}, mark="mark")


@pytest.mark.long
def test_a_post_with_a_log_keeps_every_export_there(
    folder: Path, tmp_path: Path
) -> None:
    assert not (folder / LOG).exists()
    moment = datetime(2024, 5, 4, tzinfo=read_post(folder).zone)
    said = Said(by="Head", why="Talks failed.", now=moment)
    declare_status(folder, "staff", DepartureStatus.AUTHORIZED, said=said)
    found = brief_of(folder, "2024-05-05", tmp_path / "out")
    exports = [e for e in events_of(folder) if isinstance(e, ListExported)]
    assert [e.why for e in exports] == [
        "Manifests, one a trip",
        "Movement notices, one a household",
    ]
    assert [e.people for e in exports] == [3, 3]
    assert all("name" in e.columns for e in exports)
    lines = [line.replace("\u00a0", " ") for line in found.exported]
    assert lines[0].startswith("EXPORT: 3 named people")
    assert lines[1].startswith("EXPORT: 3 people in ")
    (folder / LOG).unlink()


def test_a_replay_says_each_day_only_what_was_known(
    folder: Path, tmp_path: Path
) -> None:
    made = replay_post(
        folder,
        span=(None, None),
        output=tmp_path / "replay",
        effort=EFFORT,
        on_stage=quiet,
    )
    assert [f"{d.as_of:%m-%d}" for d in made.days] == [f"05-0{n}" for n in range(3, 8)]
    assert [d.documents for d in made.days] == [1, 1, 2, 2, 3]
    assert made.plans == 1
    table = (tmp_path / "replay" / "replay.csv").read_text().splitlines()
    assert len(table) == 1 + len(made.days)
    assert table[1].startswith("2024-05-03,1,")
    page = (tmp_path / "replay" / "replay.html").read_text()
    assert "In sample, one case" in page


def test_a_replay_of_no_days_is_refused(folder: Path, tmp_path: Path) -> None:
    span = (datetime(2024, 5, 9).date(), datetime(2024, 5, 1).date())  # noqa: DTZ001 - a day
    with pytest.raises(InvalidInput, match="there are -7 days"):
        replay_post(
            folder, span=span, output=tmp_path / "r", effort=EFFORT, on_stage=quiet
        )


def test_days_share_a_rehearsal_only_when_alike_but_for_their_date(
    folder: Path,
) -> None:
    post = read_post(folder)
    moving = ("family", "staff")

    def like(day: int, changed: Post = post) -> str:
        h_hour = datetime(2024, 5, day, 8, tzinfo=post.zone)
        return likeness(problem_of(changed, h_hour=h_hour, moving=moving))

    assert like(6) == like(20)
    fleet = post.file.fleets[0].model_copy(update={"vehicles": 9})
    more = post.model_copy(
        update={"file": post.file.model_copy(update={"fleets": (fleet,)})}
    )
    assert like(6) != like(6, more)


def test_the_bundled_case_is_copied_whole(tmp_path: Path) -> None:
    copy_case(tmp_path / "kyiv")
    post = read_post(tmp_path / "kyiv")
    assert post.file.synthetic
    assert (tmp_path / "kyiv" / "documents" / "index.csv").is_file()
    with pytest.raises(Refused):
        copy_case(tmp_path)
