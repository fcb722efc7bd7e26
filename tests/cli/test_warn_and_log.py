"""Warn, and the commands that record what people say of it, on the bundled case."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from exeunt.cli import main


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def body(self) -> Any:
        """The JSON document that it printed."""
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Copy the bundled case."""
    with as_file(files("exeunt").joinpath("data", "cases", "kyiv")) as case:
        return Path(shutil.copytree(case, tmp_path / "kyiv"))


@pytest.fixture
def run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    def run_it(command: str, *arguments: str) -> Ran:
        argv = ["exeunt", command, str(folder), *arguments]
        monkeypatch.setattr("sys.argv", argv)
        with pytest.raises(SystemExit) as exited:
            main()
        said = capsys.readouterr()
        return Ran(code=int(exited.value.code or 0), out=said.out, err=said.err)

    return run_it


def a_line(run: Run, as_of: str) -> dict[str, Any]:
    """Give the strongest line of the waterfall on a day."""
    lines: list[dict[str, Any]] = run("warn", "--as-of", as_of, "--json").body["odds"][
        "contributions"
    ]
    return lines[0]


def closing(run: Run, as_of: str) -> float:
    odds = run("warn", "--as-of", as_of, "--json").body["odds"]["posterior"]
    return float(odds["squeeze"] + odds["sudden_closure"])


def test_warn_tells_tripwires_odds_exits_and_statuses(run: Run) -> None:
    told = run("warn", "--as-of", "2022-01-24")

    assert told.code == 0
    for part in (
        "Tripwires",
        "How it may go",
        "What moved it",
        "still open",
        "Departure status",
    ):
        assert part in told.out
    assert "ordered departure" in told.out


def test_warn_knows_nothing_of_later_days(run: Run) -> None:
    body = run("warn", "--as-of", "2021-12-30", "--json").body

    published = [
        line["evidence"]["published"] for line in body["odds"]["contributions"]
    ]
    assert published
    assert max(published) < "2021-12-31"
    assert {p["in_force"] for p in body["proposals"]} == {"normal"}


def test_every_line_of_the_waterfall_leads_to_its_sentence(
    run: Run, folder: Path
) -> None:
    body = run("warn", "--as-of", "2022-02-24", "--json").body
    texts = [path.read_text() for path in (folder / "documents").glob("*.txt")]

    for line in body["odds"]["contributions"]:
        evidence = line["evidence"]
        (text,) = [t for t in texts if evidence["sentence"] in t]
        assert text[evidence["start"] : evidence["end"]] in evidence["sentence"]


def test_a_refused_signal_no_longer_counts(run: Run) -> None:
    before = a_line(run, "2022-01-24")
    key = before["evidence"]["key"]
    said = ("--by", "RSO", "--why", "misread", "--at", "2022-01-24T10:00")

    recorded = run("refuse", key, *said)

    assert recorded.code == 0
    assert key in recorded.out
    assert a_line(run, "2022-01-24")["evidence"]["key"] != key
    assert a_line(run, "2022-01-24T09:59")["evidence"]["key"] == key


def test_a_word_recorded_later_does_not_count_earlier(run: Run) -> None:
    before = a_line(run, "2022-01-24")
    key = before["evidence"]["key"]

    run("refuse", key, "--by", "RSO", "--why", "misread", "--at", "2022-01-26")

    assert a_line(run, "2022-01-24") == before


def test_a_signal_can_be_named_by_the_beginning_of_its_key(run: Run) -> None:
    key = a_line(run, "2022-01-24")["evidence"]["key"]

    recorded = run("confirm", key[:-1], "--by", "RSO", "--json")

    assert recorded.body["signal"] == key


def test_a_document_with_several_signals_is_no_name_of_one(run: Run) -> None:
    document = a_line(run, "2022-01-24")["evidence"]["document"]

    told = run("confirm", document[:1], "--by", "RSO")

    assert told.code == 2
    assert "signals" in told.err


def test_a_key_that_is_not_there_is_told_in_a_sentence(run: Run) -> None:
    told = run("confirm", "peers-gone", "--by", "RSO")

    assert told.code == 2
    assert "Did you mean peers-go?" in told.err


def test_a_confirmed_tripwire_tells_by_whom(run: Run) -> None:
    run("confirm", "peers-go", "--by", "Deputy", "--at", "2022-01-24")

    board = run("warn", "--as-of", "2022-01-25", "--json").body["tripwires"]

    (peers,) = [one for one in board if one["tripwire"] == "peers-go"]
    assert (peers["state"], peers["confirmed_by"]) == ("true", "Deputy")


