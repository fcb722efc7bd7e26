"""Fleets that are ours to send, and scheduled services that sell us seats."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from exeunt.model.people import Id, SeatKind, Share
from exeunt.model.places import Link, Mode
from exeunt.model.times import MINUTE, Clock, Duration, Moment
from exeunt.model.value import Value


Seats = Annotated[dict[SeatKind, Annotated[int, Field(ge=0)]], Field(min_length=1)]


def _some_seat(seats: dict[SeatKind, int]) -> None:
    if sum(seats.values()) == 0:
        raise ValueError(
            "carries nobody: every kind of seat is 0; give it at least one"
        )


class Fleet(Value):
    """Vehicles of one kind, from one base."""

    id: Id
    name: str
    mode: Mode
    vehicles: Annotated[int, Field(ge=0, le=10_000)]
    seats: Seats
    based: Id
    available_from: Duration = 0
    """How long after the decision the vehicles stand ready at their base."""
    available_until: Duration | None = None
    """When, after the decision, they must have arrived from their last trip."""
    time_factor: Annotated[float, Field(gt=0, le=20)] = 1.0
    """Times a link's nominal time."""
    loading: Duration = 15 * MINUTE
    unloading: Duration = 15 * MINUTE
    links: tuple[Id, ...] = ()
    """Links they may use; none given means every link of their mode."""
    duty: Annotated[Duration, Field(gt=0)] | None = None
    """How long a crew may be on duty, from the begin of its first trip (rule §20)."""
    rest: Annotated[Duration, Field(gt=0)] | None = None
    """How long it stands before the next duty begins."""
    range_km: Annotated[float, Field(gt=0)] | None = None
    """How far a vehicle goes until it must refuel (rule §21)."""
    refuelling: Annotated[Duration, Field(gt=0)] | None = None
    """How long it stands to refuel."""
    breakdown: Share = 0.0
    """Chance that a trip is delayed by a breakdown; see ``Doubts.repair``."""
    cost_per_trip: Annotated[float, Field(ge=0)] = 0.0
    why: str = ""
    source: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _some_seat(self.seats)
        if not self.mode.needs_vehicle:
            raise ValueError(
                f"mode {self.mode.value} needs no vehicle; "
                "give road, air, sea or rail, or delete the fleet"
            )
        if self.available_until is not None and (
            self.available_until <= self.available_from
        ):
            raise ValueError("available_until is not after available_from; swap them")
        self._check_endurance()
        return self

    def _check_endurance(self) -> None:
        for one, other in (("duty", "rest"), ("range_km", "refuelling")):
            for given, lacks in ((one, other), (other, one)):
                if getattr(self, given) is not None and getattr(self, lacks) is None:
                    raise ValueError(f"has {given}, but no {lacks}; give both, or none")
        if self.duty is not None and self.duty <= self.loading + self.unloading:
            raise ValueError(
                f"duty is {self.duty / MINUTE:g} min, and loading and unloading alone "
                f"take {(self.loading + self.unloading) / MINUTE:g} min; lengthen it"
            )

    def may_use(self, link: Link) -> bool:
        """Whether its vehicles may travel *link*."""
        return link.mode == self.mode and (not self.links or link.id in self.links)

    def travel_s(self, link: Link, step_s: int) -> int:
        """Planning time over *link* [s], rounded up to *step_s* (rule §4)."""
        return planning_time_s(link.nominal_s * self.time_factor, step_s)


class Service(Value):
    """A scheduled service that sells us seats: airline, train, ferry."""

    id: Id
    name: str
    link: Id
    departs: Annotated[tuple[Clock, ...], Field(min_length=1)]
    """Local clock times of every day's departures."""
    seats: Seats
    """Seats for us on each departure."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    until: Moment | None = None
    loading: Duration = 30 * MINUTE
    unloading: Duration = 30 * MINUTE
    cost_per_seat: Annotated[float, Field(ge=0)] = 0.0
    why: str = ""
    source: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        _some_seat(self.seats)
        return self


def planning_time_s(nominal_s: float, step_s: int) -> int:
    """Round up to *step_s*: a convoy is not planned to the minute (rule §4)."""
    return max(-int(-(nominal_s - 1e-6) // step_s), 1) * step_s
