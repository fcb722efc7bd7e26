"""The bundled maps: read from the package, put under a post, drawn."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from itertools import chain

from exeunt.errors import Fault, Faults, InvalidInput
from exeunt.formats.map_pack import parse_pack
from exeunt.formats.map_svg import MapFlow, MapPlace, Sheet, draw_map
from exeunt.formats.road_file import parse_roads
from exeunt.model.chains import simplified
from exeunt.model.maps import Box, Lines, MapPack, Point, on_land
from exeunt.model.places import Link
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post, PostFile
from exeunt.model.roads import RoadGraph


MOST_POINTS = 200
"""Of the line of a link: enough for paper, few enough for a file."""
WORLD = "world"
_LAYERS = ("naturalearth", "osm", "geonames", "airports", "ports")
_WIDEST = 45.0
"""On a map wider than this trunk roads are a blot [degrees]."""
_AROUND = 0.35
_MAPS = resources.files("exeunt") / "data" / "maps"


def pack_names() -> tuple[str, ...]:
    """Name the bundled packs."""
    return tuple(sorted(entry.name for entry in _MAPS.iterdir() if entry.is_dir()))


@cache
def load_pack(name: str) -> MapPack:
    """
    Read the bundled pack *name*.

    Raises
    ------
    InvalidInput
        When there is no such pack.
    """
    if name not in pack_names():
        raise InvalidInput(
            f"There is no map pack {name!r}; there are {', '.join(pack_names())}."
        )
    files = {f"{layer}.json.gz": _MAPS / name / f"{layer}.json.gz" for layer in _LAYERS}
    return parse_pack({n: f.read_bytes() for n, f in files.items() if f.is_file()})


@cache
def load_roads() -> RoadGraph:
    """Read the trunk roads of the world."""
    return parse_roads("roads.npz", (_MAPS / "roads.npz").read_bytes())


def is_on_land(lon: float, lat: float) -> bool:
    """Tell whether a point is on land, by the finest bundled map that holds it."""
    regions = [name for name in pack_names() if name != WORLD]
    lands = (_load_land(name) for name in (*regions, WORLD))
    land = next((land for land in lands if land.box.holds(lon, lat)), None)
    return land is not None and on_land(land, lon, lat)


@cache
def _load_land(name: str) -> MapPack:
    """Read only what tells land from sea: towns and railways take far longer."""
    file = f"{_LAYERS[0]}.json.gz"
    return parse_pack({file: (_MAPS / name / file).read_bytes()})


def resolve_links(file: PostFile, roads: RoadGraph) -> PostFile:
    """
    Fill in kilometres and line of the links that go ``via: roads``.

    Raises
    ------
    Faults
        With a fault for every link that no road joins, or whose nearest road is more
        than 60 km off.
    """
    where = {p.id: (p.lon, p.lat) for p in file.places}
    links, faults = [], []
    for link in file.links:
        try:
            links.append(_resolved(link, where, roads))
        except InvalidInput as error:
            message = f"link {link.id!r}: {error}"
            faults.append(Fault("post.yaml", 0, 0, message))
    if faults:
        raise Faults(faults)
    return file.model_copy(update={"links": tuple(links)})


def _resolved(link: Link, where: dict[str, Point], roads: RoadGraph) -> Link:
    if link.via != "roads":
        return link
    route = roads.route(where[link.from_], where[link.to])
    line = simplified(route.line, at_most=MOST_POINTS)
    return link.model_copy(
        update={
            "km": max(round(route.km, 1), 0.1),
            "line": tuple((round(lon, 4), round(lat, 4)) for lon, lat in line),
        }
    )


def draw_post_map(
    post: Post,
    plan: Plan | None = None,
    *,
    name: str = "map",
    width: float = 640.0,
) -> str:
    """
    Draw the map of *post* as SVG, with the people whom *plan* moves.

    Without a plan every link is drawn thin. *name* must be unique on the page that
    the picture is put in.
    """
    file = post.file
    places = [
        MapPlace(lon=p.lon, lat=p.lat, label=p.name, kind=p.kind) for p in file.places
    ]
    flows = flows_of(post, plan)
    pack = load_pack(file.map.pack)
    points = [(p.lon, p.lat) for p in places]
    return draw_map(
        with_roads(pack, [*points, *chain.from_iterable(f.line for f in flows)]),
        view=file.map.view,
        places=places,
        flows=flows,
        sheet=Sheet(
            title=f"{file.name}: {'ways out' if plan is None else 'movement plan'}",
            name=name,
            country=file.country,
            width=width,
            note=file.synthetic,
        ),
    )


def draw_pack_map(
    pack: MapPack, *, view: str = "un", country: str = "", width: float = 640.0
) -> str:
    """Draw *pack* with nothing on it."""
    title = pack.countries.get(country, pack.name.capitalize())
    return draw_map(
        with_roads(pack, ()),
        view="de_facto" if view == "de_facto" else "un",
        sheet=Sheet(title=title, country=country, width=width),
    )


def with_roads(pack: MapPack, points: Iterable[Point]) -> MapPack:
    """Put the trunk roads around *points* on *pack*; without points, all of its box."""
    box = _around([p for p in points if pack.box.holds(*p)], pack.box)
    if box.east - box.west > _WIDEST:
        return pack
    return pack.with_roads(_roads_within(box), load_roads().source)


@lru_cache(maxsize=4)
def _roads_within(box: Box) -> Lines:
    """Gather the roads of *box*, once for all the sizes a map is drawn in."""
    return load_roads().lines_within(box)


def flows_of(post: Post, plan: Plan | None) -> tuple[MapFlow, ...]:
    """Give the people who move over each link, by direction; nobody without a plan."""
    moved: dict[tuple[str, str], int] = {}
    sizes: dict[str, int] = {}
    for person in post.people:
        sizes[person.party] = sizes.get(person.party, 0) + 1
    for trip in plan.trips if plan is not None else ():
        key = trip.link, trip.to
        moved[key] = moved.get(key, 0) + _aboard(trip, sizes)
    return tuple(
        flow for link in post.file.links for flow in _link_flows(post, link, moved)
    )


def _link_flows(
    post: Post, link: Link, moved: dict[tuple[str, str], int]
) -> Iterable[MapFlow]:
    """Give a flow for each direction that is used; of an unused link, one of nobody."""
    a, b = post.place(link.from_), post.place(link.to)
    line = link.line or ((a.lon, a.lat), (b.lon, b.lat))
    out, back = moved.get((link.id, b.id), 0), moved.get((link.id, a.id), 0)
    if out or not back:
        yield MapFlow(
            line=line, mode=link.mode, persons=out, label=f"{a.name} – {b.name}"
        )
    if back:
        yield MapFlow(
            line=line[::-1], mode=link.mode, persons=back, label=f"{b.name} – {a.name}"
        )


def _aboard(trip: Trip, sizes: dict[str, int]) -> int:
    named = sum(sizes.get(household, 0) for household in trip.households)
    return named + sum(load.persons for load in trip.cohorts)


def _around(points: list[Point], otherwise: Box) -> Box:
    """Give a box around *points* that is wide enough for any plate laid on them."""
    if not points:
        return otherwise
    first = points[0][0]
    lons = [first + (lon - first + 180) % 360 - 180 for lon, _ in points]
    lats = [lat for _, lat in points]
    wide, high = max(lons) - min(lons), max(lats) - min(lats)
    free = max(wide, high) * _AROUND + 1.5
    more = free / 2 if wide > high else free
    return Box(min(lons) - more, min(lats) - free, max(lons) + more, max(lats) + free)
