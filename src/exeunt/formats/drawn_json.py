"""What the pictures of a rehearsal draw, as plain data for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from exeunt.formats.charts.time_spent import time_spent
from exeunt.model.intervals import share_half_width
from exeunt.model.occupancy import Hourly, Occupancy
from exeunt.model.outcomes import EVERYONE, Rehearsal, everyone_cleared
from exeunt.model.warning import ExitSurvival


_PLACES = 4
"""Decimals of what is counted by the hour."""


def drawn_body(
    rehearsal: Rehearsal,
    occupancy: Occupancy | None,
    survivals: Sequence[ExitSurvival] = (),
    *,
    h_hour: datetime,
    as_of: datetime | None = None,
) -> dict[str, Any]:
    """
    Give people out by time, all out by time against exits still open, and where it goes.

    Every list of figures goes with the ``at`` beside it, in *h_hour*'s zone, or, of
    ``by_hour``, begins at H-hour. The chance that an exit is open is as seen at *as_of*.
    """
    at_s = rehearsal.out_by_s
    at = [(h_hour + timedelta(seconds=int(s))).isoformat() for s in at_s]
    low, middle, high = np.quantile(rehearsal.people_out, (0.1, 0.5, 0.9), axis=0)
    seen_s = 0.0 if as_of is None else (h_hour - as_of).total_seconds()
    return {
        "people_out": {
            "at": at,
            "p10": _plain(low),
            "p50": _plain(middle),
            "p90": _plain(high),
        },
        "all_out_by": {
            "at": at,
            "categories": [
                {"category": name} | _out_by(cleared, at_s)
                for name, cleared in _cleared(rehearsal)
            ],
            "exits": [
                {
                    "place": one.exit.place,
                    "name": one.exit.name,
                    "open": [1 - one.closed_by(seen_s + float(s)) for s in at_s],
                }
                for one in survivals
            ],
        },
        "time_spent": [
            {"place": place, "in": kind, "person_hours": hours}
            for place, kind, hours in time_spent(rehearsal)
        ],
        "by_hour": occupancy and _occupancy(occupancy),
    }


def _cleared(rehearsal: Rehearsal) -> list[tuple[str, NDArray[np.int64]]]:
    cleared = rehearsal.cleared_s
    each = [(name, cleared[:, k]) for k, name in enumerate(rehearsal.categories)]
    return [*each, (EVERYONE, everyone_cleared(cleared))]


def _out_by(cleared: NDArray[np.int64], at_s: NDArray[np.int64]) -> dict[str, Any]:
    out = np.sort(cleared[cleared >= 0])
    worlds = len(cleared)
    counts = np.searchsorted(out, at_s, side="right").tolist()
    return {
        "all_out": [count / worlds for count in counts],
        "half_width": [share_half_width(count, worlds) for count in counts],
    }


def _occupancy(found: Occupancy) -> dict[str, Any]:
    """Give who waits where and what is in use, by hour after H-hour."""
    return {
        "worlds": found.worlds,
        "waiting": [_hourly(one) for one in found.waiting],
        "fleets_in_use": [_hourly(one) for one in found.fleets],
        "stations_in_use": [_hourly(one) for one in found.stations],
    }


def _hourly(one: Hourly) -> dict[str, Any]:
    return {"name": one.name, "mean": _plain(one.mean), "p90": _plain(one.high)}


def _plain(values: NDArray[np.float64]) -> list[float]:
    rounded: list[float] = np.round(values, _PLACES).tolist()
    return rounded
