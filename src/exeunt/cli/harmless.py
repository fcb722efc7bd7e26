"""Text of others on a terminal: no sign of it may steer the terminal."""

from __future__ import annotations


_STEERING = (
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    *(0x061C, 0x200E, 0x200F, 0x2028, 0x2029),
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
_TABLE = dict.fromkeys(_STEERING, "\N{REPLACEMENT CHARACTER}")


def harmless(text: str) -> str:
    """
    Replace control characters, and those that turn the direction of writing.

    A name in a post or plan that somebody sent could otherwise color, hide or delete
    what stands beside it. Ends of lines and tabs stay.
    """
    return text.translate(_TABLE)
