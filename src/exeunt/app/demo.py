"""Demo: the bundled case, copied to a folder of the user's."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from exeunt.app.whole_folder import write_folder


CASE = "kyiv"
AS_OF = "2021-12-30"
"""A day with the answer still open: peers have not left, talks are ahead."""


def copy_case(folder: Path) -> None:
    """
    Copy the bundled case into *folder*.

    Raises
    ------
    Refused
        When the folder holds something that is no post.
    WorldError
        When it cannot be written.
    """
    case = resources.files("exeunt") / "data" / "cases" / CASE
    write_folder(folder, dict(_files(case, "")), mark="post.yaml")


def _files(entry: Traversable, path: str) -> list[tuple[str, bytes]]:
    if entry.is_file():
        return [(path, entry.read_bytes())]
    below = sorted(entry.iterdir(), key=lambda e: e.name)
    return [
        found
        for inner in below
        if not inner.name.startswith((".", "__"))
        for found in _files(inner, f"{path}/{inner.name}".lstrip("/"))
    ]
