"""``python -m benchmarks [--markdown] [NAME ...]``: run cases and print one table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import process_time

from benchmarks.page import head, notes
from benchmarks.registry import BenchCase, Figure, Measure, Prepared, cases


ROUNDS = 5
ENOUGH_S = 8.0
"""A case that has taken so long is not begun once more."""
_HEADER = (
    "| case | of | size | figure | ours | rival | ours is so many times better |",
    "|--|--|--|--|--:|--:|--:|",
)


def main() -> int:
    """Run the cases that are named, or all."""
    known = cases()
    whole_page = "--markdown" in sys.argv[1:]
    names = [name for name in sys.argv[1:] if name != "--markdown"] or list(known)
    for name in names:
        if name not in known:
            print(f"There is no case {name!r}; there are {', '.join(known)}.")
            return 2
    chosen = [known[name] for name in names]
    if whole_page:
        print(head())
    print("\n".join(_HEADER), flush=True)
    for case in chosen:
        for row in _rows(case):
            print(row, flush=True)
    if whole_page:
        print(notes(chosen))
    return 0


def _rows(case: BenchCase) -> Iterator[str]:
    ready = case.build()
    for figure in [*_timed(ready), *ready.more()]:
        yield (
            f"| `{case.name}` | {case.what} | {ready.size} "
            f"| {figure.what} [{figure.unit}] | {_written(figure.ours, figure)} "
            f"| {_written(figure.rival, figure)} "
            f"| {'–' if figure.ratio is None else f'{figure.ratio:.2f}'} |"
        )


def _written(value: float | None, figure: Figure) -> str:
    return "–" if value is None else f"{value:,.{figure.digits}f}"


def _timed(ready: Prepared) -> Iterator[Figure]:
    if ready.ours is None:
        return
    ours, rival = _best(ready.ours, ready.rival)
    if ready.unit == "s":
        yield Figure(what="time", unit="s", ours=ours, rival=rival, digits=ready.digits)
        return
    yield Figure(
        what="rate",
        unit=f"{ready.unit}/s",
        ours=ready.units / ours,
        rival=None if rival is None else ready.units / rival,
        digits=ready.digits,
        more_is_better=True,
    )


def _best(ours: Measure, rival: Measure | None) -> tuple[float, float | None]:
    """Take the best of some rounds, in turns, so that both see the same machine."""
    mine: list[float] = []
    theirs: list[float] = []
    while len(mine) < ROUNDS and sum(mine) + sum(theirs) < ENOUGH_S:
        mine.append(_seconds(ours))
        if rival is not None:
            theirs.append(_seconds(rival))
    return min(mine), min(theirs, default=None)


def _seconds(measure: Measure) -> float:
    start = process_time()
    measure()
    return process_time() - start


if __name__ == "__main__":
    sys.exit(main())
