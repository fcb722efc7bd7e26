"""Sentences: where they end, and that none is longer than the rules can take."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.watch.sentences import LONGEST, sentences
from exeunt.watch.wording import evened


WHOLE = (
    "The U.S. Embassy in Kyiv will close on Jan. 10 at 4 p.m. local time.",
    "He spoke with U.S. Secretary of State Antony Blinken by video on Monday.",
    "Gen. Abdel Fattah al-Burhan met Mr. Smith of the U.N. Mission on Dec. 3.",
)


@pytest.mark.parametrize("sentence", WHOLE)
def test_an_abbreviation_does_not_end_a_sentence(sentence: str) -> None:
    text = f"{sentence} It was open before."
    assert [s.text for s in sentences(text)] == [sentence, "It was open before."]


def test_a_dateline_is_cut_from_its_first_sentence() -> None:
    first, second = sentences("KYIV, Jan. 10 (Courier) - The embassy closed.")
    assert first.zone.value == "dateline"
    assert second.text == "The embassy closed."


@pytest.mark.parametrize("piece", ["word ", "x", "a. ", '"(', "Jan. 1, ", "\u2014"])
def test_no_sentence_is_longer_than_the_rules_take(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert max(len(s.text) for s in sentences(text)) <= LONGEST


@given(st.text(max_size=400))
def test_sentences_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    even = evened(text)
    assert len(even) == len(text)
    found = sentences(even)
    for sentence in found:
        assert len(sentence.text) == sentence.end - sentence.start
        assert sentence.text.split() == even[sentence.start : sentence.end].split()
    ends = [s.end for s in found[:-1]]
    assert all(a <= s.start for a, s in zip(ends, found[1:], strict=True))
