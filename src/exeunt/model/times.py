"""
Durations, clock times and the windows in which a thing is open.

Inside plans and rehearsals a time is an ``int``: seconds after H-hour, the moment of
the decision. On paper it is a wall clock in the time zone of the post.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AwareDatetime,
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from exeunt.model.value import Value


MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
LONGEST = 3653 * DAY
"""Of any duration in a file."""
NEVER = 1 << 40
"""Later than every moment of a plan [s]."""

_PART = re.compile(r"(\d+(?:\.\d+)?)\s*(d|h|min|m|s)", re.IGNORECASE)
_UNITS = {"d": DAY, "h": HOUR, "min": MINUTE, "m": MINUTE, "s": 1}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})$")


def parse_duration(text: object) -> int:
    """Read ``"2d 6h"``, ``"90m"`` or ``"1.5h"`` as whole seconds."""
    if isinstance(text, int) and not isinstance(text, bool):
        if text < 0:
            raise ValueError(f"{text} is negative; a duration is 0 or longer")
        return text
    if not isinstance(text, str):
        raise ValueError("a duration is written like 45m, 2h or 1d 12h")  # noqa: TRY004 - pydantic turns ValueError, not TypeError, into a fault
    stripped = text.strip()
    parts = _PART.findall(stripped)
    if not parts or _PART.sub("", stripped).strip():
        raise ValueError(
            f"{stripped!r} is not a duration; write it like 45m, 2h or 1d 12h"
        )
    total = sum(float(number) * _UNITS[unit.lower()] for number, unit in parts)
    if total > LONGEST:
        raise ValueError(f"{stripped!r} is longer than ten years; shorten it")
    return round(total)


def _written(info: ValidationInfo) -> bool:
    """Whether the value comes from a file of people, where a bare number misleads."""
    return bool(info.context and info.context.get("written"))


def _duration(value: object, info: ValidationInfo) -> int:
    if _written(info) and isinstance(value, (int, float)) and value != 0:
        raise ValueError(f"{value!r} has no unit; write it like 45m, 2h or 1d 12h")
    return parse_duration(value)


Duration = Annotated[
    int,
    BeforeValidator(_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(\d+(\.\d+)?\s*(d|h|min|m|s)\s*)+$",
            "examples": ["45m", "2h", "1d 12h"],
        }
    ),
]
"""Whole seconds, written like ``45m``, ``2h`` or ``1d 12h``."""


def parse_clock(text: object) -> int:
    """Read ``"06:30"`` as seconds after local midnight; ``"24:00"`` ends a day."""
    match = _CLOCK.match(text.strip()) if isinstance(text, str) else None
    if match is None:
        raise ValueError(f"{text!r} is not a clock time; write it like 06:30")
    hours, minutes = int(match[1]), int(match[2])
    if minutes > 59 or hours * 60 + minutes > 24 * 60:
        raise ValueError(
            f"{text!r} is not a clock time: a day ends at 24:00; write it like 06:30"
        )
    return hours * HOUR + minutes * MINUTE


def _clock(value: object, info: ValidationInfo) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and not _written(info):
        return value
    return parse_clock(value)


Clock = Annotated[
    int,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$"}),
]
"""Seconds after local midnight, written like ``06:30``."""


_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$",
    re.IGNORECASE,
)


def _moment(value: object, info: ValidationInfo) -> object:
    if isinstance(value, datetime):
        return value
    if not _written(info):
        return _iso(value)
    if not isinstance(value, str) or not _MOMENT.match(value.strip()):
        raise ValueError(
            f"{value!r} is not a date; write it like 2022-01-24 or 2022-01-24T18:00"
        )
    try:
        moment = datetime.fromisoformat(value.strip().upper().replace(" Z", "Z"))
    except ValueError as error:
        raise ValueError(f"{value!r} is not on the calendar; mend the day") from error
    _of_this_age(moment, value)
    zone = (info.context or {}).get("zone", UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _iso(value: object) -> object:
    """Read what a program wrote; leave to pydantic what is no moment with its zone."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        return value
    _of_this_age(moment, value)
    return moment


