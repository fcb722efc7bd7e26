"""Manifests: who rides, what they need, and nothing hidden in the files."""

from __future__ import annotations

import re
import zipfile
from importlib.resources import files
from io import BytesIO

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook, SheetVisibleEnum
from tests.make import a_person
from tests.make_brief import AS_OF, a_busy_post, a_plan, a_trip

from exeunt.formats.manifest_files import (
    export_line,
    file_name,
    manifest_xlsx,
    manifests_pdf,
)
from exeunt.formats.manifests import COLUMNS, Manifest, manifests_of
from exeunt.model.plan import CohortLoad, Plan
from exeunt.model.post import Post
from exeunt.plan.covers import for_people


POST = a_busy_post()


def book_of(plan: Plan, post: Post = POST) -> tuple[Manifest, ...]:
    return manifests_of(plan, post, for_people(post, plan).covers)


BOOK = book_of(a_plan(POST))
FOR = "trip leaders"


def sheets_of(manifest: Manifest) -> dict[str, list[list[str]]]:
    book = CalamineWorkbook.from_filelike(
        BytesIO(manifest_xlsx(manifest, recipient=FOR, at=AS_OF))
    )
    return {
        name: [
            [str(c) for c in row] for row in book.get_sheet_by_name(name).to_python()
        ]
        for name in book.sheet_names
    }


def test_every_loaded_trip_of_a_vehicle_has_a_manifest() -> None:
    plan = a_plan(POST)
    loaded = [t.id for t in plan.trips if t.vehicle and t.households]
    assert sorted(m.trip for m in BOOK) == sorted(loaded)


def test_people_stand_by_household_with_their_needs() -> None:
    first = BOOK[0]
    assert [r.household for r in first.riders] == ["h0"] * 3 + ["h1"] * 3
    assert [(r.person, r.takes, r.needs) for r in first.riders][3:] == [
        ("p3", "seat", ""),
        ("p4", "wheelchair", "wheelchair"),
        ("p5", "seat", "infant"),
    ]
    assert first.seats == (("seat", 30, 5), ("wheelchair", 1, 1))


def test_who_was_split_from_a_household_is_on_the_manifest_of_their_own_trip() -> None:
    people = list(POST.people)
    people[1] = people[1].model_copy(update={"split_approved_by": "Dora Example"})
    post = POST.model_copy(update={"people": tuple(people)})
    plan = a_plan(POST)
    apart = plan.trips[0].model_copy(
        update={"id": "apart", "households": (people[1].party,)}
    )
    plan = plan.model_copy(update={"trips": (*plan.trips, apart)})
    book = {m.trip: m for m in book_of(plan, post)}
    assert [(r.household, r.person) for r in book["apart"].riders] == [("h0", "p1")]
    assert "p1" not in {r.person for r in book[plan.trips[0].id].riders}
    assert "Dora" not in str(book)


def test_times_are_told_on_the_wall_clock_of_the_post() -> None:
    told = BOOK[0]
    assert told.load_from == "Mon 6\u00a0May\u00a02030, 09:45"
    assert told.departs == "Mon 6\u00a0May\u00a02030, 10:00"
    assert told.arrives == "Mon 6\u00a0May\u00a02030, 11:00"
    assert "Be at Home quarter at Mon 6\u00a0May\u00a02030, 09:45." in told.told[0]


def test_people_are_told_what_their_own_need() -> None:
    assert any("nappies" in words for words in BOOK[0].told)
    assert not any("nappies" in words for words in BOOK[-1].told)


def test_standby_are_those_left_and_then_who_gains_most() -> None:
    first = next(m for m in BOOK if m.trip == "t0")
    assert len(first.standby) == 10
    assert [(s.order, s.party, s.booked) for s in first.standby[:3]] == [
        (1, "h18", "left"),
        (2, "h19", "left"),
        (3, "h12", "Mon 6\u00a0May\u00a02030, 16:00"),
    ]
    # nobody of the later flights has been processed at the airport when the first loads
    assert next(m for m in BOOK if m.trip == "t20").standby == ()
    second = next(m for m in BOOK if m.trip == "t21")
    assert {s.party for s in second.standby} == {f"h{n}" for n in range(12, 18)}


