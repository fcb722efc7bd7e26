"""Plan anew from where everybody is, keeping what was announced where it can."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from exeunt.app.make_plan import GAP
from exeunt.errors import InvalidInput
from exeunt.model.changes import Changes
from exeunt.model.known import as_known, as_planned, with_knowledge
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import Problem, post_sha256
from exeunt.model.restart import problem_from
from exeunt.model.state import Closure, State, StateFile, overridden
from exeunt.plan.changes import changes_of
from exeunt.plan.checker import check
from exeunt.plan.follow import follow
from exeunt.plan.solver import Progress, solve


SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is so at a moment, beside what the plan before comes to by then."""

    at: datetime
    """The moment, a whole second."""
    said: StateFile | None = None
    """What people say is otherwise."""
    shut: Collection[str] = ()
    """Places and links that are shut from then on, for good."""
    promise_h: float | None = None
    """Price of a broken promise [weighted person-hours]; none: as it was, or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """A plan made anew, and what it changes."""

    problem: Problem
    plan: Plan
    changes: Changes
    post_changed: bool
    """Whether the post is another than that of the plan before."""
    broken: int
    """Rules that the plan before broke, if the post is the same."""


def replan(  # noqa: PLR0913 - each of them stops the search or tells of it
    post: Post,
    before: Plan,
    world: World,
    *,
    seconds: float = SECONDS,
    gap: float = GAP,
    seed: int = 0,
    iterations: int | None = None,
    keep_interrupted: bool = False,
    on_progress: Callable[[Progress], None] | None = None,
) -> Replanned:
    """
    Plan anew what is left of *before*, from how things stand.

    Parameters
    ----------
    post
        The post as it is now; fleets that came since are in it.
    before
        The plan so far.
    world
        What is so now.
    seconds, gap, seed, iterations, keep_interrupted, on_progress
        As for ``make_plan``.

    Raises
    ------
    InvalidInput
        When the plan is of another post, moves a category that there is not or begins
        only later, when *world* shuts what there is not, or when the deadline has
        passed.
    """
    if before.post != post.file.name:
        raise InvalidInput(
            f"The plan is of {before.post!r}, not of {post.file.name!r}. Name a plan "
            "of this post."
        )
    moving = _moving(post, before)
    planned_for = as_planned(post, before)
    same = post_sha256(planned_for) == before.post_sha256
    followed = follow(planned_for, before, at=world.at)
    now = _as_known_now(post, before, world.at)
    state = _stated(now, followed.state, world)
    problem = problem_from(now, state, moving=moving)
    plan = solve(
        problem,
        seconds=seconds,
        gap=gap,
        seed=seed,
        iterations=iterations,
        resume=followed.trips,
        keep_interrupted=keep_interrupted,
        clock=time.monotonic,
        on_progress=on_progress,
    )
    if before.known_at is not None:
        plan = with_knowledge(plan, at=world.at, shut=before.shut)
    sizes = {h.id: h.persons for h in problem.households}
    sizes |= {c.id: c.persons for c in problem.cohorts}
    return Replanned(
        problem=problem,
        plan=plan,
        changes=changes_of(before, followed.trips, plan, sizes=sizes),
        post_changed=not same,
        broken=len(check(planned_for, before)) if same else 0,
    )


def _moving(post: Post, before: Plan) -> tuple[str, ...]:
    known = [category.id for category in post.file.categories]
    for name in before.moving:
        if name not in known:
            raise InvalidInput(
                f"The plan moves category {name!r}, which the post does not have; it "
                f"has {', '.join(known)}. Make a new plan with 'exeunt plan'."
            )
    return tuple(dict.fromkeys(before.moving))


def _as_known_now(post: Post, before: Plan, at: datetime) -> Post:
    """Give what is known at *at*, if the plan before was made on what was known."""
    if before.known_at is None:
        return post
    return as_known(post, at=at, shut=before.shut)


def _stated(post: Post, state: State, world: World) -> State:
    if world.said is not None:
        state = overridden(state, world.said)
    closures = [*state.closures, *(_closure(post, name) for name in world.shut)]
    price = state.promise_h if world.promise_h is None else world.promise_h
    return State.model_validate(
        dict(state) | {"closures": closures, "promise_h": price}
    )


def _closure(post: Post, name: str) -> Closure:
    places = {place.id for place in post.file.places}
    links = {link.id for link in post.file.links}
    if name in places and name in links:
        raise InvalidInput(
            f"{name!r} is a place and a link. Say which is shut in a state file."
        )
    if name not in places | links:
        raise InvalidInput(
            f"There is no place and no link {name!r} that could be shut; there are the "
            f"places {', '.join(sorted(places))} and the links "
            f"{', '.join(sorted(links))}."
        )
    return Closure(place=name) if name in places else Closure(link=name)
