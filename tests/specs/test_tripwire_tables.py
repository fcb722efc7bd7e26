"""
Tripwires as drawn tables.

A row is a condition, what came in and what people said, and the state that follows. A
document is ``days ago: what it says``: an indicator, ``-`` for nothing of note, ``held``
or ``cancelled`` or ``due+N`` for an engagement, ``level N`` or ``text ...`` for an
advisory. After it may stand its source class (official if none), its realis, ``rumour``
or ``unread``. ``clear D`` is a person who cleared the tripwire D days ago, ``confirm N``
and ``refuse N`` one who judged the N-th document today.

Sources official, media and private count; without any for 7 days the state is unknown;
what is true expires 30 days after its last signal.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import yaml
from tests.make import (
    H_HOUR,
    a_reading,
    an_advisory,
    an_engagement,
    an_evidence,
    an_indicator,
)

from exeunt.model.documents import SourceClass
from exeunt.model.events import (
    Event,
    SignalConfirmed,
    SignalRefused,
    TripwireCleared,
)
from exeunt.model.signals import EngagementStatus, Reading, Realis
from exeunt.model.tripwires import Condition, Tripwire
from exeunt.model.warning import TripwireReading
from exeunt.warn.tripwires import read_tripwires


COUNTING = """
peers                        |                                         | unknown
peers                        | 0: -                                    | false
peers                        | 0: -; 3: peers                          | true
peers                        | 0: -; 3: other                          | false
peers                        | 0: -; 3: peers company                  | false
peers                        | 0: -; 3: peers planned                  | false
peers                        | 0: -; 3: peers contingency              | false
peers                        | 0: -; 3: peers denied                   | false
peers                        | 0: -; 3: peers historic                 | false
peers                        | 0: -; 3: peers lifted                   | false
peers                        | 0: -; 3: peers in_force                 | true
peers, at_least: 2           | 0: -; 3: peers                          | false
peers, at_least: 2           | 0: -; 3: peers; 4: peers                | true
peers, at_least: 2           | 0: -; 3: peers; 3: peers                | false
peers, at_least: 2, within: 5d | 0: -; 1: peers; 7: peers              | false
peers, at_least: 2, within: 5d | 0: -; 1: peers; 6: peers              | true
"""
"""The two of one day are the same document twice."""

SILENCE = """
peers                        | 8: -                                    | unknown
peers                        | 7: -                                    | false
peers                        | 0: - company                            | unknown
peers                        | 0: - unread                             | unknown
peers                        | 8: peers                                | true
"""

WHO_SAYS_SO = """
peers                        | 3: peers private                        | unknown
peers                        | 3: peers rumour                         | unknown
peers                        | 3: peers private; confirm 0             | true
peers                        | 3: peers private; 4: peers              | true
peers, at_least: 2           | 3: peers private; 4: peers rumour       | unknown
peers, at_least: 2           | 3: peers private; 4: peers              | true
peers                        | 0: -; 3: peers; refuse 1                | false
peers                        | 0: -; 3: peers; 5: peers; refuse 1      | true
"""

GOOD_NEWS = """
peers                        | 0: calm; 20: peers                      | true
peers                        | 0: peers denied; 20: peers              | true
peers                        | 0: peers lifted; 20: peers              | true
peers, within: 5d            | 0: -; 20: peers                         | true
{advisory_level: 3}          | 0: level 1; 20: level 4                 | true
"""

EXPIRY_AND_CLEARING = """
peers                        | 0: -; 29: peers                         | true
peers                        | 0: -; 30: peers                         | unknown
peers                        | 0: -; 29: peers; 50: peers              | true
peers                        | 0: -; 31: peers; clear 5                | false
peers                        | 0: -; 10: peers; clear 5                | false
peers                        | 0: -; 3: peers; 10: peers; clear 5      | true
peers                        | 0: -; 5: peers; clear 5                 | false
peers                        | 10: peers; clear 9                      | unknown
peers, at_least: 2           | 0: -; 3: peers; 6: peers; clear 5       | false
"""

KLEENE = """
{any_of: [T, F]}             | 0: t                                    | true
{any_of: [F, F]}             | 0: t                                    | false
{any_of: [T, U]}             | 0: t; 1: u private                      | true
{any_of: [F, U]}             | 0: t; 1: u private                      | unknown
{any_of: [U, U]}             | 0: t; 1: u private                      | unknown
{all_of: [T, T]}             | 0: t                                    | true
{all_of: [T, F]}             | 0: t                                    | false
{all_of: [T, U]}             | 0: t; 1: u private                      | unknown
{all_of: [F, U]}             | 0: t; 1: u private                      | false
{all_of: [U, U]}             | 0: t; 1: u private                      | unknown
{all_of: [T, {any_of: [F, U]}]} | 0: t; 1: u private                   | unknown
{all_of: [T, {any_of: [F, T]}]} | 0: t; 1: u private                   | true
{all_of: [T, F]}             | 8: t                                    | unknown
{any_of: [T, F]}             | 8: t                                    | true
"""

ADVISORIES = """
{advisory_level: 4}          | 0: -                                    | unknown
{advisory_level: 4}          | 0: level 4                              | true
{advisory_level: 3}          | 0: level 4                              | true
{advisory_level: 4}          | 0: level 3                              | false
{advisory_level: 4}          | 0: level 4 planned                      | unknown
{advisory_level: 4}          | 0: level 4 private                      | unknown
{advisory_level: 4}          | 0: -; 9: level 3                        | false
{advisory_level: 4}          | 9: level 3                              | unknown
{advisory_text: ostland}     | 0: text threats from Ostland            | true
{advisory_text: ostland}     | 0: text crime                           | false
"""

ENGAGEMENTS = """
{engagement: held}           | 0: held                                 | true
{engagement: held}           | 0: cancelled                            | false
{engagement: cancelled}      | 0: cancelled                            | true
{engagement: held}           | 0: due+3                                | false
{engagement: held}           | 0: -; 9: due-5                          | unknown
{engagement: cancelled}      | 0: -; 9: due-5                          | unknown
{indicator: talks_agreed}    | 0: talks_agreed planned                 | true
"""

ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for table in (
        COUNTING,
        SILENCE,
        WHO_SAYS_SO,
        GOOD_NEWS,
        EXPIRY_AND_CLEARING,
        KLEENE,
        ADVISORIES,
        ENGAGEMENTS,
    )
    for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("when", "what", "state"), ROWS)
def test_the_state_is_as_drawn(when: str, what: str, state: str) -> None:
    assert read(when, what).state.value == state


@pytest.mark.parametrize(("when", "what", "state"), ROWS)
def test_a_state_is_told_with_its_reason(when: str, what: str, state: str) -> None:
    found = read(when, what)

    assert found.why
    if state == "true":
        assert found.evidence
        assert found.since is not None


@pytest.mark.parametrize(("when", "what", "state"), ROWS)
def test_good_news_changes_no_state_but_by_being_heard(
    when: str, what: str, state: str
) -> None:
    """A document of good news today leaves what is true true."""
    if state == "true":
        assert read(when, f"{what}; 0: calm media").state.value == "true"


def read(when: str, what: str) -> TripwireReading:
    tripwire = Tripwire(
        id="t",
        observable="It is seen.",
        when=condition(when),
        sources=("official", "media", "private"),
    )
    parts = [part.strip() for part in what.split(";") if part.strip()]
    documents = [document(part) for part in parts if ":" in part]
    events = [
        said(n, part, documents) for n, part in enumerate(parts, 1) if ":" not in part
    ]
    (found,) = read_tripwires([tripwire], documents, as_of=H_HOUR, events=events)
    return found


def condition(when: str) -> Condition:
    for short in "TFU":
        when = when.replace(f"[{short}", f"[{{indicator: {short.lower()}}}")
        when = when.replace(f", {short}", f", {{indicator: {short.lower()}}}")
    if not when.startswith("{"):
        when = f"{{indicator: {when}}}"
    return Condition.model_validate(yaml.safe_load(when))


def document(text: str) -> Reading:
    ago, _, says = text.partition(":")
    words = says.split()
    given: dict[str, Any] = {}
    for word in list(words):
        if word in set(SourceClass) - {"official"} and word != "un":
            given["source_class"] = SourceClass(word)
        elif word in set(Realis):
            given["realis"] = Realis(word)
        elif word == "rumour":
            given["credibility"] = 6
        elif word != "unread":
            continue
        words.remove(word)
    analysed = "unread" not in says
    if words == ["-"]:
        evidence = an_evidence(float(ago), **given)
        return a_reading(
            document=evidence.document,
            published=evidence.published,
            source_class=evidence.source_class,
            analysed=analysed,
        )
    return a_reading(signal(words, float(ago), given), analysed=analysed)


def signal(words: list[str], ago: float, given: dict[str, Any]) -> Any:
    first = words[0]
    if first in {"held", "cancelled"}:
        status = EngagementStatus(first)
        return an_engagement(days_ago=ago, status=status, **given)
    if first.startswith("due"):
        return an_engagement(int(first[3:]), ago, **given)
    if first == "level":
        return an_advisory(ago, level=int(words[1]), **given)
    if first == "text":
        return an_advisory(ago, level=None, text=" ".join(words[1:]), **given)
    group = "diplomacy" if first == "talks_agreed" else "g"
    return an_indicator(first, ago, group=group, **given)


def said(n: int, text: str, documents: list[Reading]) -> Event:
    what, number = text.split()
    body: dict[str, Any] = {"id": UUID(int=n).hex, "by": "RSO", "why": "seen to"}
    if what == "clear":
        at = H_HOUR - timedelta(days=float(number))
        return TripwireCleared(tripwire="t", at=at, **body)
    key = documents[int(number)].signals[0].evidence.key
    kind = SignalConfirmed if what == "confirm" else SignalRefused
    return kind(signal=key, at=H_HOUR, **body)