def _of_this_age(moment: datetime, written: object) -> None:
    if not 1900 <= moment.year < 2200:
        raise ValueError(
            f"{written!r} is not of this age; write a year from 1900 to 2199"
        )


Moment = Annotated[
    AwareDatetime,
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?$",
            "examples": ["2022-01-24", "2022-01-24T18:00", "2022-01-24T16:00Z"],
        }
    ),
]
"""A moment; in a file of people, without a zone it is meant in the post's."""


class DailyWindow(Value):
    """A part of every day, ``from_s`` up to but not including ``until_s``."""

    from_s: int
    until_s: int

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        if not isinstance(data, str):
            return data
        start, dash, end = data.partition("-")
        if not dash:
            raise ValueError(f"{data!r} is not a window; write it like 06:00-20:00")
        from_s, until_s = parse_clock(start), parse_clock(end)
        if from_s == until_s:
            raise ValueError(
                f"{data!r} ends as it begins; write 00:00-24:00 for the whole day, or "
                "mend one end"
            )
        return {"from_s": from_s, "until_s": until_s}

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (0 <= self.from_s < DAY and 0 < self.until_s <= DAY):
            raise ValueError("a window lies within one day, 00:00 to 24:00")
        if self.from_s == self.until_s:
            raise ValueError(
                "a window that opens and closes at once is never open; mend one end"
            )
        return self

    def holds(self, clock_s: int) -> bool:
        """Tell whether the window is open at *clock_s* [s after local midnight]."""
        if self.from_s < self.until_s:
            return self.from_s <= clock_s < self.until_s
        return clock_s >= self.from_s or clock_s < self.until_s


def _some_window(value: object, info: ValidationInfo) -> object:
    """Refuse an empty list of people, who may mean never; to us none is the whole day."""
    if _written(info) and isinstance(value, list) and not value:
        raise ValueError(
            "the list is empty. Write a window like 06:00-20:00, or delete the key to "
            "mean the whole day"
        )
    return value


DailyWindows = Annotated[tuple[DailyWindow, ...], BeforeValidator(_some_window)]
"""Parts of every day; none means the whole day."""


class Shut(Value):
    """A time in which a thing is shut that is else open: half-open, too."""

    from_: Annotated[Moment | None, Field(alias="from")] = None
    """Shut from this moment on; none: it is shut already."""
    until: Moment | None = None
    """Open again at this moment; none: shut for good."""
    lets_out: bool = False
    """Of a place: whether people may still be fetched from there (rule §33)."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError(
                f"shuts {self.from_.isoformat()} and opens again "
                f"{self.until.isoformat()}, so it is never shut; swap them"
            )
        return self

    def span(self, h_hour: datetime) -> tuple[int, int]:
        """Give its begin and end [s after *h_hour*]."""
        start = -NEVER if self.from_ is None else seconds_after(h_hour, self.from_)
        end = NEVER if self.until is None else seconds_after(h_hour, self.until)
        return start, end


class Break(Shut):
    """One that people write into a post: they say when it begins and ends."""

    from_: Annotated[Moment, Field(alias="from")]
    until: Moment
    lets_out: Literal[False] = False


def _both_ends(value: object, info: ValidationInfo) -> object:
    if isinstance(value, dict) and _written(info):
        return Break.model_validate(value, context=info.context)
    return value


class Opening(Value):
    """When a place or a link may be used: parts of the day, between two moments."""

    daily: DailyWindows = ()
    """Open in these parts of every day; none given means the whole day."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """Shut before this moment."""
    until: Moment | None = None
    """Shut from this moment on."""
    shut: tuple[Annotated[Shut, BeforeValidator(_both_ends)], ...] = ()
    """Shut at these times besides."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError(
                f"opens {self.from_.isoformat()} and closes "
                f"{self.until.isoformat()}, so it is never open; swap them"
            )
        return self

    @property
    def but_for_closures(self) -> Opening:
        """The opening without the closures that still let people out (rule §33)."""
        return self.model_copy(
            update={"shut": tuple(s for s in self.shut if not s.lets_out)}
        )

    def spans(
        self, *, h_hour: datetime, horizon_s: int, zone: ZoneInfo
    ) -> tuple[tuple[int, int], ...]:
        """
        Expand to open spans ``[start, end)`` in seconds after *h_hour*.

        Spans are disjoint, ascending, within ``[0, horizon_s]``; local days follow
        *zone*, so a clock change makes a day of 23 or 25 hours.
        """
        spans = self._without_closures(h_hour=h_hour, horizon_s=horizon_s, zone=zone)
        return without(spans, [shut.span(h_hour) for shut in self.shut])

    def _without_closures(
        self, *, h_hour: datetime, horizon_s: int, zone: ZoneInfo
    ) -> tuple[tuple[int, int], ...]:
        start = 0 if self.from_ is None else seconds_after(h_hour, self.from_)
        end = horizon_s if self.until is None else seconds_after(h_hour, self.until)
        start, end = max(start, 0), min(end, horizon_s)
        if start >= end:
            return ()
        if not self.daily:
            return ((start, end),)
        raw = _daily_spans(self.daily, h_hour=h_hour, horizon_s=horizon_s, zone=zone)
        return merged([(max(a, start), min(b, end)) for a, b in raw])


