"""How well closings of past crises were foreseen, beside simple forecasters."""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time

from benchmarks.registry import BenchCase, Figure, Prepared
from exeunt.app.replay_all import replay_all
from exeunt.app.replay_cases import replay_names
from exeunt.model.replays import HORIZONS


def _quiet(_what: str, _share: float) -> None:
    """Say nothing."""


def _figures() -> Iterator[Figure]:
    start = process_time()
    found = replay_all(on_stage=_quiet)
    yield Figure(
        what="all read, weighed and scored after",
        unit="s",
        ours=process_time() - start,
        digits=1,
    )
    for horizon in HORIZONS:
        for rival in (*found.rivals, found.by_hand):
            yield Figure(
                what=f"Brier score within {horizon} days, beside {rival.words}",
                unit="",
                ours=found.ours.brier[horizon],
                rival=rival.brier[horizon],
                digits=4,
            )


CASES = (
    BenchCase(
        name="replays",
        what="chance that the airport closes, day by day, leave-one-case-out",
        rival="constant rate, last value, status ladder, reports in 7 days",
        note="Few cases, and the differences lie within what chance gives: see "
        "docs/replays.md. All are fitted on the other cases, but for our weights as "
        "written, which are in the last row of each horizon.",
        build=lambda: Prepared(size=f"{len(replay_names())} crises", more=_figures),
    ),
)
