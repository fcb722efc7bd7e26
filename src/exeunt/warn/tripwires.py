"""The state of each tripwire: latched when true, never cleared by good news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from exeunt.model.events import Event, TripwireCleared
from exeunt.model.signals import Reading, Signal
from exeunt.model.statuses import DepartureStatus
from exeunt.model.tripwires import Tripwire, TripwireState
from exeunt.model.warning import TripwireReading
from exeunt.warn.conditions import (
    Known,
    Verdict,
    feed_doubt,
    relevant,
    silence,
    verdict,
)
from exeunt.warn.ledger import judged, last_clear, last_confirmation


def read_tripwires(
    tripwires: Iterable[Tripwire],
    readings: Sequence[Reading],
    *,
    as_of: datetime,
    events: Sequence[Event] = (),
) -> tuple[TripwireReading, ...]:
    """
    Read the state of each of *tripwires* on *as_of*.

    Once true it stays true until it expires after the last signal that made it so, or
    a person clears it; what expires unanswered is unknown. Signals from before it was
    cleared do not count again.

    Raises
    ------
    ValueError
        When a document was published after *as_of*.
    """
    if any(reading.published > as_of for reading in readings):
        raise ValueError(f"a document is of after {as_of.isoformat()}")
    return tuple(_read(one, readings, as_of, events) for one in tripwires)


def crossed(
    tripwires: Iterable[Tripwire], readings: Iterable[TripwireReading]
) -> tuple[Tripwire, ...]:
    """Give those of *tripwires* that *readings* find true."""
    true = {r.tripwire for r in readings if r.state == TripwireState.TRUE}
    return tuple(one for one in tripwires if one.id in true)


def proposed_by(tripwires: Iterable[Tripwire]) -> dict[str, DepartureStatus]:
    """Give the highest status that any of *tripwires* proposes, by category."""
    highest: dict[str, DepartureStatus] = {}
    for tripwire in tripwires:
        for category, status in tripwire.proposes.items():
            before = highest.get(category, DepartureStatus.NORMAL)
            highest[category] = max(before, status, key=lambda one: one.rank)
    return highest


_FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crossing:
    """A time during which a tripwire stayed true."""

    since: datetime
    until: datetime
    verdict: Verdict
    released: str = ""
    """Why it ended, where what it lasts until came true."""


def _read(
    tripwire: Tripwire,
    readings: Sequence[Reading],
    as_of: datetime,
    events: Sequence[Event],
) -> TripwireReading:
    clear = last_clear(events, tripwire.id, as_of=as_of)
    said = judged(events, as_of=as_of)
    signals = _counting(tripwire, readings, refused=said.refused, clear=clear)
    known = Known(
        at=as_of,
        signals=signals,
        confirmed=said.confirmed,
        silent=silence(
            (r.published for r in readings if _heard(tripwire, r)),
            at=as_of,
            stale_after=tripwire.stale_after,
            sources=tripwire.sources,
        ),
        feed_doubt=feed_doubt(readings, at=as_of, sources=tripwire.sources),
    )
    crossing = _last_crossing(tripwire, known)
    if crossing and as_of < crossing.until:
        return _true(tripwire, crossing, events, as_of=as_of)
    if crossing and crossing.released:
        return _released(tripwire, crossing)
    if crossing:
        return _expired(tripwire, crossing)
    if clear and not (known.silent or known.feed_doubt):
        return TripwireReading(
            tripwire=tripwire.id,
            state=TripwireState.FALSE,
            since=clear.at,
            why=f"cleared by {clear.by}: {clear.why}",
        )
    now = verdict(tripwire.when, known)
    return TripwireReading(
        tripwire=tripwire.id,
        state=now.state,
        since=None,
        why=now.why,
        evidence=now.evidence,
    )


def _counting(
    tripwire: Tripwire,
    readings: Iterable[Reading],
    *,
    refused: frozenset[str],
    clear: TripwireCleared | None,
) -> list[Signal]:
    """Give the signals of its sources that bear on it, oldest first."""
    found = [
        signal
        for reading in readings
        if reading.source_class.value in tripwire.sources
        and (clear is None or reading.published > clear.at)
        for signal in reading.signals
        if signal.evidence.key not in refused and _bears_on(tripwire, signal)
    ]
    return sorted(found, key=lambda s: (s.evidence.published, s.evidence.key))


def _bears_on(tripwire: Tripwire, signal: Signal) -> bool:
    conditions = [c for c in (tripwire.when, tripwire.until) if c is not None]
    return any(relevant(condition, signal) for condition in conditions)


def _heard(tripwire: Tripwire, reading: Reading) -> bool:
    heard = reading.analysed and not reading.mute
    return heard and reading.source_class.value in tripwire.sources


def _last_crossing(tripwire: Tripwire, known: Known) -> _Crossing | None:
    """Find the last time it was crossed; it can be crossed only by a signal."""
    last: _Crossing | None = None
    for moment in sorted({s.evidence.published for s in known.signals}):
        then = verdict(
            tripwire.when,
            Known(at=moment, signals=known.signals, confirmed=known.confirmed),
        )
        if then.state != TripwireState.TRUE:
            continue
        goes_on = last is not None and moment < last.until
        since = last.since if last is not None and goes_on else moment
        last = _crossing(tripwire, known, since, moment, then)
    return last


def _crossing(
    tripwire: Tripwire, known: Known, since: datetime, moment: datetime, then: Verdict
) -> _Crossing:
    """Give a crossing by *then* at *moment*, with when it ends."""
    if tripwire.until is None:
        newest = max(evidence.published for evidence in then.evidence)
        ends = newest + timedelta(seconds=tripwire.expires)
        return _Crossing(since=since, until=ends, verdict=then)
    later = sorted({s.evidence.published for s in known.signals} | {known.at})
    for at in later:
        if at <= moment:
            continue
        here = replace(known, at=at, silent=known.silent if at == known.at else "")
        found = verdict(tripwire.until, here)
        if found.state == TripwireState.TRUE:
            return _Crossing(since=since, until=at, verdict=then, released=found.why)
    return _Crossing(since=since, until=_FOR_EVER, verdict=then)


def _true(
    tripwire: Tripwire,
    crossing: _Crossing,
    events: Sequence[Event],
    *,
    as_of: datetime,
) -> TripwireReading:
    confirmed = last_confirmation(
        events, tripwire.id, since=crossing.since, as_of=as_of
    )
    return TripwireReading(
        tripwire=tripwire.id,
        state=TripwireState.TRUE,
        since=crossing.since,
        why=crossing.verdict.why,
        evidence=crossing.verdict.evidence,
        confirmed_by=confirmed.by if confirmed else "",
    )


def _released(tripwire: Tripwire, crossing: _Crossing) -> TripwireReading:
    return TripwireReading(
        tripwire=tripwire.id,
        state=TripwireState.UNKNOWN,
        since=crossing.until,
        why=(
            f"was true from {crossing.since:%Y-%m-%d}; since {crossing.until:%Y-%m-%d} "
            f"{crossing.released}: look, and clear it with a reason if it is over"
        ),
        evidence=crossing.verdict.evidence,
    )


def _expired(tripwire: Tripwire, crossing: _Crossing) -> TripwireReading:
    return TripwireReading(
        tripwire=tripwire.id,
        state=TripwireState.UNKNOWN,
        since=crossing.until,
        why=(
            f"was true from {crossing.since:%Y-%m-%d}, expired on "
            f"{crossing.until:%Y-%m-%d} and was not cleared: look, and clear it with "
            "a reason if it is over"
        ),
        evidence=crossing.verdict.evidence,
    )
