"""Write files so that nobody ever finds half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from exeunt.errors import WorldError


def write_atomically(path: Path, data: bytes) -> None:
    """
    Put *data* at *path*, whole or not at all.

    The bytes go to a temporary file in the same folder, reach the disk, and only then
    take the name. Interrupted before that, the old file stands and no other is left.

    Raises
    ------
    WorldError
        When the folder is missing or not ours to write, or the disk is full.
    """
    try:
        _write(path, data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorldError(
            f"{path} cannot be written: {reason}. Choose a folder that you may "
            "write to, or make room."
        ) from error


def _write(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_of(path))
        temporary.replace(path)
    except BaseException:  # Ctrl-C too must leave nothing behind
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _mode_of(path: Path) -> int:
    """Keep the rights of a file that is there; a new one is the owner's alone."""
    return path.stat().st_mode & 0o777 if path.exists() else 0o600


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
