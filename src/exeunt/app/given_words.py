"""Names and reasons that somebody gives on the command line, fit to be kept."""

from __future__ import annotations

import re

from exeunt.errors import InvalidInput


LONGEST_NAME = 200
LONGEST_REASON = 5_000
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, marks that turn the direction of writing, bytes gone wrong."""


def name_given(text: str, *, option: str) -> str:
    """
    Give *text*, the name or role that was given with *option*, without outer blanks.

    Raises
    ------
    InvalidInput
        When it is too long for a name, of more than one line, or holds characters that
        nobody sees.
    """
    name = text.strip()
    if len(name) > LONGEST_NAME:
        raise InvalidInput(
            f"{option} has {len(name)} characters. Give a name or a role, of at most "
            f"{LONGEST_NAME} characters."
        )
    if "\n" in name:
        raise InvalidInput(f"{option} has more than one line. Give a name or a role.")
    return _seen(name, option)


def reason_given(text: str, *, option: str = "--why") -> str:
    """
    Give *text*, the reason that was given with *option*, without outer blanks.

    Raises
    ------
    InvalidInput
        When it is too long to be read, or holds characters that nobody sees.
    """
    reason = text.strip()
    if len(reason) > LONGEST_REASON:
        raise InvalidInput(
            f"{option} has {len(reason):,} characters. Give the reason in at most "
            f"{LONGEST_REASON:,}, and name the paper that holds the rest."
        )
    return _seen(reason, option)


def _seen(text: str, option: str) -> str:
    unseen = _UNSEEN.search(text)
    if unseen:
        raise InvalidInput(
            f"{option} holds U+{ord(unseen[0]):04X}, which nobody sees who reads it. "
            "Write it anew without."
        )
    return text