def _daily_spans(
    windows: tuple[DailyWindow, ...],
    *,
    h_hour: datetime,
    horizon_s: int,
    zone: ZoneInfo,
) -> list[tuple[int, int]]:
    """Read the windows off the clock on the wall, also on a day when it is changed."""
    spans = []
    for begin, end in _between_clock_changes(h_hour, horizon_s, zone):
        local = moment_of(h_hour, begin, zone)
        midnight = begin - (local.hour * HOUR + local.minute * MINUTE + local.second)
        for day in range(midnight - DAY, end, DAY):
            for window in windows:
                closes = window.until_s + DAY * (window.until_s <= window.from_s)
                from_, until = day + window.from_s, day + closes
                spans.append((max(from_, begin), min(until, end)))
    return spans


def _between_clock_changes(
    h_hour: datetime, horizon_s: int, zone: ZoneInfo
) -> Iterator[tuple[int, int]]:
    """Cut the time until *horizon_s* where the clocks of *zone* are changed."""

    def offset(after_s: int) -> timedelta | None:
        return moment_of(h_hour, after_s, zone).utcoffset()

    begin = at = 0
    while at < horizon_s:
        later = min(at + DAY, horizon_s)
        if offset(later) != offset(at):
            seconds = range(at, later + 1)
            change = bisect_left(seconds, 1, key=lambda s: int(offset(s) != offset(at)))
            later = seconds[change]
            yield begin, later
            begin = later
        at = later
    if begin < horizon_s:
        yield begin, horizon_s


def merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put spans in order, those that meet made one, empty ones left out."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(s for s in spans if s[0] < s[1]):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return tuple(out)


def without(
    spans: tuple[tuple[int, int], ...], gone: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Cut the spans of *gone* out of *spans*."""
    for start, end in gone:
        pieces = [p for a, b in spans for p in ((a, min(b, start)), (max(a, end), b))]
        spans = tuple((a, b) for a, b in pieces if a < b)
    return spans


def seconds_after(h_hour: datetime, moment: datetime) -> int:
    """Count whole seconds from *h_hour* to *moment*; negative before it."""
    return round((moment.astimezone(UTC) - h_hour.astimezone(UTC)).total_seconds())


def moment_of(h_hour: datetime, after_s: int, zone: ZoneInfo) -> datetime:
    """Give the wall clock in *zone* at *after_s* seconds after *h_hour*."""
    return (h_hour.astimezone(UTC) + timedelta(seconds=after_s)).astimezone(zone)
