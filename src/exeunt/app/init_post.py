"""Write a post folder to start from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from exeunt.app.folders import unreadable
from exeunt.app.writing import write_atomically
from exeunt.errors import InvalidInput, WorldError
from exeunt.formats.post_files import read_post_files


TEMPLATE = (
    "post.yaml",
    "roster.csv",
    "estimates.yaml",
    "tripwires.yaml",
    "documents/README",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What is known of a post before anything is filled in."""

    name: str = "Our post"
    country: str = "XX"
    time_zone: str = "UTC"


def init_post(folder: Path, start: Start, *, now: datetime) -> tuple[str, ...]:
    """
    Write the template of a post into *folder*; give the names of its files.

    Raises
    ------
    InvalidInput
        When the folder is there and not empty, or *start* is no start of a post.
    WorldError
        When it cannot be written.
    """
    _refuse_used(folder)
    bodies = {name: _filled(name, start, now) for name in TEMPLATE}
    read_post_files({k: v for k, v in bodies.items() if "/" not in k}, now=now)
    for name, body in bodies.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise WorldError(
                f"{path.parent} cannot be made: {reason}. Choose another folder."
            ) from error
        write_atomically(path, body)
    return TEMPLATE


def _refuse_used(folder: Path) -> None:
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


def _filled(name: str, start: Start, now: datetime) -> bytes:
    text = files("exeunt").joinpath("data", "template", name).read_text("utf-8")
    given = {
        # JSON is YAML: quotes and escapes hold whatever the name is
        "{{name}}": json.dumps(start.name, ensure_ascii=False),
        "{{country}}": json.dumps(start.country),
        "{{time_zone}}": json.dumps(start.time_zone),
        "{{today}}": f"{now:%Y-%m-%d}",
    }
    filled = re.sub(r"\{\{\w+\}\}", lambda mark: given[mark[0]], text)
    # what the shell could not decode is told as any file of another encoding
    return filled.encode("utf-8", "surrogatepass")
