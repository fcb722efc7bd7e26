"""People who are together just now."""

from __future__ import annotations

from typing import Any

from exeunt.rehearse.script import Counts, Room


NO_RUN = -1
"""Instead of a trip's number: they stand by for any trip."""


Way = tuple[object, Any] | None
"""The last step of a way, and the way before it."""


class Parcel:
    """A household, or people of one batch who came together."""

    __slots__ = (
        "category",
        "counts",
        "household",
        "log",
        "lost",
        "out",
        "party",
        "persons",
        "room",
        "run",
        "since",
        "way",
        "weight",
    )

    def __init__(self, party: int, persons: int, *, household: bool) -> None:
        self.party = party
        self.persons = persons
        self.household = household
        self.category = 0
        self.counts: Counts = ()
        """Of a household: persons by category."""
        self.room: Room = (0, 0, 0)
        self.weight = 1.0
        self.run = NO_RUN
        self.since = 0
        """Since when they wait where they are."""
        self.out = False
        self.lost = False
        """Whether they wait for another seat than was planned."""
        self.log: list[tuple[int, int]] = []
        """Stages waited at so far, with seconds."""
        self.way: Way = None
        """Steps so far, if somebody takes them down."""

    def by_category(self) -> Counts:
        """Give the persons by the category that each is counted in."""
        return self.counts or ((self.category, self.persons),)

    def split(self, persons: int) -> Parcel:
        """Take *persons* of a batch out of the parcel into one of their own."""
        out = Parcel(self.party, persons, household=False)
        out.category, out.room, out.weight = self.category, self.room, self.weight
        out.run, out.since, out.log = self.run, self.since, list(self.log)
        out.out, out.lost = self.out, self.lost
        out.way = self.way
        self.persons -= persons
        return out
