"""The planning problem that a state leaves: the rest of a movement (rule §30)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from exeunt.errors import InvalidInput
from exeunt.model.fleets import Fleet
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.problem import (
    Cohort,
    Household,
    Problem,
    cohorts_of,
    households_of,
    post_sha256,
    problem_of,
)
from exeunt.model.starts import Guests, SetOff, Turn, VehicleStart
from exeunt.model.state import Party, State, VehicleAt
from exeunt.model.times import NEVER, Opening, Shut, seconds_after


def problem_behind(post: Post, plan: Plan) -> Problem:
    """State the problem that *plan* solves: of *post* from the decision, or a state."""
    if plan.state is None:
        return problem_of(post, h_hour=plan.h_hour, moving=plan.moving)
    return problem_from(post, plan.state, moving=plan.moving)


def problem_from(post: Post, state: State, *, moving: tuple[str, ...]) -> Problem:
    """
    State the planning problem that *state* leaves of moving *post*.

    Parameters
    ----------
    post
        The post; links must have their kilometres (``via: roads`` resolved).
    state
        How things stand; its moment is H-hour.
    moving
        Ids of the categories that move.

    Raises
    ------
    InvalidInput
        When the deadline has passed, or something is at a place that the post lacks.
    """
    _check_places(post, state)
    if state.gone_s >= post.file.deadline:
        raise InvalidInput(
            f"The deadline has passed: {state.at.isoformat()} is not before the "
            "deadline of the decision. Put off the deadline in post.yaml."
        )
    at_hand = _post_at(post, state)
    whole = problem_of(at_hand, h_hour=state.at, moving=moving)
    stands = _Stands(post, state)
    everybody = households_of(post, moving)
    batches = cohorts_of(post.estimates, post.file.categories, moving)
    households, cohorts = stands.households(everybody), stands.cohorts(batches)
    movers = {h.id for h in households} | {c.id for c in cohorts}
    starts = {f.id: _starts(f, state) for f in at_hand.file.fleets}
    return replace(
        whole,
        sha256=post_sha256(post),
        households=households,
        cohorts=cohorts,
        fleets=tuple(_reached(f, starts[f.id]) for f in whole.fleets),
        vehicle_starts=starts,
        guests=(*stands.guests(moving), *stands.residents(everybody, batches)),
        set_offs=tuple(
            SetOff(hop=f"{s.link}>{s.to}", depart_s=seconds_after(state.at, s.at))
            for s in state.departed
        ),
        turns=tuple(
            Turn(
                place=t.place,
                persons=t.persons,
                from_s=max(seconds_after(state.at, t.since), 0),
                due_s=max(seconds_after(state.at, t.until), 0),
            )
            for t in state.in_line
        ),
        promises={
            name: _told(party, state.at)
            for name, party in state.named_parties()
            if party.announced and name in movers
        },
        state=state,
    )


def _check_places(post: Post, state: State) -> None:
    known = {place.id for place in post.file.places}
    named = [party.place for party in state.parties]
    named += [vehicle.place for vehicle in state.vehicles if vehicle.place]
    named += [line.place for line in state.in_line]
    for place in named:
        if place not in known:
            raise InvalidInput(
                f"The post no longer has the place {place!r}, where people or vehicles "
                "are. Put it back, or say in a state file where they are."
            )


def _told(party: Party, at: datetime) -> tuple[SetOff, ...]:
    return tuple(
        dict.fromkeys(
            SetOff(hop=f"{a.link}>{a.to}", depart_s=seconds_after(at, a.departs))
            for a in party.announced or ()
        )
    )


# the post, counted from the moment of the state


def _post_at(post: Post, state: State) -> Post:
    file = post.file
    places = tuple(
        p.model_copy(update={"open": _closed(p.open, state.closures_of(place=p.id))})
        for p in file.places
    )
    links = tuple(
        k.model_copy(update={"open": _closed(k.open, state.closures_of(link=k.id))})
        for k in file.links
    )
    later = {
        "deadline": file.deadline - state.gone_s,
        "places": places,
        "links": links,
        "fleets": tuple(_later(f, state.gone_s) for f in file.fleets),
    }
    return post.model_copy(update={"file": file.model_copy(update=later)})


def _closed(opening: Opening, closures: tuple[Shut, ...]) -> Opening:
    return opening.model_copy(update={"shut": (*opening.shut, *closures)})


def _later(fleet: Fleet, gone_s: int) -> Fleet:
    until = fleet.available_until
    return fleet.model_copy(
        update={
            "available_from": max(fleet.available_from - gone_s, 0),
            "available_until": None if until is None else until - gone_s,
        }
    )


# vehicles


def _starts(fleet: Fleet, state: State) -> tuple[VehicleStart, ...]:
    stands = {v.vehicle: v for v in state.vehicles}
    out = []
    for number in range(1, fleet.vehicles + 1):
        told = stands.get(f"{fleet.id}/{number}")
        if told is None:
            out.append(VehicleStart(place=fleet.based, free_s=fleet.available_from))
        else:
            out.append(_start(fleet, told, state.at))
    return tuple(out)


def _start(fleet: Fleet, told: VehicleAt, at: datetime) -> VehicleStart:
    free_s = seconds_after(at, told.free or at)
    began = told.on_duty_since
    return VehicleStart(
        place=told.place or fleet.based,
        free_s=NEVER if told.lost else max(free_s, 0),
        stood_s=max(-free_s, 0),
        duty_s=None if began is None else seconds_after(at, began),
        km=told.km or 0.0,
    )


def _reached(fleet: Fleet, starts: tuple[VehicleStart, ...]) -> Fleet:
    """Let *fleet* be available from when its first vehicle is free."""
    first = min((s.free_s for s in starts), default=fleet.available_from)
    return fleet.model_copy(update={"available_from": first})


# people


class _Stands:
    """Where everybody is."""

    def __init__(self, post: Post, state: State) -> None:
        self.state = state
        self._safe = {p.id for p in post.file.places if p.kind.safe}
        self._household = {p.household: p for p in state.parties if p.household}
        self._parts: dict[str, list[tuple[str, Party]]] = {}
        for name, party in state.named_parties():
            if party.cohort is not None:
                self._parts.setdefault(party.cohort, []).append((name, party))
        self._estimates = {e.id: e.category for e in post.estimates}
        self._members: dict[str, Counter[str]] = {}
        for person in post.people:
            kinds = self._members.setdefault(person.party, Counter())
            kinds[person.category] += 1

    def households(self, everybody: Sequence[Household]) -> tuple[Household, ...]:
        """Put the households that move where they are."""
        there = (self._household_at(h, self._household.get(h.id)) for h in everybody)
        return tuple(h for h in there if h.place not in self._safe)

    def cohorts(self, batches: Sequence[Cohort]) -> tuple[Cohort, ...]:
        """Cut the cohorts that move into their parties, and put them where they are."""
        parts = (part for cohort in batches for part in self._cut(cohort))
        return tuple(part for part in parts if part.place not in self._safe)

    def residents(
        self, everybody: Sequence[Household], batches: Sequence[Cohort]
    ) -> Iterator[Guests]:
        """Tell who is out because their residence is safe."""
        unnamed: list[Household | Cohort] = [
            h for h in everybody if h.id not in self._household
        ]
        unnamed += [rest for cohort in batches for rest in self._rest(cohort)]
        for mover in unnamed:
            if mover.place in self._safe:
                yield Guests(place=mover.place, persons=mover.persons, from_s=0)

    def guests(self, moving: tuple[str, ...]) -> Iterator[Guests]:
        """Tell who is out already, of all who move."""
        for party in self.state.parties:
            persons = self._persons(party, moving)
            if party.place in self._safe and persons:
                yield Guests(
                    place=party.place, persons=persons, from_s=self._since_s(party)
                )

    def _persons(self, party: Party, moving: tuple[str, ...]) -> int:
        if party.household is not None:
            kinds = self._members.get(party.household, Counter())
            return sum(n for category, n in kinds.items() if category in moving)
        estimate = (party.cohort or "").rpartition("/")[0]
        return (party.persons or 0) if self._estimates.get(estimate) in moving else 0

    def _since_s(self, party: Party) -> int:
        return seconds_after(self.state.at, party.since or self.state.at)

    def _household_at(self, household: Household, party: Party | None) -> Household:
        if party is None:
            return replace(
                household, ready_s=max(household.ready_s - self.state.gone_s, 0)
            )
        since_s = self._since_s(party)
        return replace(
            household,
            place=party.place,
            ready_s=max(since_s, 0),
            comes=since_s > 0 and party.place != household.place,
            processed=party.processed,
        )

    def _cut(self, cohort: Cohort) -> Iterator[Cohort]:
        for name, party in self._parts.get(cohort.id, ()):
            since_s = self._since_s(party)
            yield replace(
                cohort,
                id=name,
                place=party.place,
                persons=party.persons or 0,
                ready_s=max(since_s, 0),
                comes=since_s > 0 and party.place != cohort.place,
                processed=party.processed,
            )
        yield from self._rest(cohort)

    def _rest(self, cohort: Cohort) -> Iterator[Cohort]:
        """Give those of a cohort whom the state does not name."""
        named = sum(p.persons or 0 for _, p in self._parts.get(cohort.id, ()))
        rest = cohort.persons - named
        if rest > 0:
            ready_s = max(cohort.ready_s - self.state.gone_s, 0)
            yield replace(cohort, persons=rest, ready_s=ready_s)
