"""
Short texts in many wordings, and the indicators that they show or only seem to show.

Both parts were written and labelled by one hand, in sight of the ids and definitions of
the library alone, before its frames were written. The frames were mended on the first
part. The second was scored and never looked into, but who wrote the frames had written
it in the same hour: no score of it is that of texts by others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.watch.documents import reading_of

from exeunt.model.signals import Realis
from exeunt.watch.indicators import library


_DATA = Path(__file__).parent / "data"
_NOT_SO = {Realis.DENIED, Realis.HISTORIC, Realis.LIFTED, Realis.CONTINGENCY}


def _rows(name: str) -> Iterator[tuple[str, set[str], set[str], str]]:
    """Give the country, what is shown, what is open to doubt, and the text."""
    for line in (_DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, labels, text = line.split(" | ", 2)
            shown = {one for one in labels.split() if one[0] not in "?-"}
            doubt = {one[1:] for one in labels.split() if one[0] == "?"}
            yield country, shown, doubt, text


def _counted(name: str) -> Counter[str]:
    """Count what is found rightly, what is too much and what is missed."""
    out: Counter[str] = Counter()
    for country, shown, doubt, text in _rows(name):
        seen = reading_of(text, country=country).indicators
        found = {i.indicator for i in seen if i.realis not in _NOT_SO} - doubt
        out["right"] += len(found & shown)
        out["too much"] += len(found - shown)
        out["missed"] += len(shown - found)
    return out


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("wordings.txt", 0.92, 0.92), ("wordings-kept.txt", 0.82, 0.88)],
)
def test_an_event_is_read_in_many_wordings(
    name: str, precision: float, recall: float
) -> None:
    count = _counted(name)
    assert count["right"] >= recall * (count["right"] + count["missed"])
    assert count["right"] >= precision * (count["right"] + count["too much"])


def test_every_indicator_is_in_both_parts() -> None:
    for name in ("wordings.txt", "wordings-kept.txt"):
        shown = set().union(*(row[1] for row in _rows(name)))
        assert set(library()) <= shown, name
