"""Frames: one entry reads an event in every voice, and not what only looks like it."""

from __future__ import annotations

import pytest

from exeunt.watch.actors import actors_in
from exeunt.watch.frames import frames_in
from exeunt.watch.word_classes import Classes, noun_forms, verb_forms, words_in


def _seen(sentence: str) -> set[str]:
    return {one.indicator for one in frames_in(sentence, actors_in(sentence)) or ()}


@pytest.mark.parametrize(
    "sentence",
    [
        "The airline called off its rotation to Goma.",
        "Rotations to Goma by both airlines were called off on Sunday.",
        "The carrier confirmed the cancellation of tonight's rotation.",
        "Flag carrier axes Goma rotation",
        "The airline will no longer land in Goma.",
    ],
)
def test_one_event_is_read_in_every_voice(sentence: str) -> None:
    assert "airline_suspends" in _seen(sentence)


def test_a_name_is_not_taken_apart() -> None:
    assert "port_closed" not in _seen("The road to Port Sudan is closed.")
    assert "port_closed" in _seen("The port of Sudan is closed.")


def test_a_frame_stays_within_its_clause() -> None:
    assert "airport_closed" in _seen("The airport was shut on Sunday.")
    assert "airport_closed" not in _seen("The airport is busy; the shop was shut.")


def test_sport_and_fiction_are_other_matters() -> None:
    assert frames_in("The striker bombed in the cup final.", ()) is None


def test_words_of_a_frame_keep_their_places() -> None:
    sentence = "On Sunday the airline called off its rotation to Goma."
    (one,) = (s for s in frames_in(sentence, ()) or () if s.frame[:7] == "carrier")
    assert [sentence[a:b] for a, b in one.words] == [
        "airline",
        "called off",
        "rotation",
    ]
    assert sentence[one.start : one.end] == "airline called off its rotation"


def test_forms_of_verbs_and_nouns() -> None:
    assert set(verb_forms("call off")) == {
        "call off", "calls off", "called off", "calling off",
    }  # fmt: skip
    assert {"shut", "shuts", "shutting"} == set(verb_forms("shut"))
    assert {"ban", "bans", "banned", "banning"} == set(verb_forms("ban"))
    assert {"flee", "flees", "fleeing", "fled"} == set(verb_forms("flee"))
    assert list(noun_forms("ferry")) == ["ferry", "ferries"]


def test_a_name_with_a_capital_is_met_only_as_it_is_written() -> None:
    classes = Classes({"line": ["LOT"], "seat": ["seat"]})
    assert set(classes.found_in(words_in("LOT has a SEAT"))) == {"line", "seat"}
    assert set(classes.found_in(words_in("a lot of seats"))) == set()