def test_who_leads_a_trip_is_told_what_its_people_take_when_it_does_not_come() -> None:
    steps = dict(next(m for m in BOOK if m.trip == "t0").otherwise)
    assert list(steps) == ["Alternate", "Contingency", "Emergency"]
    assert steps["Alternate"].startswith("Coaches of the contractor to Airport of ")
    assert "room for 6 of 6" in steps["Alternate"]
    assert steps["Contingency"].startswith("Own means to Haven, from ")
    assert steps["Emergency"] == (
        "Stand fast at Home quarter. The post says nothing of shelter there."
    )


def test_a_trip_of_a_cohort_counts_people_without_names() -> None:
    trip = a_trip(0, cohorts=[CohortLoad(cohort="visitors/1", persons=7)])
    (manifest,) = book_of(a_plan(POST, trips=(trip,)))
    assert (manifest.riders, manifest.unnamed, manifest.persons) == ((), 7, 7)
    assert manifest.seats[0] == ("seat", 30, 7)


def test_the_first_sheet_says_how_many_which_columns_and_for_whom() -> None:
    sheets = sheets_of(BOOK[0])
    assert list(sheets) == ["Export", "People", "Standby"]
    assert sheets["Export"][0][0].replace("\u00a0", " ") == (
        "EXPORT: 6 named people on 1 trip; columns household, person, name, takes, needs, documents; "
        "made for trip leaders."
    )
    assert tuple(sheets["People"][0]) == COLUMNS
    assert sheets["People"][1][:3] == ["h0", "p0", "Олена Прізвище 0"]


@pytest.mark.parametrize(
    "name", ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2", "http://x.example", "{=1}"]
)
def test_a_name_like_a_formula_stays_a_name(name: str) -> None:
    people = tuple(
        a_person(f"p{n}", household=f"h{n // 3}", name=name) for n in range(60)
    )
    post = a_busy_post(people=people)
    manifest = book_of(a_plan(post), post)[0]
    assert sheets_of(manifest)["People"][1][2] == name
    data = manifest_xlsx(manifest, recipient=FOR, at=AS_OF)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        for part in parts.namelist():
            text = parts.read(part).decode()
            assert "<f>" not in text
            assert "hyperlink" not in text


def test_nothing_is_hidden_in_the_workbook_and_nobody_named_as_author() -> None:
    data = manifest_xlsx(BOOK[0], recipient=FOR, at=AS_OF)
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert all(s.visible == SheetVisibleEnum.Visible for s in book.sheets_metadata)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        core = parts.read("docProps/core.xml").decode()
        assert "<dc:creator></dc:creator>" in core
        assert "hidden" not in "".join(
            parts.read(p).decode() for p in parts.namelist() if "sheet" in p
        )


def test_the_same_manifest_gives_the_same_bytes() -> None:
    one, other = (manifest_xlsx(BOOK[0], recipient=FOR, at=AS_OF) for _ in range(2))
    assert one == other


@pytest.mark.parametrize(
    ("trip", "name"),
    [
        ("../../etc/passwd", "007-etc-passwd.xlsx"),
        ("coach/1#2", "007-coach-1-2.xlsx"),
        ("...", "007-trip.xlsx"),
        ("потяг", "007-trip.xlsx"),
        ("x" * 200, f"007-{'x' * 60}.xlsx"),
    ],
)
def test_no_trip_leads_out_of_its_folder(trip: str, name: str) -> None:
    (manifest,) = book_of(a_plan(POST, trips=(a_trip(0, id=trip, households=["h0"]),)))
    assert file_name(7, manifest) == name


def test_the_pdf_has_a_page_for_every_trip() -> None:
    template = files("exeunt") / "data" / "templates" / "manifests.typ"
    data = manifests_pdf(BOOK, template.read_text("utf-8"), recipient=FOR, at=AS_OF)
    pages = [p.extract_text() for p in PdfReader(BytesIO(data)).pages]
    assert len(pages) == 1 + len(BOOK)
    assert "EXPORT: 54 named people on 12 trips" in pages[0].replace("\u00a0", " ")
    assert "Олена Прізвище 0" in pages[1]
    for page, manifest in zip(pages[1:], BOOK, strict=True):
        assert manifest.start in page
        assert "Personal data: for the named recipient only" in page
        for rider in manifest.riders:
            assert re.search(rf"\b{rider.person}\b", page)


def test_an_export_counts_people_never_names_them() -> None:
    line = export_line(BOOK, FOR).replace("\u00a0", " ")
    assert line.startswith("EXPORT: 54 named people on 12 trips; columns household,")
    assert "Олена" not in line
