"""The post as it was known at a moment, with the exits that had shut by then."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.times import Opening


def as_known(post: Post, *, at: datetime, shut: Collection[str] = ()) -> Post:
    """
    Give *post* with only what was known at *at*.

    Estimates and declared statuses of later date go, and so does what became of the
    exits; the places named in *shut* are closed from *at* on.
    """
    places = tuple(
        p.model_copy(update={"open": Opening(until=at)}) if p.id in shut else p
        for p in post.file.places
    )
    declared = tuple(d for d in post.history.declared if d.at <= at)
    return post.model_copy(
        update={
            "file": post.file.model_copy(update={"places": places}),
            "estimates": tuple(e for e in post.estimates if e.date <= at),
            "history": post.history.model_copy(
                update={"declared": declared, "outcomes": ()}
            ),
        }
    )


def as_planned(post: Post, plan: Plan) -> Post:
    """Give *post* as it was known when *plan* was made."""
    if plan.known_at is None:
        return post
    return as_known(post, at=plan.known_at, shut=plan.shut)


def with_knowledge(plan: Plan, *, at: datetime, shut: Collection[str]) -> Plan:
    """Note in *plan* what was known when it was made."""
    return plan.model_copy(update={"known_at": at, "shut": tuple(sorted(shut))})
