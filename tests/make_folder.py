"""A post folder as text: one fictional post in which the linter finds nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from exeunt.formats.post_files import read_post_files
from exeunt.formats.references import Known
from exeunt.model.positions import Positions
from exeunt.model.post import Post


NOW = datetime(2030, 5, 6, 6, tzinfo=UTC)
KNOWN = Known(
    indicators=frozenset({"troop_buildup", "airline_suspends"}),
    packs=frozenset({"world", "ukraine"}),
)

POST = """\
exeunt: 1
name: Porto Vento
country: XX
time_zone: Etc/GMT-2
deadline: 5d
paper:
  reviewed: 2030-01-10
  contact_list: Kept by the consul; people join on a form.
  transport_assessed: 2030-01-10
  telling_families: The capital calls every emergency contact.
  in_charge: [Head of mission, Deputy]
  communications: {primary: Text, alternate: Telephone, contingency: Radio, emergency: Runners}
  pace: [airport, crossing]
categories:
  - id: family
    name: Families
    kind: family
    moves_at: authorized
    course_of_action: First, by air.
  - id: staff
    name: Staff
    kind: direct_hire
    moves_at: ordered
    course_of_action: After their families.
  - id: local
    name: Local staff
    kind: local_staff
    moves_at: null
    course_of_action: At home on full pay.
  - id: citizens
    name: Citizens
    kind: private_citizen
    moves_at: ordered
    course_of_action: By commercial means.
places:
  - id: homes
    name: Homes
    kind: residence
    lat: 50.1
    lon: 30.1
  - id: office
    name: Office
    kind: assembly_area
    lat: 50.2
    lon: 30.2
    processes_per_h: 60
    open: {daily: ["06:00-22:00"]}
  - id: airport
    name: Airport
    kind: airport
    lat: 50.3
    lon: 30.3
  - id: crossing
    name: Crossing
    kind: border_crossing
    lat: 50.4
    lon: 30.4
  - id: over-the-sea
    name: Over the sea
    kind: safe_haven
    lat: 50.5
    lon: 30.5
    holds: 2000
  - id: over-the-hill
    name: Over the hill
    kind: safe_haven
    lat: 50.6
    lon: 30.6
    holds: 1000
links:
  - id: homes-office
    from: homes
    to: office
    mode: road
    time: 30m
  - id: homes-airport
    from: homes
    to: airport
    mode: own
    time: 1h
  - id: office-crossing
    from: office
    to: crossing
    mode: road
    time: 2h
  - id: crossing-hill
    from: crossing
    to: over-the-hill
    mode: road
    time: 1h
  - id: airport-sea
    from: airport
    to: over-the-sea
    mode: air
    time: 90m
fleets:
  - id: coach
    name: Coaches
    mode: road
    vehicles: 3
    seats: {seat: 40, wheelchair: 2}
    based: office
    breakdown: 0.01
    why: Contract.
services:
  - id: airline
    name: Airline
    link: airport-sea
    departs: ["08:00", "18:00"]
    seats: {seat: 60, wheelchair: 1}
    why: Timetable.
doubts:
  mobilisation:
    family: {p10: 10h, p50: 24h, p90: 48h}
    staff: {p10: 10h, p50: 24h, p90: 48h}
  travel:
    road: {p10: 0.9, p50: 1, p90: 1.4}
    own: {p10: 0.9, p50: 1, p90: 1.4}
    air: {p10: 0.9, p50: 1, p90: 1.4}
  processing: {p10: 0.7, p50: 1, p90: 1.1}
  repair: {p10: 1h, p50: 3h, p90: 8h}
scenarios:
  - kind: status_quo
    name: It holds
    prior: 0.9
    reference_class: 90 of 100
  - kind: sudden_closure
    name: It breaks
    prior: 0.1
    reference_class: 10 of 100
exits:
  - place: airport
    name: By air
    closes:
      sudden_closure: {p10: 2d, p50: 6d, p90: 20d}
    why: Judgement.
  - place: crossing
    name: By road
    closes:
      sudden_closure: {p10: 3d, p50: 9d, p90: 30d}
    why: Judgement.
"""

ROSTER = """\
id,household,category,place,needs,designation,documents,consent,name
P1,H1,staff,homes,,emergency,ready,yes,Anna Example
P2,H1,family,homes,wheelchair|pet,,ready,yes,Bert Example
P3,H2,staff,homes,,non-emergency,ready,yes,
P4,H3,local,homes,,,,yes,
"""

ESTIMATES = """\
estimates:
  - id: citizens-here
    category: citizens
    place: homes
    low: 40
    likely: 100
    high: 260
    basis: Counted by the wardens in April.
    date: 2030-04-20
    ready: [{after: 24h, share: 0.5}, {after: 48h, share: 0.5}]
"""

TRIPWIRES = """\
tripwires:
  - id: forces-gather
    observable: Forces gather at the border.
    when: {indicator: troop_buildup, at_least: 2, within: 14d}
    owner: Political officer
    actions: [Call the coaches]
    proposes: {family: ordered, staff: ordered, citizens: ordered}
"""

HISTORY = """\
declared:
  - at: 2030-05-01
    category: family
    status: authorized
    by: Head of mission
"""

TEXTS = {
    "post.yaml": POST,
    "roster.csv": ROSTER,
    "estimates.yaml": ESTIMATES,
    "tripwires.yaml": TRIPWIRES,
    "history.yaml": HISTORY,
}


def a_folder(*changes: tuple[str, str, str]) -> dict[str, bytes]:
    """Make the files of the post; each change puts a new text for an old in a file."""
    texts = dict(TEXTS)
    for file, old, new in changes:
        assert old in texts[file], f"{file} does not hold {old!r}"
        texts[file] = texts[file].replace(old, new, 1)
    return {name: text.encode() for name, text in texts.items()}


def read_folder(files: Mapping[str, bytes]) -> tuple[Post, Positions]:
    """Read such files on the day of the tests, with a few indicators and packs known."""
    return read_post_files(files, now=NOW, known=KNOWN)
