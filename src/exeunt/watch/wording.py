"""Text made even for the rules, one character for one, so that offsets stay true."""

from __future__ import annotations

import re


_EVEN = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u02bc": "'",
        "\u201b": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\u200b": " ",
        "\u200e": " ",
        "\u200f": " ",
        "\ufeff": " ",
        "\x00": " ",
        "\t": " ",
        "*": " ",
        "`": " ",
        "\u2022": " ",
        "\u202a": " ",
        "\u202b": " ",
        "\u202c": " ",
        "\u202d": " ",
        "\u202e": " ",
        "\u2066": " ",
        "\u2067": " ",
        "\u2068": " ",
        "\u2069": " ",
    }
)
_LINK = re.compile(
    r"\]\([^()\s]{0,2000}\)|(?<!\w)_|_(?!\w)|\bhttps?://[^\s)\]]{1,2000}"
)
_LINK_MARKS = ("](", "_", "http")
"""What every match of the pattern above has one of."""


def evened(text: str) -> str:
    """
    Replace marks of typography and mark-up by plain ones, keeping every position.

    Curly quotes become straight, dashes hyphens; bold marks, link targets and
    invisible direction marks become spaces.
    """
    plain = text.translate(_EVEN)
    if not any(mark in plain for mark in _LINK_MARKS):
        return plain
    return _LINK.sub(lambda m: " " * len(m[0]), plain)


def squeezed(text: str) -> tuple[str, list[int]]:
    """Leave one space of each run, and tell where every letter left stood before."""
    places = [
        at
        for at, letter in enumerate(text)
        if letter != " " or text[at - 1 : at] != " "
    ]
    return "".join(text[at] for at in places), places


NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
"""Number words as far as durations use them."""


def number(word: str) -> int:
    """Read a number in digits or as a word."""
    word = word.lower()
    return NUMBERS[word] if word in NUMBERS else int(word)


def words(text: str) -> frozenset[str]:
    """Give the set of the words of *text*, so that a list of them reads as one."""
    return frozenset(text.split())
