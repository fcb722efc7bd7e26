"""Every command: its help, its JSON, and what each kind of bad input gets."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.e2e.command_line import (
    DAY,
    INDEX,
    Exeunt,
    Ran,
    listing,
    run_cold,
    write_post,
)
from tests.make_problem import BEP

from exeunt.cli import COMMANDS


HEAVY = ("numpy", "highspy", "typst", "trafilatura", "jinja2")
MORNING = "2020-05-07T11:00"
"""After the H-hour of a plan as of that day."""
CALM = 300
"""No command that refuses its input needs more memory [MB]."""

ANSWERS = {
    "demo": "demo case --seconds 1",
    "init": "init fresh",
    "import": "import bep problem.txt fresh",
    "check": "check post --now DAY",
    "schema": "schema post",
    "watch": "watch post",
    "warn": "warn post --as-of DAY",
    "plan": "plan post --as-of DAY --iterations 0",
    "portfolio": "portfolio post --output plans --as-of DAY --iterations 0",
    "replan": "replan post plan.json --at MORNING --iterations 0",
    "verify": "verify post plan.json",
    "people": "people post plan.json",
    "rehearse": "rehearse post plan.json --replications 20 --workers 1",
    "decide": "decide post --plan plan.json --as-of DAY --replications 20",
    "brief": "brief post --as-of DAY --seconds 1 --replications 20 --no-levers",
    "replay": "replay post --from DAY --to DAY --seconds 1 --replications 20",
    "history": "history kabul --seconds 1 --replications 20",
    "map": "map post",
    "confirm": "confirm post forces-gather --by Consul",
    "refuse": "refuse post SIGNAL --by Consul --why Mistaken",
    "clear": "clear post forces-gather --by Consul --why Gone",
    "declare": "declare post family ordered --by Consul",
    "reviewed": "reviewed post family --by Consul --why Unchanged",
    "judge": "judge post 0.2 --by Consul",
    "ledger": "ledger post",
    "request": "request post family ordered --as-of DAY --output request.pdf",
    "log": "log post",
}
"""Each command as it answers; the words that stand for something are in capitals."""

ON_A_POST = [name for name, words in ANSWERS.items() if " post " in f"{words} "]
ON_A_POST.remove("schema")  # it is the name of a file's kind there
ON_A_POST.remove("portfolio")  # it goes on with the posts that can be read
SLOW = {"brief", "demo", "history", "portfolio", "replay"}
"""Tests of their own look at what these print as JSON; here, only the long check."""
ON_DOCUMENTS = ["watch", "warn", "decide", "brief", "replay", "refuse"]
PLACES = {"post", "fresh", "case", "kabul"}
"""Words that name a folder, or a case."""
WITH_A_PLAN = ["replan", "verify", "people", "rehearse", "decide"]


@pytest.fixture
def place(tmp_path: Path, plan_file: Path) -> Path:
    """Give a folder with a post and its plan, and a problem of the literature."""
    write_post(tmp_path / "post")
    (tmp_path / "problem.txt").write_bytes(BEP)
    (tmp_path / "plan.json").write_bytes(plan_file.read_bytes())
    return tmp_path


def words_of(command: str, **given: str) -> list[str]:
    known = {"DAY": DAY, "MORNING": MORNING, "SIGNAL": "none"} | given
    return [known.get(word, word) for word in ANSWERS[command].split()]


def assert_told(ran: Ran, code: int, *, needle: str = "") -> None:
    assert ran.code == code, (ran.code, ran.out, ran.err)
    assert "Traceback" not in ran.out + ran.err
    told = ran.err.strip()
    assert needle in told
    assert told.endswith((".", "?")), told
    assert len(told) > 20
    assert ran.most_mb < CALM


def test_every_command_has_its_line_here() -> None:
    assert list(ANSWERS) == list(COMMANDS)


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_given(command: str, exeunt: Exeunt, tmp_path: Path) -> None:
    ran = exeunt(command, "--help", cwd=tmp_path)
    assert ran.code == 0
    assert f"exeunt {command}" in ran.out
    assert ran.err == ""


def test_help_of_all_names_every_command(exeunt: Exeunt, tmp_path: Path) -> None:
    ran = exeunt("--help", cwd=tmp_path)
    assert ran.code == 0
    for command, text in COMMANDS.items():
        assert f"{command} " in ran.out
        assert text in ran.out


def test_asking_for_help_loads_nothing_heavy() -> None:
    """All modules of commands at once: each is as light as all of them."""
    program = (
        "import sys\n"
        "from exeunt.cli import COMMANDS, module_of\n"
        "for name in COMMANDS:\n"
        "    module_of(name)\n"
        f"print([m for m in {HEAVY!r} if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_help_from_the_cold(tmp_path: Path) -> None:
    ran = run_cold(["plan", "--help"], cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")


# Commands that are none


@pytest.mark.parametrize(
    ("written", "meant"), [("breif", "brief"), ("plans", "plan"), ("Watch", "watch")]
)
def test_a_misspelt_command_gets_a_suggestion(
    written: str, meant: str, exeunt: Exeunt, tmp_path: Path
) -> None:
    ran = exeunt(written, cwd=tmp_path)
    assert_told(ran, 2, needle=f"Did you mean {meant}?")


def test_a_command_like_no_other_gets_the_list(exeunt: Exeunt, tmp_path: Path) -> None:
    assert_told(exeunt("xyzzy", cwd=tmp_path), 2, needle="'exeunt --help' lists them.")


# JSON


@pytest.mark.parametrize(
    "command",
    [
        # the demo has every lever of the whole case to try
        pytest.param(name, marks=[pytest.mark.long] if name in SLOW else [])
        for name in COMMANDS
    ],
)
def test_json_is_one_document_and_nothing_else(
    command: str, exeunt: Exeunt, place: Path
) -> None:
    key = "none"
    if command == "refuse":
        warned = exeunt("warn", "post", "--as-of", DAY, "--json", cwd=place).out
        key = warned.split('"key": "')[1].split('"')[0]
    ran = exeunt(*words_of(command, SIGNAL=key), "--json", cwd=place)
    assert ran.code == 0, ran.err
    assert isinstance(json.loads(ran.out), dict | list)
    assert ran.err == ""


# Post folders


Spoil = Callable[[Path], object]


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return out.getvalue()


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100_000_001)


def _emptied(post: Path) -> None:
    for path in sorted(post.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def _a_file(post: Path) -> None:
    _emptied(post)
    post.rmdir()
    post.write_bytes(b"Not a folder\n")


def _missing(post: Path) -> None:
    _emptied(post)
    post.rmdir()


def _linked_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _zip_bomb(post: Path) -> None:
    (post / "roster.csv").unlink()
    (post / "roster.xlsx").write_bytes(_bomb())


def _linked_out(post: Path) -> None:
    (post / "estimates.yaml").unlink()
    (post / "estimates.yaml").symlink_to("/etc/passwd")


def _named_person(post: Path) -> None:
    with (post / "roster.csv").open("a") as roster:
        roster.write("Q1,HQ,Zebulon Quux,homes,wheelchiar,,ready,yes,Zebulon Quux\n")


FOLDERS: dict[str, tuple[Spoil, str]] = {
    "missing": (_missing, "There is no folder post."),
    "a file": (_a_file, "post is a file."),
    "empty folder": (_emptied, "post has no post.yaml"),
    "empty post.yaml": (
        lambda post: (post / "post.yaml").write_bytes(b""),
        "post.yaml: is empty.",
    ),
    "UTF-16": (
        lambda post: (post / "post.yaml").write_bytes("name: é".encode("utf-16")),
        "post.yaml: is UTF-16, not UTF-8.",
    ),
    "Latin-1": (
        lambda post: (post / "post.yaml").write_bytes("name: é".encode("latin-1")),
        "post.yaml:1:7: byte 0xe9 (number 7 of the file) is not UTF-8.",
    ),
    "alias bomb": (
        lambda post: (post / "post.yaml").write_text(
            "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b,*b]\n"
        ),
        "post.yaml:1:4: &a names a part to be repeated",
    ),
    "zip bomb": (_zip_bomb, "roster.xlsx: would unpack from 0.1 MB to 60 MB"),
    "100 MB": (
        lambda post: _sparse(post / "post.yaml"),
        "post.yaml is larger than the",
    ),
    "not to be read": (
        lambda post: (post / "post.yaml").chmod(0),
        "post.yaml cannot be read: permission denied.",
    ),
    "a folder not to be entered": (
        lambda post: post.chmod(0),
        "path 'post' is not readable.",
    ),
    "a link to itself": (
        lambda post: _linked_to_itself(post / "post.yaml"),
        "'post.yaml' leads out of the folder post.",
    ),
    "a folder for a file": (
        lambda post: _made_a_folder(post / "roster.csv"),
        "roster.csv is no file.",
    ),
    "a link out": (_linked_out, "leads out of the folder post."),
    "a person in the wrong column": (_named_person, "roster.csv:6:"),
}


BY_EVERYBODY = ("missing", "a file", "empty folder", "a person in the wrong column")
BY_SOME = ("check", "plan", "log", "confirm")


@pytest.mark.parametrize(
    ("command", "spoilt"),
    [
        (command, spoilt)
        for spoilt in FOLDERS
        for command in (ON_A_POST if spoilt in BY_EVERYBODY else BY_SOME)
    ],
)
def test_a_post_folder_that_cannot_be_read_is_told(
    command: str, spoilt: str, exeunt: Exeunt, place: Path
) -> None:
    spoil, needle = FOLDERS[spoilt]
    spoil(place / "post")
    before = listing(place)
    ran = exeunt(*words_of(command), cwd=place)
    if (command, spoilt) == ("watch", "a file"):
        needle = "post: does not say when it was published"
    if (command, spoilt) == ("watch", "missing"):
        needle = "There is no file post."
    assert_told(ran, 2, needle=needle)
    assert ran.out == ""
    assert "Quux" not in ran.err
    assert listing(place) == before


def test_what_cannot_be_read_is_told_from_the_cold_too(tmp_path: Path) -> None:
    _sparse_document(write_post(tmp_path / "post"))
    ran = run_cold(["watch", "post"], cwd=tmp_path)
    assert ran.returncode == 2
    assert "is larger than the 20 MB that are read." in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", [c for c in COMMANDS if c != "portfolio"])
def test_a_name_too_long_for_any_file_is_told(
    command: str, exeunt: Exeunt, place: Path
) -> None:
    long = "a" * 300
    line = [long if w in PLACES else w for w in words_of(command)]
    before = listing(place)
    ran = exeunt(*line, cwd=place)
    assert_told(ran, 4 if command == "demo" else 2)
    assert listing(place) == before


# Documents


def _listed(post: Path, name: str) -> None:
    with (post / "documents/index.csv").open("a") as index:
        index.write(f"{name},2020-05-05,Ministry,official\n")


def _sparse_document(post: Path) -> None:
    _sparse(post / "documents/long.txt")
    _listed(post, "long.txt")


def _outside(post: Path) -> None:
    (post.parent / "secret.txt").write_text("The password is quux.\n")
    _listed(post, "../../secret.txt")


def _linked_document(post: Path) -> None:
    (post / "documents/link.txt").symlink_to("/etc/passwd")
    _listed(post, "link.txt")


def _picture(post: Path) -> None:
    (post / "documents/news.txt").rename(post / "documents/news")
    (post / "documents/news").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    (post / "documents/index.csv").write_text(INDEX.replace("news.txt", "news"))


def _undated(post: Path) -> None:
    text = INDEX.replace("2020-05-05", "2021-02-30")
    (post / "documents/index.csv").write_text(text)


def _unreadable(post: Path) -> None:
    (post / "documents/news.txt").chmod(0)


DOCUMENTS: dict[str, tuple[Spoil, str]] = {
    "100 MB": (_sparse_document, "long.txt is larger than the 20 MB that are read."),
    "../": (_outside, "documents/index.csv:3:1: '../../secret.txt' leads out of"),
    "absolute": (
        lambda post: _listed(post, "/etc/passwd"),
        "documents/index.csv:3:1: '/etc/passwd' leads out of",
    ),
    "a link out": (_linked_document, "'link.txt' leads out of"),
    "not there": (
        lambda post: _listed(post, "gone.txt"),
        "documents/index.csv:3:1: there is no file documents/gone.txt.",
    ),
    "not to be read": (_unreadable, "news.txt cannot be read: permission denied."),
    "a picture": (_picture, "documents/news: is neither plain text nor HTML."),
    "no date": (_undated, "documents/index.csv:2:10: '2021-02-30' is not a date"),
}


@pytest.mark.parametrize(
    ("command", "spoilt"),
    [
        *(
            (command, spoilt)
            for command in ON_DOCUMENTS
            for spoilt in ("100 MB", "../")
        ),
        *(("warn", spoilt) for spoilt in DOCUMENTS),
    ],
)
def test_documents_that_cannot_be_read_are_told(
    command: str, spoilt: str, exeunt: Exeunt, place: Path
) -> None:
    spoil, needle = DOCUMENTS[spoilt]
    spoil(place / "post")
    before = listing(place)
    ran = exeunt(*words_of(command), cwd=place)
    assert_told(ran, 2, needle=needle)
    assert ran.out == ""
    assert "quux" not in ran.err
    assert listing(place) == before


def test_files_named_one_by_one_are_held_to_the_same(
    exeunt: Exeunt, place: Path
) -> None:
    _sparse(place / "long.txt")
    ran = exeunt("watch", "long.txt", "--published", DAY, cwd=place)
    assert_told(ran, 2, needle="long.txt: is larger than the 20 MB that are read.")


# Plans


def _of_another_post(place: Path) -> None:
    text = (place / "post/post.yaml").read_text()
    (place / "post/post.yaml").write_text(text.replace("vehicles: 3", "vehicles: 2"))


PLANS: dict[str, tuple[Spoil, str]] = {
    "missing": (
        lambda place: (place / "plan.json").unlink(),
        "There is no file plan.json.",
    ),
    "a folder": (
        lambda place: _made_a_folder(place / "plan.json"),
        "plan.json is no file.",
    ),
    "a link to itself": (
        lambda place: _linked_to_itself(place / "plan.json"),
        "plan.json is a link that leads nowhere.",
    ),
    "empty": (lambda place: (place / "plan.json").write_bytes(b""), "plan.json"),
    "not JSON": (lambda place: (place / "plan.json").write_text("{"), "plan.json:1:"),
    "no plan": (lambda place: (place / "plan.json").write_text("[]"), "plan.json"),
    "100 MB": (lambda place: _sparse(place / "plan.json"), "plan.json is larger than"),
    "not to be read": (
        lambda place: (place / "plan.json").chmod(0),
        "path 'plan.json' is not readable.",
    ),
}


@pytest.mark.parametrize("spoilt", PLANS)
@pytest.mark.parametrize("command", [*WITH_A_PLAN, "map"])
def test_a_plan_that_cannot_be_read_is_told(
    command: str, spoilt: str, exeunt: Exeunt, place: Path
) -> None:
    spoil, needle = PLANS[spoilt]
    spoil(place)
    before = listing(place)
    also = ["--plan", "plan.json"] if command == "map" else []
    assert_told(exeunt(*words_of(command), *also, cwd=place), 2, needle=needle)
    assert listing(place) == before


@pytest.mark.parametrize(
    ("command", "code"), [("rehearse", 2), ("decide", 2), ("map", 2)]
)
def test_a_plan_for_another_post_is_told(
    command: str, code: int, exeunt: Exeunt, place: Path
) -> None:
    _of_another_post(place)
    before = listing(place)
    also = ["--plan", "plan.json"] if command == "map" else []
    ran = exeunt(*words_of(command), *also, cwd=place)
    assert_told(ran, code, needle="was made for 'Porto Vento'")
    assert listing(place) == before


def test_a_plan_for_another_post_does_not_pass(exeunt: Exeunt, place: Path) -> None:
    _of_another_post(place)
    ran = exeunt(*words_of("verify"), cwd=place)
    assert (ran.code, ran.err) == (1, "")
    assert "§16" in ran.out


# Options

AS_OF = ("warn", "plan", "decide", "brief")
SEED = ("plan", "rehearse", "decide", "brief", "replay")
WORLDS = ("rehearse", "decide", "brief", "replay")
SECONDS = ("plan", "brief", "replay")
OPTIONS = [
    *((c, "--as-of", "2021-02-30", "2021-02-30") for c in AS_OF),
    *((c, "--as-of", "soon", "soon") for c in AS_OF),
    *((c, "--as-of", "", "''") for c in AS_OF),
    *((c, "--as-of", "0001-01-01", "0001-01-01") for c in AS_OF),
    *((c, "--as-of", "9999-12-31", "9999-12-31") for c in AS_OF),
    *((c, "--seed", "lucky", "--seed") for c in SEED),
    *((c, "--seed", "-1", "-1") for c in SEED),
    *((c, "--replications", "-5", "-5") for c in WORLDS),
    *((c, "--replications", "0", "0") for c in WORLDS),
    *((c, "--replications", "many", "--replications") for c in WORLDS),
    *((c, "--replications", "1000000000000", "1000000000000") for c in WORLDS),
    *((c, "--seconds", "0", "0") for c in SECONDS),
    *((c, "--seconds", "-3", "-3") for c in SECONDS),
    *((c, "--seconds", "nan", "nan") for c in SECONDS),
    ("plan", "--gap", "2", "2"),
    ("plan", "--gap", "nan", "nan"),
    ("plan", "--iterations", "-1", "-1"),
    ("plan", "--moving", "nobody", "'nobody' is no category"),
    ("rehearse", "--workers", "0", "0"),
    ("check", "--now", "2021-02-30", "2021-02-30"),
    ("watch", "--source-class", "gossip", "gossip"),
    ("replay", "--from", "2021-02-30", "2021-02-30"),
    ("replay", "--from", "2020-06-01", "2020-06-01"),
    ("map", "--width", "nan", "nan"),
    ("map", "--width", "1e9", "1e9"),
    ("map", "--pack", "atlantis", ""),
    ("init", "--country", "Utopia", "Utopia"),
    ("init", "--time-zone", "Mars/Base", "Mars/Base"),
    ("init", "--time-zone", "../../etc/passwd", "../../etc/passwd"),
    ("import", "--unit", "15", "--unit"),
    ("import", "--unit", "2h", "--unit"),
    ("import", "--scenario", "Storm", "--scenario"),
    ("confirm", "--at", "2021-02-30", "2021-02-30"),
    ("confirm", "--at", "2999-01-01", "2999-01-01"),
    ("confirm", "--by", " ", "--by"),
    ("declare", "--at", "soon", "soon"),
    ("declare", "--authority", "x" * 300, "--authority"),
    ("reviewed", "--by", " ", "--by"),
    ("judge", "--within", "soon", "--within"),
    ("judge", "--within", "0d", "--within"),
    ("judge", "--within", "99999d", "--within"),
    ("ledger", "--as-of", "2021-02-30", "2021-02-30"),
    ("request", "--plan", "none.json", "none.json"),
    ("request", "--as-of", "2021-02-30", "2021-02-30"),
    *((c, "--no-such-option", "1", "--no-such-option") for c in COMMANDS),
]


@pytest.mark.parametrize(("command", "option", "value", "needle"), OPTIONS)
def test_an_option_that_cannot_be_is_told(
    command: str, option: str, value: str, needle: str, exeunt: Exeunt, place: Path
) -> None:
    before = listing(place)
    ran = exeunt(*words_of(command), option, value, cwd=place)
    assert_told(ran, 2)
    assert needle.lower() in ran.err.lower()
    assert ran.out == ""
    assert listing(place) == before


@pytest.mark.parametrize(
    ("line", "code", "needle"),
    [
        ("confirm post no-such-key --by Consul", 2, "no-such-key"),
        ("refuse post no-such-key --by Consul --why Mistaken", 2, "no-such-key"),
        ("clear post no-such-key --by Consul --why Gone", 2, "no-such-key"),
        ("declare post nobody ordered --by Consul", 3, "nobody"),
        ("declare post family suspended --by Consul --why Lost", 3, "--override"),
        ("reviewed post nobody --by Consul --why Unchanged", 3, "nobody"),
        ("reviewed post family --by Consul", 3, "--why"),
        ("judge post 1.5 --by Consul", 2, "1.5 is not a chance"),
        ("judge post nan --by Consul", 2, "nan is not a chance"),
        ("judge post likely --by Consul", 2, "valid number"),
        ("request post nobody ordered", 2, "nobody"),
        ("request post family normal", 3, "needs no request"),
        ("request post family ordered --output none/at/all.pdf", 4, "none/at/all.pdf"),
        ("request post family ordered --output post/post.yaml", 2, "would be lost"),
        ("declare post family sometimes --by Consul", 2, "sometimes"),
        ("declare post family evacuated --by Consul", 2, ""),
        ("refuse post none --by Consul --why=", 3, "without a reason"),
        ("clear post forces-gather --by Consul --why=", 3, "without a reason"),
        ("watch post/documents/news.txt", 2, "Add --published with the day."),
        ("watch post/documents/news.txt --published 2021-02-30", 2, "2021-02-30"),
        ("watch post/documents/news.txt --country Ukraine", 2, "'Ukraine' is no"),
        ("watch post post", 2, "post is no file."),
        ("demo post", 3, "post holds a post that is not the bundled case"),
        ("schema poast", 2, "There is no schema 'poast'."),
        ("map", 2, "Name a post folder, or a map pack"),
        ("map --pack ../ukraine", 2, "There is no map pack '../ukraine'"),
        ("check", 2, "Name the folder of a post"),
        ("init post", 2, "post is not empty."),
        ("import bep problem.txt post", 2, "post is not empty."),
        ("import bep problem.txt plan.json", 2, "plan.json is a file."),
        ("import bep post fresh", 2, "post is no file."),
        ("import bep gone.txt fresh", 2, "There is no file gone.txt."),
        ("import bep plan.json fresh", 2, "plan.json:1:1: "),
        ("import icep problem.txt fresh", 2, "problem.txt is a file."),
        ("import icep gone fresh", 2, "There is no folder gone."),
        ("import icep post fresh", 2, "input/vessels.csv: is missing"),
        ("import sat problem.txt fresh", 2, "'sat'"),
        ("demo documents", 3, "documents holds other files"),
        ("demo plan.json", 3, "plan.json is a file."),
    ],
)
def test_words_that_cannot_be_are_told(
    line: str, code: int, needle: str, exeunt: Exeunt, place: Path
) -> None:
    (place / "documents").mkdir()
    (place / "documents/mine.txt").write_text("Mine.\n")
    before = listing(place)
    ran = exeunt(*line.split(), cwd=place)
    assert_told(ran, code, needle=needle)
    assert ran.out == ""
    assert listing(place) == before


# Output

OUTPUTS = [
    ("plan", "--output no/such/plan.json", 4, "cannot be written"),
    ("plan", "--output locked/plan.json", 4, "locked/plan.json cannot be written"),
    ("plan", "--output full", 4, "full cannot be written"),
    ("map", "--output no/such/map.svg", 4, "cannot be written"),
    ("map", "--output locked/map.svg", 4, "locked/map.svg cannot be written"),
    ("map", "--output full", 4, "full cannot be written"),
    ("map", "--output plan.json/map.svg", 4, "cannot be written"),
    ("brief", "--output plan.json", 3, "plan.json is a file."),
    ("brief", "--output full", 3, "full holds other files"),
    ("brief", "--output locked/out", 4, "locked/out cannot be written"),
    ("brief", "--output plan.json/out", 4, "plan.json/out cannot be written"),
    ("replay", "--output plan.json", 3, "plan.json is a file."),
    ("replay", "--output full", 3, "full holds other files"),
    ("replay", "--output locked/out", 4, "locked/out cannot be written"),
]


@pytest.mark.parametrize(("command", "output", "code", "needle"), OUTPUTS)
def test_an_output_that_cannot_be_written_is_told(
    command: str, output: str, code: int, needle: str, exeunt: Exeunt, place: Path
) -> None:
    (place / "full").mkdir()
    (place / "full/mine.txt").write_text("Mine.\n")
    (place / "locked").mkdir(mode=0o555)
    before = listing(place)
    ran = exeunt(*words_of(command), *output.split(), cwd=place)
    assert_told(ran, code, needle=needle)
    assert ran.out == ""
    assert listing(place) == before


@pytest.mark.parametrize("folder", ["init locked/fresh", "demo locked/case"])
def test_a_folder_that_cannot_be_made_is_told(
    folder: str, exeunt: Exeunt, tmp_path: Path
) -> None:
    (tmp_path / "locked").mkdir(mode=0o555)
    before = listing(tmp_path)
    assert_told(exeunt(*folder.split(), cwd=tmp_path), 4, needle="locked")
    assert listing(tmp_path) == before


@pytest.mark.parametrize("command", ["confirm", "clear", "declare", "reviewed"])
def test_a_post_that_cannot_be_written_keeps_its_log(
    command: str, exeunt: Exeunt, place: Path
) -> None:
    (place / "post").chmod(0o555)
    before = listing(place)
    assert_told(exeunt(*words_of(command), cwd=place), 4)
    assert listing(place) == before


@pytest.mark.parametrize("command", ["log", "warn", "brief", "confirm"])
def test_a_log_that_is_none_is_told(command: str, exeunt: Exeunt, place: Path) -> None:
    (place / "post/exeunt.db").write_bytes(b"This is no log.\n" * 100)
    before = listing(place)
    assert_told(exeunt(*words_of(command), cwd=place), 4)
    assert listing(place) == before
