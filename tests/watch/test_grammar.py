"""Which verb governs a place in a sentence."""

from __future__ import annotations

import re

import pytest

from exeunt.watch import grammar
from exeunt.watch.grammar import governing, verbs


def test_a_verb_is_found_among_many_without_measuring_them_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    measured: list[int] = []
    distance = grammar._distance

    def counted(sentence: str, start: int, end: int) -> int:
        measured.append(end - start)
        return distance(sentence, start, end)

    monkeypatch.setattr(grammar, "_distance", counted)
    sentence = "they left and came on Monday " * 1_000
    groups = verbs(sentence)
    days = [found.span() for found in re.finditer("Monday", sentence)]
    found = [governing(sentence, *day, groups) for day in days]
    assert {verb.head for verb in found if verb} == {"came"}
    assert len(set(found)) == len(days)
    assert sum(measured) < len(sentence)


def test_commas_and_conjunctions_make_a_verb_count_as_farther_away() -> None:
    sentence = "The talks failed, and on Monday envoys met"
    at = sentence.index("Monday")
    found = governing(sentence, at, at + 6, verbs(sentence))
    assert found is not None
    assert found.head == "met"
    assert governing("on Monday", 3, 9, ()) is None
