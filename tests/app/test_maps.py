"""The bundled maps: roads, land, and whose borders are shown."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from tests.make import a_category, a_link, a_person, a_place, a_post, a_post_file
from tests.make_map import a_road_graph

from exeunt.app.maps import (
    draw_pack_map,
    draw_post_map,
    flows_of,
    is_on_land,
    load_pack,
    load_roads,
    pack_names,
    resolve_links,
)
from exeunt.app.read_post import read_post
from exeunt.errors import Faults, InvalidInput
from exeunt.model.maps import BorderKind, MapPack, Point, View, country_at
from exeunt.model.places import Mode, PlaceKind
from exeunt.model.plan import CohortLoad, Plan, Trip
from exeunt.model.post import Post


KYIV = Path(__file__).parents[2] / "src" / "exeunt" / "data" / "cases" / "kyiv"
SIMFEROPOL = (34.10, 44.95)
PEREKOP = ((33.4, 45.8), (34.9, 46.3))
"""Box around the neck of Crimea: south-west and north-east."""


@cache
def the_case() -> Post:
    """Read the bundled case, once."""
    return read_post(KYIV)


def kinds_in(
    pack: MapPack, corners: tuple[Point, Point], view: View
) -> set[BorderKind]:
    """Tell how the border lines that run within a box are drawn."""
    (west, south), (east, north) = corners
    return {
        border.kind(view)
        for border in pack.borders
        for x, y in border.line.tolist()
        if west < x < east and south < y < north
    }


@pytest.mark.parametrize("pack", ["ukraine", "world"])
def test_crimea_is_ukraine_to_the_united_nations(pack: str) -> None:
    assert country_at(load_pack(pack), *SIMFEROPOL, view="un") == "UA"
    assert country_at(load_pack(pack), *SIMFEROPOL, view="de_facto") == "RU"


@pytest.mark.parametrize("pack", ["ukraine", "world"])
def test_no_border_runs_across_the_neck_of_crimea(pack: str) -> None:
    assert kinds_in(load_pack(pack), PEREKOP, "un") == {"control"}
    assert kinds_in(load_pack(pack), PEREKOP, "de_facto") == {"disputed"}


@pytest.mark.parametrize("view", ["un", "de_facto"])
def test_the_strait_of_kerch_has_no_settled_border(view: View) -> None:
    kerch = ((36.4, 44.8), (36.8, 45.8))
    assert kinds_in(load_pack("ukraine"), kerch, view) == {"disputed"}


@pytest.mark.parametrize(
    ("view", "holder", "line"),
    [("un", "UA", "border control"), ("de_facto", "RU", "border disputed")],
)
def test_crimea_is_painted_as_the_view_has_it(
    view: View, holder: str, line: str
) -> None:
    svg = ET.fromstring(draw_pack_map(load_pack("ukraine"), view=view, country="UA"))
    spot = spot_on(svg, *SIMFEROPOL)
    painted = {
        e.get("class")
        for e in svg.iter()
        if (e.get("class") or "").startswith("land") and covers(e.get("d", ""), spot)
    }
    assert painted == {f"land country-{holder}"}
    neck = spot_on(svg, 33.69, 46.14)
    near = {
        e.get("class")
        for e in svg.iter()
        if (e.get("class") or "").startswith("border")
        and min_distance(e.get("d", ""), neck) < 8
    }
    assert near == {line}


@pytest.mark.parametrize(
    ("spot", "un", "de_facto"),
    [
        ((-13.20, 27.15), "EH", "MA"),  # Laayoune
        ((-11.10, 28.40), "MA", "MA"),  # Tan-Tan
        ((35.80, 33.00), "SY", "IL"),  # the Golan
        ((34.80, 32.07), "IL", "IL"),
        ((33.36, 35.25), "CY", "N-CYPRUS"),
        ((44.07, 9.56), "SO", "SOMALILAND"),
    ],
)
def test_land_that_one_holds_and_the_united_nations_count_to_another(
    spot: Point, un: str, de_facto: str
) -> None:
    world = load_pack("world")
    assert country_at(world, *spot, view="un") == un
    assert country_at(world, *spot, view="de_facto") == de_facto


def test_the_line_of_control_in_kashmir_is_disputed_in_both_views() -> None:
    kashmir = ((73.9, 33.5), (75.0, 34.7))
    for view in ("un", "de_facto"):
        assert kinds_in(load_pack("world"), kashmir, view) == {"disputed"}


@pytest.mark.parametrize("name", pack_names())
def test_every_bundled_pack_is_sound_and_says_whose_it_is(name: str) -> None:
    pack = load_pack(name)
    assert pack.name == name
    assert {"Natural Earth", "GeoNames (geonames.org), CC BY 4.0"} <= {
        source.attribution for source in pack.sources
    }
    assert pack.cities[0].population >= pack.cities[-1].population
    assert all(area.un in pack.countries or len(area.un) > 2 for area in pack.areas)


def test_rzeszow_warsaw_vienna_and_aswan_are_on_their_maps() -> None:
    ukraine, sudan = load_pack("ukraine").box, load_pack("sudan").box
    for spot in ((22.0, 50.04), (21.0, 52.2), (16.57, 48.11), (22.77, 49.78)):
        assert ukraine.holds(*spot)
    assert sudan.holds(32.9, 24.09)


@pytest.mark.parametrize(
    ("start", "end", "least", "most"),
    [
        ((30.52, 50.45), (24.03, 49.84), 520, 570),  # Kyiv - Lviv
        ((30.52, 50.45), (30.72, 46.48), 450, 500),  # Kyiv - Odesa
        ((36.23, 49.99), (24.03, 49.84), 980, 1060),  # Kharkiv - Lviv
        ((32.53, 15.60), (37.22, 19.62), 740, 880),  # Khartoum - Port Sudan
        ((15.55, 38.19), (15.24, 38.22), 30, 45),  # within Sicily, beside a strait
    ],
)
def test_roads_are_as_long_as_they_are(
    start: Point, end: Point, least: float, most: float
) -> None:
    assert least <= load_roads().route(start, end).km <= most


def test_no_road_is_shorter_than_the_crow_flies() -> None:
    roads = load_roads()
    a, b = (
        np.radians(roads.nodes[roads.ends[:, 0]]),
        np.radians(roads.nodes[roads.ends[:, 1]]),
    )
    cosine = np.sin(a[:, 1]) * np.sin(b[:, 1]) + np.cos(a[:, 1]) * np.cos(
        b[:, 1]
    ) * np.cos(a[:, 0] - b[:, 0])
    crow_km = 6371 * np.arccos(np.clip(cosine, -1, 1))
    assert (roads.km >= crow_km - 0.01).all()


def test_britain_is_not_reached_by_road() -> None:
    with pytest.raises(InvalidInput, match="no trunk road joins"):
        load_roads().route((30.52, 50.45), (-0.12, 51.5))


@pytest.mark.parametrize(
    ("spot", "land"),
    [
        ((30.52, 50.45), True),  # Kyiv
        ((30.75, 46.49), True),  # the harbour of Odesa
        ((37.24, 19.62), True),  # the harbour of Port Sudan
        ((32.0, 44.0), False),  # the Black Sea
        ((38.5, 19.0), False),  # the Red Sea
        ((35.49, 33.89), True),  # Beirut, on the world map alone
        ((-30.0, 40.0), False),  # the Atlantic
    ],
)
def test_land_is_told_from_sea(spot: Point, land: bool) -> None:
    assert is_on_land(*spot) is land


def a_roads_file(**given: Any) -> Any:
    """Make a post file with one link over the roads."""
    body = {
        "places": [
            a_place(lon=30.0, lat=50.0),
            a_place("haven", kind=PlaceKind.SAFE_HAVEN, lon=31.0, lat=50.0),
        ],
        "links": [a_link(via="roads", speed_kmh=60, time=None)],
    }
    return a_post_file(**body | given)


ROADS = a_road_graph([(30, 50), (30.5, 50.2), (31, 50)], [(0, 1), (1, 2)])


def test_a_link_over_roads_gets_its_kilometres_and_its_line() -> None:
    file = resolve_links(a_roads_file(), ROADS)
    assert file.links[0].km == pytest.approx(float(ROADS.km.sum()), abs=0.1)
    assert file.links[0].line[0] == (30.0, 50.0)
    assert file.links[0].line[-1] == (31.0, 50.0)
    assert file.links[0].nominal_s == pytest.approx((file.links[0].km or 0) * 60)


def test_a_link_that_is_typed_stays_as_it_is() -> None:
    file = a_roads_file(links=[a_link(km=7)])
    assert resolve_links(file, ROADS) == file


def test_resolving_twice_changes_nothing() -> None:
    once = resolve_links(a_roads_file(), ROADS)
    assert resolve_links(once, ROADS) == once


def test_every_link_without_a_road_is_reported_at_once() -> None:
    file = a_roads_file(
        places=[
            a_place(lon=30.0, lat=50.0),
            a_place("haven", lon=31.0, lat=50.0),
            a_place("desert", lon=25.0, lat=20.0),
        ],
        links=[
            a_link("home", "desert", via="roads", speed_kmh=60, time=None),
            a_link("haven", "desert", via="roads", speed_kmh=60, time=None),
            a_link("home", "haven", via="roads", speed_kmh=60, time=None),
        ],
    )
    with pytest.raises(Faults) as caught:
        resolve_links(file, ROADS)
    assert [fault.message for fault in caught.value.faults] == [
        f"link '{link}': no trunk road is within 60 km of lon 25, lat 20; "
        "check the position, or give the link its km."
        for link in ("haven-desert", "home-desert")
    ]


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        InvalidInput, match="'atlantis'; there are sudan, ukraine, world"
    ):
        load_pack("atlantis")


def a_plan(post: Post, *trips: Trip) -> Plan:
    """Make a plan of nothing but *trips*."""
    return Plan(
        post=post.file.name,
        post_sha256="",
        h_hour="2030-05-06T06:00:00Z",
        deadline_s=86400,
        moving=("family",),
        trips=trips,
    )


def a_trip(trip_id: str, to: str, **given: Any) -> Trip:
    """Make a trip over the one road."""
    ends = {"haven": "home", "home": "haven"}
    body = {"id": trip_id, "vehicle": None, "link": "home-haven", "from": ends[to]}
    return Trip(**body | {"to": to, "depart_s": 0, "arrive_s": 3600} | given)


def test_flows_count_households_and_cohorts_by_direction() -> None:
    people = (
        a_person("p1", household="h1"),
        a_person("p2", household="h1"),
        a_person("p3", household="h2"),
    )
    post = a_post(people=people, categories=[a_category()])
    plan = a_plan(
        post,
        a_trip("t1", "haven", households=("h1",)),
        a_trip("t2", "haven", cohorts=(CohortLoad(cohort="e/1", persons=7),)),
        a_trip("t3", "home"),
        a_trip("t4", "home", households=("h2",)),
    )
    assert [(f.label, f.persons) for f in flows_of(post, plan)] == [
        ("home – haven", 9),
        ("haven – home", 1),
    ]


def test_without_a_plan_every_link_is_a_way_that_nobody_takes() -> None:
    (flow,) = flows_of(a_post(), None)
    assert (flow.persons, flow.mode) == (0, Mode.ROAD)


def test_a_post_of_the_world_pack_gets_the_roads_around_it() -> None:
    file = a_roads_file(country="UA")
    svg = draw_post_map(a_post(file=file))
    assert 'class="road"' in svg
    assert "OpenStreetMap contributors, ODbL 1.0" in svg


@pytest.mark.parametrize("width", [390.0, 640.0])
def test_the_map_of_kyiv_is_small(width: float) -> None:
    post = the_case()
    svg = draw_post_map(post, width=width)
    assert len(svg.encode()) < 400_000
    words = " ".join(ET.fromstring(svg).itertext())
    assert "US Embassy Kyiv: ways out" in words
    assert "The roster, the fleets and the rates of this post are made up" in words


@pytest.mark.parametrize("name", pack_names())
def test_a_whole_pack_is_drawn_small(name: str) -> None:
    assert len(draw_pack_map(load_pack(name)).encode()) < 400_000


def test_sources_and_licences_stand_on_the_map_of_kyiv() -> None:
    svg = draw_post_map(the_case())
    for words in ("Natural Earth", "OpenStreetMap", "ODbL", "GeoNames", "CC BY 4.0"):
        assert words in svg


def test_every_bundled_map_file_is_named_in_its_licences_and_in_the_notice() -> None:
    root = KYIV.parents[4]
    maps = root / "src" / "exeunt" / "data" / "maps"
    licences = (maps / "LICENCES.md").read_text(encoding="utf-8")
    notice = (root / "NOTICE").read_text(encoding="utf-8")
    names = {f.name for f in maps.rglob("*") if f.suffix in {".gz", ".npz"}}
    for name in names:
        assert name in licences
        assert name in notice


def numbers(way: str) -> list[list[tuple[float, float]]]:
    """Read the paths that the ground is drawn with: a move, then steps."""
    out = []
    for part in way.split("M")[1:]:
        head, _, body = part.rstrip("z").partition("l")
        start = [int(n) for n in re.findall(r"-?\d+", head)]
        steps = [int(n) for n in re.findall(r"-?\d+", body)]
        spots = np.cumsum(np.array([*start, *steps]).reshape(-1, 2), axis=0) / 4
        out.append([(float(x), float(y)) for x, y in spots])
    return out


def covers(way: str, spot: tuple[float, float]) -> bool:
    """Whether a filled path covers a spot, by even-odd."""
    x, y = spot
    crossings = 0
    for ring in numbers(way):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay > y) != (by > y) and ax + (y - ay) * (bx - ax) / (by - ay) > x:
                crossings += 1
    return crossings % 2 == 1


def min_distance(way: str, spot: tuple[float, float]) -> float:
    """Give how near the points of a path come to a spot [px]."""
    spots = np.array([p for line in numbers(way) for p in line])
    return float(np.hypot(*(spots - spot).T).min())


def spot_on(svg: ET.Element, lon: float, lat: float) -> tuple[float, float]:
    """Work out by Mercator where a point falls on the map of a whole pack."""
    frame = svg.find(".//{*}clipPath/{*}rect")
    assert frame is not None
    left, top, width = (float(frame.get(k, 0)) for k in ("x", "y", "width"))
    box = load_pack("ukraine").box
    scale = width / (box.east - box.west)

    def up(latitude: float) -> float:
        return float(np.degrees(np.arctanh(np.sin(np.radians(latitude)))))

    return left + (lon - box.west) * scale, top + (up(box.north) - up(lat)) * scale
