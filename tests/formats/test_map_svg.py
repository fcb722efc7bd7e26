"""The map as a picture: what is on it, and what must never be."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make_map import SQUARE, a_pack

from exeunt.formats.charts.palette import contrast
from exeunt.formats.charts.svg import text_width
from exeunt.formats.map_pack import steps_of
from exeunt.formats.map_svg import MapFlow, MapPlace, Sheet, draw_map
from exeunt.formats.map_svg.flows import UNUSED, flow_width
from exeunt.formats.map_svg.ground import LAND, OURS, SEA
from exeunt.formats.map_svg.labels import BOLD, Room
from exeunt.formats.map_svg.marks import KINDS, WAYS
from exeunt.model.maps import MapPack
from exeunt.model.places import Mode, PlaceKind


SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</text><script>alert("1")</script>&<!-- ]]> \x00\x1b\ud800'


def a_map_place(label: str = "Porto", **given: Any) -> MapPlace:
    """Put a place on the island."""
    body: dict[str, Any] = {
        "lon": 31,
        "lat": 51,
        "kind": PlaceKind.RESIDENCE,
        "label": label,
    }
    return MapPlace(**body | given)


def a_flow(**given: Any) -> MapFlow:
    """Make a flow across the island."""
    line = ((30.2, 50.3), (31.0, 51.2), (31.8, 51.5))
    body: dict[str, Any] = {"line": line, "mode": Mode.ROAD, "persons": 10}
    return MapFlow(**body | given)


def drawn(pack: MapPack | None = None, **given: Any) -> ET.Element:
    """Draw a map and read it as XML."""
    svg = draw_map(pack or a_pack(), **{"view": "un"} | given)
    return ET.fromstring(svg)


def rooms_of(part: ET.Element) -> list[Room]:
    """Give the rooms that the words of a plate fill."""
    rooms = []
    for words in part.iter(f"{SVG}text"):
        if words.get("paint-order") is None:
            continue
        size = float(words.get("font-size", 0))
        wide = text_width(words.text or "", size)
        wide *= BOLD if words.get("font-weight") == "bold" else 1
        share = {"middle": 0.5, "end": 1.0}.get(words.get("text-anchor", ""), 0.0)
        left = float(words.get("x", 0)) - share * wide
        top = float(words.get("y", 0)) - 0.95 * size
        # a tenth of a pixel is lost in writing
        rooms.append(
            Room(left + 0.2, top + 0.2, left + wide - 0.2, top + 1.2 * size - 0.2)
        )
    return rooms


def plate_of(part: ET.Element) -> Room:
    """Give the frame of a plate."""
    frame = part.find(f"{SVG}clipPath/{SVG}rect")
    assert frame is not None
    x, y, wide, high = (float(frame.get(k, 0)) for k in ("x", "y", "width", "height"))
    return Room(x, y, x + wide, y + high)


PLACES = st.lists(
    st.builds(
        a_map_place,
        st.text("abcWM ü", min_size=1, max_size=30),
        lon=st.floats(28.5, 33.5),
        lat=st.floats(48.5, 53.5),
        kind=st.sampled_from(KINDS),
    ),
    max_size=20,
)


@settings(max_examples=40, deadline=None)
@given(PLACES, st.sampled_from([390.0, 640.0]))
def test_no_two_names_overlap_and_none_is_cut_at_the_edge(
    places: list[MapPlace], width: float
) -> None:
    towns = [
        {"lon": 28 + n % 7, "lat": 48 + n % 6, "name": f"Town {n}", "population": n}
        for n in range(40)
    ]
    svg = drawn(
        a_pack(cities=towns),
        places=places,
        flows=[a_flow(), a_flow(mode=Mode.RAIL, persons=3000)],
        sheet=Sheet(width=width),
    )
    for part in svg:
        if part.get("class") in {"plate", "inset"}:
            rooms = rooms_of(part)
            assert not any(a.overlaps(b) for a, b in combinations(rooms, 2))
            assert all(room.within(plate_of(part)) for room in rooms)


def test_every_place_is_named_or_counted() -> None:
    spread = [a_map_place(f"Place {n}", lon=29 + n / 2) for n in range(8)]
    heap = [a_map_place(f"Heap {n}", lat=52.5 + n / 1000) for n in range(5)]
    words = set(drawn(places=[*spread, *heap]).itertext())
    assert {p.label for p in spread} <= words
    assert "Heap 0: 5 places" in words


def test_places_on_one_spot_are_drawn_again_in_an_inset() -> None:
    heap = [a_map_place(f"Heap {n}", lat=52.5 + n / 40) for n in range(5)]
    svg = drawn(places=[*heap, a_map_place("far", lon=28.3, lat=48.2)])
    (inset,) = (part for part in svg if part.get("class") == "inset")
    assert {p.label for p in heap} <= set(inset.itertext())


@pytest.mark.parametrize("field", ["place", "note", "flow", "title", "sheet"])
def test_hostile_words_stay_words(field: str) -> None:
    place = a_map_place(
        HOSTILE if field == "place" else "Porto", note=HOSTILE * (field == "note")
    )
    flow = a_flow(label=HOSTILE * (field == "flow"))
    sheet = Sheet(
        title=HOSTILE if field == "title" else "Map", note=HOSTILE * (field == "sheet")
    )
    svg = drawn(places=[place], flows=[flow], sheet=sheet)
    assert not list(svg.iter(f"{SVG}script"))


def test_a_map_asks_for_nothing_from_elsewhere() -> None:
    svg = draw_map(a_pack(), view="un", places=[a_map_place()], flows=[a_flow()])
    assert re.findall(r"https?://[^\"']+", svg) == ["http://www.w3.org/2000/svg"]
    assert set(re.findall(r"url\(([^)]*)\)", svg)) == {"#map-plate"}
    for word in ("href", "<script", "<image", "<style", "@font-face", "<foreignObject"):
        assert word not in svg


def test_two_maps_on_one_page_share_no_id() -> None:
    ids = [
        {e.get("id") for e in drawn(sheet=Sheet(name=name)).iter() if e.get("id")}
        for name in ("wide", "narrow")
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_who_does_not_see_the_map_is_told_what_it_shows() -> None:
    svg = drawn(
        places=[a_map_place("Porto")],
        flows=[a_flow(label="Porto – Vento", persons=1200)],
        sheet=Sheet(title="Porto: movement plan"),
    )
    words = {e.tag.removeprefix(SVG): e.text for e in svg[:2]}
    assert words["title"] == "Porto: movement plan"
    assert "Porto (residence)" in (words["desc"] or "")
    assert "Porto – Vento, 1,200 by road" in (words["desc"] or "")
    assert svg.get("role") == "img"


def test_the_line_is_wider_the_more_people_go_over_it() -> None:
    widths = [flow_width(n, 1000) for n in (0, 1, 10, 200, 1000)]
    assert widths == sorted(widths)
    assert widths[0] == UNUSED


def test_modes_are_told_apart_by_dash_and_not_by_colour_alone() -> None:
    assert set(WAYS) == set(Mode)
    assert len({way.dash for way in WAYS.values()}) == len(WAYS)


@pytest.mark.parametrize("ground", [SEA, LAND, OURS])
@pytest.mark.parametrize("mode", list(Mode))
def test_flows_stand_out_from_land_and_sea(mode: Mode, ground: str) -> None:
    assert contrast(WAYS[mode].colour, ground) >= 4.5


def test_flows_on_one_road_run_side_by_side() -> None:
    svg = drawn(
        flows=[a_flow(persons=500), a_flow(persons=400, mode=Mode.OWN)],
        places=[a_map_place()],
    )
    ways = [e.get("d") for e in svg.iter(f"{SVG}path") if "flow" in e.get("class", "")]
    assert len(set(ways)) == 2


def test_the_home_country_does_not_stretch_the_map_but_is_mentioned() -> None:
    home = a_map_place("Capital", lon=-77, lat=38, kind=PlaceKind.HOME)
    words = " ".join(drawn(places=[a_map_place(), home]).itertext())
    assert "Beyond the edge of the map: Capital." in words


def test_every_source_that_is_drawn_is_credited() -> None:
    words = " ".join(drawn().itertext())
    assert "Land and borders: Fiction." in words


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    svg = drawn(places=[a_map_place()], flows=[a_flow(mode=Mode.RAIL)])
    (legend,) = (e for e in svg if e.get("class") == "legend")
    assert list(legend.itertext()) == ["residence", "by rail", "10 people", "2 people"]


def test_the_country_of_the_post_is_set_off() -> None:
    fills = [
        e.get("fill")
        for e in drawn(sheet=Sheet(country="XX")).iter(f"{SVG}path")
        if e.get("class") == "land country-XX"
    ]
    assert fills == [OURS]


BORDER = steps_of([(30, 51), (32, 51)], 1000)


@pytest.mark.parametrize("kind", ["border", "disputed", "control", "none"])
def test_a_border_is_drawn_as_what_it_is(kind: str) -> None:
    pack = a_pack(borders=[{"de_facto": "border", "un": kind, "line": BORDER}])
    found = [
        (e.get("class"), e.get("stroke-dasharray") is not None)
        for e in drawn(pack).iter(f"{SVG}path")
        if "border" in e.get("class", "")
    ]
    dashed = kind in {"disputed", "control"}
    assert found == ([] if kind == "none" else [(f"border {kind}", dashed)])


def test_the_land_and_its_border_fall_where_the_plate_says() -> None:
    svg = drawn(a_pack(box=(28, 48, 34, 54)))
    (land,) = (e for e in svg.iter(f"{SVG}path") if "country-XX" in e.get("class", ""))
    numbers = re.findall(r"-?\d+", land.get("d", ""))
    assert len(numbers) == 2 * len(SQUARE)


def test_a_line_that_only_passes_the_plate_is_left_out() -> None:
    far = steps_of([(28.1, 48.1), (28.2, 48.2)], 1000)
    pack = a_pack(borders=[{"de_facto": "border", "un": "border", "line": far}])
    svg = drawn(pack, places=[a_map_place(lon=31.5, lat=51.5)])
    assert not [e for e in svg.iter() if e.get("class") == "border border"]
