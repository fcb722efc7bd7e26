"""A bar over the stages of long work: on standard error, and only on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from exeunt.cli.compiling import telling_of_compiling


@contextmanager
def stages() -> Iterator[Callable[[str, float], None]]:
    """Show what is being done, and what share of all is done."""
    from rich.console import Console  # noqa: PLC0415 - help is quick
    from rich.markup import escape  # noqa: PLC0415 - help is quick
    from rich.progress import Progress  # noqa: PLC0415 - help is quick

    console = Console(stderr=True)
    with (
        telling_of_compiling(),
        Progress(
            console=console, transient=True, disable=not console.is_terminal
        ) as bar,
    ):
        task = bar.add_task("Starting", total=1.0)
        yield lambda what, share: bar.update(
            task, description=escape(what), completed=share
        )
