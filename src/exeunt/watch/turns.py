"""Turns of a transcript and headlines like *Pike: the bridge is gone*: a name, a colon."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.actors import actors_in
from exeunt.watch.claims import Span, hull
from exeunt.watch.quotes import Quote
from exeunt.watch.sentences import Sentence
from exeunt.watch.sources import is_paper
from exeunt.watch.told import Told, sentence_at
from exeunt.watch.wording import words


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says behind their name and a colon."""

    name: Span
    colon: Span
    content: Span


_LABEL = re.compile(
    r"[\"\u201c]?(?P<name>[A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3})"
    r"(?P<colon>:) (?=[\"\u201c\u2018']?[A-Z\d])"
)
_FORMS = words(
    "location event events date time actions action contact address phone email fax "
    "website note update warning source assistance subject message from to level "
    "country city where when who what why how example photo photos watch read related "
    "tags category title summary details status embassy alert security health weather "
    "related more video image correction editor reporter credit caption via cc re ps "
    "tip tips exclusive breaking live analysis opinion comment"
)
_ASKED = words("q a question answer moderator reporter host interviewer")
_ASIDE = re.compile(r"\W*\([^()]{1,40}\)\W*$")
_OPENS = ('"', "\u201c")


def turns_in(text: str, paragraphs: Sequence[Span]) -> tuple[Turn, ...]:
    """
    Find the turns of a transcript among *paragraphs*, and a headline with a source.

    A transcript has two names at least, in capitals or of an interview, one of which
    comes again. A paragraph that opens with a quotation mark goes on with a turn that
    did so; a stage direction in brackets belongs to nobody.
    """
    labels = [_LABEL.match(text, *span) for span in paragraphs]
    voices = Counter(m["name"] for m in labels if m and _is_voice(m["name"]))
    if len(voices) < 2 or max(voices.values()) < 2:
        return _headline(text, paragraphs, labels)
    found = list(_headline(text, paragraphs, labels))
    going: Turn | None = None
    for label, (start, end) in zip(labels, paragraphs, strict=True):
        if label and label["name"] in voices:
            going = Turn(label.span("name"), label.span("colon"), (label.end(), end))
            found.append(going)
        elif going and _goes_on(text, going, (start, end)):
            found[-1] = going = Turn(
                going.name, going.colon, hull(going.content, (start, end))
            )
        elif not _ASIDE.match(text, start, end):
            going = None
    return tuple(found)


def _is_voice(name: str) -> bool:
    shouted = name.isupper() and len(name) > 2
    plain = name.lower()
    return (shouted or plain in _ASKED) and not _FORMS & set(plain.split())


def _goes_on(text: str, turn: Turn, span: Span) -> bool:
    began = text.startswith(_OPENS, turn.name[0] - 1) if turn.name[0] else False
    return began and text.startswith(_OPENS, span[0]) and not _is_aside(text, span)


def _is_aside(text: str, span: Span) -> bool:
    return bool(_ASIDE.match(text, *span))


def _headline(
    text: str, paragraphs: Sequence[Span], labels: Sequence[re.Match[str] | None]
) -> tuple[Turn, ...]:
    """Read *Poll: ...* and *Pike: ...* on top of a document that names Pike."""
    label = labels[0] if labels else None
    if label is None or not _may_speak(text, label):
        return ()
    content = label.end(), paragraphs[0][1]
    return (Turn(label.span("name"), label.span("colon"), content),)


def _may_speak(text: str, label: re.Match[str]) -> bool:
    name = label["name"]
    if is_paper(name) and name.lower() not in _FORMS:
        return True
    if _FORMS & set(name.lower().split()):
        return False
    full = re.compile(rf"\b[A-Z][a-z]+ (?:[A-Z]\. )?{re.escape(name)}\b")
    return bool(actors_in(name)) or bool(full.search(text, label.end()))


def with_turns(
    quotes: Sequence[Quote], turns: Sequence[Turn], paragraphs: Sequence[Span]
) -> tuple[Quote, ...]:
    """Put each turn, as the quotation that it is, in the place of marks in it."""
    if not turns:
        return tuple(quotes)
    own: list[Quote] = []
    firsts = [start for start, _ in paragraphs]
    for turn in turns:
        first = max(0, bisect_right(firsts, turn.name[0]) - 1)
        last = bisect_right(firsts, turn.content[1] - 1)
        for number in range(first, max(last, first + 1)):
            start, end = paragraphs[number]
            own.append(Quote(max(start, turn.content[0]), end, number))
    ends = [turn.content[1] for turn in turns]
    starts = [turn.name[0] - 1 for turn in turns]
    kept = [
        q
        for q in quotes
        if not (n := bisect_right(starts, q.start)) or ends[n - 1] <= q.start
    ]
    return tuple(sorted([*kept, *own], key=lambda q: q.start))


def told_by_turns(turns: Sequence[Turn], body: Sequence[Sentence]) -> list[Told]:
    """Give each turn as a statement."""
    out = []
    for turn in turns:
        index = sentence_at(body, turn.name[0])
        if index is not None:
            out.append(
                Told(
                    sentence=index,
                    content=turn.content,
                    cue=turn.colon,
                    source=turn.name,
                    kind=Kind.SPEECH,
                    quoted=True,
                )
            )
    return out
