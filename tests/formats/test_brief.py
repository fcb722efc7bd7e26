"""The brief as a page: whole in itself, in order, escaped, open to everybody."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from importlib.resources import files
from io import BytesIO

import pytest
from pypdf import PdfReader
from tests.make import a_category, a_link, a_place, a_post
from tests.make_brief import (
    AS_OF,
    a_busy_post,
    a_decision,
    a_plan,
    a_proposal,
    a_warning,
    an_assessment,
)

from exeunt.formats.brief.answer import answer, decide_by_line, people_of, worst_gap
from exeunt.formats.brief.assemble import brief_view
from exeunt.formats.brief.assessment import Assessment, chance_at
from exeunt.formats.brief.doubts import doubt_lines
from exeunt.formats.brief.html import brief_html
from exeunt.formats.brief.moved import moved_since
from exeunt.formats.brief.pdf import brief_pdf
from exeunt.formats.charts.palette import contrast
from exeunt.model.notices import ForPeople
from exeunt.model.statuses import DepartureStatus


TEMPLATES = files("exeunt") / "data" / "templates"
VOID = {"meta", "br", "hr", "img", "link", "input"}


class Page(HTMLParser):
    """Tags with their attributes, text, and whether every tag was closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    def all_of(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.tags if attribute in a]


def page_of(assessment: Assessment) -> str:
    template = (TEMPLATES / "brief.html").read_text(encoding="utf-8")
    return brief_html(brief_view(assessment), template).decode()


def words_of(assessment: Assessment) -> str:
    return re.sub(r"\s+", " ", " ".join(Page(page_of(assessment)).words))


HTML = page_of(an_assessment())
PAGE = Page(HTML)


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    tags = {tag for tag, _ in PAGE.tags}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "base"}
    assert not PAGE.all_of("src")
    assert not [a for _, attrs in PAGE.tags for a in attrs if a.startswith("on")]
    assert "url(" not in HTML
    assert "@import" not in HTML
    assert set(re.findall(r"https?://[^\"' <]*", HTML)) == {
        "http://www.w3.org/2000/svg"
    }


def test_every_link_leads_to_a_place_on_the_page() -> None:
    ids = Counter(PAGE.all_of("id"))
    assert {i for i, n in ids.items() if n > 1} == set()
    for href in PAGE.all_of("href"):
        assert href[:1] == "#"
        assert ids[href[1:]] == 1, href
    for label in PAGE.all_of("aria-labelledby"):
        assert all(ids[name] == 1 for name in label.split())


def test_every_bar_of_the_waterfall_leads_to_its_sentence() -> None:
    links = re.findall(r'<a href="#(ev-[^"]+)">', HTML)
    assert len(links) == 2 * 6  # six bars, in two widths
    for link in links:
        row = re.search(rf'<th[^>]* id="{link}".*?</tr>', HTML, re.DOTALL)
        assert row is not None
        for told in ("“Sentence", "Gazette of Porto Vento", "A spokesman", "B2", "Apr"):
            assert told in row[0]


def test_what_documents_and_people_wrote_is_escaped() -> None:
    assert "&lt;armour&gt;" in HTML
    assert "<armour>" not in HTML
    assert "&lt;of staff&gt;" in HTML


