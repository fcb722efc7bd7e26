"""The moment of assessment, as people write it."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from exeunt.app.clock import now
from exeunt.errors import InvalidInput


_LAST_SECOND = time(23, 59, 59)
_YEARS = range(1900, 2200)
"""Far from where reckoning with dates ends."""


def moment_as_of(text: str | None, *, zone: ZoneInfo) -> datetime:
    """
    Read *text* as a moment; none is now.

    A day means its end in *zone*, so that all that came in on it is known. A time
    without a zone is in *zone*.

    Raises
    ------
    InvalidInput
        When it is neither a day nor a moment, or not of this age.
    """
    if text is None:
        return now().astimezone(zone)
    try:
        moment = _moment(text.strip(), zone)
    except (ValueError, OverflowError) as error:
        raise InvalidInput(
            f"{text!r} is not a date; write it like 2022-01-24 or 2022-01-24T18:00."
        ) from error
    if moment.year not in _YEARS:
        raise InvalidInput(
            f"{text!r} is not of this age; write a year from 1900 to 2199."
        )
    return moment


def _moment(written: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(written)
    if len(written) <= len("2022-01-24"):
        moment = datetime.combine(moment, _LAST_SECOND)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return aware.astimezone(zone)
