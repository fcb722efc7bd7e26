"""How things stand at a moment: what a plan is made anew from (rules §30 to §34)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from exeunt.model.people import Id, PartyId
from exeunt.model.times import Duration, Moment, Shut
from exeunt.model.value import Value


def _whole(moment: datetime) -> datetime:
    if moment.microsecond:
        raise ValueError(
            f"{moment.isoformat()} is within a second; give a whole one (rule §1)"
        )
    return moment


Second = Annotated[Moment, AfterValidator(_whole)]
"""A moment that is a whole second."""
LongId = Annotated[str, Field(min_length=1, max_length=200)]
MOST_PROMISE_H = 1_000_000.0
"""Dearer than anything: at this price a promise is broken only to leave fewer."""


class Announced(Value):
    """A trip that people were told of: over what link, which way, and when."""

    link: Id
    to: Id
    departs: Second


class Party(Value):
    """A household, or so many of a cohort, at one place (rule §31)."""

    household: PartyId | None = None
    cohort: LongId | None = None
    persons: Annotated[int, Field(gt=0)] | None = None
    """Of a cohort: how many of it."""
    place: Id
    since: Second | None = None
    """When they may leave, or, under way, will be unloaded; none: the moment itself."""
    processed: bool = False
    """Whether they need no more processing where they are."""
    announced: tuple[Announced, ...] | None = None
    """Trips they were told of, in order; none in a file: those of the old plan."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.household is None) == (self.cohort is None):
            raise ValueError("must name either a household or a cohort; keep one")
        if self.household is not None and self.persons is not None:
            raise ValueError("a household is whole; delete persons")
        if self.cohort is not None and self.persons is None:
            raise ValueError("is of a cohort, so say how many persons of it")
        return self

    @property
    def whose(self) -> str:
        """The household or cohort it is of."""
        return self.household or self.cohort or ""


class VehicleAt(Value):
    """Where a vehicle of a fleet stands, and from when it is free (rule §32)."""

    vehicle: LongId
    """``fleet-id/number`` counted from 1."""
    place: Id | None = None
    free: Second | None = None
    """When it may load or set out empty; none: at the moment itself."""
    lost: bool = False
    """Whether it makes no more trips."""
    on_duty_since: Second | None = None
    """When the duty of its crew began; none: rested, or in a file as in the plan."""
    km: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """Travelled since it was full [km]; none: 0, or in a file as in the plan."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.lost == (self.place is not None):
            raise ValueError("must either have a place or be lost; keep one")
        return self


class Closure(Shut):
    """A place or a link that is shut for a time, or for good (rule §33)."""

    place: Id | None = None
    link: Id | None = None
    lets_out: bool = True
    """Of a place: whether people may still be fetched from there by road."""

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.place is None) == (self.link is None):
            raise ValueError("must name either a place or a link; keep one")
        return self

    @property
    def shut(self) -> Shut:
        """Its time, without what is shut."""
        return Shut(from_=self.from_, until=self.until, lets_out=self.lets_out)


class SetOut(Value):
    """A vehicle that set out, or will, over a link with a headway (rule §32)."""

    link: Id
    to: Id
    at: Second


class InLine(Value):
    """People of a trip under way, yet to be processed before it loads (rule §31)."""

    place: Id
    persons: Annotated[int, Field(gt=0)]
    since: Second
    """When they come there."""
    until: Second
    """When loading begins."""


class State(Value):
    """How things stand at one moment."""

    at: Second
    decided: Second
    """H-hour of the decision, from which the post counts."""
    parties: tuple[Party, ...] = ()
    vehicles: tuple[VehicleAt, ...] = ()
    closures: tuple[Closure, ...] = ()
    departed: tuple[SetOut, ...] = ()
    in_line: tuple[InLine, ...] = ()
    promise_h: Annotated[float, Field(ge=0, le=MOST_PROMISE_H)] = 1.0
    """Weighted person-hours that a broken promise counts as much as (rule §35)."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.at < self.decided:
            raise ValueError(
                f"at {self.at.isoformat()} lies before the decision, "
                f"{self.decided.isoformat()}; give a later moment"
            )
        _each_once("household", (p.household for p in self.parties))
        _each_once("vehicle", (v.vehicle for v in self.vehicles))
        return self

    @property
    def gone_s(self) -> int:
        """How long ago the decision was [s]."""
        return round((self.at - self.decided).total_seconds())

    def closures_of(
        self, *, place: str | None = None, link: str | None = None
    ) -> tuple[Shut, ...]:
        """Give when a place, or a link, is shut."""
        return tuple(
            c.shut for c in self.closures if (c.place, c.link) == (place, link)
        )

    def named_parties(self) -> tuple[tuple[str, Party], ...]:
        """Give each party with its id: a household's, or ``cohort:number``."""
        seen: Counter[str] = Counter()
        out = []
        for party in self.parties:
            name = party.whose
            if party.cohort is not None:
                seen[name] += 1
                name = f"{name}:{seen[name]}"
            out.append((name, party))
        return tuple(out)


