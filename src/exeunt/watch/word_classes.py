"""Words in classes: every form of a verb or noun, and which of them a sentence has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from exeunt.watch.wording import words as word_set


MOST = 16
"""So many places of one class are looked at in a sentence, so that the work is bounded."""

APART = "apart"
"""The class of names, like Port Sudan, no word of which is of another class."""

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_][^\W_]*(?:'t\b)?")
_BREAK = re.compile(
    r";|, (?:but|although|though|while|whereas|yet)\b|\b(?:however|but) "
)


class Word(NamedTuple):
    """A word of a sentence, as written; offsets are within the sentence."""

    text: str
    start: int
    end: int
    clause: int


class Place(NamedTuple):
    """The first word of a member of a class, and the word behind it."""

    first: int
    behind: int


def words_in(sentence: str) -> tuple[Word, ...]:
    """Cut an evened *sentence* into words; a hyphen parts them, a possessive is none."""
    breaks = [m.start() for m in _BREAK.finditer(sentence)]
    stop = breaks[0] if breaks else len(sentence)
    out, clause = [], 0
    for match in _WORD.finditer(sentence):
        text, start = match[0], match.start()
        if text == "s" and sentence[start - 1 : start] == "'":
            continue
        if start >= stop:
            clause = bisect_right(breaks, start)
            stop = breaks[clause] if clause < len(breaks) else len(sentence)
        out.append(Word(text, start, match.end(), clause))
    return tuple(out)


_IRREGULAR = {
    base: forms.split()
    for base, *rest in (
        line.split(" ", 1)
        for line in """
