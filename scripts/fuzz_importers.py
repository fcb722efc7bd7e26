"""
Let atheris look for files that an importer breaks on, guided by the code they reach.

Every importer has its share of the time, in a process of its own, and begins with the
samples of the tests and the kept corpus. A file that breaks one is kept in the corpus,
named for its importer, where a test reads it from then on.

    pip install atheris
    python scripts/fuzz_importers.py [SECONDS] [KIND ...]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path


sys.path.insert(0, str(Path(__file__).parents[1]))

import atheris


with atheris.instrument_imports(include=["exeunt.formats", "feedparser", "email"]):
    from exeunt.formats.arriving.kinds import IMPORTERS
from tests import arrivals as a
from tests.properties.test_arrivals_fuzz import CORPUS, check

from exeunt.model.arrivals import Kind


SECONDS = 600
LONGEST = 20_000
"""Bytes of a file that is tried."""
SLOWEST_S = 30
"""A file that takes longer is kept as one that breaks an importer."""


def main() -> None:
    """Share the seconds among the importers, or try the one that is named."""
    told = sys.argv[1:]
    if told[:1] == ["--one"]:
        _try_one(Kind(told[1]), int(told[2]))
        return
    seconds = int(told[0]) if told else SECONDS
    kinds = [Kind(name) for name in told[1:]] or list(IMPORTERS)
    broken = [kind.value for kind in kinds if _broke(kind, seconds // len(kinds))]
    print(f"Broken: {', '.join(broken) or 'none'}.")
    sys.exit(1 if broken else 0)


def _broke(kind: Kind, seconds: int) -> bool:
    print(f"{kind.value}: {seconds} s", flush=True)
    asked = [sys.executable, __file__, "--one", kind.value, str(seconds)]
    return subprocess.run(asked, check=False).returncode != 0  # noqa: S603 - this file


def _try_one(kind: Kind, seconds: int) -> None:
    def once(data: bytes) -> None:
        try:
            check(data, "a", kind)
        except Exception:
            name = f"{kind.value}-{sha256(data).hexdigest()[:8]}"
            (CORPUS / name).write_bytes(data)
            raise

    with tempfile.TemporaryDirectory() as seeds:
        for number, data in enumerate(_seeds(kind)):
            (Path(seeds) / str(number)).write_bytes(data)
        options = {
            "max_total_time": seconds,
            "max_len": LONGEST,
            "timeout": SLOWEST_S,
            "report_slow_units": SLOWEST_S,
            "artifact_prefix": f"{CORPUS}/{kind.value}-",
            "verbosity": 0,
            "print_final_stats": 1,
        }
        said = [f"-{name}={value}" for name, value in options.items()]
        atheris.Setup([sys.argv[0], *said, seeds], once)
        atheris.Fuzz()


def _seeds(kind: Kind) -> Iterator[bytes]:
    yield from (data for of, _, data in a.SAMPLES.values() if of is kind)
    for path in sorted(CORPUS.glob(f"{kind.value}-*")):
        yield path.read_bytes()


if __name__ == "__main__":
    main()
