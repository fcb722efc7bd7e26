"""Replay a log of looks at an advisory feed through the guard."""

from __future__ import annotations

from pathlib import Path

from exeunt.app.folders import bytes_at
from exeunt.errors import InvalidInput
from exeunt.formats.feed_log import (
    Change,
    FeedReplay,
    Standing,
    counted,
    last_day,
    read_feed_log,
)
from exeunt.watch.feed_guard import Answer, Judgement, naive_changes, replayed


def replay_feed_log(path: Path) -> FeedReplay:
    """
    Replay the log in the file *path*.

    Raises
    ------
    InvalidInput
        When there is no such file; as ``Faults``, with every row that cannot be read.
    """
    data = bytes_at(path)
    if data is None:
        raise InvalidInput(f"There is no file {path}. Name a log of observations.")
    looks = read_feed_log(data, file=str(path))
    judgements, held = replayed(seen for _, seen in looks)
    names = {seen.country: name for name, seen in looks}
    until = last_day(looks)
    never = {key: "" for key in names if key not in held}
    for judgement in judgements:
        if judgement.seen.country in never:
            never[judgement.seen.country] = judgement.why
    standings = [
        Standing(
            country=names[key],
            level=one.seen.level,
            issued=one.seen.issued,
            why=one.unknown(until) if one.doubt else "",
        )
        for key, one in held.items()
    ]
    standings += [
        Standing(country=names[key], level=None, issued=None, why=why)
        for key, why in never.items()
    ]
    return FeedReplay(
        file=str(path),
        looks=len(looks),
        naive=naive_changes(seen for _, seen in looks),
        changes=tuple(_change(j, names) for j in judgements if _changed(j)),
        reissued=sum(j.answer is Answer.REISSUED for j in judgements),
        refused=counted([j.reason.value for j in judgements if j.reason]),
        standings=tuple(sorted(standings, key=lambda one: one.country)),
    )


def _changed(judgement: Judgement) -> bool:
    return judgement.answer is Answer.CHANGED


def _change(judgement: Judgement, names: dict[str, str]) -> Change:
    seen = judgement.seen
    return Change(
        observed=seen.observed,
        country=names[seen.country],
        before=judgement.before or 0,
        after=seen.level or 0,
        issued=seen.issued or seen.observed,
    )