arise arises arising arose arisen
beat beats beating beaten
become becomes becoming became
begin begins beginning began begun
bid bids bidding
bind binds binding bound
blow blows blowing blew blown
break breaks breaking broke broken
bring brings bringing brought
build builds building built
burn burns burning burned burnt
burst bursts bursting
buy buys buying bought
catch catches catching caught
cast casts casting
come comes coming came
cost costs costing
cut cuts cutting
die dies dying died
draw draws drawing drew drawn
drive drives driving drove driven
fall falls falling fell fallen
feel feels feeling felt
fight fights fighting fought
find finds finding found
flee flees fleeing fled
fly flies flying flew flown
forbid forbids forbidding forbade forbidden
freeze freezes freezing froze frozen
get gets getting got gotten
give gives giving gave given
go goes going went gone
hang hangs hanging hung
have has having had
hear hears hearing heard
hit hits hitting
hold holds holding held
hurt hurts hurting
keep keeps keeping kept
know knows knowing knew known
lay lays laying laid
lead leads leading led
leave leaves leaving left
lend lends lending lent
let lets letting
lie lies lying lay lain
lose loses losing lost
make makes making made
mean means meaning meant
meet meets meeting met
overrun overruns overrunning overran
overthrow overthrows overthrowing overthrew overthrown
pay pays paying paid
put puts putting
quit quits quitting
read reads reading
reel reels reeling reeled
ride rides riding rode ridden
ring rings ringing rang rung ringed
rise rises rising rose risen
run runs running ran
say says saying said
see sees seeing saw seen
seek seeks seeking sought
sell sells selling sold
send sends sending sent
set sets setting
shake shakes shaking shook shaken
shoot shoots shooting shot
shut shuts shutting
sink sinks sinking sank sunk
sit sits sitting sat
slay slays slaying slew slain
sleep sleeps sleeping slept
speak speaks speaking spoke spoken
spend spends spending spent
spread spreads spreading
stand stands standing stood
steal steals stealing stole stolen
strike strikes striking struck stricken
swear swears swearing swore sworn
sweep sweeps sweeping swept
take takes taking took taken
tear tears tearing tore torn
tell tells telling told
think thinks thinking thought
throw throws throwing threw thrown
turn turns turning turned
wake wakes waking woke woken
wear wears wearing wore worn
win wins winning won
withdraw withdraws withdrawing withdrew withdrawn
withhold withholds withholding withheld
write writes writing wrote written
""".strip().splitlines()
    )
    for forms in rest
}
_DOUBLING = word_set(
    "admit airdrop ban bar beg cap compel control cram defer deter drop dispel drag "
    "expel flag grab hem jam kidnap lag log map mob occur pen permit pin plan plot "
    "plug prefer propel quel quip ram rebel refer regret repel rip rob rub scrap "
    "scrub ship shred shun slam slap slip snap snub span spot stab stem step stir "
    "stop strip stun submit swap tap tip transfer transmit trap trim unplug unwrap "
    "wrap zip"
)
_EITHER = word_set("cancel travel signal label model channel marshal quarrel")


def verb_forms(verb: str) -> Iterator[str]:
    """Give the forms of a verb that may have other words behind it: call off, calls off."""
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    return (form + tail for form in (first, *_endings(first)))


def _endings(base: str) -> list[str]:
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base.endswith("e"):
        return [base + "s", base + "d", base[:-1] + "ing"]
    if base.endswith("y") and base[-2] not in "aeou":
        return [base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    plural = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stems = [base + base[-1]] if base in _DOUBLING else [base]
    if base in _EITHER:
        stems = [base, base + base[-1]]
    return [plural, *(stem + end for stem in stems for end in ("ed", "ing"))]


def noun_forms(noun: str) -> Iterator[str]:
    """Give a noun, of which the last word takes the plural, and that plural."""
    yield noun
    if noun.endswith("y") and noun[-2] not in "aeou":
        yield noun[:-1] + "ies"
    elif noun.endswith(("s", "sh", "ch", "x", "z")):
        yield noun + "es"
    else:
        yield noun + "s"


_Phrase = tuple[tuple[str, ...], tuple[str, ...]]
"""The words of a member, and the classes that it is in."""


class Classes:
    """
    Classes of words, looked up word by word.

    Parameters
    ----------
    members
        The members of each class, each of one word or more. One with a capital letter
        is only met as it is written; others in letters of any case.
    """

    def __init__(self, members: Mapping[str, Iterable[str]]) -> None:
        classes: dict[tuple[str, ...], list[str]] = {}
        for name, texts in members.items():
            for text in texts:
                spelt = _spelt(text)
                classes.setdefault(spelt, []).append(name)
        self._in_any_case, self._as_written = _Lists({}, {}), _Lists({}, {})
        for spelt, names in classes.items():
            small = all(word == word.lower() for word in spelt)
            lists = self._in_any_case if small else self._as_written
            if len(spelt) == 1:
                lists.single[spelt[0]] = tuple(names)
            else:
                phrase = spelt, tuple(names)
                following = lists.longer.setdefault(spelt[0], {})
                following.setdefault(spelt[1], []).append(phrase)

    def found_in(self, words: tuple[Word, ...]) -> dict[str, list[Place]]:
        """Give where the members of each class stand."""
        out: dict[str, list[Place]] = {}
        written = [word.text for word in words]
        low = [word.lower() for word in written]
        for texts, lists in ((low, self._in_any_case), (written, self._as_written)):
            for at, names in enumerate(map(lists.single.get, texts)):
                if names:
                    _note(out, names, Place(at, at + 1))
            # the last word has none behind it
            for at, following in enumerate(map(lists.longer.get, texts[:-1])):
                for spelt, names in (following or {}).get(texts[at + 1], ()):
                    behind = at + len(spelt)
                    if behind == at + 2 or tuple(texts[at:behind]) == spelt:
                        _note(out, names, Place(at, behind))
        return _without(out, out.pop(APART)) if APART in out else out


def _spelt(text: str) -> tuple[str, ...]:
    """Give the words of a member; most are one word, which is quick to see."""
    if text.isascii() and text.isalpha():
        return (text,)
    return tuple(word.text for word in words_in(text))


class _Lists(NamedTuple):
    """The members of classes: of one word, and longer ones by their first two words."""

    single: dict[str, tuple[str, ...]]
    longer: dict[str, dict[str, list[_Phrase]]]


def _note(found: dict[str, list[Place]], names: Iterable[str], place: Place) -> None:
    for name in names:
        places = found.get(name)
        if places is None:
            found[name] = [place]
        elif len(places) < MOST:
            places.append(place)


def _without(
    found: Mapping[str, list[Place]], apart: Iterable[Place]
) -> dict[str, list[Place]]:
    """Leave out what is within names that stand apart."""
    inside = {at for place in apart for at in range(place.first, place.behind)}
    left = {
        name: [place for place in places if place.first not in inside]
        for name, places in found.items()
    }
    return {name: places for name, places in left.items() if places}
