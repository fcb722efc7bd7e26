"""The calendar: each engagement once, whoever reported it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import H_HOUR, a_reading, an_engagement

from exeunt.model.signals import Engagement, EngagementStatus
from exeunt.warn.calendar import calendar


PLANNED, HELD, CANCELLED = EngagementStatus


def entries(*engagements: Engagement) -> Any:
    return calendar([a_reading(one) for one in engagements], as_of=H_HOUR)


def test_reports_of_one_day_with_a_party_in_common_are_one_engagement() -> None:
    (entry,) = entries(
        an_engagement(parties=("Ostland", "Westland"), days_ago=3),
        an_engagement(parties=("westland",), days_ago=2, kind="summit"),
    )

    assert [report.kind for report in entry.reports] == ["talks", "summit"]
    assert entry.parties == ("Ostland", "Westland")


def test_reports_that_a_third_links_are_one_engagement() -> None:
    found = entries(
        an_engagement(parties=("A", "B"), days_ago=3),
        an_engagement(parties=("C", "D"), days_ago=2),
        an_engagement(parties=("B", "C"), days_ago=1),
    )

    assert [len(entry.reports) for entry in found] == [3]


@pytest.mark.parametrize(
    "other",
    [
        {"days_ahead": 4},
        {"parties": ("Nordland", "Sudland")},
        {"kind": "exercise"},
        {"kind": "deadline"},
    ],
)
def test_another_day_other_parties_or_a_drill_are_another_engagement(
    other: dict[str, Any],
) -> None:
    assert len(entries(an_engagement(), an_engagement(days_ago=1, **other))) == 2


def test_the_calendar_is_in_order_of_days() -> None:
    found = entries(*(an_engagement(ahead) for ahead in (9, -4, 3)))

    assert [entry.day for entry in found] == sorted(entry.day for entry in found)
    assert len(found) == 3


def test_what_was_held_stays_held_whatever_is_told_later() -> None:
    (entry,) = entries(
        an_engagement(-1, days_ago=5),
        an_engagement(-1, days_ago=1, status=HELD),
        an_engagement(-1, days_ago=0.5),
    )

    assert entry.status == HELD
    assert not entry.overdue


def test_a_cancelled_engagement_can_be_put_back_on_the_calendar() -> None:
    (entry,) = entries(
        an_engagement(days_ago=2, status=CANCELLED), an_engagement(days_ago=1)
    )

    assert entry.status == PLANNED


@pytest.mark.parametrize(("ahead", "overdue"), [(0, False), (-1, False), (-2, True)])
def test_a_planned_day_that_is_past_everywhere_is_overdue(
    ahead: int, overdue: bool
) -> None:
    """At 06:00 UTC yesterday is not over in the westernmost zone."""
    (entry,) = entries(an_engagement(ahead, days_ago=5))

    assert entry.overdue == overdue


def test_a_document_of_the_future_is_an_error() -> None:
    with pytest.raises(ValueError, match="after"):
        entries(an_engagement(days_ago=-1))


@given(
    st.lists(
        st.builds(
            an_engagement,
            st.integers(0, 2),
            st.integers(0, 20).map(float),
            parties=st.lists(st.sampled_from("ABCDE"), max_size=3).map(tuple),
            kind=st.sampled_from(["talks", "call", "exercise"]),
            status=st.sampled_from(EngagementStatus),
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_documents_does_not_matter(
    engagements: list[Engagement], shuffler: Any
) -> None:
    other = list(engagements)
    shuffler.shuffle(other)

    assert entries(*engagements) == entries(*other)
