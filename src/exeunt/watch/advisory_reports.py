"""What a document says of travel advisories, told once for each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from exeunt.model.signals import AdvisoryChange, Realis
from exeunt.watch.actors import nation_names
from exeunt.watch.advisories import (
    Advice,
    advice_in,
    heads_a_country,
    is_title,
    subject_of,
)
from exeunt.watch.advisory_openings import as_one, goes_on, opened, opening_change
from exeunt.watch.desk import Desk, Read
from exeunt.watch.sentences import Sentence
from exeunt.watch.status_places import Where
from exeunt.watch.zones import Zone


_NOWHERE: Mapping[int, Sequence[Where]] = MappingProxyType({})


def advisories_of(
    desk: Desk, whole: list[Read], wheres: Mapping[int, Sequence[Where]] = _NOWHERE
) -> tuple[AdvisoryChange, ...]:
    """
    Give what all sentences of a document say of travel advisories.

    Parameters
    ----------
    desk
        The document, and for which post it is read.
    whole
        Its sentences.
    wheres
        Places of each sentence, by where it begins.
    """
    out: list[AdvisoryChange] = []
    top = [one.scene for one in whole if one.sentence.paragraph < _TOP]
    change = next(filter(None, (opening_change(scene.text) for scene in top)), "")
    before = False
    titled = next(filter(None, map(subject_of, top)), "")
    about = titled or desk.country
    if titled and _did_not_load(desk, whole):
        return ()
    for one in whole:
        if one.sentence.zone not in {Zone.BODY, Zone.HEADLINE}:
            continue
        if before and out and goes_on(one.scene.text):
            text = f"{out[-1].text} {desk.shown(one.sentence)}"
            out[-1] = replace(out[-1], text=text)
            continue
        found = advice_in(one.scene, country=about)
        places = wheres.get(one.sentence.start, ())
        found = tuple(_at_home(f, places) for f in found)
        if one.sentence.zone is Zone.HEADLINE or is_title(one.scene):
            found = tuple(f for f in found if _heads(one, f))
            if found and is_title(one.scene) and one.sentence.paragraph < _TITLE:
                about = found[0].country
        out += [
            _advisory(desk, one.sentence, advice)
            for advice in found
            if not _said_again(advice, out) and _is_of_some_country(advice)
        ]
        before = bool(found)
    return as_one(opened(out, change), titled)


def _at_home(advice: Advice, places: Sequence[Where]) -> Advice:
    """Tell a warning for the part of the country where people of the post live."""
    ours = any(
        one.own and advice.start <= one.start and one.end <= advice.end
        for one in places
    )
    limited = advice.realis is Realis.LIMITED and ours
    return replace(advice, realis=Realis.IN_FORCE) if limited else advice


_TOP = 8
"""Passages at the top of a document in which the title of an advisory stands."""


def _is_of_some_country(advice: Advice) -> bool:
    return advice.level is not None or advice.country in {"", *nation_names()}


_TITLE = 3
"""Passages at the top of a document in which a bare level is its own."""


def _heads(one: Read, advice: Advice) -> bool:
    """Tell a title that says the country's level from a heading further down."""
    at_the_top = one.sentence.paragraph < _TITLE
    return advice.level is not None and (at_the_top or heads_a_country(one.scene))


def _said_again(advice: Advice, before: list[AdvisoryChange]) -> bool:
    """Tell a phrase like *reconsider travel* that only repeats what was said."""
    if advice.place:
        return any(
            (a.country, a.place) == (advice.country, advice.place) for a in before
        )
    repeats = advice.level is None and advice.change == "stands"
    return repeats and any(a.country == advice.country for a in before if not a.place)


def _advisory(desk: Desk, sentence: Sentence, advice: Advice) -> AdvisoryChange:
    return AdvisoryChange(
        country=advice.country,
        level=advice.level,
        change=advice.change,
        text=desk.shown(sentence),
        realis=advice.realis,
        place=advice.place,
        evidence=desk.evidence(sentence, advice.start, advice.end, advice.rule),
    )


_SHORTEST = 300
_ENDS = re.compile(r"[.!?][\"')\]]*$")


def _did_not_load(desk: Desk, whole: list[Read]) -> bool:
    """Tell a title with a level over a scrap of text, or of a page over nothing."""
    rest = [r.scene.text for r in whole if not is_title(r.scene)]
    size = sum(map(len, rest))
    scrap = size < _SHORTEST and (size > 0 or desk.document.html)
    return scrap and not any(_ENDS.search(text) for text in rest)
