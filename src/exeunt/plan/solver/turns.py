"""From when people may begin to load: once processed, or fetched (rules §11, §33)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exeunt.plan.solver.doors import Doors


@dataclass(frozen=True, slots=True)
class Turn:
    """Some people's turn at one place."""

    doors: Doors
    place: int
    since_s: int
    """When they came, or were ready."""
    ready_s: int | None
    """When they could be processed; none: never."""

    def allows(self, start_s: int) -> bool:
        """Tell whether they may begin to load then."""
        if self.ready_s is not None and start_s >= self.ready_s:
            return True
        return start_s >= self.since_s and self.doors.fetched(self.place, start_s)

    def first(self, from_s: int) -> int | None:
        """Give the first moment from *from_s* at which they may begin to load."""
        from_s = max(from_s, self.since_s)
        if not self.doors.is_shut[self.place]:
            return None if self.ready_s is None else max(from_s, self.ready_s)
        fetched_s = self.doors.fetching_from(self.place, from_s)
        if self.ready_s is None:
            return fetched_s
        done_s = max(from_s, self.ready_s)
        return done_s if fetched_s is None else min(done_s, fetched_s)

    def earliest(
        self, start_from: Callable[[int], int | None], from_s: int
    ) -> int | None:
        """Give the first start that is allowed, of those that *start_from* finds."""
        at = self.first(from_s)
        while at is not None:
            start = start_from(at)
            if start is None or self.allows(start):
                return start
            at = self.first(start)
        return None
