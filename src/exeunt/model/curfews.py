"""Curfews: when nobody may be under way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from exeunt.model.places import Mode
from exeunt.model.times import DailyWindows, Moment, Opening, merged
from exeunt.model.value import Value


class Curfew(Value):
    """Parts of the day in which no trip of some modes is under way (rule §18)."""

    modes: Annotated[tuple[Mode, ...], Field(min_length=1)]
    daily: DailyWindows = ()
    """It holds in these parts of every day; none given means the whole day."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """It does not hold before this moment."""
    until: Moment | None = None
    """Nor from this moment on."""
    why: str = ""
    source: str | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not (self.daily or self.from_ or self.until):
            raise ValueError(
                "holds day and night and for ever; give daily windows, or from and "
                "until, or shut the links"
            )
        if self.from_ and self.until and self.from_ >= self.until:
            raise ValueError(
                f"begins {self.from_.isoformat()} and ends {self.until.isoformat()}, "
                "so it never holds; swap them"
            )
        return self

    @property
    def holds(self) -> Opening:
        """When it holds, told as an opening is."""
        return Opening(daily=self.daily, from_=self.from_, until=self.until)


def curfew_spans(
    curfews: Iterable[Curfew],
    mode: Mode,
    *,
    h_hour: datetime,
    horizon_s: int,
    zone: ZoneInfo,
) -> tuple[tuple[int, int], ...]:
    """
    Give the spans ``[start, end)`` in which a curfew holds for *mode*.

    In seconds after *h_hour*, disjoint, ascending, within ``[0, horizon_s]``.
    """
    return merged(
        span
        for curfew in curfews
        if mode in curfew.modes
        for span in curfew.holds.spans(h_hour=h_hour, horizon_s=horizon_s, zone=zone)
    )
