"""Small problems of our own, in the formats of the literature."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


BEP = b"""\
3 2
2 2 1
2 6 4 2
2 8 4 4

1 2 3
2 1 4

1 4 6
2 5 3
"""
"""Three buses of two seats; four people at one point, two at another."""

ICEP = {
    "input/vessels.csv": """\
Vessel_name,Vessel_type,contract_cost,Regular_origin,max_cap,vmax,v_loaded,loading time,time to availability
Gull,ferry,100,East Pier,50,20,10,5,10
Tern,launch,10,West Pier,12,24,24,2.5,0.2
""",
    "input/island docks.csv": """\
Dock,Location,Type
North Quay,North,Evacuation
North Beach,North,Evacuation
South Quay,South,Evacuation
""",
    "input/mainland docks.csv": """\
Dock,Location,Type
East Pier,East,Safe
West Pier,West,Safe
""",
    "input/vessel compatibility.csv": """\
Dock,Resource,Compatibility
North Quay,Gull,1
North Beach,Gull,0
South Quay,Gull,1
East Pier,Gull,1
West Pier,Gull,0
North Quay,Tern,0
North Beach,Tern,1
South Quay,Tern,1
East Pier,Tern,1
West Pier,Tern,1
Old Pier,Tern,1
""",
    "input/scenarios.csv": """\
Scenario,Location,private_evac,Demand,Probability
Storm,North,10,60,0.5
Storm,South,4.0,14,0.5
Fire,North,0,20,0.5
""",
    "incidences/gamma.csv": """\
Origin,Destination,Distance
North Quay,East Pier,5
North Beach,East Pier,5
South Quay,East Pier,8
North Quay,West Pier,6
North Beach,West Pier,6
South Quay,West Pier,4
""",
    "incidences/delta.csv": """\
Origin,Destination,Distance
East Pier,North Quay,5
East Pier,North Beach,5
East Pier,South Quay,8
West Pier,North Quay,6
West Pier,North Beach,6
West Pier,South Quay,4
""",
    "incidences/zeta.csv": """\
Origin,Destination,Distance
East Pier,North Quay,5
East Pier,South Quay,8
""",
}
"""Two vessels, two locations, one of them with two docks, and two scenarios."""


def an_icep(*changes: tuple[str, str, str]) -> dict[str, bytes]:
    """Make the tables; each change puts a new text for an old in one of them."""
    texts = dict(ICEP)
    for file, old, new in changes:
        assert old in texts[file], f"{file} does not hold {old!r}"
        texts[file] = texts[file].replace(old, new, 1)
    return {name: text.encode() for name, text in texts.items()}


def write_icep(folder: Path, tables: Mapping[str, bytes] | None = None) -> Path:
    """Write the tables to *folder*."""
    for name, data in (tables or an_icep()).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
