"""Write a folder of files whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from exeunt.app.folders import unreadable
from exeunt.app.writing import write_atomically
from exeunt.errors import InvalidInput, Refused, WorldError


Marks = tuple[str, ...]
"""Files of which one at least is in every folder of a kind."""


def write_folder(
    folder: Path, files: Mapping[str, bytes], *, mark: str | Marks
) -> None:
    """
    Put *files* into *folder*, in place of what was written there before.

    The files go to a folder beside it, which then takes its name; interrupted before
    that, the old folder stands. A folder that does not hold *mark*, one of *files*, or
    one of several marks, is not ours to replace unless it is empty.

    Raises
    ------
    Refused
        When the folder holds something else.
    WorldError
        When it cannot be written.
    """
    check_folder(folder, mark=mark)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        for name, data in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(path, data)
        _take_place(made, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def fill_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """
    Put *files* into *folder*, which is new or empty.

    An empty folder stays the one it is, since somebody may stand in it. What was
    written is taken away again when the rest cannot be.

    Raises
    ------
    InvalidInput
        When there is something in the folder.
    WorldError
        When it cannot be written.
    """
    refuse_used(folder)
    stays = folder.exists()
    try:
        for name, data in files.items():
            path = folder / name
            make_folder(path.parent)
            write_atomically(path, data)
    except BaseException:  # Ctrl-C too must leave nothing behind
        for name in files:
            _take_away(folder / name, folder if stays else folder.parent)
        raise


def refuse_used(folder: Path) -> None:
    """
    Check that *folder* is new or empty.

    Raises
    ------
    InvalidInput
        When it is neither, or cannot be looked at.
    """
    try:
        if folder.is_dir() and not any(folder.iterdir()):
            return
    except OSError as error:
        raise unreadable(folder, error) from error
    if folder.exists() or folder.is_symlink():
        what = "is not empty" if folder.is_dir() else "is a file"
        raise InvalidInput(
            f"{folder} {what}. Name a folder that is new or empty; nothing was written."
        )


def make_folder(folder: Path) -> None:
    """
    Make *folder* and those that it lies in, where they are not there.

    Raises
    ------
    WorldError
        When that cannot be done.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorldError(
            f"{folder} cannot be made: {reason}. Choose another folder."
        ) from error


def _take_away(path: Path, keep: Path) -> None:
    """Delete a file, and the folders up to *keep* in which nothing is left."""
    with suppress(OSError):  # what went wrong first is what is told
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == keep:
                return
            folder.rmdir()


def check_folder(folder: Path, *, mark: str | Marks) -> None:
    """
    Check that *folder* may be written, before any work is done for it.

    Raises
    ------
    Refused
        When it holds something else than what was written there before.
    WorldError
        When it cannot be looked at, or not be made.
    """
    marks = (mark,) if isinstance(mark, str) else mark
    try:
        is_file = folder.is_file()
        used = folder.is_dir() and any(folder.iterdir())
        ours = any((folder / name).is_file() for name in marks)
    except OSError as error:
        raise _unwritable(folder, error) from error
    if is_file:
        raise Refused(f"{folder} is a file. Name a folder for the output.")
    if used and not ours:
        raise Refused(
            f"{folder} holds other files, which would be lost. Name a new folder, or "
            "an empty one."
        )
    _check_room(folder)


def _check_room(folder: Path) -> None:
    """Check that *folder* may be made, where the folders are that are there."""
    above = next(p for p in folder.absolute().parents if p.exists())
    if not above.is_dir():
        raise _unwritable(folder, NotADirectoryError(None, "not a directory"))
    if not os.access(above, os.W_OK | os.X_OK):
        raise _unwritable(folder, PermissionError(None, "permission denied"))


def _take_place(made: Path, folder: Path) -> None:
    if not folder.exists():
        made.rename(folder)
        return
    old = made.with_name(f"{made.name}.old")
    folder.rename(old)
    try:
        made.rename(folder)
    except BaseException:
        old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> WorldError:
    reason = (error.strerror or str(error)).lower()
    return WorldError(
        f"{folder} cannot be written: {reason}. Choose a folder that you may write to, "
        "or make room."
    )
