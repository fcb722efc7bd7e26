"""
A world that takes down what happens in it.

It plays as any other: it only listens where people wait and set out, and draws nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from exeunt.rehearse.parcels import Parcel
from exeunt.rehearse.play import play_out
from exeunt.rehearse.script import Run, Script
from exeunt.rehearse.tally import Counted, Stay, Tally, kind_of
from exeunt.rehearse.world import Arrival, World


if TYPE_CHECKING:
    from exeunt.rehearse.luck import Luck


class Waited(NamedTuple):
    """People who were held up at a place."""

    kind: int
    """``QUEUE``, ``VEHICLE``, ``SEAT`` or ``SLOT``."""
    place: int
    since: int
    until: int
    persons: int


class Ridden(NamedTuple):
    """A trip that took place."""

    run: Run
    load_s: int
    depart_s: int
    there_s: int
    opens_s: int
    """When the place is open to them."""
    inside_s: int
    """When they, or the empty vehicle, were let in."""
    persons: int


class Broken(NamedTuple):
    """A trip that a breakdown delayed."""

    run: Run
    depart_s: int
    delay_s: int


Taken = Waited | Ridden


class HeardTally(Tally):
    """Counts that also take down who waited when."""

    __slots__ = ("waits",)

    def __init__(self, script: Script) -> None:
        super().__init__(script)
        self.waits: list[Waited] = []

    def held(self, parcel: Parcel, kind: int, stay: Stay) -> None:
        """Take down that *parcel* stayed, and count it."""
        place, until, _ = stay
        if until > parcel.since:
            told = kind_of(parcel, kind)
            waited = Waited(told, place, parcel.since, until, parcel.persons)
            self.waits.append(waited)
            parcel.way = (waited, parcel.way)
        super().held(parcel, kind, stay)


class HeardWorld(World):
    """A world that takes down every wait, trip and breakdown."""

    def __init__(self, script: Script, luck: Luck) -> None:
        super().__init__(script, luck)
        self.heard = HeardTally(script)
        self.tally = self.heard
        self.rides: list[Ridden] = []
        self.broken: list[Broken] = []
        self.counted: Counted | None = None
        """What was counted, once it has been played."""
        self.under_way: list[tuple[Parcel, Ridden]] = []
        """Who was still riding at the end."""

    def travel_s(self, run: Run, *, depart_s: int, own: float = 1.0) -> int:
        """Take down a breakdown, and give how long *run* takes."""
        if run.vehicle >= 0:
            _, delay_s = self.luck.trip(run.vehicle, self.made[run.vehicle])
            if delay_s:
                self.broken.append(Broken(run, depart_s, delay_s))
        return super().travel_s(run, depart_s=depart_s, own=own)

    def let_in(self, parcels: list[Parcel], arrival: Arrival) -> None:
        """Take down that a trip takes place, and let it unload."""
        run, depart_s = arrival.run, arrival.depart_s
        ridden = Ridden(
            run,
            depart_s - (run.loading_s if parcels else 0),
            depart_s,
            arrival.there_s,
            arrival.opens_s,
            arrival.inside_s + (run.unloading_s if parcels else 0),
            sum(parcel.persons for parcel in parcels),
        )
        self.rides.append(ridden)
        for parcel in parcels:
            parcel.way = (ridden, parcel.way)
            if ridden.inside_s > self.script.horizon_s:
                self.under_way.append((parcel, ridden))
        super().let_in(parcels, arrival)


def way_of(parcel: Parcel) -> list[Taken]:
    """Give the steps of *parcel*, the first first."""
    steps: list[Taken] = []
    way = parcel.way
    while way is not None:
        step, way = way
        if isinstance(step, Waited | Ridden):
            steps.append(step)
    return steps[::-1]


def heard(script: Script, luck: Luck) -> HeardWorld:
    """Play a world to its end, and take down what happens."""
    world = HeardWorld(script, luck)
    world.counted = play_out(world)
    return world
