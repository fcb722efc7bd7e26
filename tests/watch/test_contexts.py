"""Texts of years ago, made up, of sport or called false: what is so in them."""

from __future__ import annotations

from collections import Counter

from tests.watch.context_labels import texts, wrong_in


_WANTED = {
    "recap": 15,
    "stands": 10,
    "invented": 15,
    "real": 6,
    "elsewhere": 15,
    "here": 8,
    "false": 15,
    "true": 8,
}


def test_what_is_so_is_told_from_what_only_sounds_so() -> None:
    assert {told.name: wrong for told in texts() if (wrong := wrong_in(told))} == {}


def test_there_are_fifteen_texts_of_each_trap_and_some_that_are_none() -> None:
    assert Counter(told.name.split()[0] for told in texts()) == _WANTED
