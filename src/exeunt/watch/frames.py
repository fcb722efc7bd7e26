"""
Frames: who or what, what happens to it, and to what; in any of three voices.

A frame of ``indicator_frames.yaml`` names classes of words, not words: *carrier & stop ~
flight* is read in "Lufthansa halts flights", "flights by Lufthansa were called off" and
"the suspension of Lufthansa's services" alike. A sentence is looked up word by word, so
that the work grows with its length alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from exeunt.watch.actors import Actor
from exeunt.watch.word_classes import (
    Classes,
    Place,
    Word,
    noun_forms,
    verb_forms,
    words_in,
)
from exeunt.watch.word_list import word_list


WIDEST = 24
"""So many words of one clause hold all of a frame, at most."""
_UNKNOWN = 10_000
"""Words that a class without a list of them may have."""
_GAPS = {"": 2, ">": 8, "~": 6, "_": 0}
"""How many words may stand between two slots, by the mark between them."""


@dataclass(frozen=True, slots=True)
class _Slot:
    of: str
    gap: int
    either_way: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """Slots that follow one another, in rows that may come in any order."""

    indicator: str
    text: str
    rows: tuple[tuple[_Slot, ...], ...]
    without: frozenset[str]
    needs: frozenset[str]


class Seen(NamedTuple):
    """A frame found in a sentence: the stretch of it, and its own words."""

    indicator: str
    frame: str
    start: int
    end: int
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Book:
    classes: Classes
    joined: dict[str, tuple[str, ...]]
    """The slots of several classes that each class is one of."""
    frames: dict[str, tuple[Frame, ...]]
    """By one class that each cannot do without."""
    other_matters: frozenset[str]


_OWN_CLASSES = frozenset({"number", "Name", "nation"})


@cache
def _book() -> _Book:
    given = word_list("indicator_frames.yaml")
    members = {name: _members(name, given["classes"]) for name in given["classes"]}
    frames: dict[str, list[Frame]] = {}
    unions: dict[str, tuple[str, ...]] = {}
    for indicator, texts in given["frames"].items():
        for text in texts:
            one = _frame(indicator, text, members, unions)
            key = min(one.needs, key=lambda n: _commonness(n, members, unions))
            frames.setdefault(key, []).append(one)
    joined: dict[str, list[str]] = {}
    for union, parts in unions.items():
        for part in parts:
            joined.setdefault(part, []).append(union)
    return _Book(
        Classes(members),
        {part: tuple(found) for part, found in joined.items()},
        {key: tuple(found) for key, found in frames.items()},
        frozenset(given["other_matters"]),
    )


def _commonness(
    name: str, members: Mapping[str, Sized], unions: Mapping[str, tuple[str, ...]]
) -> int:
    every = unions.get(name, (name,))
    return sum(len(members[n]) if n in members else _UNKNOWN for n in every)


def _members(name: str, classes: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Write out every form of the words of a class."""
    given = classes[name]
    if unknown := given.keys() - {"verbs", "nouns", "words", "also"}:
        raise ValueError(f"indicator_frames.yaml: {name}: no {sorted(unknown)[0]!r}")
    verbs, nouns, words, also = (
        _listed(given.get(kind, "")) for kind in ("verbs", "nouns", "words", "also")
    )
    return frozenset(words).union(
        *map(verb_forms, verbs),
        *map(noun_forms, nouns),
        *(_members(other, classes) for other in also),
    )


def _listed(text: str) -> list[str]:
    return [one for one in (part.strip() for part in text.split(",")) if one]


def _frame(
    indicator: str,
    text: str,
    members: dict[str, frozenset[str]],
    unions: dict[str, tuple[str, ...]],
) -> Frame:
    rows, without = [], set()
    for part in text.split(" & "):
        row: list[_Slot] = []
        mark = ""
        for token in part.split():
            if token in _GAPS:
                mark = token
            elif token[0] == "-":
                without.add(_class(token[1:], members, unions))
            else:
                row.append(
                    _Slot(_class(token, members, unions), _GAPS[mark], mark == "~")
                )
                mark = ""
        if row:
            rows.append(tuple(row))
    needs = frozenset(slot.of for row in rows for slot in row)
    return Frame(indicator, text, tuple(rows), frozenset(without), needs)


def _class(
    token: str,
    members: dict[str, frozenset[str]],
    unions: dict[str, tuple[str, ...]],
) -> str:
    """Give the class that a slot names: one, several, or words of its own."""
    parts = token.split("|")
    for part in parts:
        if part[0] == "=":
            members.setdefault(part, frozenset({part[1:].replace("_", " ")}))
        elif part[0] == "+":
            members.setdefault(part, frozenset(verb_forms(part[1:].replace("_", " "))))
        elif part not in members and part not in _OWN_CLASSES:
            raise ValueError(f"indicator_frames.yaml: no class {part!r}")
    if len(parts) > 1:
        unions[token] = tuple(parts)
    return token


