"""Who takes part in an engagement, as far as the sentence names them."""

from __future__ import annotations

import re

from exeunt.watch.found_times import Found
from exeunt.watch.meeting_words import Trigger
from exeunt.watch.pairing import opens
from exeunt.watch.scenes import Scene, clause_start, is_place
from exeunt.watch.wording import words


def parties_of(scene: Scene, time: Found, trigger: Trigger) -> tuple[str, ...]:
    """Give the parties named around *trigger*, in the order they are named."""
    left = clause_start(scene.text, min(trigger.start, time.start))
    if trigger.start > time.end and opens(scene.text, time):
        left = 0
    joint = list(
        re.finditer(r"\b(?:and|while) (?=the |[A-Z])", scene.text[left : trigger.start])
    )
    left += _after_other_event(scene, left, joint)
    right = trigger.end + 120
    stop = _STOPS_PARTIES.search(scene.text, trigger.end, right)
    right = stop.start() if stop else min(right, len(scene.text))
    named = [
        (actor.start, actor.name)
        for actor in scene.actors
        if left <= actor.start < right and not is_place(scene.text, actor)
    ]
    named += _untitled(scene, left, right)
    return tuple(dict.fromkeys(name for _, name in sorted(named)))


_UNTITLED = re.compile(
    r"(?:(?:\b(?:with|between|and|to|by|meets?|met|hosts?|hosted|receives?|received|welcomes?|welcomed)|^|[,;\"] ) ?(?:\w+ envoy |envoy |leader )?)"
    r"((?:[A-Z][\w'-]+)(?: (?:al-|Al-|bin )?[A-Z][\w'-]+){0,2})"
)


_NO_NAME = words(
    "the a an now if when while although once since so then on in at by for from after before as but and it its he she they "
    "this that these those both delegates negotiators diplomats officials "
    "representatives leaders talks peace foreign defence defense prime "
    "president minister monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october "
    "november december next last earlier later washington parliament voters "
    "mediators ministers secretary state rebel rebels police army council "
    "security general emergency special geneva brussels vienna doha jeddah "
    "istanbul several some many more two three four"
)


def _untitled(scene: Scene, left: int, right: int) -> list[tuple[int, str]]:
    """Find people who are named without a title, at the places where parties stand."""
    out = []
    for match in _UNTITLED.finditer(scene.text, left, right):
        words = match[1].removesuffix("'s").split()
        known = any(
            a.start < match.end(1) and match.start(1) < a.end for a in scene.actors
        )
        if not known and not any(w.lower().rstrip(".") in _NO_NAME for w in words):
            out.append((match.start(1), words[-1]))
    return out


_STOPS_PARTIES = re.compile(
    r"; |, (?:but|while|after|amid|as)\b|\b(?:amid|as|after|before|because|to (?:discuss|"
    r"address|de-?escalate|ease|prevent|avert)|over|about|on|in|at)\b|"
    r" and (?=the [A-Z])"
)


def _after_other_event(scene: Scene, left: int, joints: list[re.Match[str]]) -> int:
    """Skip an earlier event that shares the sentence: X will A on 12 and Y will B."""
    skip = 0
    for joint in joints:
        at = left + joint.end()
        if any(a.start < at <= a.end for a in scene.actors):
            continue
        dated = any(t.first and left <= t.start < at for t in scene.times)
        if dated and any(g.end <= at and g.start >= left for g in scene.groups):
            skip = joint.end()
    return skip
