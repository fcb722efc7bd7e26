"""Read a post folder: files in, a post without fault out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from exeunt.app.clock import now as clock_now
from exeunt.app.folders import bytes_of, folder_of
from exeunt.errors import InvalidInput
from exeunt.formats.post_files import ROSTERS, YAML_FILES, read_post_files
from exeunt.model.positions import Positions
from exeunt.model.post import Post


def read_post(folder: Path, *, now: datetime | None = None) -> Post:
    """
    Read the post in *folder*.

    Parameters
    ----------
    folder
        Holds ``post.yaml`` and, where there are such, a roster, estimates, tripwires
        and history.
    now
        The present moment; none asks the clock.

    Raises
    ------
    InvalidInput
        When the folder or one of its files cannot be used; as ``Faults``, with every
        fault of every file.
    """
    return read_located(folder, now=now)[0]


def read_located(
    folder: Path, *, now: datetime | None = None
) -> tuple[Post, Positions]:
    """Read the post in *folder*, and where in its files each value stands."""
    folder_of(folder)
    files = {}
    for name in (*YAML_FILES, *ROSTERS):
        data = bytes_of(folder, name)
        if data is not None:
            files[name] = data
    if "post.yaml" not in files:
        raise InvalidInput(
            f"{folder} has no post.yaml, so it is no post folder. Name another, or make "
            "one with 'exeunt init'."
        )
    return read_post_files(files, now=now or clock_now())
