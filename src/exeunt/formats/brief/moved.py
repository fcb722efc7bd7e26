"""What moved since the day before, in words."""

from __future__ import annotations

from datetime import tzinfo

from exeunt.formats.brief.assessment import Moved
from exeunt.formats.charts.waterfall import anchor_of
from exeunt.formats.wording import day
from exeunt.model.likelihoods import CLOSING
from exeunt.model.post import Post
from exeunt.model.tripwires import TripwireState
from exeunt.model.warning import Odds, WarningPicture


_LEAST = 0.005
"""A change of the chance below this is not told."""
_STATES = {
    TripwireState.TRUE: "crossed",
    TripwireState.FALSE: "not crossed",
    TripwireState.UNKNOWN: "unknown",
}


def moved_since(
    before: WarningPicture, now: WarningPicture, *, post: Post
) -> tuple[Moved, ...]:
    """Tell what evidence came in, which tripwires changed, and what that did."""
    return (
        *_odds(before.odds, now.odds),
        *_evidence(before, now, zone=post.zone),
        *_tripwires(before, now, post),
    )


def _odds(before: Odds, now: Odds) -> tuple[Moved, ...]:
    one, other = (
        sum(p for kind, p in odds.posterior.items() if kind in CLOSING)
        for odds in (before, now)
    )
    if abs(one - other) < _LEAST:
        return ()
    words = (
        f"the chance of a scenario that shuts exits went from {100 * one:.1f}\u00a0% "
        f"to {100 * other:.1f}\u00a0%"
    )
    return (Moved(words=words),)


def _evidence(
    before: WarningPicture, now: WarningPicture, *, zone: tzinfo
) -> tuple[Moved, ...]:
    """Tell what came in since; not what was there and now counts in place of more."""
    return tuple(
        Moved(
            words=f"{c.label} ({c.evidence.source}, {day(c.evidence.published, zone)})",
            anchor=anchor_of(c.evidence),
        )
        for c in now.odds.contributions
        if c.evidence.published > before.as_of
    )


def _tripwires(
    before: WarningPicture, now: WarningPicture, post: Post
) -> tuple[Moved, ...]:
    observables = {t.id: t.observable.rstrip(".") for t in post.tripwires}
    was = {r.tripwire: r.state for r in before.tripwires}
    return tuple(
        Moved(
            words=f"tripwire “{observables[r.tripwire]}” went from "
            f"{_STATES[was[r.tripwire]]} to {_STATES[r.state]}"
        )
        for r in now.tripwires
        if was.get(r.tripwire, r.state) is not r.state
    )
