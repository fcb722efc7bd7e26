"""``exeunt brief`` and ``exeunt replay``, from the command line to the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.make_folder import a_folder

from exeunt.cli import main


Run = Callable[..., tuple[int, str, str]]
QUICK = ("--seconds", "1", "--replications", "20")
INDEX = """\
file,published,source,source_class
troops.txt,2024-05-03T10:00+02:00,Ministry,official
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "post"
    (folder / "documents").mkdir(parents=True)
    for name, data in a_folder().items():
        (folder / name).write_bytes(data.replace(b"2030", b"2024"))
    (folder / "documents" / "troops.txt").write_text("Troops massed at the border.\n")
    (folder / "documents" / "index.csv").write_text(INDEX)
    return folder


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    def run_it(command: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["exeunt", command, str(folder), *arguments])
        with pytest.raises(SystemExit) as exited:
            main()
        out, err = capsys.readouterr()
        code = exited.value.code
        return (code if isinstance(code, int) else 1, out, err)

    return run_it


def test_the_answer_has_a_line_that_says_decide_by(run: Run, folder: Path) -> None:
    code, out, err = run("brief", "--as-of", "2024-05-05", "--no-levers", *QUICK)
    assert (code, err) == (0, "")
    assert any(line.startswith("Decide by ") for line in out.splitlines())
    assert "Gap of the plan to its bound:" in out
    assert "A person decides." in out
    assert "EXPORT: 3" in out
    # a long path is wrapped to the width of the terminal
    assert str(folder / "out" / "2024-05-05" / "brief.html") in out.replace("\n", "")


def test_json_is_one_document_and_nothing_else(run: Run, tmp_path: Path) -> None:
    to = tmp_path / "there"
    code, out, err = run(
        "brief", "--as-of", "2024-05-05", "--json", "--output", str(to), *QUICK
    )
    assert (code, err) == (0, "")
    body = json.loads(out)
    assert body["written"]["folder"] == str(to)
    assert sorted(body["written"]["files"]) == body["written"]["files"]
    assert body["levers"]


def test_a_replay_is_one_command(run: Run, tmp_path: Path) -> None:
    span = ("--from", "2024-05-03", "--to", "2024-05-05")
    to = ("--output", str(tmp_path / "replay"))
    code, out, err = run("replay", *span, *to, *QUICK)
    assert (code, err) == (0, "")
    assert "In sample, one case" in out
    assert (tmp_path / "replay" / "replay.svg").read_text().startswith("<svg")


def test_a_replay_as_json_tells_every_day(run: Run, tmp_path: Path) -> None:
    to = ("--output", str(tmp_path / "replay"))
    code, out, _ = run("replay", "--to", "2024-05-04", "--json", *to, *QUICK)
    assert code == 0
    body = json.loads(out)
    assert [d["as_of"][:10] for d in body["days"]] == ["2024-05-03", "2024-05-04"]
    assert "In sample" in body["caveat"]


def test_a_day_that_is_none_is_told_in_a_sentence(run: Run, folder: Path) -> None:
    code, out, err = run("brief", "--as-of", "yesterday")
    assert (code, out) == (2, "")
    assert err.startswith("'yesterday' is not a date")
    assert not (folder / "out").exists()
