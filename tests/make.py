"""Builders: everything defaulted, keyword-only, one small fictional post."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from exeunt.model.documents import SourceClass
from exeunt.model.people import Category, Person, PersonKind
from exeunt.model.places import Link, Mode, Place, PlaceKind
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post, PostFile
from exeunt.model.problem import Problem, problem_of
from exeunt.model.signals import (
    AdvisoryChange,
    Direction,
    Engagement,
    EngagementStatus,
    Evidence,
    IndicatorSeen,
    Reading,
    Realis,
    Signal,
    StatusMention,
)
from exeunt.model.statuses import DepartureStatus


H_HOUR = datetime(2030, 5, 6, 6, tzinfo=UTC)
"""08:00 in Porto Vento (a Monday; the fictional country keeps UTC+2)."""


def a_place(place_id: str = "home", **given: Any) -> Place:
    """Make a place."""
    kind = given.pop("kind", PlaceKind.RESIDENCE)
    return Place(
        **{"id": place_id, "name": place_id, "kind": kind, "lat": 50, "lon": 30} | given
    )


def a_link(from_: str = "home", to: str = "haven", **given: Any) -> Link:
    """Make a link of one hour by road."""
    body = {"id": f"{from_}-{to}", "from": from_, "to": to, "mode": Mode.ROAD}
    return Link(**body | {"time": "1h"} | given)


def a_category(category_id: str = "family", **given: Any) -> Category:
    """Make a category that moves when departure is ordered."""
    body = {"id": category_id, "name": category_id, "kind": PersonKind.FAMILY}
    return Category(**body | {"ready_after": "0h"} | given)


def a_person(person_id: str = "p1", **given: Any) -> Person:
    """Make a person who lives alone at home."""
    body = {"id": person_id, "household": f"h-{person_id}", "category": "family"}
    return Person(**body | {"place": "home"} | given)


def a_post_file(**given: Any) -> PostFile:
    """Make the file of a post: home, haven, one road, two coaches."""
    body: dict[str, Any] = {
        "exeunt": 1,
        "name": "Porto Vento",
        "country": "XX",
        "time_zone": "Etc/GMT-2",
        "deadline": "1d",
        "paper": {"reviewed": "2030-01-01T00:00:00Z"},
        "categories": [a_category()],
        "places": [a_place(), a_place("haven", kind=PlaceKind.SAFE_HAVEN)],
        "links": [a_link()],
        "fleets": [a_fleet()],
        "scenarios": [
            {
                "kind": "status_quo",
                "name": "it holds",
                "prior": 0.9,
                "reference_class": "fiction",
            },
            {
                "kind": "sudden_closure",
                "name": "it breaks",
                "prior": 0.1,
                "reference_class": "fiction",
            },
        ],
        "exits": [
            {
                "place": "home",
                "name": "the road out",
                "closes": {"sudden_closure": {"p10": "2d", "p50": "6d", "p90": "20d"}},
            }
        ],
    }
    return PostFile(**body | given)


def a_fleet(fleet_id: str = "coach", **given: Any) -> dict[str, Any]:
    """Make the body of a fleet: two coaches of ten seats at home."""
    return {
        "id": fleet_id,
        "name": fleet_id,
        "mode": "road",
        "vehicles": 2,
        "seats": {"seat": 10},
        "based": "home",
    } | given


def a_post(**given: Any) -> Post:
    """Make a post; keywords of ``Post`` or of its file."""
    whole = {k: given.pop(k) for k in list(given) if k in Post.model_fields}
    whole.setdefault("people", (a_person(),))
    whole.setdefault("file", a_post_file(**given))
    return Post(**whole)


def a_problem(post: Post | None = None, **given: Any) -> Problem:
    """Make the planning problem of *post* with every category moving."""
    post = post or a_post(**given)
    return problem_of(
        post, h_hour=H_HOUR, moving=tuple(c.id for c in post.file.categories)
    )


def an_evidence(days_ago: float = 0.0, **given: Any) -> Evidence:
    """Make evidence that was published so many days before H-hour, from A1."""
    body: dict[str, Any] = {
        "document": f"doc{days_ago:g}",
        "source": "Ministry",
        "source_class": SourceClass.OFFICIAL,
        "reliability": "A",
        "credibility": 1,
        "published": H_HOUR - timedelta(days=days_ago),
        "start": 0,
        "end": 10,
        "sentence": "So it is.",
        "rule": "r",
    }
    return Evidence(**body | given)


def an_indicator(
    indicator: str = "troop_buildup", days_ago: float = 0.0, **given: Any
) -> IndicatorSeen:
    """Make an indicator seen so many days ago; keywords of it or its evidence."""
    own = {k: given.pop(k) for k in ("direction", "group", "realis") if k in given}
    body: dict[str, Any] = {
        "direction": Direction.ESCALATORY,
        "group": "military_posture",
        "realis": Realis.REPORTED,
        "evidence": an_evidence(days_ago, **{"rule": indicator} | given),
    }
    return IndicatorSeen(indicator=indicator, **body | own)


def an_engagement(
    days_ahead: int = 3, days_ago: float = 0.0, **given: Any
) -> Engagement:
    """Make an engagement on a coming day, reported so many days ago."""
    body: dict[str, Any] = {
        "day": (H_HOUR + timedelta(days=days_ahead)).date(),
        "kind": "talks",
        "parties": ("Ostland", "Westland"),
        "status": EngagementStatus.PLANNED,
    }
    own = {k: given.pop(k) for k in list(given) if k in body}
    evidence = an_evidence(days_ago, **{"rule": "engagement"} | given)
    return Engagement(evidence=evidence, **body | own)


def a_status_mention(days_ago: float = 0.0, **given: Any) -> StatusMention:
    """Make a mention of ordered departure in force."""
    body: dict[str, Any] = {
        "status": DepartureStatus.ORDERED,
        "population": "family members",
        "realis": Realis.IN_FORCE,
        "effective": None,
        "place": "",
    }
    own = {k: given.pop(k) for k in list(given) if k in body}
    evidence = an_evidence(days_ago, **{"rule": "status"} | given)
    return StatusMention(evidence=evidence, **body | own)


def an_advisory(days_ago: float = 0.0, **given: Any) -> AdvisoryChange:
    """Make an advisory raised to level 4."""
    body: dict[str, Any] = {
        "country": "XX",
        "level": 4,
        "change": "raised",
        "text": "Do not travel.",
        "realis": Realis.IN_FORCE,
        "place": "",
    }
    own = {k: given.pop(k) for k in list(given) if k in body}
    evidence = an_evidence(days_ago, **{"rule": "advisory"} | given)
    return AdvisoryChange(evidence=evidence, **body | own)


def a_reading(*signals: Signal, days_ago: float = 0.0, **given: Any) -> Reading:
    """Make the reading of one document that holds *signals*, dated as the first is."""
    first = signals[0].evidence if signals else an_evidence(days_ago)
    body: dict[str, Any] = {
        "document": first.document,
        "published": first.published,
        "source_class": first.source_class,
        "analysed": True,
        "engagements": tuple(s for s in signals if isinstance(s, Engagement)),
        "statuses": tuple(s for s in signals if isinstance(s, StatusMention)),
        "advisories": tuple(s for s in signals if isinstance(s, AdvisoryChange)),
        "indicators": tuple(s for s in signals if isinstance(s, IndicatorSeen)),
    }
    return Reading(**body | given)


def a_trip(trip_id: str = "t1", **given: Any) -> Trip:
    """Make a trip of the first coach, home to haven, leaving after loading."""
    body = {"vehicle": "coach/1", "link": "home-haven", "from": "home", "to": "haven"}
    times = {"depart_s": 900, "arrive_s": 4500}
    return Trip(**{"id": trip_id} | body | times | given)


def a_plan(problem: Problem, *trips: Trip, **given: Any) -> Plan:
    """Make a plan of *trips* for *problem*."""
    body = {"post": problem.post, "post_sha256": problem.sha256}
    when = {"h_hour": problem.h_hour, "deadline_s": problem.deadline_s}
    return Plan(**body | when | {"moving": problem.moving, "trips": trips} | given)
