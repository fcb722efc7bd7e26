"""``state.yaml``: what it says when sound, and what a person reads when it is not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.make_folder import a_folder, read_folder

from exeunt.errors import Faults
from exeunt.formats.state_files import read_state
from exeunt.model.post import Post
from exeunt.model.state import StateFile


STATE = """\
exeunt: state/1
at: 2030-05-07T12:00
parties:
  - household: H1
    place: airport
    since: 2030-05-07T11:00
  - {household: H2, place: homes}
  - {cohort: citizens-here/1, persons: 12, place: crossing, processed: true}
closures:
  - {place: airport}
vehicles:
  - {vehicle: coach/2, place: crossing}
promise_price: 2h
"""


@pytest.fixture(scope="module")
def post() -> Post:
    return read_folder(a_folder())[0]


def read(post: Post, text: str) -> StateFile:
    moving = ("family", "staff", "citizens")
    return read_state(text.encode(), file="state.yaml", post=post, moving=moving)


def test_a_sound_state_is_read_with_moments_in_the_zone_of_the_post(
    post: Post,
) -> None:
    said = read(post, STATE)
    assert said.at == datetime(2030, 5, 7, 10, tzinfo=UTC)
    assert [party.whose for party in said.parties] == ["H1", "H2", "citizens-here/1"]
    assert said.parties[1].since is None
    assert said.promise_price == 7200


def _cases() -> list[tuple[str, str, str, str]]:
    """Read the table: name, old text, new text, and what is then said."""
    text = (Path(__file__).parent / "bad_states.txt").read_text("utf-8")
    out = []
    for block in text.split("\n[")[1:]:
        head, old, new, *said = block.strip("\n").split("\n")
        told = "\n".join(line.removeprefix("= ") for line in said)
        out.append((head.rstrip("]"), _plain(old), _plain(new), told))
    return out


def _plain(line: str) -> str:
    return line[2:].replace("\\n", "\n")


CASES = _cases()


@pytest.mark.parametrize(
    ("old", "new", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_bad_value_gets_one_clear_sentence(
    post: Post, old: str, new: str, told: str
) -> None:
    assert old in STATE
    with pytest.raises(Faults) as caught:
        read(post, STATE.replace(old, new, 1))
    assert str(caught.value) == told


def test_the_table_is_not_lost() -> None:
    assert len(CASES) >= 20


@pytest.mark.parametrize(
    "text", ["", "[]", "- a\n", "exeunt: state/1\nparties: 3\n", "a: &b 1\n", "\0", "{"]
)
def test_what_is_no_state_is_told_without_a_crash(post: Post, text: str) -> None:
    with pytest.raises(Faults):
        read(post, text)


def test_every_fault_comes_at_once(post: Post) -> None:
    text = STATE.replace("place: airport", "place: port").replace("coach/2", "bus/2")
    with pytest.raises(Faults) as caught:
        read(post, text.replace("at: 2030", "at: 20"))
    lines = [fault.line for fault in caught.value.faults]
    assert lines == [2, 5, 10, 12]
