"""``exeunt watch ingest``, ``board`` and ``feed-log`` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import arrivals as a
from tests.e2e.command_line import write_post

from exeunt.cli import main


Run = Callable[..., tuple[int, str, str]]

STORY = "The airline Vento Air suspended all flights to the capital on Monday.\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["exeunt", *map(str, arguments)])
        with pytest.raises(SystemExit) as exited:
            main()
        out, err = capsys.readouterr()
        code = exited.value.code
        assert isinstance(code, int)
        return code, out, err

    return run_it


@pytest.fixture
def post(tmp_path: Path) -> Path:
    return write_post(tmp_path / "post")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    return path


def test_a_signal_goes_from_new_to_confirmed_or_refused(
    run: Run, post: Path, story: Path
) -> None:
    day = ("--published", "2020-05-05")
    code, out, err = run("watch", "ingest", story, "--post", post, *day, "--json")
    assert (code, err) == (0, "")
    (put,) = json.loads(out)["put"]
    assert (post / "documents" / put["file"]).read_text() == STORY

    _, out, _ = run("watch", "board", post, "--json")
    (new,) = [n for n in json.loads(out)["new"] if "airline" in n["what"]]
    assert new["sentence"] == STORY.strip()

    said = ("--by", "Duty officer", "--why", "Seen.")
    assert run("confirm", post, new["key"], *said)[0] == 0
    board = json.loads(run("watch", "board", post, "--json")[1])
    assert [one["key"] for one in board["confirmed"]] == [new["key"]]
    assert board["confirmed"][0]["by"] == "Duty officer"

    assert run("refuse", post, new["key"], *said)[0] == 0
    board = json.loads(run("watch", "board", post, "--json")[1])
    assert (board["confirmed"], len(board["refused"])) == ([], 1)
    assert "Refused: 1" in run("watch", "board", post)[1]


def test_what_is_put_in_is_told_in_lines_and_what_is_wrong_on_standard_error(
    run: Run, post: Path, story: Path, tmp_path: Path
) -> None:
    other = tmp_path / "b.json"
    other.write_text("{}")

    code, out, err = run(
        "watch", "ingest", story, other, "--post", post, "--published", "2020-05-05"
    )

    assert code == 2
    assert out.startswith("put in 2020-05-05-story-")
    assert out.endswith("Put in: 1.\n")
    assert err.startswith("b.json: is of no kind that is read")


def test_a_file_of_every_kind_can_be_watched_as_it_is(run: Run, tmp_path: Path) -> None:
    for kind, name, data in a.SAMPLES.values():
        path = tmp_path / name
        path.write_bytes(data)
        code, out, err = run("watch", path, "--published", "2026-03-02", "--json")
        assert (code, err) == (0, ""), kind
        for body in json.loads(out):
            text = body.get("text")
            for one in (*body["times"], *body["indicators"], *body["statuses"]):
                if text is not None:
                    assert text[one["start"] : one["end"]]


def test_an_exercise_is_watched_without_a_signal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(a.cap(status="Exercise"))

    (body,) = json.loads(run("watch", path, "--json")[1])

    assert body["set_aside"] == "its status is Exercise, not Actual"
    assert not any(body[k] for k in ("indicators", "statuses", "advisories", "times"))


def test_a_file_named_like_a_word_is_read_by_its_path(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ingest").write_text(STORY)
    monkeypatch.chdir(tmp_path)

    code, out, _ = run("watch", "./ingest", "--published", "2020-05-05", "--json")

    assert code == 0
    assert json.loads(out)[0]["file"] == "ingest"


def test_an_advisory_feed_log_is_replayed(run: Run) -> None:
    log = Path(__file__).parents[1] / "watch" / "data" / "advisory-looks.csv"

    code, out, err = run("watch", "feed-log", log, "--json")

    assert (code, err) == (0, "")
    body = json.loads(out)
    assert [(c["day"], c["country"]) for c in body["changes"]] == [
        ("2026-03-01", "Bahrain"),
        ("2026-03-20", "Venezuela"),
    ]
    unknown = [c["country"] for c in body["countries"] if c["state"] == "unknown"]
    assert "Democratic Republic of the Congo" in unknown


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("soon,Niger,4,x,300", "'soon' is no day"),
        ("2026-01-01,Niger,4,x,many", "'many' is no count"),
        ('2026-01-01,Niger,4,"x,300', "quotes do not match up"),
        ("2026-01-01,Niger", "has 2 cells"),
    ],
)
def test_a_log_that_cannot_be_read_is_told(
    run: Run, tmp_path: Path, row: str, words: str
) -> None:
    log = tmp_path / "log.csv"
    head = "fetched,country,level_as_parsed,issue_date_raw,body_chars"
    log.write_text(f"{head}\n{row}\n")

    code, out, err = run("watch", "feed-log", log)

    assert (code, out) == (2, "")
    assert words in err


def test_a_file_that_is_no_feed_log_is_told_in_one_sentence(
    run: Run, tmp_path: Path
) -> None:
    log = tmp_path / "post.yaml"
    log.write_text("exeunt: 1, 2\nname: Embassy\n" + "place: x, y, z\n" * 50)

    code, out, err = run("watch", "feed-log", log)

    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "missing: fetched, country," in err
