"""``exeunt watch`` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import as_file, files
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from tests.e2e.command_line import write_post

from exeunt.cli import main


Run = Callable[..., tuple[int, str, str]]

TEXT = (
    "The U.S. Embassy suspended operations on Monday. The two ministers will meet on "
    "Jan. 10. The State Department raised its travel advisory for Ukraine to Level 4.\n"
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*arguments: str | Path) -> tuple[int, str, str]:
        argv = ["exeunt", "watch", *map(str, arguments)]
        monkeypatch.setattr("sys.argv", argv)
        with pytest.raises(SystemExit) as exited:
            main()
        out, err = capsys.readouterr()
        code = exited.value.code
        assert isinstance(code, int)
        return code, out, err

    return run_it


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(TEXT)
    return path


def test_json_has_every_kind_of_signal_with_offsets_that_hold(
    run: Run, notice: Path
) -> None:
    code, out, err = run(
        notice, "--published", "2021-12-30", "--country", "ua", "--json"
    )
    assert (code, err) == (0, "")
    (body,) = json.loads(out)
    assert list(body) == [
        "file",
        "sha256",
        "published",
        "analysed",
        "times",
        "engagements",
        "statuses",
        "advisories",
        "indicators",
        "statements",
        "analyser",
        "places",
        "events",
    ]
    assert body["analysed"] is True
    assert [t["value"] for t in body["times"]] == ["2021-12-27", "2022-01-10"]
    (meeting,) = body["engagements"]
    assert (meeting["date"], meeting["kind"]) == ("2022-01-10", "meeting")
    assert meeting["status"] == "planned"
    (status,) = body["statuses"]
    assert (status["status"], status["realis"]) == ("suspended", "in_force")
    assert status["effective"] == "2021-12-27"
    (advisory,) = body["advisories"]
    assert (advisory["country"], advisory["level"]) == ("UA", 4)
    assert advisory["change"] == "raised"
    assert body["indicators"][0]["id"] == "embassy_suspends"
    for one in [meeting, status, advisory, *body["indicators"], *body["times"]]:
        said = TEXT[one["start"] : one["end"]]
        assert said
        assert said in one.get("sentence", one.get("text"))


def test_statements_are_told_with_who_found_them(run: Run, tmp_path: Path) -> None:
    text = "“The bridge will be shut,” Mayor Ada Lunt told reporters on Wednesday.\n"
    path = tmp_path / "said.txt"
    path.write_text(text, encoding="utf-8")
    asked = (path, "--published", "2021-12-30", "--rules-only")
    code, out, _ = run(*asked, "--json")
    (body,) = json.loads(out)
    (said,) = body["statements"]
    assert (code, body["analyser"]) == (0, "rules")
    assert text[said["start"] : said["end"]] == "“The bridge will be shut,”"
    assert {key: said[key] for key in ("speaker", "cue", "source_class", "realis")} == {
        "speaker": "Mayor Ada Lunt",
        "cue": "told",
        "source_class": "official_named",
        "realis": "planned",
    }
    assert said["said_on"] == "2021-12-29"
    _, shown, _ = run(*asked)
    assert "Who said what was found by rules." in shown


def test_people_get_a_calendar_and_every_signal_with_its_sentence(
    run: Run, notice: Path
) -> None:
    code, out, _ = run(notice, "--published", "2021-12-30")
    assert code == 0
    assert "Mon 2022-01-10" in out
    assert "suspended operations, United States, 2021-12-27: in force" in out
    assert "The two ministers will meet on Jan. 10." in out


def test_another_language_is_said_to_be_not_analysed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Посольство США приостановило работу в Киеве.", encoding="utf-8")
    code, out, _ = run(path, "--published", "2021-12-30")
    assert code == 0
    assert "not analysed" in out


def test_a_post_is_read_with_its_index(run: Run) -> None:
    with as_file(files("exeunt").joinpath("data", "cases", "kyiv")) as case:
        code, out, _ = run(case, "--json")
    assert code == 0
    bodies = json.loads(out)
    assert len(bodies) > 50
    assert all(body["analysed"] for body in bodies)
    assert [b["published"] for b in bodies] == sorted(b["published"] for b in bodies)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "does not say when it was published"),
        (("--published", "30.12.2021"), "'30.12.2021' is not a date"),
        (("--published", "2021-12-30", "--country", "UKR"), "is no country code"),
    ],
    ids=["no day", "bad day", "bad country"],
)
def test_what_is_missing_is_told_in_a_sentence(
    run: Run, notice: Path, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = run(notice, *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_a_document_that_is_not_there_is_told(run: Run, tmp_path: Path) -> None:
    code, out, err = run(tmp_path / "no.txt", "--published", "2021-12-30")
    assert (code, out) == (2, "")
    assert "There is no file" in err


def test_standard_input_is_read_as_a_file_is(
    run: Run, notice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("--published", "2021-12-30", "--country", "UA", "--json")
    _, of_file, _ = run(notice, *asked)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(TEXT.encode())))
    code, typed, err = run("-", *asked)
    assert (code, err) == (0, "")
    (one,), (other,) = json.loads(typed), json.loads(of_file)
    assert one | {"file": ""} == other | {"file": ""}
    assert one["file"] == "-"

    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO()))
    code, _, err = run("-", *asked)
    assert code == 2
    assert "empty" in err


def test_board_and_warn_tell_what_was_too_long_to_be_read_whole(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    post = write_post(tmp_path / "post")
    monkeypatch.setattr("exeunt.watch.reading.LONGEST", len(TEXT) + 20)
    (post / "documents").mkdir(exist_ok=True)
    for name, text in (("long", TEXT * 3), ("short", TEXT)):
        path = tmp_path / f"{name}.txt"
        path.write_text(text)
        run("ingest", path, "--post", post, "--published", "2020-05-05")

    _, out, _ = run("board", post, "--as-of", "2020-05-06", "--json")
    (cut,) = json.loads(out)["cut"]
    _, out, _ = run("board", post, "--as-of", "2020-05-06")
    assert cut in out.partition("only the beginning was read")[2]

    warn = ["exeunt", "warn", str(post), "--as-of", "2020-05-06"]
    monkeypatch.setattr("sys.argv", warn)
    with pytest.raises(SystemExit):
        main()
    assert cut in capsys.readouterr().out.partition("only the beginning read")[2]
