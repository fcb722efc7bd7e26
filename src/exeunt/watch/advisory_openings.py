"""The line with which an advisory opens, and one answer from all that it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from exeunt.model.signals import AdvisoryChange, Realis
from exeunt.watch.advisory_words import LEVEL_TO
from exeunt.watch.any_case import AnyCase


_OPENING = AnyCase(
    r"^\W*(?:last updated?:?\W*)?(?:(?:this|the) (?:travel )?advisory (?:has been|was|is) )?"
    r"(re-?issued|updated|revised|amended)\b"
)
_LEVEL_UP = AnyCase(
    r"\b(?:increas\w+|rais\w+|elevat\w+|upgrad\w+)\b[^.]{0,40}\blevel|"
    r"\blevel\b[^.]{0,40}\b(?:increase|increased|raised|elevated|upgraded)\b"
)
_LEVEL_DOWN = AnyCase(
    r"\b(?:decreas\w+|lower\w*|reduc\w+|downgrad\w+)\b[^.]{0,40}\blevel|"
    r"\blevel\b[^.]{0,40}\b(?:decrease|decreased|lowered|reduced|downgraded)\b"
)


def opening_change(text: str) -> str:
    """
    Read the line with which an advisory opens, *Reissued with updates to ...*.

    Returns the change that it tells of the whole advisory, or nothing.
    """
    opening = _OPENING.match(text)
    if not opening:
        return ""
    moved = LEVEL_TO.search(text)
    if moved and moved[1] != moved[2] and "level" in text.lower():
        return "raised" if moved[2] > moved[1] else "lowered"
    if _LEVEL_UP.search(text) or _LEVEL_DOWN.search(text):
        return "raised" if _LEVEL_UP.search(text) else "lowered"
    return "reissued" if opening[1].lower().startswith("re") else "text_changed"


def opened(said: Sequence[AdvisoryChange], change: str) -> tuple[AdvisoryChange, ...]:
    """
    Give the change of the opening line to the advisory that it opens.

    That is the first of the document that says no change itself; what only says the
    same of the same country again is dropped.
    """
    parts = [a for a in said if a.place]
    if parts:
        others = opened([a for a in said if not a.place], change)
        return tuple(sorted((*others, *parts), key=lambda a: a.evidence.start))
    first = next((a for a in said if a.change in {"stands", change}), None)
    moves = [a for a in said if a.change in {"raised", "lowered"}]
    if first and moves and moves[0].level is None and first.country == moves[0].country:
        rest = [a for a in said if a is not moves[0]]
        return opened(rest, moves[0].change)
    moved = bool(moves)
    if (
        not change
        or first is None
        or (moved and change in {"reissued", "text_changed"})
    ):
        return tuple(said)
    level = next(
        (a.level for a in said if a.level and a.country == first.country), None
    )
    whole = replace(first, change=change, level=first.level or level)
    return tuple(
        whole if a is first else a
        for a in said
        if a is first
        or a.country != first.country
        or a.change not in {change, "stands"}
        or a.level not in {None, whole.level}
    )


_STRENGTH = ("raised", "lowered", "reissued", "text_changed", "stands")


def as_one(said: Sequence[AdvisoryChange], country: str) -> tuple[AdvisoryChange, ...]:
    """
    Make one answer of what the advisory for *country* says of itself in several places.

    What it says of another country, of another level, of the past or of what may be
    stays as it is.
    """
    said = [a for a in said if not _of_the_last(a, country)]
    own = [
        a
        for a in said
        if a.country == country and a.realis is Realis.IN_FORCE and not a.place
    ]
    levels = {a.level for a in own if a.level is not None}
    if len(own) < 2 or len(levels) != 1:
        return tuple(said)
    change = min((a.change for a in own), key=_STRENGTH.index)
    text = max((a.text for a in own if a.change == change), key=len)
    whole = replace(own[0], level=levels.pop(), change=change, text=text)
    return tuple(whole if a is own[0] else a for a in said if a not in own[1:])


def _of_the_last(one: AdvisoryChange, country: str) -> bool:
    """Tell what an advisory says of the issue before it."""
    before = one.country == country and one.realis is Realis.HISTORIC
    return before and one.level is None


_GOES_ON = AnyCase(
    r"^\W*(?:the (?:new |updated |revised |amended )?(?:text|wording|warning|advice|"
    r"advisory|notice|guidance)|it)(?: has)?(?: now| also)? (?:changed|updated|amended) its (?:advice|advisory|warning)|^\W*(?:the (?:new |updated |revised |amended )?(?:text|wording|warning|advice|"
    r"advisory|notice|guidance)|it)(?: now| also)? (?:tells|says|said|warns|warned|cites|"
    r"cited|reads|advises|names|notes|adds|mentions|states|asks|urges)\b(?!.*\blevel)"
)


def goes_on(sentence: str) -> bool:
    """Tell whether a sentence goes on with the advisory that the last one spoke of."""
    return bool(_GOES_ON.match(sentence)) and not _NO_ADVICE.search(sentence)


_NO_ADVICE = AnyCase(r"\bagainst (?:all|travel)\b")
