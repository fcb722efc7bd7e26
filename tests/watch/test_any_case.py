"""The quicker ways to look for patterns give the same answers as ``re`` itself."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exeunt.watch.any_case import AnyCase
from exeunt.watch.beginnings import Beginnings, first_letters
from exeunt.watch.indicators import library
from exeunt.watch.pieces import lowered, may_match, needed
from exeunt.watch.sieve import Sieve, meets


_MODULES = (
    "advisories engagements event_actors event_words events indicators realis sources "
    "status_words statuses toponyms zones"
)
WATCHED = sorted(
    {
        found.pattern
        for name in _MODULES.split()
        for found in vars(import_module(f"exeunt.watch.{name}")).values()
        if isinstance(found, AnyCase)
    }
    | {p for one in library().values() for parts in one.patterns for p in parts}
)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


def _spans(pattern: AnyCase | re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_a_pattern_of_the_watch_is_found_where_re_finds_it(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(WATCHED))
    found = data.draw(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    around = st.text("aeINst ,.'-\u017f\u0130", max_size=12)
    text = data.draw(around) + data.draw(st.sampled_from([found, found.upper()]))
    text += data.draw(around)
    plain, quick = re.compile(pattern, re.IGNORECASE), AnyCase(pattern)
    assert _spans(quick, text) == _spans(plain, text)
    assert quick.span(text) == next(iter(_spans(plain, text)), None)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("missile|iran", "MI\u017f\u017fILES over \u0130RAN"),
        (r"flights? to (?-i:[A-Z])", "flight to be, FLIGHT TO Kyiv"),
        (r"ports?(?! (?-i:[A-Z]))", "port Said, port of Odesa"),
        (r"(?-i:[^A-Z])port", "Aport bport"),
        (r"(?<!security )\w+ advisory\b", "A SECURITY advisory, a travel ADVISORY"),
        (r"[^\W\d]\S+ed\b", "He SAILED off"),
        (r"(?P<who>STAFF) (?P=who)", "staff staff"),
    ],
)
def test_what_heeds_case_goes_on_heeding_it(pattern: str, text: str) -> None:
    plain, quick = re.compile(pattern, re.IGNORECASE), AnyCase(pattern)
    assert _spans(quick, text) == _spans(plain, text)
    found = quick.search(text, 2)
    assert (found and found[0]) == ((same := plain.search(text, 2)) and same[0])
    assert quick.span(text) == next(iter(_spans(plain, text)), None)
    assert quick.sub("*", text) == plain.sub("*", text)


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        (r"meets?|met", {"meet", "met"}),
        (r"(?:joint |live-fire )*drills?", {"joint", "live", "drill"}),
        (r"(?:phone |video )?call", {"phone", "video", "call"}),
        (r"(?<!be )\bconvened", {"convened"}),
        (r"(?:\w+ )?round of", {"", "round"}),
        (r"negotiations", {"negotiati"}),
    ],
)
def test_first_letters_are_read_off_a_pattern(pattern: str, letters: set[str]) -> None:
    assert first_letters(pattern) == letters


def test_a_word_is_asked_only_for_what_it_may_begin() -> None:
    led = Beginnings([r"meets?\b", r"\w+ talks", r"(?:joint )?drills"])
    assert led.led_by("meeting") == (0, 1)
    assert led.led_by("drills") == (1, 2)


@settings(max_examples=8, deadline=None, suppress_health_check=SLOW)
@given(st.data())
def test_a_sieve_holds_back_nothing_that_pieces_let_pass(data: st.DataObject) -> None:
    patterns = data.draw(st.lists(st.sampled_from(WATCHED), min_size=2, max_size=4))
    text = data.draw(st.from_regex(re.compile(patterns[0], re.IGNORECASE)))
    sieve = Sieve()
    early = sieve.marks(lowered(text))
    for pattern in patterns:
        passes = may_match(needed(pattern), lowered(text))
        assert sieve.lets(pattern, early) is passes
        assert sieve.lets(pattern, sieve.marks(lowered(text))) is passes


def test_a_sieve_knows_pieces_of_one_letter_and_of_many_words() -> None:
    sieve = Sieve()
    for pieces in (("a b", "cut off"), ("kyiv",)):
        demand = sieve.learnt((pieces,))
        assert meets(demand, sieve.marks("roads were cut off in kyiv, a b"))
        assert not meets(demand, sieve.marks("off they cut ab roads"))
