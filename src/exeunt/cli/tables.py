"""Tables and JSON on standard output, alike for every command that prints them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.console import Console, RenderableType


_WIDTH = 100
"""Columns where the output is no terminal."""


def show(renderables: Iterable[RenderableType]) -> None:
    """Print *renderables* one below the other, in color only on a terminal."""
    console = Console(highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDTH
    for one in renderables:
        console.print(one)


def show_json(body: object) -> None:
    """Print *body* as one JSON document."""
    print(json.dumps(body, ensure_ascii=False, indent=2))
