"""Openings read off the wall clock of the post, moment by moment (rule §3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from exeunt.model.times import DAY, HOUR, MINUTE, DailyWindow, Opening, Shut


@dataclass(frozen=True, slots=True)
class Wall:
    """The clock on the wall at the post, counted from H-hour."""

    h_hour: datetime
    zone: ZoneInfo

    def at(self, after_s: int) -> datetime:
        """Give the local time at *after_s* seconds after H-hour."""
        moment = self.h_hour.astimezone(UTC) + timedelta(seconds=after_s)
        return moment.astimezone(self.zone)

    def since(self, moment: datetime) -> int:
        """Count seconds from H-hour to *moment*; a part of one counts as one."""
        away = moment.astimezone(UTC) - self.h_hour.astimezone(UTC)
        return -(-away // timedelta(seconds=1))

    def words(self, after_s: int) -> str:
        """Write the local time as a duty officer reads it."""
        local = self.at(after_s)
        return f"{local:%a %Y-%m-%d %H:%M:%S}".removesuffix(":00")

    def is_open(self, opening: Opening, after_s: int) -> bool:
        """Tell whether *opening* holds at that moment."""
        local = self.at(after_s)
        if opening.from_ is not None and local < opening.from_:
            return False
        if opening.until is not None and local >= opening.until:
            return False
        if any(_holds(shut, local) for shut in opening.shut):
            return False
        clock = _clock_s(local)
        return not opening.daily or any(w.holds(clock) for w in opening.daily)

    def first_shut(self, opening: Opening, begin_s: int, end_s: int) -> int | None:
        """Give the first moment from *begin_s* to *end_s*, both counted, it is shut."""
        return next(
            (
                at
                for at in self._pieces(opening, begin_s, end_s)
                if not self.is_open(opening, at)
            ),
            None,
        )

    def spans(
        self, opening: Opening, begin_s: int, end_s: int
    ) -> tuple[tuple[int, int], ...]:
        """Give the open parts of *begin_s* to *end_s*, in order."""
        starts = [*self._pieces(opening, begin_s, end_s), end_s]
        return tuple(
            (start, after)
            for start, after in pairwise(starts)
            if start < after and self.is_open(opening, start)
        )

    def _pieces(self, opening: Opening, begin_s: int, end_s: int) -> Iterator[int]:
        """Yield the begin, and each later moment at which it may open or shut."""
        at = begin_s
        while at <= end_s:
            yield at
            at = self._next_change(opening, at, end_s + 1)

    def _next_change(self, opening: Opening, at_s: int, end_s: int) -> int:
        clock = _clock_s(self.at(at_s))
        edges = {e for w in opening.daily for e in (w.from_s, w.until_s)}
        step = min(((e - clock) % DAY or DAY for e in edges), default=end_s - at_s)
        later = self._before_clock_change(at_s, at_s + step) if edges else end_s
        moments = [opening.from_, opening.until]
        moments += [m for shut in opening.shut for m in (shut.from_, shut.until)]
        dated = [self.since(m) for m in moments if m is not None]
        return min([later, *(s for s in dated if s > at_s)])

    def _before_clock_change(self, at_s: int, later_s: int) -> int:
        """Stop at the moment between the two at which the clocks are changed."""
        offset = self.at(at_s).utcoffset()
        if self.at(later_s).utcoffset() == offset:
            return later_s
        same, changed = at_s, later_s
        while changed - same > 1:
            middle = (same + changed) // 2
            if self.at(middle).utcoffset() == offset:
                same = middle
            else:
                changed = middle
        return changed


def opening_words(opening: Opening, zone: ZoneInfo) -> str:
    """Say when something is open."""
    told = "open " + (times_words(opening, zone) or "always")
    gaps = " and ".join(_closure_words(shut, zone) for shut in opening.shut)
    return f"{told}, but not {gaps}" if gaps else told


def times_words(opening: Opening, zone: ZoneInfo) -> str:
    """Say the parts of the day, from when and until when; nothing for always."""
    parts = []
    if opening.daily:
        parts.append(" and ".join(_window_words(w) for w in opening.daily))
    if opening.from_ is not None:
        parts.append(f"from {_moment_words(opening.from_, zone)}")
    if opening.until is not None:
        parts.append(f"until {_moment_words(opening.until, zone)}")
    return ", ".join(parts)


def _closure_words(shut: Shut, zone: ZoneInfo) -> str:
    since = [] if shut.from_ is None else [f"from {_moment_words(shut.from_, zone)}"]
    until = "for good"
    if shut.until is not None:
        until = f"until {_moment_words(shut.until, zone)}"
    return " ".join([*since, until])


def _holds(shut: Shut, local: datetime) -> bool:
    begun = shut.from_ is None or local >= shut.from_
    return begun and (shut.until is None or local < shut.until)


def _moment_words(moment: datetime, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _window_words(window: DailyWindow) -> str:
    return f"{_clock_words(window.from_s)}-{_clock_words(window.until_s)}"


def _clock_words(clock_s: int) -> str:
    return f"{clock_s // HOUR:02}:{clock_s % HOUR // MINUTE:02}"


def _clock_s(local: datetime) -> int:
    return local.hour * HOUR + local.minute * MINUTE + local.second
