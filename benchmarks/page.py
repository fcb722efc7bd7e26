"""The page about the benchmarks: where the table comes from, and what it says."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable
from pathlib import Path
from textwrap import fill

from benchmarks.registry import BenchCase
from exeunt.app.clock import now


def head() -> str:
    """Tell command, machine, day and commit."""
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    return f"""# Benchmarks

`make bench` prints this table; `python -m benchmarks --markdown` prints this page. Both run on one machine, in one
process and one thread; a rival runs in turns with us, and of up to five rounds the best counts. Seconds are of the
processor, so that who else uses the machine matters less. Compare ratios, not seconds, with those of another machine.
A dash is a rival that there is none of, or that is not installed (`requirements/bench.txt`).

- Machine: {os.cpu_count()} cores of {_processor()}; Python {platform.python_version()}
- Day: {now().date().isoformat()}{_commit()}
- Load of the machine (1, 5 and 15 minutes) when it began: {load}
"""


def notes(chosen: Iterable[BenchCase]) -> str:
    """Tell of each case what its figures say, and who the rival is."""
    lines = []
    for case in chosen:
        rival = f"The rival: {case.rival}." if case.rival else "There is no rival."
        words = f"- `{case.name}`: {case.note} {rival}"
        lines.append(fill(words, 120, subsequent_indent="  ", break_on_hyphens=False))
    load = ", ".join(f"{x:.1f}" for x in os.getloadavg())
    end = f"\nLoad of the machine when all was done: {load}"
    return "\n".join(["\n## What the rows say\n", *lines, end])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if "model name" in line]
    return names[0] if names else platform.machine()


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607 - whichever git there is
        capture_output=True,
        text=True,
        check=False,
    )
    return f"; commit {found.stdout.strip()}" if found.returncode == 0 else ""
