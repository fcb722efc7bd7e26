"""Departure statuses: which, of whom, in what sense; and what is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.watch.documents import reading_of

from exeunt.model.signals import Realis


# Published on Thursday, 30 December 2021.
SAID = """
The State Department ordered the departure of non-emergency employees and family members. | ordered in_force non-emergency staff and families
The Department authorized the voluntary departure of US direct hire employees.          | authorized in_force all staff
On December 28 the Department authorized eligible family members to leave Ventara.       | authorized in_force families
The embassy is on authorized departure for family members.                               | authorized in_force families
Family members of embassy staff may leave if they wish, the ministry said.               | authorized in_force families
The embassy suspended operations on Wednesday.                                           | suspended in_force
Operations at the embassy have been suspended until further notice.                      | suspended in_force
The United States has closed its embassy in Sanaa and moved its diplomats out.           | suspended in_force; ordered in_force all staff
The U.S. Embassy in Kyiv suspended operations in February 2015.                          | suspended in_force
Britain is withdrawing some staff and dependants from its embassy.                       | ordered in_force non-emergency staff and families
Australia directed the departure of dependants of its diplomats.                         | ordered in_force families
Germany has told the families of its diplomats to leave.                                 | ordered in_force families
The United Nations has relocated non-essential staff to Nairobi.                         |
Aid agencies have suspended their operations in the north.                               |
All expatriate staff of the charity were evacuated on Tuesday.                           |
Most of the embassy's personnel have left the country.                                   | ordered in_force non-emergency staff
The embassy will suspend operations on Friday.                                           | suspended planned
The UN plans to relocate dependants of its international staff next week.                |
The embassy prepares in case of authorized or ordered departure.                         | authorized contingency; ordered contingency
If the airport closes, the embassy could suspend operations.                             | suspended contingency
The embassy will suspend operations should Norland attack.                               | suspended contingency
The department is considering an evacuation of embassy families.                         | ordered contingency families
The embassy has asked Washington to approve the departure of family members.             | authorized contingency families
Officials drew up plans for the evacuation of diplomats.                                 | ordered contingency all staff
The department is not currently considering an evacuation of its personnel.              | ordered denied all staff
The embassy has no plans to evacuate its staff.                                          | ordered denied all staff
The ministry denied that it had ordered the departure of diplomats.                      | ordered denied all staff
The department has not authorized the departure of families.                             | authorized denied families
There has been no decision on ordered departure, a spokesman said.                       | ordered denied
The ordered departure of family members was lifted on Monday.                            | ordered lifted families
The department lifted ordered departure for non-emergency staff.                         | ordered lifted non-emergency staff
Spain's embassy went back to Kyiv on Monday.                                             | suspended lifted
The embassy may return to Kyiv.                                                          |
The embassy returned to its earlier proposal.                                            |
The embassy was under ordered departure in 2017.                                         | ordered historic
During the 2006 war the embassy ordered the departure of families.                       | ordered historic families
The embassy reportedly ordered the departure of non-essential staff.                     | ordered reported non-emergency staff
Travel to that area is not authorized for embassy staff.                                 |
Government employees need special authorization to travel outside the capital.           |
Transportation Order 2019-5-1 suspended all commercial flights to the country.           |
Russia ordered the evacuation of civilians from the town.                                |
The airline suspended operations at the airport.                                         |
Consular services at the embassy are suspended.                                          |
Officials ordered residents to leave their homes.                                        |
The army withdrew its troops from the border.                                            |
The embassy is closed on Friday for the holiday.                                         |
The company ordered its expatriate employees and their families to leave.               |
The ambassador ordered departure drinks for his deputy.                                  |
The factory told its workers to go home.                                                 |
The court ordered the government to release the list.                                    |
"""


@pytest.mark.parametrize("row", SAID.strip().splitlines())
def test_a_status_is_told_with_its_sense_and_its_people(row: str) -> None:
    text, _, expected = row.partition("|")
    statuses = reading_of(text.strip()).statuses
    said = [f"{s.status.value} {s.realis.value} {s.population}" for s in statuses]
    assert "; ".join(one.strip() for one in said) == expected.strip()


def test_a_heading_declares_nothing() -> None:
    reading = reading_of(
        "Ordered Departure\n\nThe embassy is open. It offers all services, as before."
    )
    assert reading.statuses == ()


def test_two_statuses_of_one_sentence_are_told_apart() -> None:
    first, second = reading_of(
        "The Department of State ordered the departure of eligible family members and "
        "authorized the voluntary departure of direct hire employees, effective Dec. 29."
    ).statuses
    assert (first.status.value, first.population) == ("ordered", "families")
    assert (second.status.value, second.population) == ("authorized", "all staff")
    assert first.effective == second.effective
    assert first.effective is not None
    assert first.effective.isoformat() == "2021-12-29"


def test_whose_people_they_are_is_told() -> None:
    (status,) = reading_of(
        "Canada has ordered the families of its diplomats in Kyiv to leave."
    ).statuses
    assert status.whose == "Canada"


def test_a_post_that_is_named_without_its_state_has_its_own_people() -> None:
    text = (
        "As Russian President Vladimir Putin waits, the embassy is getting ready in case "
        "of ordered departure."
    )
    (status,) = reading_of(text).statuses
    assert status.whose == "the embassy"


def test_a_status_that_was_taken_back_later_is_history() -> None:
    reading = reading_of(
        "On February 14, 2021 the Department authorized the departure of family members. "
        "On March 30, 2021 the Department updated that status to ordered departure. "
        "On May 3, 2021 the Department lifted the ordered departure of family members.",
        published=datetime(2021, 6, 1, 12, tzinfo=UTC),
    )
    said = [
        (s.status.value, s.realis.value, s.population, str(s.effective))
        for s in reading.statuses
    ]
    assert said == [
        ("authorized", "historic", "families", "2021-02-14"),
        ("ordered", "historic", "families", "2021-03-30"),
        ("ordered", "lifted", "families", "2021-05-03"),
    ]


def test_may_is_a_month_and_no_doubt() -> None:
    (status,) = reading_of(
        "On May 31 the Department ordered the departure of embassy families.",
        published=datetime(2021, 6, 1, 12, tzinfo=UTC),
    ).statuses
    assert status.realis is Realis.IN_FORCE
