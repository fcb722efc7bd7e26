from __future__ import annotations

from pathlib import Path

import pytest

from exeunt.app.folders import bytes_of, inside
from exeunt.errors import InvalidInput


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "..", "documents/../../x"]
)
def test_a_name_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        inside(tmp_path, name)


def test_a_name_with_a_nul_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        inside(tmp_path, "a\0b")


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        bytes_of(tmp_path, "a")


def test_a_name_within_is_taken(tmp_path: Path) -> None:
    assert inside(tmp_path, "documents/a.txt") == tmp_path / "documents" / "a.txt"


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert bytes_of(tmp_path, "x") is None


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"x" * 1_000_001)
    with pytest.raises(InvalidInput, match="is larger than the 1 MB that are read"):
        bytes_of(tmp_path, "x", limit_mb=1)
