"""The templates of pages and paper, out of the package."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def template(name: str) -> str:
    """Read the bundled template *name*."""
    return (resources.files("exeunt") / "data" / "templates" / name).read_text("utf-8")
