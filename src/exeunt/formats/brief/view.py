"""What the brief says, laid out alike for every page: sections of words and tables."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.formats.wording import counted, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; *anchor* can be linked to, *link* leads there."""

    words: str
    anchor: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose first column heads its rows."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: frozenset[int] = frozenset()
    """Columns of figures, set to the right."""
    wide: int | None = None
    """The column of running words, which takes the room that is left."""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart in two widths: for a screen or paper, and for a phone."""

    title: str
    wide: str
    narrow: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the brief."""

    id: str
    title: str
    words: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tables: tuple[Table, ...] = ()
    close: str = ""

    @property
    def folds(self) -> str:
        """What a phone folds away, counted in words; empty: there is nothing."""
        some = [
            counted(len(things), name)
            for things, name in ((self.pictures, "picture"), (self.tables, "table"))
            if things
        ]
        return listed(some) if some else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """The whole brief, in reading order, with no rule of the trade left to apply."""

    title: str
    known: str
    """As of when, in words."""
    notice: str
    """What of the post is made up; empty for a real one."""
    answer: tuple[str, ...]
    sections: tuple[Section, ...]
    handling: str = "Contains no personal data."
    decides: str = "A person decides. Exeunt proposes and sends nothing."
    language: str = "en"


def row(*cells: str | Cell) -> tuple[Cell, ...]:
    """Make a row of a table."""
    return tuple(c if isinstance(c, Cell) else Cell(words=c) for c in cells)
