"""The draft of a request, and what it finds missing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.make import H_HOUR, a_post

from exeunt.model.ladders import ladder_of
from exeunt.model.post import Post
from exeunt.model.requests import Crossed, Movement, Request
from exeunt.model.statuses import DepartureStatus, Profile
from exeunt.model.tripwires import Condition, Tripwire, TripwireState
from exeunt.model.warning import Odds, TripwireReading, WarningPicture
from exeunt.warn.request import draft_request


NORMAL, AUTHORIZED, ORDERED, SUSPENDED = DepartureStatus
PICTURE = WarningPicture(
    as_of=H_HOUR,
    tripwires=(),
    odds=Odds(prior={}, posterior={}, contributions=()),
    survivals=(),
    proposed_by_tripwires={},
)
PLANNED = Movement(trips=3, out=10, left=0, clearance_h=30.0, breaches=0)


def asked(
    picture: WarningPicture = PICTURE, *, post: Post | None = None, **given: Any
) -> Request:
    body: dict[str, Any] = {
        "category": "family",
        "statuses": (AUTHORIZED, ORDERED),
        "ladder": ladder_of(Profile.US_STATE),
    }
    return draft_request(post or a_post(), picture, **body | given)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "The justification"),
        ({}, "A movement plan"),
        ({}, "A tripwire that proposes ordered"),
        ({}, "Evidence"),
        ({"statuses": (NORMAL, ORDERED)}, "the step over authorized"),
        ({"movement": replace(PLANNED, breaches=2)}, "this one breaks 2"),
    ],
)
def test_what_is_missing_is_told(given: dict[str, Any], words: str) -> None:
    assert any(words in one for one in asked(**given).missing)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"why": "An attack is likely."}, "The justification"),
        ({"movement": PLANNED}, "movement plan"),
        ({}, "the step over"),
    ],
)
def test_what_is_there_is_not_missing(given: dict[str, Any], words: str) -> None:
    assert not any(words in one for one in asked(**given).missing)


def test_a_crossed_tripwire_is_told_with_what_it_proposes() -> None:
    tripwire = Tripwire(
        id="forces",
        observable="Forces gather.",
        when=Condition(indicator="troop_buildup"),
        owner="Consul",
        proposes={"family": ORDERED},
    )
    true = TripwireReading(
        tripwire="forces", state=TripwireState.TRUE, since=H_HOUR, why="seen"
    )
    request = asked(
        replace(PICTURE, tripwires=(true,)), post=a_post(tripwires=(tripwire,))
    )

    assert request.crossed == (
        Crossed(
            tripwire="forces",
            observable="Forces gather.",
            since=H_HOUR,
            owner="Consul",
            actions=(),
            proposes=ORDERED,
        ),
    )
    assert not any("proposes ordered" in one for one in request.missing)


def test_the_signatures_are_never_given() -> None:
    request = asked(why="x", movement=PLANNED)

    assert f"all {len(request.clearances)} are open" in request.missing[-1]
