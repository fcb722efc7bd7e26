"""A bar on long work: on standard error, and only on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far *what* has come, of *total*, while it goes on."""
    from rich.console import Console  # noqa: PLC0415 - help is quick
    from rich.progress import Progress  # noqa: PLC0415 - help is quick

    console = Console(stderr=True)
    with Progress(
        console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.update(task, completed=done)
