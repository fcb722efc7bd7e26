"""Builders of maps: a square island with one road round it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from exeunt.formats.map_pack import LayerFile, pack_layer, parse_pack, steps_of
from exeunt.formats.road_file import edge_great_circle_km
from exeunt.model.maps import MapPack, Point, Source
from exeunt.model.roads import RoadGraph


SOURCE = {
    "layer": "land and borders",
    "name": "Fiction",
    "version": "1",
    "licence": "public domain",
    "attribution": "Fiction",
}
SQUARE = [(30, 50), (32, 50), (32, 52), (30, 52), (30, 50)]


def a_layer(**given: Any) -> bytes:
    """Make the bytes of a layer: an island of one country in a sea."""
    body: dict[str, Any] = {
        "format": "exeunt-map/1",
        "name": "island",
        "box": (28, 48, 34, 54),
        "coast_error_km": 3,
        "source": SOURCE,
        "countries": {"XX": "Porto Vento"},
        "areas": [{"de_facto": "XX", "un": "XX", "rings": [steps_of(SQUARE, 1000)]}],
        "coast": [steps_of(SQUARE, 1000)],
    }
    return pack_layer(LayerFile.model_validate(body | given))


def a_pack(**given: Any) -> MapPack:
    """Make the pack of the island."""
    return parse_pack({"island.json.gz": a_layer(**given)})


def a_road_graph(
    nodes: Sequence[Point],
    edges: Sequence[tuple[int, int]],
    *,
    detour: Sequence[float] = (),
) -> RoadGraph:
    """Make a graph; edge *i* is ``1 + detour[i]`` times as long as the crow flies."""
    places = np.array(nodes, dtype=np.float64).reshape(-1, 2)
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2)
    longer = np.ones(len(ends)) + np.array([*detour, *[0.0] * len(ends)])[: len(ends)]
    km = edge_great_circle_km(places, ends) * longer
    network = _networks(len(nodes), edges)
    return RoadGraph(places, ends, km, network, Source(**SOURCE))


def _networks(count: int, edges: Sequence[tuple[int, int]]) -> Any:
    label = list(range(count))
    for _ in range(count):
        for u, v in edges:
            label[u] = label[v] = min(label[u], label[v])
    return np.unique(label, return_inverse=True)[1].astype(np.int64)


def shortest_km(graph: RoadGraph, start: int, end: int) -> float:
    """Find the shortest way between two nodes by trying every edge again and again."""
    best = [math.inf] * len(graph.nodes)
    best[start] = 0.0
    for _ in range(len(best)):
        for (u, v), km in zip(graph.ends.tolist(), graph.km.tolist(), strict=True):
            best[v] = min(best[v], best[u] + km)
            best[u] = min(best[u], best[v] + km)
    return best[end]
