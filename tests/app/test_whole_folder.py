from __future__ import annotations

from pathlib import Path

import pytest

from exeunt.app.whole_folder import fill_folder, write_folder
from exeunt.errors import InvalidInput, Refused, WorldError


FILES = {"part/a.txt": b"a", "b.txt": b"b"}


def _listing(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def test_a_new_folder_is_filled(tmp_path: Path) -> None:
    fill_folder(tmp_path / "deep/new", FILES)
    assert _listing(tmp_path / "deep/new") == ["b.txt", "part", "part/a.txt"]
    assert (tmp_path / "deep/new/b.txt").read_bytes() == b"b"


def test_an_empty_folder_stays_the_one_it_is(tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    fill_folder(tmp_path, FILES)
    assert tmp_path.stat().st_ino == before
    assert _listing(tmp_path) == ["b.txt", "part", "part/a.txt"]


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InvalidInput, match=r"is not empty\. Name a folder"):
        fill_folder(tmp_path, FILES)
    assert _listing(tmp_path) == ["mine.txt"]


def test_what_was_written_is_taken_away_when_the_rest_cannot_be(
    tmp_path: Path,
) -> None:
    impossible = FILES | {"b.txt/c.txt": b"c"}
    with pytest.raises(WorldError, match="cannot be made"):
        fill_folder(tmp_path / "new", impossible)
    assert _listing(tmp_path) == []


def test_an_empty_folder_is_empty_again_when_it_cannot_be_filled(
    tmp_path: Path,
) -> None:
    with pytest.raises(WorldError):
        fill_folder(tmp_path, FILES | {"b.txt/c.txt": b"c"})
    assert _listing(tmp_path) == []


def test_a_folder_of_other_things_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Refused, match="holds other files"):
        write_folder(tmp_path, FILES, mark="b.txt")
    assert _listing(tmp_path) == ["mine.txt"]
