"""Which exits count as shut."""

from __future__ import annotations

import pytest
from tests.make import H_HOUR, a_place, a_post, a_reading, an_indicator

from exeunt.model.places import Place, PlaceKind
from exeunt.model.post import Post
from exeunt.model.signals import Realis
from exeunt.warn.shut import shut_exits


NORTH = a_place("north", name="Northgate airport", kind=PlaceKind.AIRPORT)
SOUTH = a_place("south", name="Southfield airport", kind=PlaceKind.AIRPORT)
BRIDGE = a_place("bridge", name="Old Bridge crossing", kind=PlaceKind.BORDER_CROSSING)


def a_way_out(place: Place) -> dict[str, object]:
    return {"place": place.id, "name": place.name, "closes": {}}


def with_exits(*places: Place) -> Post:
    return a_post(
        places=[a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN), *places],
        exits=[a_way_out(place) for place in places],
    )


ALL = with_exits(NORTH, SOUTH, BRIDGE)

# indicator, sentence -> exits that are shut
TABLE = [
    ("airspace_closed", "The airspace is closed.", {"north", "south"}),
    ("airport_closed", "Southfield is closed to flights.", {"south"}),
    ("airport_closed", "The airport of the islands is closed.", set()),
    ("border_closed", "The border is closed.", {"bridge"}),
    ("airline_suspends", "Airlines stop flying to Northgate.", set()),
    ("attack_begins", "An attack on Southfield airport begins.", set()),
]


@pytest.mark.parametrize(("indicator", "sentence", "shut"), TABLE)
def test_what_is_said_shuts_the_exits_it_is_said_of(
    indicator: str, sentence: str, shut: set[str]
) -> None:
    heard = a_reading(an_indicator(indicator, 1, sentence=sentence))
    found = shut_exits(ALL, [heard], as_of=H_HOUR, refused=())
    assert set(found) == shut


@pytest.mark.parametrize(
    "realis", [Realis.CONTINGENCY, Realis.DENIED, Realis.HISTORIC, Realis.PLANNED]
)
def test_what_is_not_so_shuts_nothing(realis: Realis) -> None:
    heard = a_reading(an_indicator("airspace_closed", 1, realis=realis))
    assert shut_exits(ALL, [heard], as_of=H_HOUR, refused=()) == {}


def test_a_refused_signal_shuts_nothing() -> None:
    seen = an_indicator("airspace_closed", 1)
    refused = {seen.evidence.key}
    assert shut_exits(ALL, [a_reading(seen)], as_of=H_HOUR, refused=refused) == {}


@pytest.mark.parametrize(("days_ago", "shut"), [(14, True), (14.01, False)])
def test_an_exit_is_shut_for_a_fortnight_after_the_last_word(
    days_ago: float, shut: bool
) -> None:
    heard = a_reading(an_indicator("airspace_closed", days_ago))
    found = shut_exits(ALL, [heard], as_of=H_HOUR, refused=())
    assert bool(found) == shut
