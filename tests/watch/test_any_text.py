"""Whatever the text, reading it raises nothing and every signal has its evidence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.often import often
from tests.watch.documents import reading_of

from exeunt.model.signals import Reading
from exeunt.watch import attribution
from exeunt.watch.told import Told


PIECES = st.sampled_from(
    """The embassy|the U.S. Embassy|will|evacuate|ordered|its staff|families|to leave|
on Monday|Jan. 10|on 10-13 January 2022|within 48 hours|Wed, 15 Dec 20202|31 February|
at 25:99|"|'|(|)|[|]|said|Biden|Russia|and|,|.|;|travel advisory|Level 4|raised to|
suspended operations|in case of|not|airport|closed|talks|will meet|with|Putin|deadline|
gave the army 9999 days to leave|in 9999 years|9999 weeks ago|year 20202|0000-00-00|
\x00|\u202e|\u200f|\ufeff|\u2028|\n\n|\n|\t|http://a.b/c|](x)|**|1/1/0001|12/31/9999|
next week|last month|the 1990s|T99:99|P1D|https://""".replace("\n", "").split("|")
)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=60).map("".join),
)


def _sound(text: str, reading: Reading) -> None:
    for time in reading.times:
        assert 0 <= time.start < time.end <= len(text)
        assert text[time.start : time.end] == time.text
    for signal in reading.signals:
        evidence = signal.evidence
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] in evidence.sentence
        assert evidence.sentence in text
        assert evidence.rule


@often(100)
@given(TEXTS)
def test_no_text_raises_and_no_signal_is_without_its_words(text: str) -> None:
    lead = "The embassy said that it is to be in the city. "
    _sound(lead + text, reading_of(lead + text))


@often(20)
@given(TEXTS)
def test_no_page_raises(text: str) -> None:
    html = f"<html><body><p>The embassy is in the city and is to be open. {text}</p>"
    reading = reading_of(html, html=True)
    for signal in reading.signals:
        assert 0 <= signal.evidence.start < signal.evidence.end <= len(html)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00" * 10_000,
        '"' * 10_000,
        "<div>" * 5_000,
        "&amp;" * 5_000,
        "<!--" * 5_000,
        "the embassy " * 5_000,
        "evacuate the " * 5_000,
        "10 January, " * 3_000,
        "\ud800 lone surrogate of the text",
    ],
    ids=range(10),
)
@pytest.mark.parametrize("html", [False, True])
def test_what_is_monstrous_is_read_like_anything_else(text: str, html: bool) -> None:
    assert reading_of(text, html=html).document


def test_of_a_text_without_end_the_beginning_is_read_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("exeunt.watch.reading.LONGEST", 120)
    lead = "The embassy ordered families to leave on Monday. "
    text = lead + "The airport is to be closed on Friday, they say. " * 5
    page = f"<html><body><p>{text}</p>"

    whole, cut, shown = reading_of(lead), reading_of(text), reading_of(page, html=True)

    assert whole.read_to is None
    assert cut.read_to == 120
    assert [s.evidence.sentence for s in cut.statuses] == [lead.strip()]
    assert max(t.end for t in cut.times) <= 120
    assert shown.read_to == page.index(text) + 120


def test_no_more_is_looked_at_together_than_a_stretch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The work within one grows with its square."""
    together: list[int] = []
    one_stretch = attribution._of_stretch

    def noted(*given: Any) -> list[Told]:
        body = given[1]
        together.append(body[-1].end - body[0].start)
        return one_stretch(*given)

    monkeypatch.setattr(attribution, "_of_stretch", noted)
    monkeypatch.setattr(attribution, "_STRETCH_LENGTH", 2_000)
    reading_of('The minister said that he is to be there, and "so are we". ' * 200)

    assert len(together) > 1
    assert max(together) < 6_000


def test_the_same_text_reads_the_same() -> None:
    text = "The embassy ordered families to leave on Monday. Talks will resume Friday."
    assert reading_of(text) == reading_of(text)
    keys = [s.evidence.key for s in reading_of(text).signals]
    assert len(set(keys)) == len(keys)
