"""Attributions that others have labelled: brat's standoff files, read and scored."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exeunt.model.signals import Statement
from exeunt.watch.wording import words


FOLDER = "EXEUNT_BRAT"
"""The environment variable that names the folder; nothing is scored without."""
Spans = tuple[tuple[int, int], ...]
_MARK = re.compile(r"[\"\u201c\u201d\u2018]|''")
_SPEECH = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|add(?:s|ed|ing)?|wr(?:o|i)t\w+|"
    r"announc\w+|repl\w+|warn\w*|claim\w*|insist\w*|argu\w+|according|report\w*|"
    r"tweet\w*|continu\w+|conced\w+|testif\w+|not(?:e|ed|es|ing)|acknowledg\w+|"
    r"alleg\w+|maintain\w*|urg\w+|stat(?:e|ed|es|ing)|declar\w+|explain\w*|recall\w*|"
    r"assert\w*|contend\w*|emphasi\w+|ask\w*|call\w*|cit(?:e|ed|es|ing)|accus\w+|"
    r"den(?:y|ies|ied|ying))\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "i", "we", "his", "her", "their", "its", "him", "them"]
)
_RELATIVE = re.compile(r"^(?:who|which|that|.* wh(?:om|ich))$", re.IGNORECASE)
_SMALL = words("the a an of and in for to his her its their by from mr mrs ms who that")


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution as it was labelled, with the pieces of its content."""

    content: Spans
    cue: str
    source: str
    source_at: int
    quoted: bool

    @property
    def is_speech(self) -> bool:
        """Tell whether its cue is a verb of speech or its content has marks of quotes."""
        return self.quoted or bool(_SPEECH.search(self.cue))


@dataclass(frozen=True, slots=True)
class Story:
    """A labelled text."""

    name: str
    text: str
    attributions: tuple[Gold, ...]


def stories(folder: Path) -> Iterator[Story]:
    """
    Read every ``.ann`` of *folder*, or of its folder ``attributions``, with its text.

    The text has the name of the labels, without the mark of who labelled, and stands
    beside them or in ``text``.
    """
    place = folder / "attributions"
    for labels in sorted((place if place.is_dir() else folder).glob("*.ann")):
        bare = re.sub(r"_[0-9a-f]{4}$", "", labels.stem)
        where = [labels.with_suffix(".txt"), folder / "text" / f"{bare}.txt"]
        text = next((path for path in where if path.is_file()), None)
        if text is None:
            raise FileNotFoundError(f"{labels} has no text: {where[-1]} is missing.")
        # newline="": offsets count what is there
        with text.open(encoding="utf-8", newline="") as file:
            yield read_story(bare, file.read(), labels.read_text(encoding="utf-8"))


def read_story(name: str, text: str, labels: str) -> Story:
    """Read brat's lines: ``T`` names a span in pieces, ``E`` binds spans by their part."""
    spans: dict[str, Spans] = {}
    found: list[Gold] = []
    events: list[dict[str, str]] = []
    for line in labels.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            spans[key] = _spans(rest.split("\t")[0])
        elif key.startswith("E"):
            bound = (part.partition(":") for part in rest.split())
            events.append({what.rstrip("0123456789"): of for what, _, of in bound})
    for event in events:
        if "Content" in event and "Cue" in event:
            parts = {what: spans[of] for what, of in event.items() if of in spans}
            found.append(_gold(text, parts))
    return Story(name, text, tuple(found))


def _spans(head: str) -> Spans:
    """Read *Content 1032 1071;1113 1338*."""
    pieces = head.partition(" ")[2].split(";")
    return tuple((int(a), int(b)) for a, b in (piece.split() for piece in pieces))


def _gold(text: str, parts: dict[str, Spans]) -> Gold:
    content = parts["Content"]
    source = parts.get("Source", ((0, 0),))
    return Gold(
        content=content,
        cue=_whole(text, parts["Cue"]),
        source=_whole(text, source),
        source_at=source[0][0],
        quoted=bool(_MARK.search(_whole(text, content))),
    )


def _whole(text: str, spans: Spans) -> str:
    return text[spans[0][0] : spans[-1][1]]


def likeness(content: Spans, found: tuple[int, int]) -> float:
    """Give intersection over union of the pieces of *content* and what was found."""
    shared = sum(max(0, min(b, found[1]) - max(a, found[0])) for a, b in content)
    union = sum(b - a for a, b in content) + found[1] - found[0] - shared
    return shared / union if union else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """How well the attributions of some texts were found, as parts of one."""

    precision: float
    recall: float
    speech_recall: float
    speakers: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(read: Iterable[tuple[Story, tuple[Statement, ...]]]) -> Score:
    """
    Score statements one to one, the likest first, from a likeness of 0.3 on.

    A speaker is right who shares a word with the labelled source; where that is a
    pronoun, who takes its place in the text before it.
    """
    gold = found = hits = speech = speech_hits = right = 0
    for story, statements in read:
        pairs = _pairs(story, statements)
        gold += len(story.attributions)
        found += len(statements)
        hits += len(pairs)
        speech += sum(one.is_speech for one in story.attributions)
        speech_hits += sum(one.is_speech for one, _ in pairs)
        right += sum(_is_right(story.text, one, said) for one, said in pairs)
    return Score(
        hits / max(found, 1),
        hits / max(gold, 1),
        speech_hits / max(speech, 1),
        right / max(hits, 1),
    )


def _pairs(
    story: Story, statements: tuple[Statement, ...]
) -> list[tuple[Gold, Statement]]:
    ranked = sorted(
        (-likeness(one.content, (said.start, said.end)), i, j)
        for i, one in enumerate(story.attributions)
        for j, said in enumerate(statements)
    )
    taken: dict[int, int] = {}
    for like, i, j in ranked:
        if -like >= 0.3 and i not in taken and j not in taken.values():
            taken[i] = j
    return [(story.attributions[i], statements[j]) for i, j in taken.items()]


def _is_right(text: str, one: Gold, said: Statement) -> bool:
    if not one.source.strip():
        return True
    stands_for = one.source.lower() in _PRONOUNS or bool(_RELATIVE.match(one.source))
    if not stands_for:
        return bool(
            _naming(one.source) & (_naming(said.speaker) | _naming(said.said_by))
        )
    before = text[max(0, one.source_at - 1500) : one.source_at]
    last = said.speaker.split()[-1:]
    return bool(last) and last[0].lower() not in _PRONOUNS and last[0] in before


def _naming(name: str) -> set[str]:
    return {w for w in re.findall(r"\w+", name.lower()) if w not in _SMALL}


def named_folder() -> Path | None:
    """Give the folder that the environment names, if it does."""
    name = os.environ.get(FOLDER, "")
    return Path(name) if name else None