def frames_in(sentence: str, actors: Sequence[Actor]) -> tuple[Seen, ...] | None:
    """
    Find the frames that an evened *sentence* fills.

    Parameters
    ----------
    sentence
        The sentence.
    actors
        Who is named in it; states and their people are of the class ``nation``.

    Returns
    -------
    tuple[Seen, ...] | None
        One of each frame, or nothing where the sentence is of sport, fiction and the
        like, whose words are those of war.
    """
    book = _book()
    words = words_in(sentence)
    found = book.classes.found_in(words)
    if not book.other_matters.isdisjoint(found):
        return None
    _add_own(found, words, actors)
    for name in [name for name in found if name in book.joined]:
        for union in book.joined[name]:
            found.setdefault(union, []).extend(found[name])
    return tuple(_seen_in(book, words, found))


def _seen_in(
    book: _Book, words: tuple[Word, ...], found: Mapping[str, list[Place]]
) -> Iterator[Seen]:
    classes = frozenset(found)
    for key in sorted(classes & book.frames.keys()):
        for frame in book.frames[key]:
            if frame.needs <= classes and (seen := _filled(frame, words, found)):
                yield seen


def _add_own(
    found: dict[str, list[Place]], words: tuple[Word, ...], actors: Sequence[Actor]
) -> None:
    """Add the classes that no list gives: numbers, names, nations."""
    for at, word in enumerate(words):
        text = word.text
        if text.islower():
            continue
        if text[0].isdigit():
            found.setdefault("number", []).append(Place(at, at + 1))
        elif at and text[0].isupper():
            found.setdefault("Name", []).append(Place(at, at + 1))
    for actor in actors:
        if actor.kind not in {"country", "people", "capital"}:
            continue
        inside = [i for i, w in enumerate(words) if actor.start <= w.start < actor.end]
        if inside:
            found.setdefault("nation", []).append(Place(inside[0], inside[-1] + 1))


def _filled(
    frame: Frame, words: tuple[Word, ...], found: Mapping[str, list[Place]]
) -> Seen | None:
    """Fill the rows of *frame*, all within one clause and not too far apart."""
    for first in _rows(frame.rows[0], words, found):
        taken = list(first)
        for row in frame.rows[1:]:
            more = next(
                (m for m in _rows(row, words, found) if _joins(m, taken, words)), None
            )
            if more is None:
                break
            taken += more
        else:
            if _stands_alone(frame, words, found, taken[0]):
                return _seen(frame, words, taken)
    return None


def _stands_alone(
    frame: Frame,
    words: tuple[Word, ...],
    found: Mapping[str, list[Place]],
    taken: Place,
) -> bool:
    """Tell whether the clause has nothing that the frame rules out."""
    clause = words[taken.first].clause
    return not any(
        words[place.first].clause == clause
        for name in frame.without
        for place in found.get(name, ())
    )


def _joins(
    row: Sequence[Place], taken: Sequence[Place], words: tuple[Word, ...]
) -> bool:
    places = [*row, *taken]
    first, behind = min(p.first for p in places), max(p.behind for p in places)
    apart = all(a.behind <= b.first or b.behind <= a.first for a in row for b in taken)
    same = words[first].clause == words[behind - 1].clause
    return apart and same and behind - first <= WIDEST


def _rows(
    row: Sequence[_Slot], words: tuple[Word, ...], found: Mapping[str, list[Place]]
) -> Iterator[tuple[Place, ...]]:
    """Give the ways to fill a row."""
    for place in found[row[0].of]:
        yield from _behind((place,), row[1:], words, found)


def _behind(
    taken: tuple[Place, ...],
    rest: Sequence[_Slot],
    words: tuple[Word, ...],
    found: Mapping[str, list[Place]],
) -> Iterator[tuple[Place, ...]]:
    if not rest:
        yield taken
        return
    slot, last = rest[0], taken[-1]
    for place in found[slot.of]:
        near = 0 <= place.first - last.behind <= slot.gap
        back = slot.either_way and 0 <= last.first - place.behind <= slot.gap
        if (near or back) and words[place.first].clause == words[
            last.behind - 1
        ].clause:
            yield from _behind((*taken, place), rest[1:], words, found)


def _seen(frame: Frame, words: tuple[Word, ...], taken: Sequence[Place]) -> Seen:
    spans = tuple(
        (words[p.first].start, words[p.behind - 1].end)
        for p in taken
        if p.behind > p.first
    )
    return Seen(
        frame.indicator,
        frame.text,
        min(s[0] for s in spans),
        max(s[1] for s in spans),
        spans,
    )
