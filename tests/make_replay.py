"""Small replayed crises for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np

from exeunt.model.replays import CaseDays, Outcome, ReplayFile


FIRST = date(2030, 1, 1)


def a_case(
    name: str = "a", *, days: int = 40, closed: bool = True, **given: Any
) -> CaseDays:
    """Make a case whose exit closes on the day after its last, or stays open."""
    last = FIRST + timedelta(days=days - 1)
    end = datetime.combine(last + timedelta(days=1), time(12), UTC)
    came = {"closed": end} if closed else {"open_until": last + timedelta(days=60)}
    file = ReplayFile(
        exeunt=1,
        name=name.upper(),
        country="XX",
        time_zone="UTC",
        exit="Civil flights",
        first=FIRST,
        last=last,
        outcome=Outcome(**came, source="https://a.example", confidence="H", why="-"),
        stopped="-",
    )
    body: dict[str, Any] = {
        "name": name,
        "file": file,
        "as_of": tuple(
            datetime.combine(FIRST + timedelta(days=n), time(23, 59, 59), UTC)
            for n in range(days)
        ),
        "documents": 0,
        "closes_in": np.arange(days, 0, -1.0) if closed else np.full(days, np.inf),
        "rung": np.zeros(days, dtype=int),
        "reports": np.zeros(days, dtype=int),
    }
    return CaseDays(**(body | given))
