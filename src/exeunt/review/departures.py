"""Score a rehearsal of a past case by how many people were out on each day."""

from __future__ import annotations

from datetime import datetime
from statistics import median

import numpy as np
from numpy.typing import NDArray

from exeunt.model.departures import DayScore, DepartureDay, Departures, Score
from exeunt.model.outcomes import Rehearsal
from exeunt.model.times import seconds_after


CLOSE = 0.2
"""An error of at most this share counts as close."""
_QUANTILES = (0.1, 0.5, 0.9)


def score(departures: Departures, rehearsal: Rehearsal, *, h_hour: datetime) -> Score:
    """
    Set *rehearsal* beside the record.

    Parameters
    ----------
    departures
        What happened.
    rehearsal
        Of a plan from *h_hour* on; people count once they are safe.
    h_hour
        From when the seconds of the rehearsal count.
    """
    persons = rehearsal.people_out
    days = tuple(
        _day(day, rehearsal, persons, at_s=seconds_after(h_hour, day.by))
        for day in departures.days
    )
    scored = [one for one in days if not one.day.unscored]
    return Score(
        days=days,
        scored=len(scored),
        close=sum(one.close for one in scored),
        rest_close=sum(one.rest_close for one in scored),
        spanned=sum(one.spanned for one in scored),
        median_error=median(abs(one.error) for one in scored),
    )


def _day(
    day: DepartureDay, rehearsal: Rehearsal, persons: NDArray[np.float64], *, at_s: int
) -> DayScore:
    column = int(np.searchsorted(rehearsal.out_by_s, at_s, side="right")) - 1
    worlds = persons[:, max(column, 0)]
    low, middle, high = (float(v) for v in np.quantile(worlds, _QUANTILES))
    error = (middle - day.persons) / day.persons
    of_rest = (middle - day.persons) / (day.persons - day.given)
    return DayScore(
        day=day,
        rehearsed=middle,
        low=low,
        high=high,
        error=error,
        close=_close(error),
        error_of_rest=of_rest,
        rest_close=_close(of_rest),
        spanned=low <= day.persons <= high,
    )


def _close(error: float) -> bool:
    return abs(error) <= CLOSE + 1e-9
