"""What may be declared, and what is in force."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.make import H_HOUR, a_post

from exeunt.errors import Refused
from exeunt.model.events import SignalConfirmed, SignalRefused, StatusDeclared
from exeunt.model.ladders import ladder_of
from exeunt.model.post import History
from exeunt.model.statuses import Declared, DepartureStatus, Profile
from exeunt.warn.declare import Word, declare, review
from exeunt.warn.ledger import judged, statuses_in_force


NORMAL, AUTHORIZED, ORDERED, SUSPENDED = DepartureStatus


LADDER = ladder_of(Profile.US_STATE)


def a_word(**given: str) -> Word:
    return Word(id=UUID(int=1), at=H_HOUR, by="COM", **given)


def try_it(
    new: DepartureStatus,
    old: DepartureStatus,
    *,
    category: str = "family",
    **given: str,
) -> StatusDeclared:
    return declare(
        category, new, in_force={"family": old}, ladder=LADDER, word=a_word(**given)
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [(NORMAL, AUTHORIZED), (AUTHORIZED, ORDERED), (ORDERED, SUSPENDED)],
)
def test_one_step_up_needs_no_reason(
    old: DepartureStatus, new: DepartureStatus
) -> None:
    assert try_it(new, old).status == new


@pytest.mark.parametrize(
    ("old", "new"),
    [(ORDERED, AUTHORIZED), (AUTHORIZED, NORMAL), (SUSPENDED, NORMAL)],
)
def test_a_step_down_needs_a_reason(old: DepartureStatus, new: DepartureStatus) -> None:
    with pytest.raises(Refused, match=r"lowers.*--why"):
        try_it(new, old, why="  ")

    assert try_it(new, old, why="airport open").why == "airport open"


@pytest.mark.parametrize(
    ("old", "new", "over"),
    [
        (NORMAL, ORDERED, "authorized"),
        (NORMAL, SUSPENDED, "authorized and ordered"),
        (AUTHORIZED, SUSPENDED, "ordered"),
    ],
)
def test_a_step_over_a_rung_needs_who_answers_for_it_and_why(
    old: DepartureStatus, new: DepartureStatus, over: str
) -> None:
    for given in ({}, {"why": "airport lost"}, {"override": "Secretary of State"}):
        with pytest.raises(Refused, match=f"steps over {over} from .*--override"):
            try_it(new, old, **given)

    event = try_it(new, old, why="airport lost", override=" Secretary of State ")
    assert (event.override, event.why) == ("Secretary of State", "airport lost")


def test_the_authority_is_the_ladders_unless_another_is_named() -> None:
    assert try_it(AUTHORIZED, NORMAL).authority == "Under Secretary for Management"
    assert try_it(AUTHORIZED, NORMAL, authority="Deputy").authority == "Deputy"
    assert try_it(AUTHORIZED, NORMAL, override="nobody needed").override == ""


def test_a_review_needs_something_in_force_and_a_reason() -> None:
    kept = review("family", in_force={"family": ORDERED}, word=a_word(why="no change"))

    assert (kept.status, kept.why) == (ORDERED, "no change")
    with pytest.raises(Refused, match="--why"):
        review("family", in_force={"family": ORDERED}, word=a_word())
    with pytest.raises(Refused, match="nothing to review"):
        review("family", in_force={"family": NORMAL}, word=a_word(why="x"))
    with pytest.raises(Refused, match="Did you mean family"):
        review("famly", in_force={"family": ORDERED}, word=a_word(why="x"))


@pytest.mark.parametrize("status", DepartureStatus)
def test_what_is_in_force_is_not_declared_again(status: DepartureStatus) -> None:
    with pytest.raises(Refused, match="already"):
        try_it(status, status, why="to be sure")


def test_a_category_the_post_does_not_have_is_refused() -> None:
    with pytest.raises(Refused, match="Did you mean family"):
        try_it(AUTHORIZED, NORMAL, category="familiy")
    with pytest.raises(Refused, match="It has: family"):
        try_it(AUTHORIZED, NORMAL, category="xyz")


def an_event(status: DepartureStatus, days: float, n: int = 1) -> StatusDeclared:
    return StatusDeclared(
        id=UUID(int=n).hex,
        at=H_HOUR + timedelta(days=days),
        by="COM",
        category="family",
        status=status,
    )


def in_force(*events: StatusDeclared, at_day: float) -> DepartureStatus:
    declared = Declared(at=H_HOUR, category="family", status=AUTHORIZED, by="Capital")
    post = a_post(history=History(declared=(declared,)))
    as_of: datetime = H_HOUR + timedelta(days=at_day)
    return statuses_in_force(post, events, as_of=as_of)["family"]


def test_nothing_declared_is_normal() -> None:
    assert in_force(at_day=-0.1) == NORMAL


def test_history_and_log_count_in_the_order_of_their_time() -> None:
    log = [an_event(ORDERED, 2), an_event(NORMAL, -1, n=2)]

    assert in_force(*log, at_day=0) == AUTHORIZED
    assert in_force(*log, at_day=1.9) == AUTHORIZED
    assert in_force(*log, at_day=2) == ORDERED


def test_of_two_words_on_one_signal_the_last_counts() -> None:
    at = [H_HOUR + timedelta(hours=n) for n in (1, 2)]
    no = SignalRefused(id=UUID(int=1).hex, at=at[0], by="RSO", signal="s")
    yes = SignalConfirmed(id=UUID(int=2).hex, at=at[1], by="RSO", signal="s")

    assert judged([yes, no], as_of=at[0]).refused == {"s"}
    assert judged([yes, no], as_of=at[1]).confirmed == {"s"}
    assert not judged([yes, no], as_of=at[1]).refused
