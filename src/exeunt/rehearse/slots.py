"""Who has which slot of a place in one world (rule §19)."""

from __future__ import annotations

from bisect import bisect_left, insort

from exeunt.model.times import NEVER
from exeunt.rehearse.script import Run, Script


OUT, IN = 0, 1
"""Ends of a trip that take slots: its set-out, and its arrival."""
NO_SLOT = -NEVER


class Slots:
    """
    Set-outs and arrivals at places with slots.

    Those of the plan have slots, which they keep until these are over. Who comes later,
    or is not in the plan, is given the next slot that nobody has, who asks first first.
    """

    __slots__ = ("booked", "lost", "script", "since", "taken")

    def __init__(self, script: Script) -> None:
        self.script = script
        self.taken: list[list[int]] = [[] for _ in script.slots]
        """By place: moments of set-outs and arrivals, made or booked, ascending."""
        self.lost: set[tuple[int, int]] = set()
        """Trips and ends whose slots of the plan are free for others."""
        self.booked: dict[int, int] = {}
        """By trip: when it is to set out, other than planned."""
        self.since: dict[int, int] = {}
        """By trip: from when on it waited for nothing but a slot."""

    def after(self, place: int, at: int, number: int, run: Run, held: int) -> int:
        """
        Say when, from *at* on, a slot may be free for a trip; *at* itself if it is.

        *held* is the slot, if any, that was booked for its set-out.
        """
        gap = self.script.slots[place]
        taken = self.taken[place]
        k = bisect_left(taken, at - gap + 1)
        if k < len(taken) and taken[k] < at + gap:
            return taken[k] + gap
        if held <= at < held + gap:
            return at
        return self._kept(place, at, number, run)

    def _kept(self, place: int, at: int, number: int, run: Run) -> int:
        """Say the same of those slots that trips of the plan may yet use."""
        gap, runs = self.script.slots[place], self.script.runs
        kept = self.script.kept[place]
        free = at
        for k in range(bisect_left(kept, (at - gap + 1,)), len(kept)):
            moment, other, end = kept[k]
            if moment >= at + gap:
                break
            if (other, end) in self.lost:
                continue
            if other == number or 0 <= run.vehicle == runs[other].vehicle:
                if moment <= at:
                    return at
            elif free == at:
                free = moment + gap
        return free

    def unbooked(self, number: int, place: int) -> int:
        """Give back the slot booked for a set-out, and say which it was."""
        held = self.booked.pop(number, NO_SLOT)
        if held != NO_SLOT:
            self.taken[place].remove(held)
        return held

    def book(self, number: int, run: Run, depart_s: int) -> None:
        """Keep a slot for a set-out that comes later than planned."""
        place, _ = self.script.slotted[run.hop]
        if place >= 0:
            self.booked[number] = depart_s
            insort(self.taken[place], depart_s)
            self._late(number, run, depart_s)

    def set_out(self, number: int, run: Run, depart_s: int) -> None:
        """Let a trip use its slot."""
        place, to = self.script.slotted[run.hop]
        if place >= 0:
            insort(self.taken[place], depart_s)
        if place >= 0 or to >= 0:
            self._late(number, run, depart_s)

    def _late(self, number: int, run: Run, depart_s: int) -> None:
        """Free the planned slots that a trip which sets out then does not need."""
        self.lost.add((number, OUT))
        to = self.script.slotted[run.hop][1]
        if to >= 0 and depart_s - run.depart_s >= self.script.slots[to]:
            self.lost.add((number, IN))

    def come_in(self, number: int, place: int, at: int) -> None:
        """Let a trip arrive."""
        insort(self.taken[place], at)
        self.lost.add((number, IN))

    def give_up(self, number: int, run: Run) -> None:
        """Free all slots of a trip that does not take place."""
        place, to = self.script.slotted[run.hop]
        if place >= 0:
            self.unbooked(number, place)
        if place >= 0 or to >= 0:
            self.lost |= {(number, OUT), (number, IN)}
