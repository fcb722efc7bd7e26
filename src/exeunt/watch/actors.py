"""Who is named: states, their organs and capitals, bodies, and titled people."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from exeunt.watch.wording import words


class Actor(NamedTuple):
    """A name in a sentence; ``nation`` is its ISO code, empty for bodies and people."""

    start: int
    end: int
    name: str
    nation: str
    kind: str
    """``country``, ``people``, ``capital``, ``body`` or ``person``."""


_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:'[A-Za-z]+)*", re.UNICODE)
_TITLES = (
    "President|Prime Minister|Foreign Minister|Foreign Secretary|Secretary of State|"
    "Defen[cs]e Secretary|Defen[cs]e Minister|Chancellor|Premier|King|Emir|"
    "Crown Prince|General|Gen\\.|Colonel|Col\\.|Lt\\. Gen\\.|Ambassador|Minister|"
    "Special Envoy|Envoy|Secretary[- ]General|Secretary|Vice President|"
    "Deputy Secretary of State|Deputy Foreign Minister|Chief|Commander|Mr\\.|Ms\\.|Mrs\\."
)
_TITLE_BEGINS = re.compile(
    "|".join(sorted({re.split(r"[^A-Za-z]", one)[0] for one in _TITLES.split("|")}))
)
_TITLED = re.compile(
    rf"\b(?:{_TITLES}) (?:(?:Abdel |Abdul |al-|Al-|bin |van |von |de |del )?"
    r"[A-Z][\w'-]+)(?: (?:(?:al-|Al-|bin |van |von |de )?[A-Z][\w'-]+)){0,3}"
)
_NAME_PARTS = re.compile(r"(?:al-|Al-)?[A-Z][\w'-]+$")

Known = tuple[str, str, str]


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("exeunt") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


@cache
def _lexicon() -> dict[str, tuple[tuple[tuple[str, ...], Known], ...]]:
    entries: dict[tuple[str, ...], Known] = {}
    for row in _rows("nations.csv"):
        for column, kind in (("capital", "capital"), ("people", "people")):
            for name in _names(row[column]):
                entries[_words(name)] = (row["name"], row["iso"], kind)
                if kind == "people" and not name.endswith(("sh", "ch", "ese", "s")):
                    entries[_words(name + "s")] = (row["name"], row["iso"], kind)
        for name in [row["name"], *_names(row["names"])]:
            entries[_words(name)] = (row["name"], row["iso"], "country")
    for row in _rows("bodies.csv"):
        for name in [row["name"], *_names(row["names"])]:
            entries[_words(name)] = (row["name"], row["nation"], "body")
    by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for whole, known in entries.items():
        by_first.setdefault(whole[0], []).append((whole, known))
    return {
        first: tuple(sorted(found, key=lambda f: -len(f[0])))
        for first, found in by_first.items()
    }


def _names(cell: str) -> list[str]:
    return [name for name in cell.split("|") if name]


def _words(name: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(name))


@cache
def nation_names() -> dict[str, str]:
    """Give the name of every state by its ISO code."""
    return {row["iso"]: row["name"] for row in _rows("nations.csv")}


def nation_called(name: str) -> str:
    """Give the ISO code of the state of that *name*, in letters of any case, or nothing."""
    return _by_name().get(tuple(word.lower() for word in _words(name)), "")


@cache
def _by_name() -> dict[tuple[str, ...], str]:
    out: dict[tuple[str, ...], str] = {}
    for row in _rows("nations.csv"):
        for name in [row["name"], *_names(row["names"])]:
            out[tuple(word.lower() for word in _words(name))] = row["iso"]
    return out


@lru_cache(maxsize=1024)
def actors_in(sentence: str) -> tuple[Actor, ...]:
    """Find who is named in an evened *sentence*, left to right."""
    plain = [_bare(w) if "'" in w else w for w in _WORD.findall(sentence)]
    found = _people(sentence)
    if not _lexicon().keys().isdisjoint(plain):
        found = sorted([*_listed(sentence, plain), *found], key=lambda a: a.start)
    return tuple(found)


def _listed(sentence: str, plain: list[str]) -> Iterator[Actor]:
    """Find those of the tables among the words of a sentence."""
    lexicon = _lexicon()
    starts = [m.start() for m in _WORD.finditer(sentence)]
    free = 0
    for i, word in enumerate(plain):
        if i < free or word not in lexicon:
            continue
        known = _known_at(lexicon, plain, i)
        if known is not None:
            length, (name, nation, kind) = known
            free = i + length
            end = starts[free - 1] + len(plain[free - 1])
            yield Actor(starts[i], end, name, nation, kind)


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "'S")) else word.rstrip("'")


def _known_at(
    lexicon: dict[str, tuple[tuple[tuple[str, ...], Known], ...]],
    tokens: list[str],
    i: int,
) -> tuple[int, Known] | None:
    for wanted, known in lexicon.get(tokens[i], ()):
        if tuple(tokens[i : i + len(wanted)]) == wanted:
            return len(wanted), known
    return None


def _people(sentence: str) -> list[Actor]:
    out: list[Actor] = []
    if not _TITLE_BEGINS.search(sentence):
        return out
    for match in _TITLED.finditer(sentence):
        name = match[0].removesuffix("'s")
        last = _NAME_PARTS.search(name)
        office = sentence[: match.start()].endswith(
            ("Consulate ", "Consulate-", "Consul ")
        )
        if last and last[0] not in _NOT_NAMES and not office:
            end = match.start() + len(name)
            out.append(Actor(match.start(), end, last[0], "", "person"))
    return out


_NOT_NAMES = words(
    "State Minister Secretary General President Council Affairs Office "
    "Department Defense Defence Foreign Staff"
)
