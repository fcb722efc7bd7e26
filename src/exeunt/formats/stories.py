"""The worst worlds in plain sentences, and what worlds failed of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from exeunt.formats.difference_words import MODE_WORDS, Voice, difference_words
from exeunt.formats.wording import (
    counted,
    duration,
    listed,
    percent,
    started,
)
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.stories import (
    Failures,
    LeftGroup,
    Step,
    StepKind,
    Story,
)


CAUSE_RULE = (
    "The cause of a world is the stage at which those who were left, or else the last "
    "ones out, waited longest."
)
_WITHOUT_WAITING = "no wait: ready late, or a long journey"
_AS_CAUSE = (
    ("queue at ", "slow processing at "),
    ("waiting for a vehicle at ", "no seat, or no open way, out of "),
    ("waiting for opening at ", "shut: "),
    ("waiting for another seat at ", "seats or departures gone, out of "),
    ("waiting for a slot at ", "no free slot at "),
)


_WAITED = {
    StepKind.QUEUE: "in the queue at",
    StepKind.WAIT: "waiting to leave",
    StepKind.SEAT: "waiting for another seat at",
    StepKind.SLOT: "waiting for a slot at",
}

_MOST_PLACES = 4
"""Where most of those who are left were; the others are counted."""
MOST_CAUSES = 8


def _persons(groups: list[LeftGroup]) -> int:
    return sum(group.persons for group in groups)


class Teller:
    """Puts the story of a world of *plan* into words, in the time of *post*."""

    def __init__(self, post: Post, plan: Plan) -> None:
        self._voice = Voice(post, plan)

    def title(self, story: Story) -> str:
        """Say which world it is and how it ended."""
        left = story.left_behind
        if left:
            last = f"{counted(left, 'person', 'people')} not out"
        elif story.last_out_s is None:
            last = "nobody came"
        else:
            last = f"all out by {self._voice.at(story.last_out_s)}"
        return f"World {story.world}: {last}"

    def lines(self, story: Story) -> Iterator[str]:
        """Tell the world, a sentence each."""
        yield from (sentence for _, sentence in self.rows(story))

    def rows(self, story: Story) -> Iterator[tuple[str, str]]:
        """Tell the world, a sentence each, with what it is about where that changes."""
        if story.left:
            yield "Not out", self._left(story)
        for k, difference in enumerate(story.differences):
            words = started(difference_words(self._voice, difference))
            yield "" if k else "Otherwise than planned", f"{words}."
        if not story.differences:
            nothing = "Nothing big went otherwise than planned; small delays added up."
            yield "As planned", nothing
        for k, sentence in enumerate(self._last(story)):
            yield "" if k else "Last out", sentence

    def _left(self, story: Story) -> str:
        """Tell where who was left was, the largest groups first."""
        by_place: dict[tuple[str, StepKind], list[LeftGroup]] = defaultdict(list)
        for group in story.left:
            by_place[group.where, group.doing].append(group)
        largest = sorted(by_place.values(), key=_persons, reverse=True)
        told = [self._stood(groups) for groups in largest[:_MOST_PLACES]]
        rest = sum(_persons(groups) for groups in largest[_MOST_PLACES:])
        if rest:
            told.append(f"{rest:,} elsewhere")
        until = self._voice.at(story.end_s)
        return f"Not out when the rehearsal ended, {until}: {'; '.join(told)}."

    def _stood(self, groups: list[LeftGroup]) -> str:
        where = groups[0].where
        doing = {
            StepKind.READY: f"not ready yet at {where}",
            StepKind.QUEUE: f"in the queue at {where}",
            StepKind.SEAT: f"waiting for another seat at {where}",
            StepKind.SLOT: f"waiting for a slot at {where}",
            StepKind.RIDE: f"on the way to {where}",
        }.get(groups[0].doing, f"waiting to leave {where}")
        who = listed([self._group(group) for group in groups])
        return f"{counted(_persons(groups), 'person', 'people')} {doing} ({who})"

    def _group(self, group: LeftGroup) -> str:
        who = f"{group.persons:,} of {self._voice.names[group.category]}"
        if group.households:
            who += f" in {counted(group.households, 'household')}"
        return who

    def _last(self, story: Story) -> Iterator[str]:
        if story.last_out_s is None:
            return
        who = f"{counted(story.last_persons, 'person', 'people')} of {self._voice.names[story.last_category]}"
        steps = "; ".join(self._step(step) for step in story.last)
        yield (
            f"The last group out, {who}: {steps}; safe at {self._voice.at(story.last_out_s)}."
        )

    def _step(self, step: Step) -> str:
        lasted = duration(step.until_s - step.from_s)
        if step.kind is StepKind.READY:
            return f"ready at {step.place} at {self._voice.at(step.from_s)}"
        if step.kind in _WAITED:
            return f"{lasted} {_WAITED[step.kind]} {step.place}"
        if step.kind is StepKind.OPENING:
            return f"{lasted} until {step.place} opened"
        by = MODE_WORDS.get(step.by, step.by)
        return f"by {by} to {step.to}, {self._voice.at(step.from_s)} to {self._voice.at(step.until_s)}"


def cause_words(stage: str) -> str:
    """Name a stage as the cause of a failure."""
    for name, words in _AS_CAUSE:
        if stage.startswith(name):
            return words + stage.removeprefix(name)
    return _WITHOUT_WAITING if stage == "riding" else stage


def failure_words(failures: Failures) -> str:
    """Say in how many worlds somebody was left or late, and what of."""
    of = counted(failures.of, "world")
    if not failures.worlds:
        return f"In none of {of} was anybody left, or out after the deadline."
    return (
        f"In {failures.worlds:,} of {of} somebody was left, or out after the deadline."
    )


def cause_lines(failures: Failures) -> list[tuple[str, str]]:
    """Give what worlds failed of, with the share of those that failed."""
    some = failures.causes[:MOST_CAUSES]
    told = [(started(cause_words(c.stage)), percent(c.share)) for c in some]
    rest = sum(cause.share for cause in failures.causes[MOST_CAUSES:])
    return [*told, ("Other stages", percent(rest))] if rest else told


def story_body(post: Post, plan: Plan, story: Story) -> dict[str, Any]:
    """Give a story as plain data, with its sentences."""
    teller = Teller(post, plan)
    return asdict(story) | {
        "title": teller.title(story),
        "left_behind": story.left_behind,
        "sentences": list(teller.lines(story)),
    }


def failures_body(failures: Failures) -> dict[str, Any]:
    """Give what worlds failed of as plain data."""
    return {
        "worlds": failures.worlds,
        "of": failures.of,
        "rule": CAUSE_RULE,
        "causes": [
            asdict(cause) | {"cause": cause_words(cause.stage)}
            for cause in failures.causes
        ],
    }
