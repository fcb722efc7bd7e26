"""Write files so that nobody ever finds half of one."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from exeunt.errors import InvalidInput, WorldError


def write_atomically(path: Path, data: bytes) -> None:
    """
    Put *data* at *path*, whole or not at all.

    The bytes go to a temporary file in the same folder, reach the disk, and only then
    take the name. Interrupted before that, the old file stands and no other is left.
    A link keeps leading where it leads. What is no file but takes bytes, such as
    ``/dev/null`` or a pipe, is written to as it stands.

    Raises
    ------
    WorldError
        When the folder is missing or not ours to write, or the disk is full.
    """
    try:
        if _takes_bytes(path):
            path.write_bytes(data)
        else:
            _write(path.resolve(), data)
    except (OSError, RuntimeError, ValueError) as error:
        raise _unwritable(path, error) from error


def check_file(path: Path, *, keep: Iterable[Path] = ()) -> None:
    """
    Check that *path* may be written, before any work is done for it.

    Parameters
    ----------
    path
        A file that is to be written.
    keep
        Files and folders that were read, and are not to be lost to it.

    Raises
    ------
    InvalidInput
        When it is one of *keep*, or lies in one.
    WorldError
        When it is a folder, or lies in one that is missing or not ours to write.
    """
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "is a directory")
        real = path.resolve()
        read = any(_lies_in(real, kept) for kept in keep)
        if not read and not _takes_bytes(path):
            with tempfile.NamedTemporaryFile(dir=real.parent, prefix=f".{real.name}."):
                pass
    except (OSError, RuntimeError, ValueError) as error:
        raise _unwritable(path, error) from error
    if read:
        raise InvalidInput(
            f"{path} is what was read, and would be lost. Name another file to write."
        )


def _takes_bytes(path: Path) -> bool:
    """Tell whether *path* is a device or a pipe, which no file may replace."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _lies_in(real: Path, folder: Path) -> bool:
    """Tell whether a file is *folder* or lies in it; not if that leads nowhere."""
    try:
        return real.is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # whoever reads it says what is wrong with it
        return False


def _unwritable(path: Path, error: Exception) -> WorldError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return WorldError(
        f"{path} cannot be written: {reason}. Choose a folder that you may write to, "
        "or make room."
    )


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
