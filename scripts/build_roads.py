"""The road graph and the railways, from the OpenStreetMap extract in scgraph_data."""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import LineString, box

from exeunt.formats.map_pack import SourceFile, steps_of
from exeunt.formats.road_file import edge_great_circle_km, pack_roads
from exeunt.model.chains import chains
from exeunt.model.maps import Source
from exeunt.model.roads import RoadGraph


SHORT_KM = 0.6
"""Junctions nearer to each other than this along the road, and in one cell, are one."""
CELL = 5
"""Side of a cell [thousandths of a degree]."""
LEAST_NODES = 3
"""Networks of fewer nodes than this are scraps."""


def build_roads(source: SourceFile) -> bytes:
    """Read the world's trunk roads, merge junctions and pack the graph."""
    nodes, ends, km = _load("world_highways")
    nodes, ends, km = _merged(nodes, ends, km)
    nodes, ends, km, network = _sorted(nodes, ends, km)
    places = nodes / 1000
    km = np.maximum(km, edge_great_circle_km(places, ends))
    graph = RoadGraph(places, ends, km, network, Source(**source.model_dump()))
    print(
        f"roads: {len(nodes)} nodes, {len(ends)} edges, {network.max() + 1} networks, "
        f"{km.sum():.0f} km"
    )
    return pack_roads(graph)


def rail_lines(
    region: tuple[float, float, float, float], tolerance: float
) -> Iterator[list[int]]:
    """Give the railways in *region* as steps of thousandths of a degree."""
    nodes, ends, km = _load("world_railways")
    nodes, ends, _ = _merged(nodes, ends, km)
    west, south, east, north = (1000 * side for side in region)
    least, most = (west - 500, south - 500), (east + 500, north + 500)
    inside = np.logical_and(nodes >= least, nodes <= most)
    some = np.all(inside, axis=1)[ends].any(axis=1)
    frame = box(*region)
    for chain in chains(ends[some].tolist()):
        line = LineString(nodes[chain] / 1000).intersection(frame).simplify(tolerance)
        for part in getattr(line, "geoms", (line,)):
            if isinstance(part, LineString) and part.length > tolerance:
                yield steps_of(part.coords, 1000)


def _load(
    name: str,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Run the module *name* without the engine it wants; take its graph."""
    engine = types.ModuleType("scgraph.core")
    engine.GeoGraph = lambda **_: None  # type: ignore[attr-defined]
    sys.modules["scgraph"] = types.ModuleType("scgraph")
    sys.modules["scgraph.core"] = engine
    module = __import__(f"scgraph_data.{name}", fromlist=["graph"])
    nodes = np.round(np.array(module.nodes)[:, ::-1] * 1000).astype(np.int64)
    edges = [
        (u, v, length)
        for u, row in enumerate(module.graph)
        for v, length in row.items()
        if u < v
    ]
    table = np.array(edges)
    ends = table[:, :2].astype(np.int64)
    # one that crosses the date line would be drawn across the whole map
    near = np.abs(np.diff(nodes[ends][:, :, 0], axis=1)[:, 0]) < 180_000
    return nodes, ends[near], table[near, 2]


def _merged(
    nodes: NDArray[np.int64], ends: NDArray[np.int64], km: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Make one of the junctions of a cell that short roads join."""
    cells = nodes // CELL
    same = (cells[ends[:, 0]] == cells[ends[:, 1]]).all(axis=1) & (km < SHORT_KM)
    root = _roots(len(nodes), ends[same])
    merged = np.sort(root[ends], axis=1)
    moved = merged[:, 0] != merged[:, 1]
    merged, length = merged[moved], km[moved]
    order = np.lexsort((length, merged[:, 1], merged[:, 0]))
    merged, length = merged[order], length[order]
    first = np.ones(len(merged), dtype=bool)
    first[1:] = (merged[1:] != merged[:-1]).any(axis=1)
    return nodes, merged[first], length[first]


def _roots(count: int, ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each node the lowest member of the group that *ends* join it to."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for u, v in ends.tolist():
        a, b = root(u), root(v)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return np.array([root(node) for node in range(count)])


def _sorted(
    nodes: NDArray[np.int64], ends: NDArray[np.int64], km: NDArray[np.float64]
) -> tuple[
    NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]
]:
    """Sort nodes by network, the largest first, and then along a curve of places."""
    group = _roots(len(nodes), ends)
    used = np.unique(ends)
    roots, inverse, size = np.unique(
        group[used], return_inverse=True, return_counts=True
    )
    kept = size[inverse] >= LEAST_NODES
    used, inverse = used[kept], inverse[kept]
    order = np.lexsort((_curve(nodes[used]), roots[inverse], -size[inverse]))
    used, inverse = used[order], inverse[order]
    new = np.full(len(nodes), -1)
    new[used] = np.arange(len(used))
    ends = np.sort(new[ends], axis=1)
    whole = ends[:, 0] >= 0
    ends, km = ends[whole], km[whole]
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    starts = np.r_[True, inverse[1:] != inverse[:-1]]
    return nodes[used], ends[order], km[order], np.cumsum(starts) - 1


def _curve(nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each node its place on Hilbert's curve, so that neighbours stay near."""
    x, y = nodes[:, 0] + 180_000, nodes[:, 1] + 90_000
    at = np.zeros(len(nodes), dtype=np.int64)
    side = 1 << 18
    while side:
        right, up = (x & side) > 0, (y & side) > 0
        at += side * side * ((3 * right) ^ up)
        turn, flip = ~up, ~up & right
        x, y = (
            np.where(flip, side - 1 - x, x),
            np.where(flip, side - 1 - y, y),
        )
        x, y = np.where(turn, y, x), np.where(turn, x, y)
        side >>= 1
    return at


if __name__ == "__main__":
    sys.exit(f"run {Path(__file__).with_name('build_maps.py').name} instead")
