"""The statements of a document, each with its evidence."""

from __future__ import annotations

from exeunt.model.signals import (
    SpeakerClass,
    Statement,
)
from exeunt.watch.covering import realis_of_told
from exeunt.watch.desk import Desk, Read
from exeunt.watch.sources import class_of
from exeunt.watch.told import Told


def statements_of(
    desk: Desk, body: list[Read], told: tuple[Told, ...]
) -> tuple[Statement, ...]:
    """Give what was *told* in the sentences of the *body* as statements."""
    classes: dict[str, SpeakerClass] = {}
    out = []
    for one in told:
        kind = class_of(one.known_as, desk.shown(body[one.sentence].sentence))
        if kind is SpeakerClass.PRIVATE:
            kind = classes.get(one.known_as, kind)
        classes[one.known_as] = kind
        out.append(_statement(desk, body[one.sentence], one, kind))
    return tuple(out)


def _statement(
    desk: Desk, where: Read, told: Told, source_class: SpeakerClass
) -> Statement:
    sentence, base = where.sentence, where.sentence.start
    first, last = told.cue or told.content
    first, last = max(first, base), min(max(last, base + 1), sentence.end)
    rule = f"statement:{told.lemma or 'quoted'}"
    start, end = desk.page.given(*told.content)
    return Statement(
        speaker=told.speaker,
        said_by=told.said_by,
        start=start,
        end=end,
        cue=desk.page.text[slice(*told.cue)] if told.cue else "",
        kind=told.kind,
        source_class=source_class,
        realis=realis_of_told(told, desk.page.text[slice(*told.content)]),
        quoted=told.quoted,
        said_on=_said_on(told, where),
        evidence=desk.evidence(sentence, first - base, last - base, rule, told.speaker),
    )


def _said_on(told: Told, read_sentence: Read) -> str:
    """Give the day beside the cue, outside what is said."""
    if told.cue is None:
        return ""
    base, after = read_sentence.sentence.start, told.cue[1]
    beside = [
        (abs(base + t.start - after), t.value)
        for t in read_sentence.scene.times
        if t.day and not told.content[0] <= base + t.start < told.content[1]
    ]
    away, value = min(beside, default=(_BESIDE + 1, ""))
    return value if away <= _BESIDE else ""


_BESIDE = 60
"""Characters within which a day belongs to the cue."""
