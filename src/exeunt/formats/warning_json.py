"""What the warn room says, and the log, as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from exeunt.model.events import EVENT, Event
from exeunt.model.judgements import Pool
from exeunt.model.post import Post
from exeunt.model.signals import Evidence
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.warning import (
    CalendarEntry,
    Contribution,
    ExitSurvival,
    Standing,
    TripwireReading,
    WarningPicture,
)


AHEAD_D = (1, 3, 7, 14, 30)
"""Days ahead for which the survival of an exit is told."""


def warning_body(
    post: Post,
    picture: WarningPicture,
    *,
    in_force: Mapping[str, DepartureStatus],
    standings: Iterable[Standing],
    calendar: Iterable[CalendarEntry],
) -> dict[str, Any]:
    """Give all that ``exeunt warn`` tells."""
    found = picture.odds
    return {
        "post": post.file.name,
        "as_of": picture.as_of.isoformat(),
        "not_analysed": list(picture.not_analysed),
        "cut": list(picture.cut),
        "tripwires": [_tripwire(one) for one in picture.tripwires],
        "odds": {
            "prior": dict(found.prior),
            "posterior": dict(found.posterior),
            "contributions": [_contribution(one) for one in found.contributions],
        },
        "analysts": _pool(picture.pool),
        "exits": [_survival(one) for one in picture.survivals],
        "proposals": [
            {
                "category": category.id,
                "in_force": in_force[category.id],
                "by_tripwires": picture.proposed_by_tripwires.get(category.id),
            }
            for category in post.file.categories
        ],
        "in_force": [_standing(one, picture.as_of) for one in standings],
        "errors": {
            "within_s": post.file.assessed_for,
            "goes_for_nothing": 1 - picture.closes_within(post.file.assessed_for),
            "stays_too_long": picture.closes_within(post.file.assessed_for),
        },
        "calendar": [_entry(one) for one in calendar],
    }


def _pool(pool: Pool | None) -> dict[str, Any] | None:
    if pool is None:
        return None
    return {
        "within_s": pool.within_s,
        "pooled": pool.pooled,
        "voices": [
            {
                "by": one.by,
                "chance": one.chance,
                "slope": one.slope,
                "recalibrated": one.recalibrated,
            }
            for one in pool.voices
        ],
    }


def _standing(one: Standing, as_of: datetime) -> dict[str, Any]:
    ends = one.payments_end
    return {
        "category": one.category,
        "status": one.status,
        "since": one.since.isoformat(),
        "by": one.by,
        "authority": one.authority,
        "review_due": one.review_due.isoformat(),
        "review_overdue": as_of > one.review_due,
        "payments_end": None if ends is None else ends.isoformat(),
        "payments_ended": ends is not None and as_of >= ends,
    }


def log_body(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Give the events of the log, oldest first, numbered as the log has them."""
    return [
        {"entry": n, **EVENT.dump_python(event, mode="json")}
        for n, event in enumerate(events, 1)
    ]


def _tripwire(reading: TripwireReading) -> dict[str, Any]:
    return {
        "tripwire": reading.tripwire,
        "state": reading.state,
        "since": None if reading.since is None else reading.since.isoformat(),
        "why": reading.why,
        "confirmed_by": reading.confirmed_by,
        "evidence": [_evidence(one) for one in reading.evidence],
    }


def _contribution(line: Contribution) -> dict[str, Any]:
    return {
        "label": line.label,
        "group": line.group,
        "log10_by_scenario": dict(line.log10_by_scenario),
        "age_days": line.age_days,
        "superseded": line.superseded,
        "evidence": _evidence(line.evidence),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "key": evidence.key,
        "document": evidence.document,
        "source": evidence.source,
        "source_class": evidence.source_class,
        "reliability": evidence.reliability,
        "credibility": evidence.credibility,
        "published": evidence.published.isoformat(),
        "start": evidence.start,
        "end": evidence.end,
        "sentence": evidence.sentence,
        "rule": evidence.rule,
        "speaker": evidence.speaker,
    }


def _survival(survival: ExitSurvival) -> dict[str, Any]:
    return {
        "place": survival.exit.place,
        "name": survival.exit.name,
        "open_after_days": {
            str(days): 1 - survival.closed_by(days * DAY) for days in AHEAD_D
        },
    }


def _entry(entry: CalendarEntry) -> dict[str, Any]:
    return {
        "day": entry.day.isoformat(),
        "kind": entry.kind,
        "parties": list(entry.parties),
        "status": entry.status,
        "overdue": entry.overdue,
        "reports": [_evidence(report.evidence) for report in entry.reports],
    }
