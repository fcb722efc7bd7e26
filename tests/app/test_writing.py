from __future__ import annotations

import os
from pathlib import Path

import pytest

from exeunt.app.writing import check_file, write_atomically
from exeunt.errors import InvalidInput, WorldError


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_file_that_is_there_is_replaced_and_keeps_its_rights(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a").chmod(0o640)
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_new_file_is_the_owners_alone(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError])
def test_an_interruption_leaves_the_old_file_and_nothing_else(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    interruption: type[BaseException],
) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def interrupted(_: int) -> None:
        raise interruption

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises((KeyboardInterrupt, WorldError)):
        write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be written: no such file"):
        write_atomically(tmp_path / "nowhere" / "a", b"new")


def test_a_link_keeps_leading_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a").read_bytes() == b"new"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    # a device would do as well: written over, /dev/null became a file for everybody
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        check_file(pipe)
        write_atomically(pipe, b"new")
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert [p.name for p in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.parametrize("name", ["", "none/plan.json", "file/plan.json", "x" * 300])
def test_what_cannot_be_written_is_told_before_any_work(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorldError, match="cannot be written"):
        check_file(tmp_path / name)
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_circle_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    for write in (check_file, lambda path: write_atomically(path, b"new")):
        with pytest.raises(WorldError, match="cannot be written"):
            write(tmp_path / "a")


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "post.yaml").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "post.yaml")
    for name in ("post.yaml", "link", "../" + tmp_path.name + "/post.yaml"):
        with pytest.raises(InvalidInput, match="would be lost"):
            check_file(tmp_path / name, keep=[tmp_path / "post.yaml"])


def test_a_check_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    check_file(tmp_path / "a")
    check_file(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
