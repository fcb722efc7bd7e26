"""What could be had, as changes to a post: derived from it, never typed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from typing import TypeVar

from exeunt.model.doubts import Doubts
from exeunt.model.people import Category, Estimate, Person
from exeunt.model.places import Link, Mode, Place
from exeunt.model.post import Post, PostFile
from exeunt.model.spread import DurationSpread
from exeunt.model.times import DAY, HOUR, MINUTE, DailyWindow, Opening, Shut


LONGER_OPEN_S = 2 * HOUR
CURFEW_SHORTER_S = HOUR
READY_SOONER_S = 6 * HOUR
MORE_PROCESSED = 1.25
MORE_BEDS = 10
SOONEST_READY_S = 15 * MINUTE


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One thing that could be had, and the post that has it."""

    what: str
    post: Post
    kind: str = ""
    units: float = 1
    """How much more of it there is."""
    unit: str = ""
    """What is counted in *units*."""
    of: str = ""
    """Id of the fleet, place, link, category or service."""


def levers_of(post: Post) -> tuple[Lever, ...]:
    """
    Give every lever of *post*: vehicles, gates, hours, curfews, readiness, seats, beds, roads.

    The first of each kind come first, then the second: where time runs out, no kind has
    been passed over.
    """
    makers = (
        _vehicles,
        _processing,
        _openings,
        _curfews,
        _readiness,
        _seats,
        _beds,
    )
    rounds = zip_longest(*(maker(post) for maker in makers))
    first = (lever for some in rounds for lever in some if lever is not None)
    return (*first, *_roads(post))


def _with(post: Post, **changed: object) -> Post:
    return post.model_copy(update={"file": post.file.model_copy(update=changed)})


def _vehicles(post: Post) -> Iterator[Lever]:
    for k, fleet in enumerate(post.file.fleets):
        more = fleet.model_copy(update={"vehicles": fleet.vehicles + 1})
        fleets = _replaced(post.file.fleets, k, more)
        yield Lever(
            what=f"one more vehicle: {fleet.name}",
            post=_with(post, fleets=fleets),
            kind="vehicles",
            of=fleet.id,
            unit="vehicle",
        )


def _processing(post: Post) -> Iterator[Lever]:
    for k, place in enumerate(post.file.places):
        if place.processes_per_h is not None:
            rate = place.processes_per_h * MORE_PROCESSED
            faster = place.model_copy(update={"processes_per_h": rate})
            yield Lever(
                what=f"a quarter more people an hour at {place.name}",
                post=_with(post, places=_replaced(post.file.places, k, faster)),
                kind="processing",
                of=place.id,
                units=rate - place.processes_per_h,
                unit="person an hour",
            )


def _openings(post: Post) -> Iterator[Lever]:
    every: tuple[tuple[str, Sequence[Place | Link]], ...] = (
        ("places", post.file.places),
        ("links", post.file.links),
    )
    for name, some in every:
        for k, one in enumerate(some):
            longer = _longer(one.open)
            if longer != one.open:
                changed = one.model_copy(update={"open": longer})
                yield Lever(
                    what=f"two hours more open: {_called(one, post.file)}",
                    post=_with(post, **{name: _replaced(some, k, changed)}),
                    kind="hours",
                    of=one.id,
                    units=LONGER_OPEN_S / HOUR,
                    unit="hour open",
                )


def _called(one: Place | Link, file: PostFile) -> str:
    if isinstance(one, Place):
        return one.name
    names = {p.id: p.name for p in file.places}
    return f"{names[one.from_]} to {names[one.to]}"


def _longer(opening: Opening) -> Opening:
    until = opening.until
    windows = [_longer_window(w) for w in opening.daily]
    return opening.model_copy(
        update={
            # a window that has grown round the clock is no bound at all
            "daily": () if None in windows else tuple(windows),
            "until": until and until + timedelta(seconds=LONGER_OPEN_S),
            "shut": tuple(_shorter(opening.shut)),
        }
    )


def _shorter(closures: tuple[Shut, ...]) -> Iterator[Shut]:
    for closure in closures:
        if closure.until is None:
            yield closure
            continue
        until = closure.until - timedelta(seconds=LONGER_OPEN_S)
        if closure.from_ is None or closure.from_ < until:
            yield closure.model_copy(update={"until": until})


def _longer_window(window: DailyWindow) -> DailyWindow | None:
    span = (window.until_s - window.from_s) % DAY or DAY
    if span + LONGER_OPEN_S >= DAY:
        return None
    until_s = (window.from_s + span + LONGER_OPEN_S) % DAY or DAY
    return DailyWindow(from_s=window.from_s, until_s=until_s)