def test_a_tripwire_is_cleared_by_a_person_with_a_reason(run: Run) -> None:
    without = run("clear", "peers-go", "--by", "Deputy", "--why", " ")
    unknown = run("clear", "peers", "--by", "Deputy", "--why", "they came back")
    cleared = run(
        "clear", "peers-go", "--by", "Deputy", "--why", "back", "--at", "2022-01-25"
    )

    board = run("warn", "--as-of", "2022-01-26", "--json").body["tripwires"]

    assert (without.code, unknown.code, cleared.code) == (3, 2, 0)
    assert "Did you mean peers-go?" in unknown.err
    (peers,) = [one for one in board if one["tripwire"] == "peers-go"]
    assert peers["state"] == "false"


def test_a_declared_status_is_in_force(run: Run) -> None:
    at = ("--by", "COM", "--at", "2022-01-20")

    declared = run("declare", "family", "authorized", *at)
    again = run("declare", "family", "authorized", *at)
    jumped = run("declare", "direct-hire", "ordered", *at)
    unknown = run("declare", "familly", "ordered", *at)

    assert (declared.code, again.code, jumped.code, unknown.code) == (0, 3, 3, 3)
    assert "--override" in jumped.err
    assert "Did you mean family?" in unknown.err
    body = run("warn", "--as-of", "2022-01-21", "--json").body
    (family,) = [p for p in body["proposals"] if p["category"] == "family"]
    assert family["in_force"] == "authorized"


def test_both_errors_are_told(run: Run) -> None:
    errors = run("warn", "--as-of", "2022-01-20", "--json").body["errors"]

    assert errors["goes_for_nothing"] + errors["stays_too_long"] == pytest.approx(1)
    assert "Both errors" in run("warn", "--as-of", "2022-01-20").out


def test_who_answers_for_a_step_over_a_rung_is_told(run: Run) -> None:
    who = ("--by", "COM", "--override", "Secretary of State", "--why", "Attack")

    run("declare", "direct-hire", "ordered", *who, "--at", "2022-01-20")

    (event,) = run("log", "--json").body
    assert event["override"] == "Secretary of State"
    assert "answering for" in " ".join(run("log").out.split())


def test_the_clocks_of_what_is_in_force_are_told(run: Run) -> None:
    day = ("--as-of", "2022-02-24")
    before = run("warn", *day, "--json").body["in_force"]
    run("reviewed", "family", "--by", "COM", "--why", "x", "--at", "2022-02-20")
    after = run("warn", *day, "--json").body["in_force"]

    assert [one["category"] for one in before] == ["family", "direct-hire"]
    assert [one["review_overdue"] for one in before] == [True, False]
    assert [one["review_overdue"] for one in after] == [False, False]
    assert "(overdue)" in run("warn", "--as-of", "2022-03-23").out


def test_a_request_says_what_is_missing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ask = ("request", "family", "ordered", "--as-of", "2022-01-23", "--json")

    bare, full = run(*ask).body, run(*ask, "--why", "Attack likely").body

    assert (tmp_path / "request.pdf").read_bytes().startswith(b"%PDF")
    assert "the justification" in " ".join(bare["missing"]).lower()
    assert set(bare["missing"]) - set(full["missing"]) == {
        "The justification: give it with --why."
    }
    assert bare["people"]["named"] == 223
    assert bare["review_due"].startswith("2022-02-22")


