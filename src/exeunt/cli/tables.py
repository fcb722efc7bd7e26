"""Tables and JSON on standard output, alike for every command that prints them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from exeunt.cli.harmless import harmless


_WIDTH = 100
"""Columns where the output is no terminal."""


class _Console(Console):
    """Prints words of others as they are, and lets none of them steer it."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        """Render as usual, without what others may have put in to steer."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else harmless(text), style, control)


def show(renderables: Iterable[RenderableType]) -> None:
    """Print *renderables* one below the other, in color only on a terminal."""
    console = _Console(highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        console.width = _WIDTH
    for one in renderables:
        console.print(one)


def show_json(body: object) -> None:
    """Print *body* as one JSON document."""
    print(json.dumps(body, ensure_ascii=False, indent=2))
