"""``python -m benchmarks [NAME ...]``: run cases and print one table."""

from __future__ import annotations

import sys
from time import perf_counter

from benchmarks.registry import BenchCase, Measure, cases


ROUNDS = 5


def main() -> int:
    """Run the cases that are named, or all."""
    known = cases()
    names = sys.argv[1:] or list(known)
    for name in names:
        if name not in known:
            print(f"There is no case {name!r}; there are {', '.join(known)}.")
            return 2
    print("| case | size | ours [s] | rival [s] | rival / ours | rival is |")
    print("|--|--|--|--|--|--|")
    for name in names:
        print(_row(known[name]), flush=True)
    return 0


def _row(case: BenchCase) -> str:
    ready = case.build()
    ours, rival = _best(ready.ours, ready.rival)
    against = "–" if rival is None else f"{rival:.3f}"
    ratio = "–" if rival is None else f"{rival / ours:.2f}"
    return (
        f"| {case.name} | {ready.size} | {ours:.3f} | {against} | {ratio} "
        f"| {case.rival} |"
    )


def _best(ours: Measure, rival: Measure | None) -> tuple[float, float | None]:
    """Take the best of some rounds, in turns, so that both see the same machine."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(_seconds(ours))
        if rival is not None:
            theirs.append(_seconds(rival))
    return min(mine), min(theirs, default=None)


def _seconds(measure: Measure) -> float:
    start = perf_counter()
    measure()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
