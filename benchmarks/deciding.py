"""How soon ``exeunt decide`` tells a first curve of the case of Kyiv, and the rest."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks import kyiv
from benchmarks.registry import BenchCase, Figure, Prepared


AS_OF = "2021-12-30"
WORLDS, OPTIONS, EVERY_H = 1000, 5, 6
_ONCE = """
from pathlib import Path
from sys import argv

from exeunt.app.ahead import working_ahead


def told(look):
    print("look", flush=True)


if __name__ == "__main__":
    worlds, options, every_h = map(int, argv[3:])
    given = dict(
        plan_file=None, as_of=argv[2], replications=worlds, seed=0
    )
    with working_ahead(Path(argv[1]), **given, watched=True) as ahead:
        # imported as late as exeunt decide does
        from exeunt.app.decide_curves import Asked
        from exeunt.app.decide_post import Also, decide_post

        asked = Asked(every_h=every_h, options=options, replications=worlds)
        also = Also(curves=asked, on_look=told)
        decide_post(Path(argv[1]), **given, also=also, ahead=ahead)
"""


def _decided() -> Iterator[Figure]:
    _started()  # what is compiled once, is compiled then
    first_s, whole_s = _started()
    yield Figure(
        what="first curve, from the start of the process, after",
        unit="s",
        ours=first_s,
        digits=1,
    )
    yield Figure(what="all of it, likewise, after", unit="s", ours=whole_s, digits=1)


def _started() -> tuple[float, float]:
    """Give when the first curve was told, and when all was done [s]."""
    begun = perf_counter()
    numbers = (WORLDS, OPTIONS, EVERY_H)
    with subprocess.Popen(
        [sys.executable, "-c", _ONCE, kyiv.FOLDER, AS_OF, *map(str, numbers)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    ) as process:
        if process.stdout is None or not process.stdout.readline():
            raise RuntimeError("exeunt decide ended before it told a curve")
        first_s = perf_counter() - begun
        process.stdout.read()
    if process.returncode:
        raise RuntimeError(f"exeunt decide ended with {process.returncode}")
    return first_s, perf_counter() - begun


CASES = (
    BenchCase(
        name="decide_24",
        what="find how late the decision can be left in the case of Kyiv",
        rival="",
        note=f"By the clock, on all cores: {WORLDS:,} worlds for each of 24 decision "
        f"times {EVERY_H} h apart, as it stands and with {OPTIONS} options, and a plan "
        "searched for 5 s for each day of the next 30; times of one kind share plan and "
        "worlds.",
        build=lambda: Prepared(size="24 times, 6 sets", more=_decided),
    ),
)
