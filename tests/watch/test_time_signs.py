"""What a sentence is asked first never hides a time that a rule would find."""

from __future__ import annotations

import re

import pytest
from tests.watch.newswire import stories

from exeunt.watch.sentences import sentences
from exeunt.watch.time_rules import EXPLICIT, KNOWN, LEANING, TimeRule
from exeunt.watch.time_signs import (
    CLOCK,
    MONTH,
    MONTH_AND_DIGIT,
    YEAR,
    ending_in,
    signs_of,
)
from exeunt.watch.time_words import CLOCK as CLOCK_TIME
from exeunt.watch.wording import evened


TEXTS = [
    sentence.text
    for kept_back in (False, True)
    for story in stories(kept_back=kept_back)
    for sentence in sentences(evened(story.text))
]
RULES = [*EXPLICIT, *LEANING]


@pytest.mark.parametrize("rule", RULES, ids=[rule.read.__name__ for rule in RULES])
def test_a_sentence_has_a_sign_of_every_rule_that_matches_in_it(rule: TimeRule) -> None:
    for text in TEXTS:
        if rule.pattern.search(text):
            assert rule.needs & signs_of(text, KNOWN), text


@pytest.mark.parametrize(
    "rule",
    [rule for rule in RULES if rule.words],
    ids=[rule.read.__name__ for rule in RULES if rule.words],
)
def test_looking_before_units_finds_what_looking_everywhere_does(
    rule: TimeRule,
) -> None:
    for text in TEXTS:
        wanted = [match.span() for match in rule.pattern.finditer(text)]
        assert [match.span() for match in rule.matches(text)] == wanted, text


def test_a_time_of_day_has_a_sign() -> None:
    for text in TEXTS:
        if CLOCK_TIME.search(text):
            assert CLOCK in signs_of(text, KNOWN), text


def test_signs_are_told_by_words() -> None:
    assert {YEAR, MONTH, MONTH_AND_DIGIT} <= signs_of("In May 2022 it shut.", KNOWN)
    assert not signs_of("Nobody may say so.", KNOWN) & {YEAR, MONTH_AND_DIGIT}
    assert not signs_of("They left.", KNOWN)


def test_units_are_found_with_the_words_before_them() -> None:
    pattern = re.compile(r"two (?:long )?days?")
    words = frozenset(["two", "long"])
    text = "In two towns the two long days and two days went by."
    found = ending_in(frozenset(["days"]), pattern, words, text)
    assert [match[0] for match in found] == ["two long days", "two days"]
