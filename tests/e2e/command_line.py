"""The command line as its users have it: a process, two streams and an exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.make_folder import TEXTS


DAY = "2020-05-06"
"""On which nothing is amiss in the post of these tests."""
NEWS = (
    "The ministry ordered the departure of family members of its staff from Ostland.\n"
)
INDEX = """\
file,published,source,source_class
news.txt,2020-05-05,Ministry,official
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str
    most_mb: float
    """Memory at its peak, with what the interpreter and its modules take."""


class Exeunt:
    """
    Runs ``exeunt`` in processes of their own, without importing all of it each time.

    A server imports the modules and forks for each command. It gives up the right of
    root to read and write everything, so that permissions mean what they say.
    """

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forks.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: object, cwd: Path) -> Ran:
        """Run ``exeunt`` with *arguments* in the folder *cwd*."""
        words = [str(argument) for argument in arguments]
        stdin, stdout = self._server.stdin, self._server.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps({"arguments": words, "cwd": str(cwd)}) + "\n")
        stdin.flush()
        return Ran(**json.loads(stdout.readline()))

    def close(self) -> None:
        """End the server."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        self._server.wait(timeout=30)
        self._server.stdout.close()


def run_cold(
    arguments: Sequence[object], *, cwd: Path
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m exeunt`` as a user would, from the cold."""
    return subprocess.run(
        [sys.executable, "-m", "exeunt", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def listing(folder: Path) -> dict[str, tuple[int, int]]:
    """
    Give what lies in *folder*: of files, size and time of change by path.

    Readings of documents that are kept may come and go, and with them the time at which
    the folder they lie in was changed.
    """
    return {
        str(path.relative_to(folder)): (
            (0, 0)
            if path.is_dir()
            else (path.lstat().st_size, path.lstat().st_mtime_ns)
        )
        for path in sorted(folder.rglob("*"))
        if ".exeunt" not in path.relative_to(folder).parts
    }


def write_post(folder: Path) -> Path:
    """Write the fictional post to *folder*, ten years earlier, with one document."""
    inner = folder / "documents"
    inner.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / name).write_text(text.replace("2030", "2020"), encoding="utf-8")
    (inner / "news.txt").write_text(NEWS, encoding="utf-8")
    (inner / "index.csv").write_text(INDEX, encoding="utf-8")
    return folder