class StateFile(Value):
    """What ``state.yaml`` holds: what is otherwise than the old plan has it."""

    exeunt: Literal["state/1"]
    """Version of the format."""
    at: Second | None = None
    """The moment; none: the one that is asked for."""
    parties: tuple[Party, ...] = ()
    vehicles: tuple[VehicleAt, ...] = ()
    closures: tuple[Closure, ...] = ()
    promise_price: Duration | None = None
    """How much later somebody may be out for the sake of one promise (rule §35)."""
    why: str = ""


def _each_once(what: str, names: Iterable[str | None]) -> None:
    times = Counter(name for name in names if name is not None)
    twice = [name for name, count in times.items() if count > 1]
    if twice:
        raise ValueError(f"{what} {twice[0]!r} stands there twice; keep one")


def overridden(state: State, said: StateFile) -> State:
    """
    Give *state* with what people *said* in the place of what it has.

    Parties in *said* take the place of all of their household or cohort; those that
    name no announced trips keep what was announced to people of theirs at that place.
    Vehicles keep what their crews and tanks have behind them unless it is said.
    """
    theirs = {party.whose for party in said.parties}
    vehicles = {v.vehicle: v for v in state.vehicles}
    vehicles |= {
        v.vehicle: _as_spent(v, vehicles.get(v.vehicle)) for v in said.vehicles
    }
    price = state.promise_h if said.promise_price is None else said.promise_price / 3600
    return state.model_copy(
        update={
            "parties": (
                *(p for p in state.parties if p.whose not in theirs),
                *_with_promises(said.parties, state.parties),
            ),
            "vehicles": tuple(vehicles.values()),
            "closures": (*state.closures, *said.closures),
            "promise_h": price,
        }
    )


def _as_spent(said: VehicleAt, known: VehicleAt | None) -> VehicleAt:
    if known is None or said.lost:
        return said
    since = said.on_duty_since or known.on_duty_since
    km = known.km if said.km is None else said.km
    return said.model_copy(update={"on_duty_since": since, "km": km})


def _with_promises(said: Iterable[Party], known: Iterable[Party]) -> Iterable[Party]:
    """Hand on what was announced: to households whole, to cohorts by place, in order."""
    waiting = list(known)
    for party in said:
        if party.announced is not None:
            yield party
        elif party.household is not None:
            told = [p.announced for p in waiting if p.household == party.household]
            yield party.model_copy(update={"announced": told[0] if told else ()})
        else:
            yield from _shared_out(party, waiting)


def _shared_out(party: Party, waiting: list[Party]) -> Iterable[Party]:
    """Cut a party of a cohort by what was announced to those who stood at its place."""
    rest = party.persons or 0
    for at, known in enumerate(waiting):
        if known.cohort == party.cohort and known.place == party.place and rest:
            some = min(rest, known.persons or 0)
            if not some:
                continue
            rest -= some
            waiting[at] = _so_many(known, (known.persons or 0) - some)
            yield _so_many(party, some, announced=known.announced)
    if rest:
        yield _so_many(party, rest, announced=())


def _so_many(party: Party, persons: int, **given: object) -> Party:
    return party.model_copy(update={"persons": persons, **given})
