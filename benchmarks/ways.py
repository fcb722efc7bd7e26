"""Routes over the bundled roads, and maps."""

from __future__ import annotations

from heapq import heappop, heappush
from math import inf

from benchmarks import kyiv
from benchmarks.registry import BenchCase, Prepared
from exeunt.app.maps import draw_post_map, load_pack, load_roads
from exeunt.model.maps import Point
from exeunt.model.roads import RoadGraph, Snap


KYIV, LVIV = (30.5234, 50.4501), (24.0297, 49.8397)

Neighbours = list[list[tuple[int, float]]]


def _neighbours(roads: RoadGraph) -> Neighbours:
    out: Neighbours = [[] for _ in roads.nodes]
    for (u, v), km in zip(roads.ends.tolist(), roads.km.tolist(), strict=True):
        out[u].append((v, km))
        out[v].append((u, km))
    return out


def _snap(roads: RoadGraph, point: Point) -> Snap:
    return min(roads.snaps(point), key=lambda snap: snap.off_km)


def _ends(roads: RoadGraph, snap: Snap) -> list[tuple[int, float]]:
    u, v = roads.ends[snap.edge].tolist()
    km = float(roads.km[snap.edge])
    return [(u, snap.share * km), (v, (1 - snap.share) * km)]


def _dijkstra(
    roads: RoadGraph, neighbours: Neighbours, start: Point, end: Point
) -> float:
    here, there = _snap(roads, start), _snap(roads, end)
    goals = dict(_ends(roads, there))
    best: dict[int, float] = {}
    queue = [(km, node) for node, km in _ends(roads, here)]
    queue.sort()
    found = inf
    while queue and queue[0][0] < found:
        so_far, node = heappop(queue)
        if node in best:
            continue
        best[node] = so_far
        if node in goals:
            found = min(found, so_far + goals[node])
        for to, km in neighbours[node]:
            if to not in best:
                heappush(queue, (so_far + km, to))
    return found + here.off_km + there.off_km


def _route() -> Prepared:
    roads = load_roads()
    neighbours = _neighbours(roads)
    theirs, ours = _dijkstra(roads, neighbours, KYIV, LVIV), roads.route(KYIV, LVIV).km
    if abs(theirs - ours) > 1e-6:
        raise AssertionError(f"{ours} km, but {theirs} km by Dijkstra")
    return Prepared(
        ours=lambda: roads.route(KYIV, LVIV),
        rival=lambda: _dijkstra(roads, neighbours, KYIV, LVIV),
        size=f"{len(roads.nodes):,} junctions, {ours:.0f} km",
        digits=4,
    )


def _map() -> Prepared:
    post, plan = kyiv.post(), kyiv.plan()
    load_pack(post.file.map.pack)
    load_roads()
    return Prepared(
        ours=lambda: draw_post_map(post, plan),
        size=f"{len(draw_post_map(post, plan).encode()) / 1000:,.0f} kB of SVG",
    )


CASES = (
    BenchCase(
        name="route_kyiv_lviv",
        what="find the shortest way by road",
        rival="Dijkstra's algorithm in plain Python over the same roads, its table of "
        "neighbours made beforehand; both give the same kilometres, to a millimetre",
        note="No faster, but ready at once: we search the arrays as they are read, "
        "guided towards the end (A*); the rival's table takes about a hundred times "
        "as long to make as a route to find, and that time is not counted here.",
        build=_route,
    ),
    BenchCase(
        name="map_svg",
        what="draw the map of a movement plan",
        rival="",
        note="Roads, borders and towns are already read; a first map takes longer.",
        build=_map,
    ),
)
