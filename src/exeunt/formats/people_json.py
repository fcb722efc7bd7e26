"""Standby lists, alternates and notices as plain data, without names of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from exeunt.formats.fallbacks import summed
from exeunt.model.fallbacks import Cover, Fallback, Standby
from exeunt.model.notices import Notice
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.times import moment_of


VERSION = "people/1"


def people_body(
    plan: Plan, post: Post, covers: Sequence[Cover], notices: Sequence[Notice]
) -> dict[str, Any]:
    """Give everything that is derived for people, for a program to read."""
    return {
        "exeunt": VERSION,
        "post": post.file.name,
        "h_hour": plan.h_hour.isoformat(),
        "summary": asdict(summed(covers)),
        "trips": [_cover(plan, post, cover) for cover in covers],
        "notices": [_notice(plan, post, notice) for notice in notices],
    }


def _at(plan: Plan, post: Post, after_s: int) -> str:
    return moment_of(plan.h_hour, after_s, post.zone).isoformat()


def _cover(plan: Plan, post: Post, cover: Cover) -> dict[str, Any]:
    return {
        "trip": cover.trip,
        "persons": cover.persons,
        "standby": [_standby(who) for who in cover.standby],
        "alternate": _way(plan, post, cover.alternate),
        "contingency": _way(plan, post, cover.contingency),
        "emergency": {"stand_fast_at": cover.shelter},
    }


def _standby(who: Standby) -> dict[str, Any]:
    return asdict(who) | {"seats": {kind.value: count for kind, count in who.seats}}


def _way(plan: Plan, post: Post, way: Fallback | None) -> dict[str, Any] | None:
    if way is None:
        return None
    return {"at": _at(plan, post, way.at_s), **asdict(way)}


def _notice(plan: Plan, post: Post, notice: Notice) -> dict[str, Any]:
    return {
        "party": notice.party,
        "persons": notice.persons,
        "place": notice.place,
        "be_there": _at(plan, post, notice.be_there_s),
        "trips": [leg.trip for leg in notice.legs],
        "ends_at": notice.ends_at,
        "standby": list(notice.standby),
        "because": notice.because,
    }
