"""Places and the links between them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from exeunt.model.people import Id
from exeunt.model.times import Duration, Opening
from exeunt.model.value import Value


class PlaceKind(StrEnum):
    """What a place is for."""

    RESIDENCE = "residence"
    ASSEMBLY_AREA = "assembly_area"
    PROCESSING_CENTRE = "processing_centre"
    AIRPORT = "airport"
    SEAPORT = "seaport"
    STATION = "station"
    BORDER_CROSSING = "border_crossing"
    WAYPOINT = "waypoint"
    RELOCATION_SITE = "relocation_site"
    SAFE_HAVEN = "safe_haven"
    HOME = "home"

    @property
    def safe(self) -> bool:
        """Whether people who arrive there are out of danger."""
        return self in {PlaceKind.SAFE_HAVEN, PlaceKind.HOME}


class Mode(StrEnum):
    """How a link is travelled."""

    ROAD = "road"
    AIR = "air"
    SEA = "sea"
    RAIL = "rail"
    FOOT = "foot"
    OWN = "own"

    @property
    def needs_vehicle(self) -> bool:
        """Whether a vehicle of a fleet or a service must carry people over it."""
        return self not in {Mode.FOOT, Mode.OWN}

    @property
    def has_slots(self) -> bool:
        """Whether its vehicles set out and arrive in slots of a place (rule §19)."""
        return self in {Mode.AIR, Mode.SEA, Mode.RAIL}


class Place(Value):
    """Somewhere people wait, are processed, leave from or arrive at."""

    id: Id
    name: str
    kind: PlaceKind
    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]
    holds: Annotated[int, Field(gt=0)] | None = None
    """How many people may be there at once; of a safe haven, its beds."""
    processes_per_h: Annotated[float, Field(gt=0)] | None = None
    """Persons an hour who can be processed before they board; none: no processing."""
    slots_per_h: Annotated[float, Field(gt=0)] | None = None
    """Set-outs and arrivals by air, sea or rail in an hour: runway, berths, platforms."""
    refuels: bool = False
    """Whether vehicles can refuel there; at their base they always can."""
    open: Opening = Opening()
    why: str = ""
    source: str | None = None


class Link(Value):
    """A way from one place to another, travelled by one mode."""

    id: Id
    from_: Annotated[Id, Field(alias="from")]
    to: Id
    mode: Mode
    km: Annotated[float, Field(gt=0)] | None = None
    time: Annotated[Duration, Field(gt=0)] | None = None
    """Nominal time; of a link with kilometres and speed it is worked out."""
    via: Literal["roads"] | None = None
    """Take kilometres and the line on the map from the trunk-road graph."""
    speed_kmh: Annotated[float, Field(gt=0, le=1200)] | None = None
    both_ways: bool = True
    empty_only: bool = False
    """Vehicles return over it; nobody is carried, as back into danger."""
    vehicles_per_h: Annotated[float, Field(gt=0)] | None = None
    """Vehicles that may set out in an hour, each way: a least headway."""
    convoy: Annotated[int, Field(ge=2, le=1000)] | None = None
    """How many vehicles set out together at least, each way (rule §22)."""
    escort: Id | None = None
    """The fleet of which one must be among them."""
    open: Opening = Opening()
    line: tuple[tuple[float, float], ...] = ()
    """The way on the map as (lon, lat) points; filled in from the road graph."""
    why: str = ""
    source: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.from_ == self.to:
            raise ValueError(f"goes from {self.to!r} to itself; name another place")
        if self.escort is not None and self.convoy is None:
            raise ValueError(
                "has an escort, but no convoy; give the least number of vehicles too"
            )
        if self.convoy is not None and not self.mode.needs_vehicle:
            raise ValueError(
                f"convoy is for vehicles of fleets, and mode {self.mode.value} needs "
                "none; delete it"
            )
        if self.via == "roads" and self.mode not in {Mode.ROAD, Mode.OWN}:
            raise ValueError(
                f"via: roads is for mode road or own, not {self.mode.value}; "
                "give a time, or km and speed_kmh"
            )
        if self.empty_only and not self.mode.needs_vehicle:
            raise ValueError(
                f"mode {self.mode.value} has no vehicles that could return empty; "
                "delete empty_only, or the link"
            )
        if self.time is None and self.speed_kmh is None:
            raise ValueError("needs a time, or a speed_kmh beside km or via: roads")
        if self.time is None and self.km is None and self.via is None:
            raise ValueError("needs km, or via: roads, beside speed_kmh")
        return self

    @property
    def nominal_s(self) -> float:
        """Nominal travel time [s], before any factor of a fleet."""
        if self.time is not None:
            return float(self.time)
        if self.km is None or self.speed_kmh is None:
            raise ValueError(f"link {self.id} has no kilometres yet")
        return self.km / self.speed_kmh * 3600
