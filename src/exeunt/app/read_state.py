"""Read a state that somebody wrote down."""

from __future__ import annotations

from pathlib import Path

from exeunt.app.folders import bytes_of
from exeunt.errors import InvalidInput
from exeunt.formats.state_files import read_state
from exeunt.model.post import Post
from exeunt.model.state import StateFile


def read_state_at(path: Path, *, post: Post, moving: tuple[str, ...]) -> StateFile:
    """
    Read the state in the file at *path*.

    Raises
    ------
    InvalidInput
        When there is no such file or it cannot be read; as ``Faults``, with every
        fault in it.
    """
    try:
        real = path.resolve()
    except (OSError, RuntimeError) as error:
        raise InvalidInput(
            f"{path} is a link that leads nowhere. Name a state."
        ) from error
    data = bytes_of(real.parent, real.name)
    if data is None:
        raise InvalidInput(
            f"There is no file {path}. Name a state; 'exeunt schema state' tells what "
            "it holds."
        )
    return read_state(data, file=path.name, post=post, moving=moving)
