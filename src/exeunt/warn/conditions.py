"""Whether the condition of a tripwire holds, in three values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from exeunt.model.documents import SourceClass
from exeunt.model.signals import (
    AdvisoryChange,
    Engagement,
    Evidence,
    IndicatorSeen,
    Reading,
    Realis,
    Signal,
)
from exeunt.model.times import DAY, HOUR
from exeunt.model.tripwires import Condition, TripwireState
from exeunt.warn.calendar import entries


_SO = frozenset({Realis.IN_FORCE, Realis.REPORTED})
_RUMOUR = 5
"""Credibility from which a report is improbable or cannot be judged."""

_TRUE, _FALSE = TripwireState.TRUE, TripwireState.FALSE
_UNKNOWN = TripwireState.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What can be known at one moment: signals that count, and whether we hear."""

    at: datetime
    signals: Sequence[Signal]
    confirmed: frozenset[str] = frozenset()
    silent: str = ""
    """Why silence means nothing: no source was heard; empty while one is."""
    feed_doubt: str = ""
    """Why what is not told of advisories means nothing: a feed is not believed."""

    def within(self, seconds: int) -> list[Signal]:
        """Give the signals of the last *seconds*."""
        first = self.at - timedelta(seconds=seconds)
        return [
            s
            for s in self.signals
            if first <= s.evidence.published <= self.at and s.evidence.stands(self.at)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A state, why, and on what it rests."""

    state: TripwireState
    why: str
    evidence: tuple[Evidence, ...] = ()


def verdict(condition: Condition, known: Known) -> Verdict:
    """
    Tell whether *condition* holds by what is *known*.

    Unknown is not false: it passes through ``any_of`` and ``all_of`` by Kleene's
    logic, so it decides only where nothing that is known does.
    """
    if condition.any_of:
        return _joined([verdict(c, known) for c in condition.any_of], decides=_TRUE)
    if condition.all_of:
        return _joined([verdict(c, known) for c in condition.all_of], decides=_FALSE)
    if condition.in_order:
        return _in_order(condition, known)
    if condition.advisory_level is not None:
        return _of_level(condition.advisory_level, known)
    return _of_absence(condition, known) or _of_count(condition, known)


def relevant(condition: Condition, signal: Signal) -> bool:
    """Tell whether *signal* can bear on *condition* at all."""
    if condition.parts:
        return any(relevant(part, signal) for part in condition.parts)
    if condition.engagement is not None:
        return isinstance(signal, Engagement)
    if condition.advisory_level is not None or condition.advisory_below is not None:
        return isinstance(signal, AdvisoryChange) and signal.level is not None
    return _matches(condition, signal)


def _joined(parts: list[Verdict], *, decides: TripwireState) -> Verdict:
    """Join by Kleene: what *decides* wins, then unknown, then the other value."""
    other = _FALSE if decides == _TRUE else _TRUE
    states = {part.state for part in parts}
    state = next(s for s in (decides, _UNKNOWN, other) if s in states)
    ours = [part for part in parts if part.state == state]
    evidence = dict.fromkeys(e for part in ours for e in part.evidence)
    word = " and " if state == _TRUE != decides else "; "
    return Verdict(
        state=state,
        why=word.join(dict.fromkeys(part.why for part in ours)),
        evidence=tuple(sorted(evidence, key=_newest_first)),
    )


def _in_order(condition: Condition, known: Known) -> Verdict:
    """
    Tell whether each part came true by a signal of its own, each after the one before.

    All of them lie within the last ``within``, and so within that of each other.
    """
    first = known.at - timedelta(seconds=condition.within)
    moments = sorted({s.evidence.published for s in known.within(condition.within)})
    evidence: list[Evidence] = []
    after = first
    for number, part in enumerate(condition.in_order):
        found = next(
            (v for m in moments if m > after and (v := _came_true(part, known, m))),
            None,
        )
        if found is None:
            return _breaks_off(condition, known, number, evidence)
        after = max(one.published for one in found.evidence)
        evidence += found.evidence
    return Verdict(
        state=_TRUE,
        why=f"{_chain(condition.in_order)}, within {_span(condition.within)}",
        evidence=tuple(sorted(dict.fromkeys(evidence), key=_newest_first)),
    )


def _came_true(part: Condition, known: Known, moment: datetime) -> Verdict | None:
    """Give the verdict on *part* at *moment*, where a signal of then makes it true."""
    then = verdict(
        part, Known(at=moment, signals=known.signals, confirmed=known.confirmed)
    )
    new = any(one.published == moment for one in then.evidence)
    return then if then.state == _TRUE and new else None


def _breaks_off(
    condition: Condition, known: Known, number: int, evidence: list[Evidence]
) -> Verdict:
    """Say which part of a sequence has not come; unknown where that is not known."""
    now = verdict(condition.in_order[number], known)
    done = _chain(condition.in_order[:number])
    why = f"{done}, but not then {now.why}" if done else now.why
    if known.silent or now.state == _UNKNOWN:
        return Verdict(state=_UNKNOWN, why=known.silent or now.why)
    return Verdict(state=_FALSE, why=why, evidence=tuple(evidence))


def _chain(parts: Sequence[Condition]) -> str:
    return ", then ".join(_named(part) for part in parts)


def _of_absence(condition: Condition, known: Known) -> Verdict | None:
    """Tell whether a thing is not so any more; None where nothing of it is asked."""
    if condition.advisory_below is not None:
        return _reversed(_of_level(condition.advisory_below, known))
    if condition.unseen is not None:
        return _reversed(_of_count(condition, known))
    return None


def _reversed(found: Verdict) -> Verdict:
    turned = {_TRUE: _FALSE, _FALSE: _TRUE, _UNKNOWN: _UNKNOWN}[found.state]
    return Verdict(state=turned, why=found.why, evidence=found.evidence)


def _of_count(condition: Condition, known: Known) -> Verdict:
    """Tell whether enough events were reported, not all of them unverified."""
    seen = [s for s in known.within(condition.within) if _matches(condition, s)]
    evidence = tuple(sorted({s.evidence for s in seen}, key=_newest_first))
    documents = {one.report_of for one in evidence}
    what, span = _named(condition), _span(condition.within)
    if len(documents) < condition.at_least:
        doubt = known.feed_doubt if condition.advisory_text is not None else ""
        silent = known.silent or doubt or _overdue(condition, known)
        if silent:
            return Verdict(state=_UNKNOWN, why=silent)
        return Verdict(state=_FALSE, why=_too_few(condition, len(documents)))
    if not any(_verified(one, known.confirmed) for one in evidence):
        return Verdict(
            state=_UNKNOWN,
            why=f"{what}: only private sources or rumour say so; confirm or refuse it",
            evidence=evidence,
        )
    told = "a document" if len(documents) == 1 else f"{len(documents)} documents"
    return Verdict(
        state=_TRUE, why=f"{what}: in {told} within {span}", evidence=evidence
    )


def _too_few(condition: Condition, documents: int) -> str:
    what, span = _named(condition), _span(condition.within)
    if documents == 0:
        return f"{what}: not seen within {span}"
    return f"{what}: in {documents} of {condition.at_least} documents within {span}"


def _of_level(level: int, known: Known) -> Verdict:
    """Tell whether the advisory stands at *level* or above, by the last to tell."""
    told = [
        (s.level, s.evidence)
        for s in known.signals
        if isinstance(s, AdvisoryChange)
        and s.level is not None
        and s.realis in _SO
        and s.evidence.published <= known.at
        and s.evidence.stands(known.at)
        and _verified(s.evidence, known.confirmed)
    ]
    if not told:
        return Verdict(
            state=_UNKNOWN,
            why=known.silent
            or known.feed_doubt
            or "no document tells the advisory level",
        )
    latest = max(evidence.published for _, evidence in told)
    stands, evidence = max(
        ((n, e) for n, e in told if e.published == latest), key=lambda one: one[0]
    )
    if stands >= level:
        return Verdict(
            state=_TRUE, why=f"the advisory stands at {stands}", evidence=(evidence,)
        )
    if known.silent or known.feed_doubt:
        return Verdict(state=_UNKNOWN, why=known.silent or known.feed_doubt)
    return Verdict(state=_FALSE, why=f"the advisory stands at {stands}, below {level}")


def _matches(condition: Condition, signal: Signal) -> bool:
    if isinstance(signal, IndicatorSeen):
        wanted = condition.indicator or condition.unseen
        return signal.indicator == wanted and _is_so(signal)
    if isinstance(signal, Engagement):
        return signal.status.value == condition.engagement
    if isinstance(signal, AdvisoryChange) and condition.advisory_text is not None:
        said = f"{signal.text}\n{signal.evidence.sentence}".casefold()
        return condition.advisory_text.casefold() in said and signal.realis in _SO
    return False


def _is_so(signal: IndicatorSeen) -> bool:
    """Tell whether it is said to be so; of talks, also that they are to come."""
    planned = signal.realis == Realis.PLANNED and signal.group == "diplomacy"
    return planned or signal.realis in _SO


def _verified(evidence: Evidence, confirmed: frozenset[str]) -> bool:
    """Tell whether it can carry a tripwire: not private, no rumour, or confirmed."""
    if evidence.key in confirmed:
        return True
    private = evidence.source_class == SourceClass.PRIVATE
    return not private and evidence.credibility < _RUMOUR


def _overdue(condition: Condition, known: Known) -> str:
    """Say which engagement was due, where no document tells what became of it."""
    if condition.engagement is None:
        return ""
    planned = [s for s in known.within(condition.within) if isinstance(s, Engagement)]
    due = [entry.day for entry in entries(planned, as_of=known.at) if entry.overdue]
    if not due:
        return ""
    return f"an engagement was due on {due[-1]}, and no document tells of it"


def _named(condition: Condition) -> str:
    if condition.parts:
        word = " or " if condition.any_of else " and "
        return word.join(_named(part) for part in condition.parts)
    if condition.advisory_level is not None:
        return f"advisory at {condition.advisory_level} or above"
    if condition.engagement is not None:
        return f"engagement {condition.engagement}"
    if condition.advisory_text is not None:
        return f"advisory text with {condition.advisory_text!r}"
    return str(condition.indicator or condition.unseen).replace("_", " ")


def _newest_first(evidence: Evidence) -> tuple[float, str]:
    return -evidence.published.timestamp(), evidence.key


def _span(seconds: int) -> str:
    return f"{seconds // DAY} d" if seconds % DAY == 0 else f"{seconds // HOUR} h"


def feed_doubt(
    readings: Iterable[Reading], *, at: datetime, sources: Sequence[str]
) -> str:
    """Say why a feed of the *sources* is not believed at *at*, or nothing where all are."""
    doubts = [
        (reading.published, reading.unusable)
        for reading in readings
        if reading.unusable
        and reading.source_class.value in sources
        and reading.published <= at
        and (reading.until is None or at < reading.until)
    ]
    return max(doubts, default=(at, ""))[1]


def silence(
    heard: Iterable[datetime], *, at: datetime, stale_after: int, sources: Sequence[str]
) -> str:
    """
    Say why silence means nothing at *at*, or nothing where a source was heard.

    *heard* are the moments at which documents of the *sources* came in and could be
    read.
    """
    last = max((moment for moment in heard if moment <= at), default=None)
    who = ", ".join(sources)
    if last is None:
        return f"no document of {who} has come in that could be read"
    if (at - last).total_seconds() > stale_after:
        return (
            f"no document of {who} since {last:%Y-%m-%d}, longer ago than "
            f"{_span(stale_after)}"
        )
    return ""
