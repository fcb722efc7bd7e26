"""Movement notices: plain sentences on paper, and a text that names nobody."""

from __future__ import annotations

import re
from importlib.resources import files
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from tests.make_brief import AS_OF, a_busy_post, a_plan

from exeunt.formats.notice_files import notice_export_line, notices_pdf, public_text
from exeunt.formats.notices import Sheet, sheets_of
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.plan.covers import for_people


WORDS = {
    "reviewed": "2030-01-01T00:00:00Z",
    "notices": {
        "bring": "Bring passports and water.",
        "baggage": {"air": "one bag of 20 kg", "sea": "two bags"},
        "stand_fast": "Stay in the cellar.",
        "contact": "Your warden.",
    },
}
FOR = "each household"


def sheets(plan: Plan | None = None, **given: Any) -> dict[str, list[Sheet]]:
    post = a_busy_post(**given)
    plan = plan or a_plan(post)
    return of(post, plan)


def of(post: Post, plan: Plan) -> dict[str, list[Sheet]]:
    found = for_people(post, plan)
    out: dict[str, list[Sheet]] = {}
    for sheet in sheets_of(plan, post, found.notices, found.covers):
        out.setdefault(sheet.party, []).append(sheet)
    return out


def as_read(sheet: Sheet) -> str:
    lines = [sheet.whom, sheet.first]
    for part in sheet.parts:
        lines += [f"{part.head}:", *(f"  {words}" for words in part.words)]
    return "\n".join(lines).replace("\u00a0", " ")


GOLDEN = """\
Household h1, 3 people
Be at Home quarter by Mon 6 May 2030, 09:45.
Your journey:
  Home quarter to Airport of Porto Vento, Coaches of the contractor, vehicle 1: \
board from Mon 6 May 2030, 09:45, leaves Mon 6 May 2030, 10:00, arrives Mon 6 May 2030, 11:00.
  Airport of Porto Vento to Haven, Charter aircraft, vehicle 1: \
board from Mon 6 May 2030, 13:45, leaves Mon 6 May 2030, 14:00, arrives Mon 6 May 2030, 15:00.
  Your journey ends at Haven.
Your needs:
  Noted for you: infant and wheelchair. Say at once if that is wrong.
Bring:
  Bring passports and water.
  Baggage by air: one bag of 20 kg.
  Those who need it bring food, water and nappies for a day; the wheelchair, labelled.
If it does not come:
  Wait at Home quarter and stay together. Figures below are of all who are on your trip.
  Next: Coaches of the contractor to Airport of Porto Vento, Mon 6 May 2030, 13:00; room for 6 of 6.
  Another way: Own means to Haven, from Mon 6 May 2030, 10:00 on; for those of the 6 who can.
  If nothing goes: Stand fast at Home quarter. Stay in the cellar.
  From Airport of Porto Vento: Charter aircraft to Haven, Mon 6 May 2030, 22:00; room for 18 of 18.
Questions:
  Your warden."""


def test_a_household_reads_where_to_be_and_what_follows() -> None:
    assert as_read(sheets(paper=WORDS)["h1"][0]) == GOLDEN


def test_who_is_left_reads_so_and_for_what_they_may_stand_by() -> None:
    (left,) = sheets(paper=WORDS)["h18"]
    words = as_read(left)
    assert left.first == "There is no place for you yet. Stay at Home quarter."
    assert "no wheelchair place on any coach in time." in words
    assert "Stay in the cellar." in words
    assert "Stand by for:\n  Coaches of the contractor, vehicle 1, " in words


def test_a_post_without_words_of_its_own_has_the_usual_ones() -> None:
    words = as_read(sheets()["h1"][0])
    assert "Bring passports, papers of children, medicine" in words
    assert "The post says nothing of shelter there." in words
    assert "Questions" not in words


def test_those_of_a_cohort_who_go_by_own_means_are_told_together() -> None:
    own, left = sheets(paper=WORDS)["visitors/1"]
    assert (
        own.whom.replace("\u00a0", " ")
        == "Private citizens at Home quarter: 100 people"
    )
    assert own.first.replace("\u00a0", " ") == (
        "Leave Home quarter between Mon 6 May 2030, 20:00 and Tue 7 May 2030, 15:00."
    )
    assert "one after another" in as_read(own)
    assert left.first.startswith("There is no place for you yet.")
    assert "the road shuts at night." in as_read(left)


def test_the_pdf_has_a_page_for_every_household() -> None:
    book = [s for its in sheets().values() for s in its if s.people]
    template = (files("exeunt") / "data" / "templates" / "notices.typ").read_text(
        "utf-8"
    )
    data = notices_pdf(book, template, title="Porto Vento", recipient=FOR, at=AS_OF)
    pages = [p.extract_text() for p in PdfReader(BytesIO(data)).pages]
    assert len(pages) == 1 + len(book)
    assert "EXPORT: 60 people in 20 movement notices" in pages[0].replace("\u00a0", " ")
    for page, sheet in zip(pages[1:], book, strict=True):
        assert re.search(rf"Household {sheet.party}\b", page)
        assert "Personal data" in page
        assert "Not a real post." in page
    assert "Олена Прізвище 0" in pages[1]


def test_what_is_published_names_no_household_and_no_person() -> None:
    book = [s for its in sheets(paper=WORDS).values() for s in its if not s.people]
    text = public_text(book, title="Porto Vento").decode()
    assert "Private citizens at Home quarter: 100 people" in text
    assert not re.search(r"\bh\d+\b|\bp\d+\b|Олена", text)
    assert max(map(len, text.splitlines())) <= 72


def test_an_export_counts_people_never_names_them() -> None:
    book = [s for its in sheets().values() for s in its if s.people]
    line = notice_export_line(book, FOR).replace("\u00a0", " ")
    assert line == (
        "EXPORT: 60 people in 20 movement notices; columns household, name, needs, "
        "trips; made for each household."
    )