def _curfews(post: Post) -> Iterator[Lever]:
    for k, curfew in enumerate(post.file.curfews):
        daily = tuple(w for w in map(_shorter_window, curfew.daily) if w is not None)
        if daily:
            shorter = curfew.model_copy(update={"daily": daily})
            yield Lever(
                what=f"a curfew an hour shorter: {', '.join(curfew.modes)}",
                post=_with(post, curfews=_replaced(post.file.curfews, k, shorter)),
                kind="hours",
                of=f"curfew/{k + 1}",
                units=1,
                unit="hour",
            )


def _shorter_window(window: DailyWindow) -> DailyWindow | None:
    """Let a curfew end an hour sooner; None: nothing is left of it."""
    span = (window.until_s - window.from_s) % DAY or DAY
    if span <= CURFEW_SHORTER_S:
        return None
    until_s = (window.from_s + span - CURFEW_SHORTER_S) % DAY or DAY
    return DailyWindow(from_s=window.from_s, until_s=until_s)


def _readiness(post: Post) -> Iterator[Lever]:
    for category in post.file.categories:
        if category.moves_at is not None:
            yield Lever(
                what=f"{category.name} ready six hours sooner",
                post=_sooner(post, category),
                kind="readiness",
                of=category.id,
                units=READY_SOONER_S / HOUR,
                unit="hour sooner",
            )


def _sooner(post: Post, category: Category) -> Post:
    file = post.file
    ready = category.model_copy(update={"ready_after": _less(category.ready_after)})
    changed = _with(
        post,
        categories=_replaced(file.categories, file.categories.index(category), ready),
        doubts=_surer(file.doubts, category.id),
    )
    return changed.model_copy(
        update={
            "people": tuple(_person(p, category.id) for p in post.people),
            "estimates": tuple(_estimate(e, category.id) for e in post.estimates),
        }
    )


def _less(after_s: int) -> int:
    return max(0, after_s - READY_SOONER_S)


def _surer(doubts: Doubts, category: str) -> Doubts:
    spread = doubts.mobilisation.get(category)
    if spread is None:
        return doubts
    sooner = (
        max(SOONEST_READY_S, p - READY_SOONER_S)
        for p in (spread.p10, spread.p50, spread.p90)
    )
    p10, p50, p90 = sooner
    mobilisation = doubts.mobilisation | {
        category: DurationSpread(p10=p10, p50=p50, p90=p90)
    }
    return doubts.model_copy(update={"mobilisation": mobilisation})


def _person(person: Person, category: str) -> Person:
    if person.category != category or person.ready_after is None:
        return person
    return person.model_copy(update={"ready_after": _less(person.ready_after)})


def _estimate(estimate: Estimate, category: str) -> Estimate:
    if estimate.category != category:
        return estimate
    batches = (
        batch.model_copy(update={"after": _less(batch.after)})
        for batch in estimate.ready
    )
    return estimate.model_copy(update={"ready": tuple(batches)})


def _seats(post: Post) -> Iterator[Lever]:
    for k, service in enumerate(post.file.services):
        twice = {kind: 2 * n for kind, n in service.seats.items()}
        doubled = service.model_copy(update={"seats": twice})
        yield Lever(
            what=f"twice the seats: {service.name}",
            post=_with(post, services=_replaced(post.file.services, k, doubled)),
            kind="seats",
            of=service.id,
            units=sum(service.seats.values()),
            unit="seat a departure",
        )


def _beds(post: Post) -> Iterator[Lever]:
    for k, place in enumerate(post.file.places):
        if place.kind.safe and place.holds is not None:
            roomier = place.model_copy(update={"holds": place.holds + MORE_BEDS})
            yield Lever(
                what=f"{MORE_BEDS} more beds: {place.name}",
                post=_with(post, places=_replaced(post.file.places, k, roomier)),
                kind="beds",
                of=place.id,
                units=MORE_BEDS,
                unit="bed",
            )


def _roads(post: Post) -> Iterator[Lever]:
    """
    Let a road be quicker by one planning step, as another road may be.

    A kilometre changes no plan, since planning times are rounded up to the step.
    """
    step_s = post.file.planning_step
    for k, link in enumerate(post.file.links):
        if link.mode is not Mode.ROAD or link.km is None or link.nominal_s <= step_s:
            continue
        less_s = round(link.nominal_s) - step_s
        km = link.km * step_s / link.nominal_s
        other = link.model_copy(update={"time": less_s, "km": link.km - km})
        yield Lever(
            what=f"another road, {step_s / MINUTE:g} min shorter: "
            f"{_called(link, post.file)}",
            post=_with(post, links=_replaced(post.file.links, k, other)),
            kind="roads",
            of=link.id,
            units=km,
            unit="km",
        )


def _replaced(some: Sequence[T], k: int, one: T) -> tuple[T, ...]:
    return (*some[:k], one, *some[k + 1 :])
