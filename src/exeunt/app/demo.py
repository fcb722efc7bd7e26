"""Demo: the bundled case, copied to a folder of the user's."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from exeunt.app.whole_folder import check_folder, write_folder
from exeunt.errors import Refused


CASE = "kyiv"
AS_OF = "2021-12-30"
"""A day with the answer still open: peers have not left, talks are ahead."""


def copy_case(folder: Path) -> None:
    """
    Copy the bundled case into *folder*, unless it is there already.

    Raises
    ------
    Refused
        When the folder holds something else: another post, or the case as somebody
        changed it.
    WorldError
        When it cannot be written.
    """
    case = resources.files("exeunt") / "data" / "cases" / CASE
    files = dict(_files(case, ""))
    check_folder(folder, mark="post.yaml")
    if not (folder / "post.yaml").is_file():
        write_folder(folder, files, mark="post.yaml")
    elif any(_at(folder / name) != data for name, data in files.items()):
        raise Refused(
            f"{folder} holds a post that is not the bundled case as it comes, and that "
            "would be lost. Name a new folder, or ask 'exeunt brief' about it."
        )


def _at(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


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
