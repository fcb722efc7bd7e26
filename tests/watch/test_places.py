"""Places: which are named, and which of their namesakes is meant."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.documents import reading_of
from tests.watch.place_labels import Label, kilometres, labelled, tally

from exeunt.model.signals import OwnPlace
from exeunt.watch.gazetteer import Kind, fold, gazetteer
from exeunt.watch.places import Text, places_in


def ours(text: str, host: str) -> list[Label]:
    return [
        Label(p.start, p.end, p.country, (p.lat, p.lon))
        for p in reading_of(text, country=host).places
    ]


def found(text: str, host: str = "XX") -> list[str]:
    return [f"{p.text} {p.country}" for p in reading_of(text, country=host).places]


@pytest.mark.parametrize(("kept", "recall"), [(False, 0.99), (True, 0.96)])
def test_what_was_labelled_is_found_in_the_right_country(
    kept: bool, recall: float
) -> None:
    reached = tally(ours, kept=kept)
    assert reached.of_found >= 0.99
    assert reached.within >= 0.99
    assert reached.recall >= recall


def test_the_labelled_documents_are_many_and_of_everywhere() -> None:
    documents = list(labelled())
    assert len(documents) >= 44
    assert sum(len(one.labels) for one in documents) >= 250
    assert sum(one.kept for one in documents) >= 10
    assert len({label.country for one in documents for label in one.labels}) >= 70


def test_offsets_are_of_the_name_in_the_text_as_given() -> None:
    text = "The “trains” from Kyïv — which is also Київ — were in Lviv’s station, and Kiev was quiet."
    places = reading_of(text, country="UA").places
    assert [text[p.start : p.end] for p in places] == [p.text for p in places]
    assert {p.name for p in places} == {"Kyiv", "Lviv"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell in Tripoli. Lebanese officers said so.", "Tripoli LB"),
        ("Shells fell in Tripoli. Libyan officers said so.", "Tripoli LY"),
        ("The plane landed in Atlanta, Georgia, at noon.", "Georgia US"),
        ("The road from Tbilisi, Georgia, was open.", "Georgia GE"),
        ("He is from Lebanon, N.H., they said.", "Lebanon US"),
        ("Boats left Brazzaville, said the Republic of Congo.", "Republic of Congo CG"),
        ("Crowds filled the centre of Santiago, Chile.", "Santiago CL"),
        ("The embassy in the CAR is closed.", "CAR CF"),
    ],
)
def test_a_name_of_many_places_is_told_apart(text: str, expected: str) -> None:
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton sent a note to the staff, and we read it.",
        "President Lincoln said so, and Mr. Washington agreed with him.",
        "Afghan and Iraqi officers met at the car park.",
        "Police said on Sunday that most of the staff had left.",
        "They read the Moscow Times and the Paris Club letter to us.",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert found(text) == []


def test_the_country_of_the_post_is_meant_first() -> None:
    text = "The road to Hyderabad was cut, and the staff stayed in Hyderabad."
    assert found(text, "PK")[0] == "Hyderabad PK"
    assert found(text, "IN")[0] == "Hyderabad IN"


def test_the_posts_own_places_come_before_all_others() -> None:
    own = OwnPlace(name="Santiago", country="PH", lat=16.69, lon=121.55)
    texts = [Text("The bus left Santiago at noon.")]
    (place,) = places_in(texts, own=[own])
    assert (place.country, place.lat, place.lon) == ("PH", 16.69, 121.55)


@settings(deadline=None)
@given(st.lists(st.text(max_size=120), max_size=4))
def test_no_text_raises(texts: list[str]) -> None:
    spotted = places_in([Text(f"In {text} Kabul") for text in texts], host="AF")
    for place in spotted:
        assert 0 <= place.start < place.end


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("N'Djamena", "ndjamena"),
        ("Port-au-Prince", "port au prince"),
        ("Chișinău", "chisinau"),
        ("Київ", "київ"),
        ("Łódź", "lodz"),
        ("  Ras   Jdir ", "ras jdir"),
    ],
)
def test_a_name_is_looked_up_without_accents(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_the_gazetteer_is_sorted_and_whole() -> None:
    known = gazetteer()
    assert all(a <= b for a, b in pairwise(known.digests[::500].tolist()))
    assert int(known.leads_to.max()) < len(known.lat) == len(known.name_end)
    assert int(known.name_end[-1]) == len(known.names)
    assert len(known.countries) >= 240


@pytest.mark.parametrize("name", ["Kyiv", "Kiev", "Київ", "Киев", "KYIV"])
def test_kyiv_has_many_names(name: str) -> None:
    (first, *_) = gazetteer().find([fold(name)])[fold(name)]
    assert (first.name, first.country, first.kind) == ("Kyiv", "UA", Kind.CAPITAL)
    assert kilometres((first.lat, first.lon), (50.45, 30.52)) < 5


def test_a_name_that_nobody_has_leads_nowhere() -> None:
    assert gazetteer().find(["no such town as this"]) == {}
    assert gazetteer().find([]) == {}
