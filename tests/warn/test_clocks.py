"""The clocks of a status: its review, and the end of payments."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from tests.make import H_HOUR, a_post

from exeunt.model.events import Event, StatusDeclared, StatusReviewed
from exeunt.model.ladders import LADDERS, ladder_of
from exeunt.model.post import History
from exeunt.model.statuses import Declared, DepartureStatus, Profile
from exeunt.model.warning import Standing
from exeunt.warn.clocks import standings


NORMAL, AUTHORIZED, ORDERED, SUSPENDED = DepartureStatus


def declared(status: DepartureStatus, day: float) -> StatusDeclared:
    return StatusDeclared(
        id=UUID(int=int(day * 10) + 1).hex,
        at=H_HOUR + timedelta(days=day),
        by="COM",
        category="family",
        status=status,
    )


def reviewed(day: float) -> StatusReviewed:
    return StatusReviewed(
        id=UUID(int=int(day * 10) + 5000).hex,
        at=H_HOUR + timedelta(days=day),
        by="COM",
        why="no change",
        category="family",
        status=AUTHORIZED,
    )


def on(
    day: float, *events: Event, profile: Profile = Profile.US_STATE
) -> Standing | None:
    as_of = H_HOUR + timedelta(days=day)
    found = standings(a_post(), events, as_of=as_of, ladder=ladder_of(profile))
    return found[0] if found else None


@pytest.mark.parametrize(("day", "overdue"), [(29, False), (30, False), (31, True)])
def test_a_status_is_to_be_reviewed_within_30_days(day: int, overdue: bool) -> None:
    one = on(day, declared(AUTHORIZED, 0))

    assert one is not None
    assert (H_HOUR + timedelta(days=day) > one.review_due) is overdue


@pytest.mark.parametrize(
    "again", [reviewed(20), declared(ORDERED, 20)], ids=["reviewed", "declared"]
)
def test_review_and_declaration_start_the_review_clock_anew(again: Event) -> None:
    one = on(25, declared(AUTHORIZED, 0), again)

    assert one is not None
    assert one.review_due == H_HOUR + timedelta(days=50)


def test_a_review_changes_neither_status_nor_who_declared_it() -> None:
    one = on(25, declared(AUTHORIZED, 0), reviewed(20))

    assert one is not None
    assert (one.status, one.since) == (AUTHORIZED, H_HOUR)


def test_payments_end_180_days_after_the_first_departure() -> None:
    one = on(90, declared(AUTHORIZED, 0), declared(ORDERED, 60))

    assert one is not None
    assert one.payments_end == H_HOUR + timedelta(days=180)


def test_a_return_to_normal_ends_the_payment_clock() -> None:
    back = [declared(AUTHORIZED, 0), declared(NORMAL, 30)]
    one = on(60, *back, declared(ORDERED, 50))

    assert on(40, *back) is None
    assert one is not None
    assert one.payments_end == H_HOUR + timedelta(days=230)


def test_what_is_declared_later_does_not_count() -> None:
    assert on(1, declared(AUTHORIZED, 2)) is None


def test_what_the_history_holds_counts_like_the_log() -> None:
    said = Declared(at=H_HOUR, category="family", status=ORDERED, by="Capital")
    post = a_post(history=History(declared=(said,)))
    one, *_ = standings(post, (), as_of=H_HOUR, ladder=ladder_of(Profile.US_STATE))

    assert (one.status, one.by) == (ORDERED, "Capital")
    assert one.authority == "chief of mission or Secretary of State"


@pytest.mark.parametrize("profile", Profile)
def test_every_profile_has_a_rung_for_every_status(profile: Profile) -> None:
    ladder = LADDERS[profile]

    assert set(ladder.rungs) == set(DepartureStatus)
    assert all(rung.words and rung.authority for rung in ladder.rungs.values())
    assert ladder.clearances


def test_only_the_state_has_a_payment_clock() -> None:
    one = on(1, declared(AUTHORIZED, 0), profile=Profile.UN)

    assert one is not None
    assert one.payments_end is None
