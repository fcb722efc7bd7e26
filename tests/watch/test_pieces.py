"""What a pattern cannot do without is in everything that it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeunt.watch.indicators import library
from exeunt.watch.pieces import lowered, may_match, needed, within_words


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        ("troops?", (("troop",),)),
        (r"pull(?:s|ed) out\b", (("pulls out", "pulled out"),)),
        (r"army\b.{0,40}\bborder", (("army",), ("border",))),
        (r"(?:some |all )?staff", (("staff",),)),
        (r"(?:some |all )*staff", (("staff",),)),
        (r"a-?\d+ missiles?", ((" missile",),)),
        (r"(?-i:[A-Z])\w+ said", ((" said",),)),
        (r"(?<!live-)fire(?!arm)", (("fire",),)),
        (r"clos(?:e|ing)|shut", (("shut", "close", "closing"),)),
        (r"cafe[eé]s", (("cafees", "cafeés"),)),
        (r"\bU\.N\.", (("u.n.",),)),
        (r"(?:of|to)\d", ()),
        (r"staff|\w+ed", ()),
        (r"(?P<who>staff)", ()),
    ],
)
def test_pieces_are_read_off_a_pattern(
    pattern: str, pieces: tuple[tuple[str, ...], ...]
) -> None:
    assert needed(pattern) == pieces


PATTERNS = sorted(
    {p for one in library().values() for parts in one.patterns for p in parts}
    | {p for one in library().values() for p in one.but_not}
)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.data())
def test_what_an_indicator_matches_has_its_pieces(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(PATTERNS))
    text = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    assert may_match(needed(pattern), lowered(text))


@pytest.mark.parametrize(
    "text", ["\u0130RAN", "mi\u017f\u017file", "\u212aYIV", "\u0131ran"]
)
def test_odd_letters_are_taken_as_patterns_take_them(text: str) -> None:
    pattern = "iran|missile|kyiv"
    assert re.search(pattern, text, re.IGNORECASE)
    assert may_match(needed(pattern), lowered(text))


def test_one_group_that_is_missing_rules_a_pattern_out() -> None:
    groups = needed(r"army\b.{0,40}\bborder")
    assert may_match(groups, "the army nears the border")
    assert not may_match(groups, "the army stays at home")


def test_words_are_searched_one_by_one() -> None:
    tells = within_words(re.compile(r"\bnow\b|week", re.IGNORECASE))
    assert tells("They leave (now), he said")
    assert tells("two Weeks")
    assert not tells("snow is known")
    assert not tells("")
