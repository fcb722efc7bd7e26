"""The few elements of SVG that the charts are made of, always escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from exeunt.formats.charts.palette import INK, PAPER


FONT = "system-ui, 'DejaVu Sans', Arial, sans-serif"
SIZE = 12.0

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BOLDER = 1.12
_BREAKS = re.compile("[ \t\r\n]+")
_THIN = frozenset("iljtfrI.,:;'|!()[]/- ·\u00a0")
_FAT = frozenset("mwMW@%—…→")

Attribute = str | float | None


def clean(words: str) -> str:
    """Drop what may not stand in XML."""
    return _FORBIDDEN.sub("", words)


def number(value: float) -> str:
    """Write *value* as short as a picture needs."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.0", "0")


def tag(name: str, *inside: str, **attributes: Attribute) -> str:
    """Write an element; ``_`` in a name stands for ``-``, None leaves it out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    body = "".join(inside)
    return f"<{name}{given}>{body}</{name}>" if body else f"<{name}{given}/>"


def _value(value: str | float) -> str:
    return escape(clean(value)) if isinstance(value, str) else number(value)


def text(x: float, y: float, words: str, **attributes: Attribute) -> str:
    """Write a line of text with its baseline at *y*."""
    given: dict[str, Attribute] = {"font_size": SIZE, "fill": INK, **attributes}
    return tag("text", escape(clean(words)), x=x, y=y, **given)


def line(points: Iterable[tuple[float, float]], **attributes: Attribute) -> str:
    """Draw a line through *points*."""
    way = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    given: dict[str, Attribute] = {"fill": "none", **attributes}
    return tag("polyline", points=way, **given)


def area(
    upper: Sequence[tuple[float, float]],
    lower: Sequence[tuple[float, float]],
    **attributes: Attribute,
) -> str:
    """Fill between two lines that run the same way."""
    way = " ".join(f"{number(x)},{number(y)}" for x, y in (*upper, *reversed(lower)))
    return tag("polygon", points=way, **attributes)


def tipped(shape: str, words: str) -> str:
    """Give *shape* a tooltip, which is also what a screen reader says of it."""
    return tag("g", tag("title", escape(clean(words))), shape)


def picture(
    body: Iterable[str],
    *,
    size: tuple[float, float],
    name: str,
    title: str,
    describes: str,
    role: str = "img",
) -> str:
    """
    Put *body* on a sheet of paper.

    *name* must be unique on the page the picture is put in; *describes* says in words
    what the picture shows, for those who do not see it.
    """
    width, height = size
    return tag(
        "svg",
        tag("title", escape(clean(title)), id=f"{name}-title"),
        tag("desc", escape(clean(describes)), id=f"{name}-desc"),
        tag("rect", width=width, height=height, fill=PAPER),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role=role,
        aria_labelledby=f"{name}-title {name}-desc",
        font_family=FONT,
    )


def text_width(words: str, size: float = SIZE) -> float:
    """Judge how wide *words* are, on the wide side, whatever font is found."""
    return size * sum(_em(letter) for letter in words)


def _em(letter: str) -> float:
    if letter in _THIN:
        return 0.38
    if letter in _FAT or letter >= "\u2e80":
        return 1.0
    return 0.72 if letter.isupper() else 0.63


def heading(words: str, width: float) -> tuple[str, ...]:
    """Break *words*, which will be set in bold, into lines no wider than *width*."""
    return wrapped(words, width, size=SIZE * _BOLDER)


def wrapped(words: str, width: float, *, size: float = SIZE) -> tuple[str, ...]:
    """Break *words* into lines no wider than *width*; a long word is broken too."""
    lines: list[str] = [""]
    for word in _BREAKS.split(words.strip(" \t\r\n")):
        together = f"{lines[-1]} {word}" if lines[-1] else word
        if text_width(together, size) <= width:
            lines[-1] = together
            continue
        pieces = _pieces(word, width, size)
        lines += pieces if lines[-1] else []
        lines = lines if lines[-1] else pieces
    return tuple(lines)


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and text_width(pieces[-1] + letter, size) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def lines_of_text(
    x: float, y: float, lines: Sequence[str], *, step: float = 15, **given: Attribute
) -> str:
    """Write *lines* under one another, the first with its baseline at *y*."""
    return "".join(
        text(x, y + at * step, words, **given) for at, words in enumerate(lines)
    )
