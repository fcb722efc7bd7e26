"""
Documents that were written and labelled before the rules for them were read.

28 of them were used to mend the rules. Another 12 were kept aside until that was done,
and 10 more, further from the words of the rules, were written after it. The floors of
those two are what the rules reached when they first read them, rounded down; what was
mended afterwards must not be lost either, but is no measure of texts not seen.

The 24 of the parts that are called blind are by another hand, which saw no rule and ran
nothing. Twelve of them, with six that lay traps, were used to mend the rules; the other
twelve were read once after that. Their kinds of engagements are guesses.
"""

from __future__ import annotations

import pytest
from tests.watch.fresh_labels import KINDS, documents, score


_FLOORS = {
    "seen": (96, 90, 85, 96, 96),
    "kept": (72, 75, 61, 64, 96),
    "later": (100, 0, 80, 40, 89),
    "blind-mended": (0, 71, 43, 91, 95),
    "blind": (50, 66, 46, 58, 82),
}


@pytest.mark.parametrize("part", _FLOORS)
def test_what_was_labelled_before_is_read(part: str) -> None:
    given = list(documents(part))
    found = {kind: score(given, kind).f1 for kind in KINDS}
    floors = dict(zip(KINDS, _FLOORS[part], strict=True))
    assert {k: found[k] for k in KINDS if found[k] < floors[k]} == {}


def test_the_parts_have_the_documents_that_they_are_said_to_have() -> None:
    sizes = [len(list(documents(part))) for part in _FLOORS]
    assert sizes == [28, 12, 10, 12, 12]
