"""When it is dark at a place, well enough to shade a chart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import asin, cos, degrees, radians, sin


_STEP = timedelta(minutes=10)
_HORIZON = -0.833


def sun_height(moment: datetime, *, lat: float, lon: float) -> float:
    """
    Give the height of the sun above the horizon [degrees], to about half a degree.

    References
    ----------
    .. [1] The Astronomical Almanac's low-precision formulas for the sun.
    """
    away = moment.astimezone(UTC) - datetime(2000, 1, 1, 12, tzinfo=UTC)
    days = away.total_seconds() / 86400
    anomaly = radians(357.528 + 0.9856003 * days)
    length = radians(
        280.460 + 0.9856474 * days + 1.915 * sin(anomaly) + 0.020 * sin(2 * anomaly)
    )
    declination = asin(sin(radians(23.439)) * sin(length))
    mean = radians(280.460 + 0.9856474 * days)
    equation = degrees(-0.0334 * sin(anomaly) + 0.0430 * sin(2 * mean))
    turned = radians((days % 1.0) * 360.0 + lon + equation)
    flat = radians(lat)
    height = sin(flat) * sin(declination) + cos(flat) * cos(declination) * cos(turned)
    return degrees(asin(max(-1.0, min(1.0, height))))


def nights(
    start: datetime, end: datetime, *, lat: float, lon: float
) -> tuple[tuple[datetime, datetime], ...]:
    """Give the spans between *start* and *end* in which the sun is down."""
    spans: list[tuple[datetime, datetime]] = []
    moment, end = start.astimezone(UTC), end.astimezone(UTC)
    since: datetime | None = None
    while moment < end:
        dark = sun_height(moment, lat=lat, lon=lon) < _HORIZON
        if dark and since is None:
            since = moment
        if not dark and since is not None:
            spans.append((since, moment))
            since = None
        moment += _STEP
    if since is not None:
        spans.append((since, end))
    return tuple(spans)