def test_the_log_shows_what_was_recorded(run: Run) -> None:
    empty = run("log")
    run("confirm", "peers-go", "--by", "Deputy", "--why", "seen", "--at", "2022-01-24")
    run("declare", "family", "authorized", "--by", "COM", "--at", "2022-01-20")

    told, body = run("log"), run("log", "--json").body

    assert "Nothing was recorded" in empty.out
    assert "confirmed tripwire peers-go" in " ".join(told.out.split())
    assert [event["kind"] for event in body] == [
        "tripwire_confirmed",
        "status_declared",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            (
                "--by",
                " ",
            ),
            "--by",
        ),
        (("--by", "x" * 201), "--by has 201 characters"),
        (("--by", "RSO\nCOM"), "more than one line"),
        (("--by", "\u202eOSR"), "U+202E, which nobody sees"),
        (("--by", "R\x1b[2JSO"), "U+001B"),
        (("--by", "R\udcffSO"), "U+DCFF"),
        (("--by", "RSO", "--why", "\udcff"), "--why holds U+DCFF"),
        (("--by", "RSO", "--why", "x" * 5_001), "--why has 5,001 characters"),
        (("--by", "RSO", "--at", "2199-01-01"), "yet to come"),
        (("--by", "RSO", "--at", "soon"), "not a date"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_nothing_is_written(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    told = run("confirm", "peers-go", *arguments)

    assert told.code == 2
    assert words in told.err
    assert not (folder / "exeunt.db").exists()


@pytest.mark.parametrize("option", ["--authority", "--override"])
def test_whose_decision_it_is_can_be_read(run: Run, folder: Path, option: str) -> None:
    told = run("declare", "family", "authorized", "--by", "COM", option, "\u2066")

    assert told.code == 2
    assert f"{option} holds U+2066" in told.err
    assert not (folder / "exeunt.db").exists()


def test_a_tripwire_is_cleared_not_refused(run: Run) -> None:
    told = run("refuse", "peers-go", "--by", "RSO", "--why", "No.")

    assert told.code == 2
    assert "peers-go is a tripwire" in told.err
    assert "exeunt clear" in told.err


def test_the_surest_chances_can_be_judged(run: Run) -> None:
    for n, chance in enumerate(("0", "1", "-0")):
        told = run(
            "judge", "--by", f"RSO {n}", "--within", "90m", "--json", "--", chance
        )
        assert str(told.body["chance"]) == f"{abs(int(chance))}.0"

    warned = run("warn")

    assert warned.code == 0
    assert "exit closes within 1.5 hours." in " ".join(warned.out.split())


@pytest.mark.parametrize(
    "name", ["exeunt.db", "tripwires.yaml", "documents/index.csv", "documents/new.pdf"]
)
def test_a_request_takes_the_place_of_nothing_that_was_read(
    run: Run, folder: Path, name: str
) -> None:
    run("declare", "family", "authorized", "--by", "COM")
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}

    told = run("request", "family", "ordered", "--output", str(folder / name))

    assert told.code == 2
    assert "what was read" in told.err
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_request_takes_no_plan_of_another_post(run: Run, tmp_path: Path) -> None:
    run("plan", "--as-of", "2022-01-23", "--seconds", "1", "--output", f"{tmp_path}/p")
    body = json.loads((tmp_path / "p").read_text())
    (tmp_path / "p").write_text(json.dumps(body | {"post": "Elsewhere"}))
    ask = ("--as-of", "2022-01-23", "--plan", f"{tmp_path}/p")

    told = run("request", "family", "ordered", *ask, "--output", f"{tmp_path}/r.pdf")

    assert told.code == 2
    assert "was made for 'Elsewhere', not for 'US Embassy Kyiv'" in told.err
    assert not (tmp_path / "r.pdf").exists()


def test_a_damaged_log_is_told_in_a_sentence(run: Run, folder: Path) -> None:
    (folder / "exeunt.db").write_bytes(b"a letter, not a log" * 300)

    told = run("warn", "--as-of", "2022-01-24")

    assert told.code == 4
    assert "damaged" in told.err
    assert told.out == ""


def test_the_odds_of_the_case_move_as_the_record_does(run: Run) -> None:
    """In sample: the weights were set by people who knew how the case ended."""
    prior = run("warn", "--as-of", "2021-11-09", "--json").body["odds"]["prior"]
    before = prior["squeeze"] + prior["sudden_closure"]

    assert closing(run, "2021-11-15") < 0.12
    assert 0.08 < closing(run, "2021-12-30") < 0.22
    assert before < closing(run, "2022-01-13") < 0.3
    for day in ("2022-01-25", "2022-02-01", "2022-02-09", "2022-02-16", "2022-02-24"):
        assert closing(run, day) > 0.6


def test_a_document_in_another_language_is_told_to_be_not_analysed(
    run: Run, folder: Path
) -> None:
    words = "Посольство закрыто, авиакомпании отменили все рейсы в столицу страны.\n"
    (folder / "documents" / "other.txt").write_text(words, "utf-8")
    index = folder / "documents" / "index.csv"
    before = index.read_text("utf-8")
    row = {"file": "other.txt", "published": "2022-01-20", "source": "Agency"}
    row["source_class"] = "media"
    columns = before.splitlines()[0].split(",")
    cells = ",".join(row.get(name, "") for name in columns)
    index.write_text(f"{before.rstrip()}\n{cells}\n", "utf-8")

    told = run("warn", "--as-of", "2022-01-24")
    body = run("warn", "--as-of", "2022-01-24", "--json").body

    (document,) = body["not_analysed"]
    said = " ".join(told.out.split())
    assert f"1 document in another language not analysed: {document}" in said
    assert run("warn", "--as-of", "2022-01-19", "--json").body["not_analysed"] == []
