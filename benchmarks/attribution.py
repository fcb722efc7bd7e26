"""Who said what, in documents labelled by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from zoneinfo import ZoneInfo

from tests.watch.attributions import (
    KEPT_BACK,
    USED,
    Labels,
    labelled,
    likeness,
    score,
)
from tests.watch.documents import a_document

from benchmarks import brat
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.app.analysers import MODEL, analyser
from exeunt.model.signals import Reading, Statement
from exeunt.watch.claims import Analyser
from exeunt.watch.reading import read


Spans = list[tuple[int, int]]
"""Of the contents that were found in a text."""


@cache
def _quotations() -> Callable[[str], Spans] | None:
    """Give what textacy takes for direct quotations, on the same model, if it is there."""
    if find_spec("textacy") is None or find_spec(MODEL) is None:
        return None
    extract = import_module("textacy.extract.triples").direct_quotations
    language: Any = import_module(MODEL).load()

    def found(text: str) -> Spans:
        try:
            quoted = list(extract(language(text)))
        except ValueError:
            return []  # it refuses texts whose marks do not pair
        return [(q.content.start_char, q.content.end_char) for q in quoted]

    return found


def _read(labels: Labels, chosen: Analyser) -> Reading:
    document = a_document(labels.text)
    return read(document, country="UA", zone=ZoneInfo("Europe/Kyiv"), analyser=chosen)


def _rival_f1(documents: tuple[Labels, ...], found: Callable[[str], Spans]) -> float:
    wanted = told = hits = 0
    for labels in documents:
        spans = found(labels.text)
        wanted += len(labels.attributions)
        told += len(spans)
        hits += sum(
            any(likeness(one.content, span) >= 0.3 for span in spans)
            for one in labels.attributions
        )
    return 200 * hits / (wanted + told)


def _figures() -> Iterator[Figure]:
    rival = _quotations()
    for name, path in (("used for the rules", USED), ("kept back", KEPT_BACK)):
        documents = labelled(path)
        theirs = _rival_f1(documents, rival) if rival else None
        for rules_only in (False, True):
            chosen = analyser(rules_only=rules_only)
            found = score((one, _read(one, chosen)) for one in documents)
            means = "rules only" if rules_only else "with the model"
            yield Figure(
                what=f"F1 of contents, documents {name}, {means}",
                unit="%",
                ours=100 * found.f1,
                rival=theirs,
                digits=1,
                more_is_better=True,
            )
            yield Figure(
                what=f"speakers right, documents {name}, {means}",
                unit="%",
                ours=100 * found.speakers,
                digits=1,
                more_is_better=True,
            )


def _of_others() -> Iterator[Figure]:
    """Score the texts that others have labelled, where the environment names any."""
    folder = brat.named_folder()
    if folder is None:
        return
    labelled_by_others = tuple(brat.stories(folder))
    for rules_only in (False, True):
        chosen = analyser(rules_only=rules_only)
        found = brat.score(
            (story, _statements(story.text, chosen)) for story in labelled_by_others
        )
        means = "rules only" if rules_only else "with the model"
        for what, value in (
            ("F1 of contents", found.f1),
            ("precision", found.precision),
            ("recall", found.recall),
            ("recall of speech and quotes", found.speech_recall),
            ("speakers right", found.speakers),
        ):
            yield Figure(
                what=f"{what}, {len(labelled_by_others)} texts of others, {means}",
                unit="%",
                ours=100 * value,
                digits=1,
                more_is_better=True,
            )


def _statements(text: str, chosen: Analyser) -> tuple[Statement, ...]:
    zone = ZoneInfo("America/New_York")
    return read(a_document(text), country="US", zone=zone, analyser=chosen).statements


def _prepared() -> Prepared:
    documents = (*labelled(USED), *labelled(KEPT_BACK))
    chosen, rival = analyser(), _quotations()

    def ours() -> None:
        for one in documents:
            _read(one, chosen)

    def theirs() -> None:
        for one in documents:
            if rival is not None:
                rival(one.text)

    size = sum(len(one.text) for one in documents) / 1000
    return Prepared(
        ours=ours,
        rival=theirs if rival is not None else None,
        size=f"{len(documents)} documents, {size:,.0f} kB",
        units=len(documents),
        unit="documents",
        digits=1,
        more=lambda: (*_figures(), *_of_others()),
    )


CASES = (
    BenchCase(
        name="attribution",
        what="find who said what",
        rival="textacy.extract.direct_quotations on the same model of English",
        note="The documents are in our own words; 8 were kept back until the rules "
        "stood. We read everything else in them besides. The rival looks for direct "
        "quotations only, which are a part of what is labelled, and finds nothing in a "
        "text whose quotation marks do not pair. EXEUNT_BRAT=FOLDER names texts that others "
        "have labelled with brat, which are scored then too.",
        build=_prepared,
    ),
)
