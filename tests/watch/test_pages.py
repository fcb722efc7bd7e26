"""Web pages: what is read of them, and that offsets lead back into the raw page."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from tests.watch.documents import reading_of

from exeunt.watch.pages import page_of_html


PAGE = """<!DOCTYPE html><html><head><title>Embassy to close</title>
<style>p { color: red }</style><script>var x = "<p>The embassy closed.</p>";</script>
</head><body>
<nav><a href="/">Home</a> <a href="/w">The embassy ordered all staff to leave.</a></nav>
<article><h1>Embassy to close</h1>
<figure><img src="a.jpg"><figcaption>Ministers meet on 3 January 2022.</figcaption></figure>
<p>The U.S.&nbsp;Embassy said it would <b>suspend</b>
operations on&#32;Friday &amp; move its staff. It is the embassy&#8217;s first closure in
twenty years, and the staff will be told more by the department in the days to come.</p>
<!-- <p>The embassy evacuated its staff.</p> -->
<p>NATO and Russia will meet on <time datetime="2022-01-12">Jan.&nbsp;12</time> in
Brussels, where the alliance has its seat, and they will speak of security in Europe.</p>
<div class="related"><p>Read how the airport was closed.</p></div>
</article><footer>The airport is closed.</footer></body></html>"""


def _shown(raw: str) -> str:
    """Read a stretch of markup as a browser would."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", raw)).split())


def test_only_the_main_text_of_a_page_is_read() -> None:
    reading = reading_of(PAGE, html=True)
    assert [(s.status.value, s.realis.value) for s in reading.statuses] == [
        ("suspended", "planned"),
        ("ordered", "planned"),
    ]
    assert [(e.day.isoformat(), e.kind) for e in reading.engagements] == [
        ("2022-01-12", "meeting")
    ]
    assert "airport_closed" not in {i.indicator for i in reading.indicators}


def test_offsets_lead_into_the_page_as_it_was_given() -> None:
    reading = reading_of(PAGE, html=True)
    (friday,) = [t for t in reading.times if t.value == "2021-12-31"]
    assert PAGE[friday.start : friday.end] == "Friday"
    (twelfth,) = [t for t in reading.times if t.value == "2022-01-12"]
    assert PAGE[twelfth.start : twelfth.end] == "Jan.&nbsp;12"
    for signal in reading.signals:
        evidence = signal.evidence
        raw = _shown(PAGE[evidence.start : evidence.end])
        assert raw in " ".join(evidence.sentence.split())


def test_an_entity_is_one_character_wherever_it_stands() -> None:
    page = page_of_html("<p>a&amp;b&#8217;s &lt;x&gt;</p>")
    assert page.text.strip() == "a&b\u2019s <x>"
    at = page.text.index("&")
    assert page.given(at, at + 1) == (4, 9)
    assert page.given(at, at + 2) == (4, 10)


@given(st.text(alphabet=st.sampled_from("<>&;/ap! \n'\"=-x#3"), max_size=200))
def test_any_markup_is_read_and_every_character_leads_back(text: str) -> None:
    page = page_of_html(text)
    for at, shown in enumerate(page.text):
        start, end = page.given(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert shown.isspace() or shown == unescape(text[start:end])
