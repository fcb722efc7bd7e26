"""States: what they may say, and how what people say overrides what was followed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from tests.make import H_HOUR

from exeunt.model.state import (
    Announced,
    Closure,
    Party,
    State,
    StateFile,
    VehicleAt,
    overridden,
)


NOON = H_HOUR + timedelta(hours=4)
BUS = Announced(link="road", to="gate", departs=NOON)
FERRY = Announced(link="sea", to="haven", departs=NOON + timedelta(hours=2))


def a_state(*parties: Party, **given: Any) -> State:
    body = {"at": H_HOUR + timedelta(hours=1), "decided": H_HOUR, "parties": parties}
    return State(**body | given)


def of_cohort(persons: int, place: str = "home", **given: Any) -> Party:
    return Party(cohort="cit/1", persons=persons, place=place, **given)


def said(*parties: Party, **given: Any) -> StateFile:
    return StateFile(exeunt="state/1", parties=parties, **given)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"place": "home"}, "either a household or a cohort"),
        ({"place": "home", "household": "h1", "cohort": "c/1"}, "keep one"),
        ({"place": "home", "household": "h1", "persons": 2}, "delete persons"),
        ({"place": "home", "cohort": "c/1"}, "how many persons"),
        ({"place": "home", "cohort": "c/1", "persons": 0}, "greater than 0"),
    ],
)
def test_a_party_is_a_household_or_so_many_of_a_cohort(
    body: dict[str, Any], words: str
) -> None:
    with pytest.raises(ValidationError, match=words):
        Party.model_validate(body)


@pytest.mark.parametrize(
    "body", [{"vehicle": "coach/1"}, {"vehicle": "c/1", "place": "home", "lost": True}]
)
def test_a_vehicle_is_somewhere_or_lost(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="have a place or be lost"):
        VehicleAt.model_validate(body)


@pytest.mark.parametrize("body", [{}, {"place": "gate", "link": "road"}])
def test_a_closure_is_of_a_place_or_a_link(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="either a place or a link"):
        Closure.model_validate(body)


def test_a_closure_ends_after_it_begins() -> None:
    with pytest.raises(ValidationError, match="swap them"):
        Closure.model_validate({"place": "gate", "from": NOON, "until": NOON})


def test_a_state_is_not_of_before_the_decision() -> None:
    with pytest.raises(ValidationError, match="before the decision"):
        a_state(at=H_HOUR - timedelta(seconds=1))


def test_a_household_is_at_one_place() -> None:
    party = Party(household="h1", place="home")
    with pytest.raises(ValidationError, match="h1' stands there twice"):
        a_state(party, party)


def test_the_parties_of_a_cohort_are_numbered_in_order() -> None:
    other = Party(cohort="cit/2", persons=1, place="home")
    one = Party(household="h1", place="home")
    state = a_state(of_cohort(3), other, one, of_cohort(2))
    names = [name for name, _ in state.named_parties()]
    assert names == ["cit/1:1", "cit/2:1", "h1", "cit/1:2"]


def test_what_people_say_of_a_vehicle_counts() -> None:
    state = a_state(
        vehicles=(
            VehicleAt(vehicle="coach/1", place="gate"),
            VehicleAt(vehicle="coach/2", place="gate"),
        )
    )
    lost = VehicleAt(vehicle="coach/2", lost=True)
    found = overridden(state, said(vehicles=(lost,)))
    assert found.vehicles == (VehicleAt(vehicle="coach/1", place="gate"), lost)


def test_a_vehicle_that_is_elsewhere_keeps_what_it_has_behind_it() -> None:
    known = VehicleAt(vehicle="coach/1", place="gate", on_duty_since=H_HOUR, km=80)
    state = a_state(vehicles=(known,))
    elsewhere = VehicleAt(vehicle="coach/1", place="home")
    (found,) = overridden(state, said(vehicles=(elsewhere,))).vehicles
    assert found == known.model_copy(update={"place": "home"})
    full = elsewhere.model_copy(update={"km": 0.0})
    (found,) = overridden(state, said(vehicles=(full,))).vehicles
    assert (found.on_duty_since, found.km) == (H_HOUR, 0)


def test_a_household_that_is_elsewhere_keeps_what_was_announced_to_it() -> None:
    state = a_state(Party(household="h1", place="home", announced=(BUS, FERRY)))
    found = overridden(state, said(Party(household="h1", place="gate")))
    assert found.parties == (
        Party(household="h1", place="gate", announced=(BUS, FERRY)),
    )


def test_a_household_can_be_said_to_have_been_told_nothing() -> None:
    state = a_state(Party(household="h1", place="home", announced=(BUS,)))
    nothing = Party(household="h1", place="gate", announced=())
    assert overridden(state, said(nothing)).parties == (nothing,)


def test_a_cohort_is_cut_by_what_was_announced_at_its_place() -> None:
    state = a_state(
        of_cohort(5, announced=(BUS,)),
        of_cohort(4, announced=(FERRY,)),
        of_cohort(3, "gate", announced=(FERRY,)),
    )
    found = overridden(state, said(of_cohort(7), of_cohort(6, "gate")))
    assert found.parties == (
        of_cohort(5, announced=(BUS,)),
        of_cohort(2, announced=(FERRY,)),
        of_cohort(3, "gate", announced=(FERRY,)),
        of_cohort(3, "gate", announced=()),
    )


def test_closures_are_added_and_the_price_is_in_hours() -> None:
    state = a_state(closures=(Closure(place="gate"),))
    sea = Closure(link="sea")
    found = overridden(state, said(closures=(sea,), promise_price=5400))
    assert (found.closures, found.promise_h) == ((Closure(place="gate"), sea), 1.5)
