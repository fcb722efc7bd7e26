from __future__ import annotations

import pytest
from tests.make_folder import ROSTER

from exeunt.errors import Faults
from exeunt.formats.roster import Roster, read_roster
from exeunt.model.people import Need


def _read(text: str) -> Roster:
    return read_roster(text.encode(), file="roster.csv")


HEADER = "id,household,category,place\n"


@pytest.mark.parametrize("separator", [";", "\t"])
def test_semicolons_and_tabs_separate_as_commas_do(separator: str) -> None:
    assert _read(ROSTER.replace(",", separator)).people == _read(ROSTER).people


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_endings_of_other_systems_are_read(ending: str) -> None:
    assert _read(ROSTER.replace("\n", ending)).people == _read(ROSTER).people


def test_names_of_columns_may_be_written_freely() -> None:
    text = ROSTER.replace("id,household", " ID ,Household", 1)
    assert _read(text).people == _read(ROSTER).people


@pytest.mark.parametrize("written", ["infant|pet", "infant;pet", '"infant, pet"'])
def test_needs_are_separated_by_bars_semicolons_or_quoted_commas(written: str) -> None:
    (person,) = _read(
        f"id,household,category,place,needs\nP1,H1,family,homes,{written}\n"
    ).people
    assert person.needs == {Need.INFANT, Need.PET}


@pytest.mark.parametrize(
    ("cell", "meant"), [("yes", True), ("X", True), ("", False), ("No", False)]
)
def test_consent_is_yes_only_where_it_is_said(cell: str, meant: bool) -> None:
    (person,) = _read(
        f"id,household,category,place,consent\nP1,H1,family,homes,{cell}\n"
    ).people
    assert person.consent is meant


def test_readiness_is_a_duration() -> None:
    (person,) = _read(
        "id,household,category,place,ready_after\nP1,H1,family,homes,1d 6h\n"
    ).people
    assert person.ready_after == 30 * 3600


def test_blank_rows_are_passed_over_and_lines_still_counted() -> None:
    roster = _read(f"\n{HEADER}\n,,,\nP1,H1,family,homes\n")
    assert roster.table.lines == [5]
    assert len(roster.people) == 1


def test_a_cell_of_several_lines_leaves_the_count_of_lines_right() -> None:
    text = (
        'id,household,category,place,name\nP1,H1,family,homes,"A\nB"\nP2,,family,x,\n'
    )
    (fault,) = _read(text).faults
    assert (fault.line, fault.column) == (4, 4)


def test_the_column_of_a_fault_is_the_character_at_which_the_cell_begins() -> None:
    text = HEADER.replace("place", "place,documents") + 'P1,"H1",family,homes,lost\n'
    (fault,) = _read(text).faults
    assert (fault.line, fault.column) == (2, 22)


def test_no_message_repeats_an_id_or_what_may_be_a_name() -> None:
    text = (
        "id,household,category,place,designation,documents,ready_after,name\n"
        "P 1,H/1,family,homes,Anna Example,Bert Example,Carl Example,Dora Example\n"
    )
    told = " ".join(str(fault) for fault in _read(text).faults)
    assert len(_read(text).faults) == 5
    for private in ("P 1", "H/1", "Anna", "anna", "Bert", "bert", "Carl", "Dora"):
        assert private not in told


def test_who_approved_a_split_is_read_and_makes_a_party_of_one() -> None:
    text = (
        "id,household,category,place,split_approved_by\n"
        "P1,H1,family,homes,\nP2,H1,family,homes,Dora Example\n"
    )
    one, other = _read(text).people
    assert (one.split_approved_by, one.party) == (None, "H1")
    assert (other.split_approved_by, other.party) == ("Dora Example", "H1~P2")


@pytest.mark.parametrize("cell", ["yes", "X", "approved", "1", "2030"])
def test_a_split_says_who_approved_it_and_no_message_repeats_the_cell(
    cell: str,
) -> None:
    head = "id,household,category,place,split_approved_by\n"
    (fault,) = _read(f"{head}P1,H1,family,homes,{cell}\n").faults
    assert fault.message == (
        "split_approved_by: does not say who approved the split; write a name, or leave "
        "it empty."
    )


def test_who_approved_a_split_is_in_no_message_about_the_row() -> None:
    head = "id,household,category,place,split_approved_by\n"
    rows = (
        f"P1,H1,family,homes,{'Dora Example ' * 9}\nP 1,H/1,family,homes,Dora Example\n"
    )
    told = " ".join(str(fault) for fault in _read(head + rows).faults)
    assert "Dora" not in told


def test_a_roster_without_rows_is_of_nobody() -> None:
    assert _read(HEADER).people == ()


def test_a_column_given_twice_is_told() -> None:
    with pytest.raises(Faults, match="the column 'place' is there 2 times"):
        _read("id,household,category,place,place\n")


def test_every_bad_row_is_told() -> None:
    rows = "".join(f"P{n},H{n},family,\n" for n in range(500))
    assert len(_read(HEADER + rows).faults) == 500


def test_twenty_thousand_people_are_read() -> None:
    rows = "".join(f"P{n},H{n // 3},family,homes\n" for n in range(20_000))
    assert len(_read(HEADER + rows).people) == 20_000


def test_a_row_too_short_does_not_hide_the_faults_of_others() -> None:
    roster = _read(f"{HEADER}P1,H1\nP 2,H1,family,homes\nP3,H1,nobody,homes,1\n")
    assert [fault.line for fault in roster.faults] == [2, 4, 3]
    assert roster.people == ()
