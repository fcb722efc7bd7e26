"""Words of 32 bits by which seeds and whoever draws are known to chance."""

from __future__ import annotations

from hashlib import blake2b


MASK = 0xFFFFFFFF

Key = tuple[int, int]
"""A seed in two words."""


def key_of(seed: int) -> Key:
    """Take a seed apart into two words of 32 bits; further ones are mixed in."""
    low, high = seed & MASK, (seed >> 32) & MASK
    rest = seed >> 64
    while rest:
        low, high = low ^ (rest & MASK), high ^ ((rest >> 32) & MASK)
        rest >>= 64
    return low, high


def name_of(*names: object) -> int:
    """Give the word of 32 bits by which *names* are known to chance."""
    text = "\x1f".join(str(name) for name in names)
    return int.from_bytes(blake2b(text.encode(), digest_size=4).digest())
