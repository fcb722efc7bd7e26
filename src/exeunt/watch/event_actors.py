"""Sides: states, bodies, groups and leaders in a sentence, each with whose it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from exeunt.watch.any_case import AnyCase
from exeunt.watch.gazetteer import fold
from exeunt.watch.toponyms import words_of


class Side(NamedTuple):
    """A side named in a sentence; offsets are within it."""

    start: int
    end: int
    code: str
    """ISO code; ``IGO``, ``NGO`` or ``IMG`` for bodies and groups of many states."""
    where: bool = False
    """Named as a place: in Lebanon, near Samarra."""


class Located(NamedTuple):
    """A place found in the sentence, which may stand for its state."""

    start: int
    end: int
    country: str


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("exeunt") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _lexicon() -> dict[str, str]:
    out: dict[str, str] = {}
    for row in _rows("nations.csv"):
        names = [row["name"], *(row[c] for c in ("names", "people", "capital"))]
        for name in "|".join(names).split("|"):
            out[fold(name)] = out[fold(name + "s")] = row["iso"]
    for row in _rows("bodies.csv"):
        for name in [row["name"], *row["names"].split("|")]:
            out[fold(name)] = row["nation"] or "IGO"
    for row in _rows("event_actors.csv"):
        out.update((fold(name), row["code"]) for name in row["names"].split("|"))
    out.pop("", None)
    out.pop("s", None)
    return out


@cache
def _longest() -> dict[str, int]:
    """Give how many words the longest name has that begins with a word."""
    out: dict[str, int] = {}
    for name in _lexicon():
        first, length = name.partition(" ")[0], len(name.split())
        out[first] = max(out.get(first, 0), length)
    return out


_WHERE = AnyCase(
    r"\b(?:in|at|near|from|inside|outside|into|across|around|throughout|over|through|"
    r"(?:city|town|capital|port|region|village|border|south|north|east|west) of)"
    r"(?: the| \w+ern| eastern| occupied| neighbou?ring| south| north| east| west| central|"
    r" war-torn| the \w+ (?:city|town|region|village) of)* $"
)


@cache
def _acronyms() -> frozenset[str]:
    """Give folded names that are only names in capitals: WHO, GIA, US."""
    rows = [*_rows("event_actors.csv"), *_rows("bodies.csv"), *_rows("nations.csv")]
    names = [n for row in rows for n in row["names"].split("|")]
    return frozenset(fold(n) for n in names if n.isupper() and len(fold(n)) < 5)


def sides_in(sentence: str, places: Sequence[Located] = ()) -> tuple[Side, ...]:
    """Find the sides named in an evened *sentence*, left to right, names run together."""
    found = list(_named(sentence))
    for place in places:
        if not any(s.start < place.end and place.start < s.end for s in found):
            found.append(
                Side(place.start, place.end, place.country, _is_where(sentence, place))
            )
    found.sort(key=lambda s: s.start)
    return tuple(_joined(sentence, found))


@lru_cache(maxsize=1024)
def _named(sentence: str) -> tuple[Side, ...]:
    return tuple(_names_in(sentence))


def _names_in(sentence: str) -> Iterator[Side]:
    lexicon, lengths = _lexicon(), _longest()
    split = words_of(sentence)
    i = 0
    while i < len(split):
        longest = lengths.get(_first(split[i].text), 0)
        if not longest:
            i += 1
            continue
        last = -1
        for j in range(i, min(i + longest, len(split))):
            written = sentence[split[i].start : split[j].end]
            name = fold(written)
            known = name in lexicon and (written.isupper() or name not in _acronyms())
            if known and (split[i].capital or j > i or "-" in written):
                last = j
        if last < 0:
            i += 1
            continue
        start, end = split[i].start, split[last].end
        i = last + 1
        if _is_attribute(sentence, start, end):
            continue
        code = lexicon[fold(sentence[start:end])]
        yield Side(start, end, code, _is_where(sentence, Located(start, end, code)))


_FOR_OR_AGAINST = AnyCase(r"\b(?:pro|anti|ex|non)-$")
_BY_WHOM = re.compile(
    r"-(?:backed|led|born|brokered|sponsored|supported|trained|armed|financed|funded|made|"
    r"built|mediated|educated|supplied|allied|aligned|friendly|hosted)\b"
)


def _is_attribute(sentence: str, start: int, end: int) -> bool:
    """Tell a state that only says of what kind another is: pro-Iranian, Syrian-backed."""
    before = sentence[max(0, start - 6) : start]
    return _FOR_OR_AGAINST.is_in(before) or bool(_BY_WHOM.match(sentence, end))


@lru_cache(maxsize=1 << 13)
def _first(word: str) -> str:
    return fold(word).partition(" ")[0]


_DOES = re.compile(
    r"(?:'s)? (?:[a-z-]+ )*?(?:of[fi]\w+|force|troop|govern|author|polic|lead|army)"
)


def _is_where(sentence: str, at: Located) -> bool:
    followed = _DOES.match(sentence[at.end : at.end + 40])
    return not followed and _WHERE.is_in(sentence[max(0, at.start - 60) : at.start])


_RUN = re.compile(
    r"(?:'s)?(?: (?:and|&))?(?:,)? ?(?:[A-Z][\w.'-]* |(?:former|late|then|foreign|prime|military|"
    r"vice|ousted|religious|rebel|opposition|leader|president|minister|negotiator|parliament|"
    r"army|militant|group|member|spokesman|general|chief|ruler|official)s? )*$"
)


def _joined(sentence: str, found: list[Side]) -> Iterable[Side]:
    """Run names of one side together: Iraqi President Saddam Hussein."""
    last: Side | None = None
    for side in found:
        between = sentence[last.end : side.start] if last else ""
        one = (
            last is not None and last.code == side.code and "and" not in between.split()
        )
        if last and one and len(between) < 60 and _RUN.match(between):
            last = Side(last.start, side.end, last.code, last.where)
            continue
        if last:
            yield last
        last = side
    if last:
        yield last
