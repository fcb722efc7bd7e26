"""Hypothesis strategies: random states of random small posts, with everything in them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from tests.make import H_HOUR
from tests.strategies import posts

from exeunt.model.post import Post
from exeunt.model.problem import Problem, cohorts_of
from exeunt.model.restart import problem_from
from exeunt.model.state import (
    MOST_PROMISE_H,
    Announced,
    Closure,
    InLine,
    Party,
    SetOut,
    State,
    VehicleAt,
)


QUARTER = timedelta(minutes=15)


@st.composite
def states(draw: st.DrawFn, post: Post) -> State:
    """Draw a state of *post* in which anybody and anything may be anywhere."""
    at = H_HOUR + draw(st.integers(0, 16)) * QUARTER
    links = [(link.id, link.to) for link in post.file.links]
    departed: tuple[SetOut, ...] = ()
    is_busy: bool = draw(st.booleans())
    if links and is_busy:
        link, to = draw(st.sampled_from(links))
        departed = (SetOut(link=link, to=to, at=_near(draw, at)),)
    return State(
        at=at,
        decided=H_HOUR,
        parties=(*_households(draw, post, at), *_cohorts(draw, post, at)),
        vehicles=tuple(_vehicles(draw, post, at)),
        closures=tuple(
            a_closure(draw, post, at) for _ in range(draw(st.integers(0, 2)))
        ),
        departed=departed,
        in_line=tuple(_in_line(draw, post, at)),
        promise_h=draw(st.sampled_from([0.0, 1.0, 1.0, 5.0, MOST_PROMISE_H])),
    )


def _near(draw: st.DrawFn, at: datetime) -> datetime:
    return at + draw(st.integers(-4, 8)) * QUARTER


def _before(draw: st.DrawFn, at: datetime) -> datetime | None:
    hours = draw(st.none() | st.integers(1, 10))
    return None if hours is None else at - hours * timedelta(hours=1)


def _place(draw: st.DrawFn, post: Post) -> str:
    return draw(st.sampled_from(post.file.places)).id


def _told(draw: st.DrawFn, post: Post, at: datetime) -> tuple[Announced, ...]:
    links = [(link.id, link.to) for link in post.file.links]
    some = draw(st.lists(st.sampled_from(links), max_size=2)) if links else []
    return tuple(
        Announced(link=link, to=to, departs=at + draw(st.integers(0, 16)) * QUARTER)
        for link, to in some
    )


def _party(draw: st.DrawFn, post: Post, at: datetime, **whose: Any) -> Party:
    is_done: bool = draw(st.booleans())
    return Party(
        place=_place(draw, post),
        since=_near(draw, at),
        processed=is_done,
        announced=_told(draw, post, at),
        **whose,
    )


def _households(draw: st.DrawFn, post: Post, at: datetime) -> list[Party]:
    ids = sorted({person.party for person in post.people})
    some = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    return [_party(draw, post, at, household=h) for h in some]


def _cohorts(draw: st.DrawFn, post: Post, at: datetime) -> list[Party]:
    moving = tuple(c.id for c in post.file.categories)
    out = []
    for cohort in cohorts_of(post.estimates, post.file.categories, moving):
        for persons in draw(st.lists(st.integers(1, cohort.persons), max_size=3)):
            party = _party(draw, post, at, cohort=cohort.id, persons=persons)
            out.append(party)
    return out


def _vehicles(draw: st.DrawFn, post: Post, at: datetime) -> list[VehicleAt]:
    out = []
    for fleet in post.file.fleets:
        for number in range(1, fleet.vehicles + 1):
            what = draw(st.integers(0, 5))
            name = f"{fleet.id}/{number}"
            if what == 0:
                out.append(VehicleAt(vehicle=name, lost=True))
            elif what < 4:
                place = _place(draw, post)
                out.append(
                    VehicleAt(
                        vehicle=name,
                        place=place,
                        free=_near(draw, at),
                        on_duty_since=_before(draw, at),
                        km=draw(st.none() | st.integers(0, 200)),
                    )
                )
    return out


def _in_line(draw: st.DrawFn, post: Post, at: datetime) -> list[InLine]:
    out = []
    for place in post.file.places:
        is_busy: bool = draw(st.integers(0, 2)) == 0
        if place.processes_per_h is not None and is_busy:
            since = _near(draw, at)
            until = since + draw(st.integers(0, 8)) * QUARTER
            persons = draw(st.integers(1, 6))
            line = InLine(place=place.id, persons=persons, since=since, until=until)
            out.append(line)
    return out


def a_closure(draw: st.DrawFn, post: Post, at: datetime) -> Closure:
    """Draw a closure of a place or a link, now or later, for a time or for good."""
    given: dict[str, Any] = {}
    begins: bool = draw(st.booleans())
    if begins:
        given["from"] = at + draw(st.integers(0, 4)) * timedelta(hours=1)
    ends: bool = draw(st.booleans())
    if ends:
        given["until"] = at + draw(st.integers(5, 12)) * timedelta(hours=1)
    links = [link.id for link in post.file.links]
    of_link: bool = draw(st.booleans())
    if links and of_link:
        return Closure(link=draw(st.sampled_from(links)), **given)
    given["lets_out"] = draw(st.integers(0, 3)) > 0
    return Closure(place=_place(draw, post), **given)


@st.composite
def restarted(draw: st.DrawFn) -> tuple[Post, Problem]:
    """Draw a post and the problem that a state of it leaves."""
    post = draw(posts())
    state = draw(states(post))
    moving = tuple(c.id for c in post.file.categories)
    return post, problem_from(post, state, moving=moving)


def restarted_problems() -> st.SearchStrategy[Problem]:
    """Draw the problem that a random state leaves."""
    return restarted().map(lambda both: both[1])
