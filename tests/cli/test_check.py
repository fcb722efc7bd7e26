"""``exeunt check``, ``init`` and ``schema``, from the command line to the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.make_folder import TEXTS, a_folder

from exeunt.cli import main
from exeunt.review.eap.page import page


Change = tuple[str, str, str]
NOW = ("--now", "2030-05-06")


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as the shell would."""

    def ran(*arguments: str) -> Ran:
        monkeypatch.setattr("sys.argv", ["exeunt", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        said = capsys.readouterr()
        code = caught.value.code
        return Ran(code if isinstance(code, int) else 0, said.out, said.err)

    return ran


def _folder(at: Path, *changes: Change) -> str:
    # the clock of the command is not that of the tests
    dated: Change = ("estimates.yaml", "2030-04-20", "2020-04-20")
    for name, data in a_folder(*changes, dated).items():
        (at / name).write_bytes(data)
    return str(at)


def test_findings_are_grouped_with_place_rule_and_mending(
    run: Run, tmp_path: Path
) -> None:
    ran = run("check", _folder(tmp_path), *NOW)
    assert ran == Ran(
        0,
        "Warnings\n"
        "  estimates.yaml:9:11 EAP040 Estimate 'citizens-here' is of 2020-04-20, 122 "
        "months ago.\n"
        "      Estimate again, and write the day into its date.\n"
        "\n"
        "Porto Vento, 2030-05-06: 0 errors, 1 warning, 0 notes by 60 rules.\n",
        "",
    )


def test_an_error_among_the_findings_exits_with_1(run: Run, tmp_path: Path) -> None:
    change: Change = ("tripwires.yaml", "Political officer", "''")
    ran = run("check", _folder(tmp_path, change), *NOW)
    assert ran.code == 1
    assert "EAP022 Tripwire 'forces-gather' has no owner." in ran.out


def test_faults_exit_with_2_and_nothing_on_standard_output(
    run: Run, tmp_path: Path
) -> None:
    change: Change = ("post.yaml", "mode: air", "mode: aire")
    ran = run("check", _folder(tmp_path, change), *NOW)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "post.yaml:94:11: link 'airport-sea', mode: 'aire' is not one of road, air, sea, "
        "rail, foot, own. Did you mean 'air'?\n"
    )


def test_faults_of_documents_come_with_those_of_the_post(
    run: Run, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, ("roster.csv", "household", "houshold"))
    (tmp_path / "documents").mkdir(exist_ok=True)
    (tmp_path / "documents" / "index.csv").write_text("file,day\n", "utf-8")
    ran = run("check", folder, *NOW)
    assert ran.code == 2
    assert "roster.csv" in ran.err
    assert "documents/index.csv" in ran.err


def test_an_index_of_documents_that_cannot_be_read_is_a_fault(
    run: Run, tmp_path: Path
) -> None:
    folder = _folder(tmp_path)
    (tmp_path / "documents").mkdir(exist_ok=True)
    (tmp_path / "documents" / "index.csv").write_text("file,day\n", "utf-8")
    ran = run("check", folder, *NOW)
    assert (ran.code, ran.out) == (2, "")
    assert "documents/index.csv" in ran.err


def test_json_is_one_document(run: Run, tmp_path: Path) -> None:
    ran = run("check", _folder(tmp_path), *NOW, "--json")
    body = json.loads(ran.out)
    assert body["counts"] == {"error": 0, "warning": 1, "note": 0}
    assert body["findings"][0]["rule"] == "EAP040"
    assert body["findings"][0]["line"] == 9


def test_faults_are_json_too(run: Run, tmp_path: Path) -> None:
    change: Change = ("post.yaml", "mode: air", "mode: aire")
    ran = run("check", _folder(tmp_path, change), "--json")
    body = json.loads(ran.out)
    assert ran.code == 2
    assert [(f["file"], f["line"]) for f in body["faults"]] == [("post.yaml", 94)]


def test_a_day_that_is_none_is_told(run: Run, tmp_path: Path) -> None:
    ran = run("check", _folder(tmp_path), "--now", "soon")
    assert (ran.code, ran.err[:22]) == (2, "'soon' is not a date; ")


def test_the_rules_are_printed(run: Run) -> None:
    assert run("check", "--rules").out == page()


def test_the_bundled_case_has_no_errors_on_its_days(run: Run) -> None:
    case = Path(__file__).parents[2] / "src/exeunt/data/cases/kyiv"
    assert run("check", str(case), "--now", "2021-12-30").code == 0


def test_a_new_post_is_written_and_checked(run: Run, tmp_path: Path) -> None:
    folder = str(tmp_path / "new")
    made = run("init", folder, "--name", "Aachen", "--country", "DE")
    assert (made.code, made.err) == (0, "")
    assert "Aachen" in run("check", folder).out
    again = run("init", folder)
    assert again.code == 2
    assert "is not empty" in again.err


def test_init_tells_what_it_wrote_as_json(run: Run, tmp_path: Path) -> None:
    body = json.loads(run("init", str(tmp_path / "new"), "--json").out)
    assert "post.yaml" in body["files"]


@pytest.mark.parametrize(
    "name", ["post", "roster", "estimates", "tripwires", "history", "plan"]
)
def test_every_file_has_a_schema(run: Run, name: str) -> None:
    schema = json.loads(run("schema", name, "--json").out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["additionalProperties"] is False


def test_a_schema_knows_every_key_of_the_example(run: Run) -> None:
    properties = json.loads(run("schema", "post").out)["properties"]
    top = {
        line.split(":")[0]
        for line in TEXTS["post.yaml"].splitlines()
        if line[0] not in " -"
    }
    assert top <= set(properties)
    assert "everybody" in properties["deadline"]["description"]


def test_all_schemas_come_at_once(run: Run) -> None:
    assert set(json.loads(run("schema").out)) == {
        "post", "roster", "estimates", "tripwires", "history", "plan",
        "state",
    }  # fmt: skip


def test_an_unknown_schema_is_told(run: Run) -> None:
    ran = run("schema", "pots")
    assert ran.code == 2
    assert ran.err.startswith("There is no schema 'pots'. Ask for post,")
