"""From which day a departure status is so."""

from __future__ import annotations

import re
from datetime import date, timedelta

from exeunt.model.signals import Realis
from exeunt.watch.any_case import AnyCase
from exeunt.watch.found_times import Found
from exeunt.watch.pairing import said_then
from exeunt.watch.realis import Clause, lifting
from exeunt.watch.scenes import Scene


def effective_day(scene: Scene, clause: Clause, realis: Realis) -> date | None:
    """Give the day from which the status of *clause* is so, where the sentence says it."""
    said = [
        t
        for t in scene.times
        if t.day and not said_then(scene.text, t) and not _until(scene.text, t)
    ]
    lifted = lifting(clause) if realis is Realis.LIFTED else None
    cue = lifted.span() if lifted else (clause.cue_start, clause.cue_end)
    near = [t for t in said if not _of_another(scene, cue, t)]
    days = [t for t in near if clause.start <= t.start < clause.end] or near
    if not days:
        return None
    time = min(days, key=lambda t: _away(scene.text, cue, t))
    return _on_the_right_side(time, realis, scene.published)


_PERIOD = re.compile(r"\d{4}(?:-\d\d)?$")


def period_of(scene: Scene, clause: Clause) -> str:
    """Give the month or year since when it is so, where the clause names one."""
    cue = (clause.cue_start, clause.cue_end)
    named = [
        t
        for t in scene.times
        if clause.start <= t.start < clause.end
        and _PERIOD.match(t.value)
        and not _of_another(scene, cue, t)
    ]
    near = min(named, key=lambda t: _away(scene.text, cue, t), default=None)
    return near.value if near else ""


def _of_another(scene: Scene, cue: tuple[int, int], time: Found) -> bool:
    """Tell the day of what a later clause of the sentence says."""
    low, high = min(cue[1], time.end), max(cue[0], time.start)
    between = scene.text[low:high]
    if ";" in between:
        return True
    joint = _JOINT.search(between) if time.start >= cue[1] else None
    return joint is not None and any(
        g.start >= low + joint.start() and g.end <= time.start for g in scene.groups
    )


_JOINT = re.compile(
    r", (?:and(?! (?:ordered|authori[sz]ed|directed|suspended|evacuated|withdrew|closed)\b)|but|while|as|when|after|before) |\b(?:after|before|once)\b"
)
_WEEK = timedelta(days=7)


def _on_the_right_side(time: Found, realis: Realis, published: date) -> date | None:
    """Take the other *Sunday* where the one that was read is ahead of what is so."""
    day = time.day
    if day is None or time.rule != "weekday":
        return day
    if realis is Realis.IN_FORCE and day > published:
        return day - _WEEK
    return day + _WEEK if realis is Realis.PLANNED and day < published else day


def _until(sentence: str, time: Found) -> bool:
    """Tell a day by which people must be gone from the day of the order."""
    return bool(_UNTIL.search(sentence[max(0, time.start - 16) : time.start]))


_UNTIL = AnyCase(r"\b(?:by|before|until|till|no later than) (?:the )?$")


def _away(sentence: str, cue: tuple[int, int], time: Found) -> int:
    """Tell how far a day is from the cue; a comma counts as forty characters."""
    if time.start >= cue[1]:
        between = sentence[cue[1] : time.start]
    else:
        between = sentence[time.end : cue[0]]
    return len(between) + 40 * between.count(",")
