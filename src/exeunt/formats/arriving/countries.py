"""Which country an advisory is for: by the name in its title and by its tags."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from exeunt.model.countries import two_countries


_ALSO = {
    "burma myanmar": "MM",
    "burma": "MM",
    "cote d ivoire": "CI",
    "kyrgyz republic": "KG",
    "mainland china": "CN",
    "china prc": "CN",
    "federated states of micronesia": "FM",
    "israel west bank and gaza": "IL",
    "israel the west bank and gaza": "IL",
    "united kingdom of great britain and northern ireland": "GB",
    "uk": "GB",
    "usa": "US",
    "turkey": "TR",
    "turkiye": "TR",
    "north macedonia": "MK",
    "timor leste": "TL",
    "cabo verde": "CV",
    "eswatini": "SZ",
    "czechia": "CZ",
    "czech republic": "CZ",
    "curacao": "CW",
    "holy see": "VA",
}


def country_meant(name: str, tags: Iterable[str] = ()) -> tuple[str, str]:
    """
    Tell which country is meant by *name*, with *tags* in FIPS 10-4.

    Returns
    -------
    tuple
        The ISO code, empty where it is not certain, and then why not, in words.
    """
    two = two_countries(name)
    if two:
        return "", f"{name.strip()!r} may be {two}"
    key = _key(name)
    named = _names().get(key, "")
    tagged = [iso for tag in tags if (iso := by_fips().get(tag.strip().upper()))]
    if named and tagged and named not in tagged:
        return "", f"its title names {named}, its tag is of {tagged[0]}"
    if named:
        return named, ""
    if len(tagged) == 1:
        return tagged[0], ""
    return "", f"{name.strip()[:60]!r} is no country that is known here"


@cache
def by_fips() -> dict[str, str]:
    """Give the ISO code of a country by its code in FIPS 10-4."""
    return {row["fips"]: row["iso"] for row in _rows("fips.csv")}


@cache
def _names() -> dict[str, str]:
    names = {_key(row["name"]): row["iso"] for row in _rows("fips.csv")}
    for row in _rows("nations.csv"):
        for name in (row["name"], *row["names"].split("|")):
            if name:
                names[_key(name)] = row["iso"]
    return names | _ALSO


def _key(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name[:200].casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", letters)
    return " ".join(words).removeprefix("the ")


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("exeunt") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
