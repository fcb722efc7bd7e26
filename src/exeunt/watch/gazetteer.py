"""The gazetteer: every place that a name may mean, from one file compiled beforehand."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


FORMAT = "exeunt-gazetteer/1"
DEGREE = 10_000
"""Positions are kept in whole parts of a degree: about ten metres."""
_MOST_MET = 1 << 13
MOST_WORDS = 6
"""No name that is looked for has more words."""


class Kind(IntEnum):
    """What sort of place it is."""

    COUNTRY = 0
    REGION = 1
    CAPITAL = 2
    TOWN = 3
    AIRPORT = 4
    CROSSING = 5
    AREA = 6


class NameFlag(IntEnum):
    """What else is known of a name, as bits."""

    OWN = 1
    """The place's own name, not one that it has in other tongues."""
    WORD = 2
    """An English word too: Reading, Split, Police."""
    AFTER_COMMA = 4
    """An abbreviation that only follows a town: Augusta, Ga."""


@dataclass(frozen=True, slots=True)
class Place:
    """One thing that a name may mean."""

    id: int
    name: str
    country: str
    """ISO code of two letters."""
    lat: float
    lon: float
    kind: Kind
    population: int
    region: int
    """First-level region, as a number; 0 is none."""
    flags: int
    """Bits of `NameFlag`, for the name that it was found by."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Sorted digests of folded names, and the places that they lead to."""

    digests: NDArray[np.uint64]
    leads_to: NDArray[np.uint32]
    flags: NDArray[np.uint8]
    lat: NDArray[np.int32]
    lon: NDArray[np.int32]
    country: NDArray[np.uint8]
    kind: NDArray[np.uint8]
    population: NDArray[np.uint32]
    region: NDArray[np.uint16]
    name_end: NDArray[np.uint32]
    names: bytes
    countries: tuple[str, ...]
    met: dict[int, Place] = field(default_factory=dict, compare=False, repr=False)
    """Places that were made before, since news name few of them often."""

    def find(self, names: Sequence[str]) -> dict[str, tuple[Place, ...]]:
        """Give the places of those of the folded *names* that have any."""
        if not names:
            return {}
        wanted = np.array([digest(name) for name in names], dtype=np.uint64)
        first = np.searchsorted(self.digests, wanted, side="left")
        last = np.searchsorted(self.digests, wanted, side="right")
        return {
            names[i]: tuple([self._place(row) for row in range(first[i], last[i])])
            for i in np.flatnonzero(last > first).tolist()
        }

    def _place(self, row: int) -> Place:
        known = self.met.get(row)
        if known is None:
            if len(self.met) >= _MOST_MET:
                self.met.clear()
            known = self.met[row] = self._made(row)
        return known

    def _made(self, row: int) -> Place:
        at = int(self.leads_to[row])
        start = int(self.name_end[at - 1]) if at else 0
        return Place(
            id=at,
            name=self.names[start : int(self.name_end[at])].decode("utf-8"),
            country=self.countries[self.country[at]],
            lat=int(self.lat[at]) / DEGREE,
            lon=int(self.lon[at]) / DEGREE,
            kind=Kind(int(self.kind[at])),
            population=int(self.population[at]),
            region=int(self.region[at]),
            flags=int(self.flags[row]),
        )


@cache
def gazetteer() -> Gazetteer:
    """Give the bundled gazetteer."""
    data = (files("exeunt") / "data" / "places" / "gazetteer.npz").read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        return Gazetteer(
            digests=arrays["digests"],
            leads_to=arrays["leads_to"],
            flags=arrays["flags"],
            lat=arrays["lat"],
            lon=arrays["lon"],
            country=arrays["country"],
            kind=arrays["kind"],
            population=arrays["population"],
            region=arrays["region"],
            name_end=arrays["name_end"],
            names=arrays["names"].tobytes(),
            countries=tuple(str(c) for c in arrays["countries"]),
        )


def digest(folded: str) -> int:
    """Give the 48 bits under which a folded name is kept."""
    data = folded.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=6).digest(), "big")


_DROPPED = str.maketrans(dict.fromkeys("'.`´ʻʼ‘’ьъ\u0301", None))
_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"}
)
_CYRILLIC_OWN = frozenset("йёїў")


@cache
def _bare(letter: str) -> str:
    if letter in _CYRILLIC_OWN:
        return letter
    return "".join(
        c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)
    )


@lru_cache(maxsize=1 << 13)
def fold(name: str) -> str:
    """
    Give a name as it is looked up: small letters without accents, words apart by spaces.

    Apostrophes and full stops go, hyphens become spaces: *N'Djamena* and *Port-au-Prince*
    are ``ndjamena`` and ``port au prince``.
    """
    low = unicodedata.normalize("NFC", name).lower().translate(_DROPPED)
    if not low.isascii():
        low = "".join(_bare(c) for c in low.translate(_LETTERS))
    return " ".join(low.replace("-", " ").split())
