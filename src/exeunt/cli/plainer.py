"""Print where the terminal has few letters: what it lacks becomes the next best sign."""

from __future__ import annotations

import codecs
import io
import sys


_NEXT_BEST = {
    "\N{NO-BREAK SPACE}": " ",
    "\N{PLUS-MINUS SIGN}": "+/-",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{EN DASH}": "-",
    "\N{EM DASH}": "-",
    "\N{BOX DRAWINGS LIGHT HORIZONTAL}": "-",
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{RIGHTWARDS ARROW}": "->",
}
_NAME = "exeunt.plainer"


def plainer(error: UnicodeError) -> tuple[str, int]:
    """Give the next best signs for those that cannot be encoded, and where they end."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_NEXT_BEST.get(sign, "?") for sign in lacking), error.end


def print_plainer() -> None:
    """Let what is printed from now on hold no sign that its encoding lacks."""
    codecs.register_error(_NAME, plainer)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_NAME)