def test_sections_stand_in_reading_order() -> None:
    order = [a["id"] for tag, a in PAGE.tags if tag == "section"]
    assert order == [
        "answer", "timeline", "fan", "decide", "rehearsed", "worst", "tripwires",
        "waterfall", "calendar", "time", "plan", "fallbacks", "assumptions", "unknown", "made",
    ]  # fmt: skip
    headings = [tag for tag, _ in PAGE.tags if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", *["h2"] * 15]


def test_the_worst_worlds_are_retold_and_what_worlds_failed_of() -> None:
    (section,) = [s for s in brief_view(an_assessment()).sections if s.id == "worst"]
    assert section.words[0].replace("\u00a0", " ") == (
        "In 7 of 40 worlds somebody was left, or out after the deadline."
    )
    causes, story = section.tables
    told = [[cell.words.replace("\u00a0", " ") for cell in r] for r in causes.rows]
    assert told == [
        ["No seat, or no open way, out of Home quarter", "71 %"],
        ["No wait: ready late, or a long journey", "29 %"],
    ]
    assert story.caption.replace("\u00a0", " ") == "World 17: 3 people not out"
    left, shut, absent, last = (
        cells[1].words.replace("\u00a0", " ") for cells in story.rows
    )
    assert left == (
        "Not out when the rehearsal ended, Sat 11 May 08:00: 3 people waiting to leave "
        "Home quarter (3 of Families <of staff> in 1 household)."
    )
    assert shut == (
        "Airport <of> Porto Vento was shut without notice 2 times, longest Mon 6 May "
        "11:00 to Mon 6 May 17:00 (6 h)."
    )
    assert absent == "Of 12 households of Private citizens, 1 did not come."
    assert last == (
        "The last group out, 4 people of Families <of staff>: ready at Home quarter at "
        "Mon 6 May 09:00; 4 h in the queue at Port; 4 h waiting to leave Port; by own "
        "means to Haven, Mon 6 May 17:00 to Tue 7 May 23:00; 1 h until Haven opened; "
        "safe at Wed 8 May 00:00."
    )


def test_every_doubt_is_told_with_its_reason() -> None:
    post = {
        "categories": [a_category("family"), a_category("citizen", name="Citizens")],
        "places": [a_place(), a_place("port", name="Port", kind="airport", lat=50.3)],
        "links": [a_link("home", "port")],
    }
    long = {"p10": "1h", "p50": "4h", "p90": "1d"}
    doubts = {
        "no_show": {"citizen": 0.25},
        "travel": {"air": {"p10": 0.9, "p50": 1, "p90": 1.5}},
        "trip": {"p10": 0.9, "p50": 1, "p90": 1.1},
        "closings": [
            {"place": "port", "per_day": 0.5, "lasts": long, "why": "Fog."},
            {"mode": "air", "per_day": 1, "lasts": long, "after": "2h", "source": "S"},
        ],
        "dwindling": {
            "airline": {
                "departures": {"begins": long, "lasts": long},
                "seats": {"begins": long, "lasts": long},
                "why": "Insurers.",
            }
        },
        "environment": {"hostile": {"chance": 0.2, "travel": 1.5}},
        "why": "Judgement.",
    }
    told = [" | ".join(line) for line in doubt_lines(a_post(doubts=doubts, **post))]
    assert [line.replace("\u00a0", " ") for line in told] == [
        (
            "what may go otherwise (P10, P50, P90) | Citizens: 25 % do not come; "
            "air travel ×0.9, ×1, ×1.5; travel stays alike for about 12 h; "
            "a trip by itself ×0.9, ×1, ×1.1 | Judgement."
        ),
        (
            "Port shuts without notice | 0.5 a day on which it was open; for 1 h, "
            "4 h, 1 d | Fog."
        ),
        (
            "all travel by air shuts without notice | 1 a day on which it was open, "
            "not before 2 h; for 1 h, 4 h, 1 d | Judgement. Source: S"
        ),
        (
            "airline dwindles | departures, one carrier after another: from 1 h, 4 h, "
            "1 d after the decision on, none left within 1 h, 4 h, 1 d; seats still for "
            "sale: from 1 h, 4 h, 1 d after the decision on, none left within 1 h, 4 h, "
            "1 d | Insurers."
        ),
        (
            "the environment | hostile 20 % (travel ×1.5); otherwise permissive, 80 % | "
            "Judgement."
        ),
    ]


def test_the_map_stands_right_after_the_answer() -> None:
    view = brief_view(an_assessment(map_svg="<svg></svg>"))
    assert [s.id for s in view.sections][:2] == ["answer", "map"]


def test_tables_say_what_their_rows_and_columns_are() -> None:
    assert all(a.get("scope") in {"col", "row"} for tag, a in PAGE.tags if tag == "th")
    tables = [tag for tag, _ in PAGE.tags if tag == "table"]
    captions = [tag for tag, _ in PAGE.tags if tag == "caption"]
    boxes = [a for _, a in PAGE.tags if a.get("class") == "scroll"]
    assert len(tables) == len(captions) == len(boxes) > 10
    assert all(a.get("tabindex") == "0" and a.get("aria-label") for a in boxes)


def test_the_page_can_be_entered_past_its_head() -> None:
    first = next(a for tag, a in PAGE.tags if tag == "a")
    assert first["href"] == "#main"
    assert dict(PAGE.tags)["html"]["lang"] == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_light_and_dark(scheme: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", HTML, re.DOTALL)[:2]
    light_or_dark = {"light": light, "dark": dark}[scheme]
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", light_or_dark))
    for words in ("ink", "soft", "link"):
        for ground in ("paper", "box", "warn"):
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
    assert contrast(colours["edge"], colours["paper"]) >= 3


def test_a_made_up_post_says_so_and_a_real_one_does_not() -> None:
    assert "Not a real post." in HTML
    real = an_assessment(post=a_busy_post(synthetic=""))
    assert "Not a real post." not in page_of(real)


def test_the_brief_says_that_a_person_decides_and_names_nobody() -> None:
    assert HTML.count("A person decides. Exeunt proposes and sends nothing.") == 2
    assert "Contains no personal data." in HTML
    assert "Прізвище" not in HTML
    told = words_of(an_assessment())
    for person in an_assessment().post.people:
        assert not re.search(rf"\b({person.id}|{person.household})\b", told)


def test_the_answer_is_three_sentences_and_the_second_says_by_when() -> None:
    who, when, what = answer(an_assessment())
    assert who == (
        "Families <of staff> should move under ordered departure; for everybody else "
        "the status stays normal."
    )
    assert when.startswith("Decide by now: it is already late; for Private citizens")
    assert what.startswith("What binds is processing at 90 an hour at Airport")
    assert "no plan could do better by more than 1.00\u00a0%" in what
    assert (
        "most would be bought by one more vehicle: Coaches (6\u00a0h of waiting, "
        "+3.1\u00a0±\u00a01.2 points of chance now)"
    ) in what


def test_the_decision_that_falls_due_first_is_the_one_told() -> None:
    found = an_assessment(decisions=(a_decision(),))
    assert decide_by_line(found) == "Decide by Fri 10\u00a0May\u00a02030, 08:00"
    assert (
        "97\u00a0% if decided now, 95\u00a0% if decided tomorrow and 90\u00a0%"
        in (answer(found)[1])
    )


def test_what_has_been_decided_is_not_to_be_decided_again() -> None:
    ordered = a_proposal("citizen", in_force=DepartureStatus.ORDERED)
    found = an_assessment(proposals=(a_proposal(), ordered))
    assert decide_by_line(found) == "Decide by Fri 10\u00a0May\u00a02030, 08:00"
    assert "for Families <of staff>, whose turn comes first" in answer(found)[1]
    told = words_of(found)
    assert "Private citizens: decided already" in told
    assert "already late" not in told


def test_where_nothing_is_left_to_decide_the_line_says_so() -> None:
    told = [
        a_proposal(name, in_force=DepartureStatus.ORDERED)
        for name in ("family", "citizen")
    ]
    assert decide_by_line(an_assessment(proposals=tuple(told))) == (
        "Decide by: every category that would move has been told to go already"
    )


def test_whoever_may_have_left_already_is_told_as_unknown() -> None:
    ordered = a_proposal(in_force=DepartureStatus.ORDERED)
    told = words_of(an_assessment(proposals=(ordered,)))
    assert "Who of Families <of staff> has left already" in told
    assert "has left already" not in words_of(an_assessment())


def test_evidence_that_was_there_the_day_before_has_not_moved() -> None:
    post = a_busy_post()
    now = a_warning(post)
    published = [c.evidence.published for c in now.odds.contributions]
    last = max(published)
    before = a_warning(
        post,
        as_of=last - timedelta(seconds=1),
        odds=replace(now.odds, contributions=()),
    )
    told = moved_since(before, now, post=post)
    assert len(told) == published.count(last) < len(published)


def test_a_decision_that_can_wait_says_so() -> None:
    found = an_assessment(decisions=(a_decision(beyond=True),))
    assert decide_by_line(found).endswith("08:00 or later")


def test_nobody_moves_when_nothing_is_proposed() -> None:
    normal = a_proposal(proposed=DepartureStatus.NORMAL)
    assert answer(an_assessment(proposals=(normal,)))[0].startswith(
        "No category should"
    )


def test_a_status_in_force_is_not_proposed_anew() -> None:
    stays = a_proposal(in_force=DepartureStatus.ORDERED)
    assert answer(an_assessment(proposals=(stays,)))[0] == (
        "Families <of staff> should stay under ordered departure, which is in force."
    )


def test_a_chance_between_two_points_of_the_curve_lies_between_theirs() -> None:
    assert chance_at(a_decision(), 0) == pytest.approx(0.97)
    assert chance_at(a_decision(), 0.5) == pytest.approx(0.959)
    assert chance_at(a_decision(), 30) is None


def test_the_gap_told_is_the_worst_of_what_the_plan_is_judged_by() -> None:
    assert worst_gap(a_plan(a_busy_post())) == pytest.approx(0.01)


def test_an_estimate_is_never_told_without_its_range() -> None:
    assert people_of(a_busy_post(), "citizen") == "120 (50 to 400)"
    assert people_of(a_busy_post(), "family") == "60"


def test_every_reason_of_the_post_stands_by_what_it_is_for() -> None:
    told = words_of(an_assessment())
    for why in (
        "Beds agreed.",
        "Scheduled block time.",
        "Insurers leave first.",
        "First & fast.",
    ):
        assert why in told
    assert "Without a reason in the post: Private citizens," in told


def test_what_is_unknown_is_listed() -> None:
    told = words_of(an_assessment())
    assert "Tripwire: Queues at the border pass a day." in told
    assert "Document 1.txt not analysed" in told
    assert "50 to 400, likely 120; stale" in told
    assert "Transport and communications never reviewed" in told


def test_who_is_left_is_told_by_place_and_reason() -> None:
    told = words_of(an_assessment())
    assert "Home quarter 20 the road shuts at night" in told
    assert "Home quarter 6 no wheelchair place on any coach in time" in told


def test_what_held_the_last_ones_up_is_told() -> None:
    assert "port 100\u00a0% 12" in words_of(an_assessment()).replace(" %", "\u00a0%")


def test_what_stands_behind_the_trips_is_counted_by_place() -> None:
    view = brief_view(an_assessment())
    section = next(s for s in view.sections if s.id == "fallbacks")
    assert section.words[0].replace("\u00a0", " ") == (
        "32 trips with people: 18 with an alternate that has room, 0 with one to stand "
        "by for, 14 with none; 23 without a contingency. 10 parties stand by for seats "
        "that fall free."
    )
    assert section.words[1] == (
        "Emergency: The post does not say where people stand fast."
    )
    (table,) = section.tables
    assert [[cell.words for cell in row][0::2] for row in table.rows] == [
        ["Home quarter", "154", "0", "own means to Haven; none for 20\u00a0trips"],
        ["Airport of Porto Vento", "54", "0", "none"],
    ]


def test_a_plan_without_trips_has_no_section_of_what_stands_behind_them() -> None:
    found = an_assessment(for_people=ForPeople())
    assert "fallbacks" not in [s.id for s in brief_view(found).sections]


def test_levers_that_were_not_looked_for_leave_no_section() -> None:
    view = brief_view(an_assessment(bought=None))
    assert "time" not in [s.id for s in view.sections]


def paper(assessment: Assessment) -> bytes:
    template = (TEMPLATES / "brief.typ").read_text(encoding="utf-8")
    return brief_pdf(brief_view(assessment), template, at=AS_OF)


def test_the_paper_says_what_the_page_says() -> None:
    reader = PdfReader(BytesIO(paper(an_assessment())))
    text = "\n".join(p.extract_text() for p in reader.pages)
    told = re.sub(r"[\s\u00a0]+", " ", text)
    assert "Порто Венто" in told
    assert "Not a real post." in told
    for section in brief_view(an_assessment()).sections:
        assert section.title in told
    assert "Contains no personal data. A person decides." in told
    assert f"1 of {len(reader.pages)}" in told
    assert "�" not in told


def test_the_paper_is_tagged_and_names_its_language_and_title() -> None:
    reader = PdfReader(BytesIO(paper(an_assessment())))
    root = reader.root_object
    assert "/MarkInfo" in root
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]) == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == "Porto Vento / Порто Венто: departure brief"
    assert not reader.metadata.author


def test_the_same_assessment_gives_the_same_bytes() -> None:
    assert paper(an_assessment()) == paper(an_assessment())
    assert page_of(an_assessment()) == HTML
