"""Write a post folder to start from."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from exeunt.app.whole_folder import fill_folder, refuse_used
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
    refuse_used(folder)
    bodies = {name: _filled(name, start, now) for name in TEMPLATE}
    read_post_files({k: v for k, v in bodies.items() if "/" not in k}, now=now)
    fill_folder(folder, bodies)
    return TEMPLATE


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
