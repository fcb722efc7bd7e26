"""The curve as it gets better, with how long the rest takes: on a terminal only."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.segment import Segments
from rich.text import Text

from exeunt.cli.harmless import harmless
from exeunt.formats.decision_more_tables import chance_table
from exeunt.formats.decision_tables import decide_by_line
from exeunt.formats.wording import counted
from exeunt.model.decision import DecideBy, Look
from exeunt.model.post import Post


@dataclass(slots=True)
class Looking:
    """What a terminal shows while it is worked on."""

    live: Live
    worlds: int
    look: Look | None = None
    played: int = 0
    _drawn: Segments | None = None
    _drawn_for: tuple[tuple[DecideBy, ...], int] | None = None
    """Decisions, and the width of the terminal."""

    def on_look(self, look: Look) -> None:
        """Show what is known better."""
        self.look, self.played = look, 0
        self._show()

    def on_progress(self, played: int) -> None:
        """Show how many worlds have been played."""
        self.played = played
        self._show()

    def _show(self) -> None:
        self.live.update(Group(*self._lines()), refresh=True)

    def _lines(self) -> Iterator[RenderableType]:
        if self.look is not None and self.look.decisions:
            yield self._curve(self.look)
        yield Text(progress_line(self.look, played=self.played, worlds=self.worlds))

    def _curve(self, look: Look) -> Segments:
        """Draw the curve once for all the moments at which it stays the same."""
        console = self.live.console
        decisions, width = look.decisions, console.width
        if (
            self._drawn is None
            or self._drawn_for is None
            or self._drawn_for[0] is not decisions
            or self._drawn_for[1] != width
        ):
            told = Group(*_told(look.post, decisions))
            self._drawn = Segments(list(console.render(told)))
            self._drawn_for = decisions, width
        return self._drawn


def _told(post: Post, decisions: tuple[DecideBy, ...]) -> Iterator[RenderableType]:
    yield chance_table(post, decisions)
    for one in decisions:
        yield Text(harmless(decide_by_line(post, one)))


def progress_line(look: Look | None, *, played: int, worlds: int) -> str:
    """Say how far it is, and about how long the rest will take."""
    told = []
    if look is not None:
        told.append(f"From {counted(look.worlds, 'world')} so far")
    if played:
        told.append(f"{played:,} of {counted(worlds, 'world')} played")
    if look is not None and look.of:
        told.append(f"{look.done} of {counted(look.of, 'rehearsal')}")
    if look is not None and look.left_s is not None:
        told.append(f"about {look.left_s:.0f} s left")
    return "; ".join([*told, "Ctrl-C prints what is known."])


@contextmanager
def looking(worlds: int) -> Iterator[Looking | None]:
    """Show the curve on standard error while it is found; None: nobody watches."""
    console = Console(stderr=True, highlight=False, emoji=False, markup=False)
    if not console.is_terminal:
        yield None
        return
    with Live(console=console, transient=True, auto_refresh=False) as live:
        yield Looking(live, worlds)
