"""Files of a folder that somebody named: inside it, readable, not too large."""

from __future__ import annotations

from pathlib import Path

from exeunt.errors import InvalidInput


MOST_MB = 100
"""No file of a post folder, and no document, is read beyond this."""


def folder_of(path: Path) -> Path:
    """
    Give *path* as the folder that it is.

    Raises
    ------
    InvalidInput
        When there is none, it is a file, or it cannot be looked at.
    """
    if is_folder(path):
        return path
    if path.is_file():
        raise InvalidInput(f"{path} is a file. Name the folder that it lies in.")
    raise InvalidInput(
        f"There is no folder {path}. Name a post folder, or make one with "
        f"'exeunt init {path}'."
    )


def is_folder(path: Path) -> bool:
    """
    Tell whether *path* is a folder.

    Raises
    ------
    InvalidInput
        When it cannot be looked at.
    """
    try:
        return path.is_dir()
    except OSError as error:
        raise unreadable(path, error) from error


def inside(folder: Path, name: str) -> Path:
    """
    Give the path of *name* in *folder*.

    Raises
    ------
    InvalidInput
        When it would lie outside: by ``..``, as an absolute path, or over a link.
    """
    path = folder / name
    if not _lies_in(path, folder):
        raise InvalidInput(
            f"{name!r} leads out of the folder {folder}. Name a file that lies in it."
        )
    return path


def _lies_in(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle, a NUL, too long
        return False


def bytes_of(folder: Path, name: str, *, limit_mb: int = MOST_MB) -> bytes | None:
    """
    Read the file *name* of *folder*; none where it is not there.

    Raises
    ------
    InvalidInput
        When it lies outside, is no plain file, is too large or cannot be read.
    """
    path = inside(folder, name)
    try:
        data = _start_of(path, limit_mb * 1_000_000 + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    if data is not None and len(data) > limit_mb * 1_000_000:
        raise InvalidInput(
            f"{path} is larger than the {limit_mb} MB that are read. Cut it down."
        )
    return data


def bytes_at(path: Path, *, limit_mb: int = MOST_MB) -> bytes | None:
    """
    Read the file at *path*, wherever it lies; none where it is not there.

    Raises
    ------
    InvalidInput
        When it is no plain file, is too large or cannot be read.
    """
    try:
        real = path.resolve()
    except (OSError, RuntimeError) as error:
        raise InvalidInput(
            f"{path} is a link that leads nowhere. Name a file."
        ) from error
    return bytes_of(real.parent, real.name, limit_mb=limit_mb)


def _start_of(path: Path, length: int) -> bytes | None:
    if not path.exists() and not path.is_symlink():
        return None
    if not path.is_file():
        raise InvalidInput(f"{path} is no file. Put a plain file in its place.")
    with path.open("rb") as file:
        return file.read(length)


def unreadable(path: Path, error: OSError) -> InvalidInput:
    """Say that *path* cannot be read, and what to do."""
    reason = (error.strerror or str(error)).lower()
    mend = "Name another."
    if isinstance(error, PermissionError):
        mend = "Change its permissions."
    return InvalidInput(f"{path} cannot be read: {reason}. {mend}")
