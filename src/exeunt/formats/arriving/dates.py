"""When a document says that it was published, however badly it is written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, tzinfo
from email.utils import parsedate_to_datetime

from exeunt.formats.documents import moment_of


_YEARS = range(1990, 2101)
"""No document is of another year; a date that says so is spoilt."""
_LAST_MINUTE = time(23, 59)
_LONGEST = 80
_LONG_YEAR = re.compile(r"\d{5,}")
_WRITTEN = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,? )?(?:(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3,9})\.?|"
    r"(?P<month_first>[A-Za-z]{3,9})\.? (?P<day_last>\d{1,2}),?) (?P<year>\d{4})"
)
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
)  # fmt: skip


def moment_written(text: object, *, zone: tzinfo) -> datetime | None:
    """
    Read a moment as feeds and mails write it; none where it is spoilt.

    Takes ISO 8601, RFC 5322 and days like *Mon, 13 Jan 2025*. A day alone is its last
    minute in *zone*: a document that says only its day is known when it is over.
    """
    if not isinstance(text, str):
        return None
    said = " ".join(text[: _LONGEST + 1].split())
    if not said or len(said) > _LONGEST:
        return None
    day = day_written(said)
    if day is not None:
        return datetime.combine(day, _LAST_MINUTE, zone)
    moment = moment_of(said, zone=zone) or _of_mail(said, zone)
    if moment is None or moment.year not in _YEARS:
        return None
    return moment


def day_written(text: str) -> date | None:
    """Read a day alone, like *Mon, 13 Jan 2025*; the weekday is not believed."""
    match = _WRITTEN.fullmatch(text.strip()[: _LONGEST + 1])
    if match is None or int(match["year"]) not in _YEARS:
        return None
    name = (match["month"] or match["month_first"])[:3].lower()
    if name not in _MONTHS:
        return None
    number = int(match["day"] or match["day_last"])
    try:
        return date(int(match["year"]), _MONTHS.index(name) + 1, number)
    except ValueError:
        return None


def of_unix(seconds: object) -> datetime | None:
    """Read seconds since 1970 in UTC, as a number or its digits."""
    try:
        moment = datetime.fromtimestamp(int(str(seconds)[:20]), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment.year in _YEARS else None


def _of_mail(text: str, zone: tzinfo) -> datetime | None:
    if _LONG_YEAR.search(text.partition(":")[0]):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
