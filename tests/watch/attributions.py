"""Labelled attributions: how they are read from their mark-up, and how finds are scored."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from exeunt.app.analysers import analyser
from exeunt.model.signals import Reading, Statement
from exeunt.watch.wording import words


DATA = Path(__file__).parent / "data"
USED = DATA / "attributions.txt"
KEPT_BACK = DATA / "attributions-kept-back.txt"
_MARK = re.compile(
    r"\{([sct])(\d+)(?:=([^{}]+?) (?=(?:he|she|it|they)\b))? ?|\}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One attribution as people have labelled it; spans index the document's text."""

    content: tuple[int, int]
    speaker: str
    cue: str


@dataclass(frozen=True, slots=True)
class Labels:
    """A document with its attributions."""

    name: str
    text: str
    attributions: tuple[Labelled, ...]


def labelled(path: Path) -> tuple[Labels, ...]:
    """Read the labelled documents of *path*."""
    whole = path.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)\n", whole, flags=re.MULTILINE)[1:]
    return tuple(
        _document(name, body.strip())
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    )


def _document(name: str, marked: str) -> Labels:
    text = ""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    names: dict[str, str] = {}
    opened: list[tuple[str, str, int]] = []
    at = 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[1]:
            opened.append((mark[1], mark[2], len(text)))
            if mark[3]:
                names[mark[2]] = mark[3]
        else:
            kind, number, start = opened.pop()
            spans.setdefault((kind, number), []).append((start, len(text)))
    text += marked[at:]
    return Labels(name, text, tuple(_attributions(text, spans, names)))


_Spans = dict[tuple[str, str], list[tuple[int, int]]]


def _attributions(text: str, spans: _Spans, names: dict[str, str]) -> list[Labelled]:
    numbers = list(dict.fromkeys(number for _, number in spans))
    found: list[Labelled] = []
    for number in numbers:
        where = spans.get(("t", number), [])
        source = spans.get(("s", number), [(0, 0)])[0]
        cue = spans.get(("c", number), [(0, 0)])[0]
        if not where and (before := _sentence_before(text, source[0])):
            where = [before]
        if not where:
            continue
        content = min(a for a, _ in where), max(b for _, b in where)
        if source == cue == (0, 0) and found:
            last = found.pop()
            content = last.content[0], content[1]
            found.append(Labelled(content, last.speaker, last.cue))
            continue
        speaker = names.get(number, text[slice(*source)])
        found.append(Labelled(content, speaker, text[slice(*cue)]))
    return found


def _sentence_before(text: str, source: int) -> tuple[int, int] | None:
    """Give what a sentence says before *, diplomats said*, unless it begins so."""
    head = text[:source]
    ends = [m.end() for m in re.finditer(r"\n|[.?]\u201d? ", head)]
    start = ends[-1] if ends else 0
    end = len(head.rstrip(", "))
    return (start, end) if end - start > 15 and head.rstrip().endswith(",") else None


def likeness(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Give the shared part of two spans: intersection over union."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    union = a[1] - a[0] + b[1] - b[0] - shared
    return shared / union if union else 0.0


def pairs(
    gold: Iterable[Labelled], found: Iterable[Statement], at_least: float = 0.3
) -> list[tuple[Labelled, Statement]]:
    """Pair what is labelled with what was found, one to one, the likest first."""
    open_gold, open_found = list(gold), list(found)
    ranked = sorted(
        (
            (likeness(g.content, (f.start, f.end)), i, j)
            for i, g in enumerate(open_gold)
            for j, f in enumerate(open_found)
        ),
        key=lambda r: (-r[0], r[1], r[2]),
    )
    out, used_gold, used_found = [], set(), set()
    for like, i, j in ranked:
        if like >= at_least and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((open_gold[i], open_found[j]))
    return out


_SMALL = words("the a an of and in for to his her its their by from")
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)|w(?:rote|riting)|"
    r"announced|repl\w+|warn\w*|claim\w*|insist\w*|argu\w+|according|report\w*|tweeted|"
    r"continued|conceded|testified|noted|acknowledged|alleg\w+|maintained|urged)\b"
)


def same_speaker(wanted: str, got: str) -> bool:
    """Tell whether two names share a word that names."""
    return bool(_naming(wanted) & _naming(got)) or not wanted


def _naming(name: str) -> set[str]:
    return {w for w in re.findall(r"\w+", name.lower()) if w not in _SMALL}


@dataclass(frozen=True, slots=True)
class Score:
    """How well a set was found."""

    precision: float
    recall: float
    speech_recall: float
    speakers: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def score(read: Iterable[tuple[Labels, Reading]]) -> Score:
    """Score the statements of readings against what was labelled."""
    gold = found = hits = speech = speech_hits = right = 0
    for labels, reading in read:
        matched = pairs(labels.attributions, reading.statements)
        gold += len(labels.attributions)
        found += len(reading.statements)
        hits += len(matched)
        speech += sum(bool(_SPEECH.search(g.cue)) for g in labels.attributions)
        speech_hits += sum(bool(_SPEECH.search(g.cue)) for g, _ in matched)
        right += sum(same_speaker(g.speaker, f.speaker) for g, f in matched)
    return Score(hits / found, hits / gold, speech_hits / speech, right / hits)


__all__ = [
    "KEPT_BACK",
    "USED",
    "analyser",
    "labelled",
    "pairs",
    "same_speaker",
    "score",
]
