"""
The README's transcript, run.

In a block of ``console`` a line ``$ exeunt ...`` is a command and what follows is what
it prints, word for word; a line ``...`` stands for any lines, and ``…`` for any words.
Commands run one after the other in one folder, which has a copy of the bundled case in
``kyiv``. What is told on standard error is not shown.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from exeunt.app.demo import copy_case


README = Path(__file__).parents[2] / "README.md"
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def transcript_in(text: str) -> list[tuple[str, list[str]]]:
    """Give each command with the lines that it is said to print."""
    told: list[tuple[str, list[str]]] = []
    for block in _BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                told.append((line.removeprefix("$ "), []))
            else:
                told[-1][1].append(line)
    return told


def as_told(told: list[str], printed: list[str]) -> bool:
    """Tell whether *printed* is *told*, with any lines for each ``...``."""
    pattern = "".join(
        r"(?:[^\n]*\n)*" if line.strip() == "..." else _line(line) for line in told
    )
    text = "".join(line.replace("\u00a0", " ").rstrip() + "\n" for line in printed)
    return re.fullmatch(pattern, text) is not None


def _line(told: str) -> str:
    return re.escape(told.rstrip()).replace("…", r"[^\n]*") + "\n"


@pytest.mark.parametrize(
    ("told", "printed", "same"),
    [
        (["a", "b"], ["a", "b  "], True),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "b"], ["a", "b"], True),
        (["a"], ["a", "b"], False),
        (["a", "b"], ["a"], False),
        (["a.c"], ["abc"], False),
        (["by …, 08:00"], ["by 8 Jan, 08:00"], True),
        (["by …, 08:00"], ["by 8 Jan, 09:00"], False),
    ],
)
def test_lines_are_compared_as_they_are(
    told: list[str], printed: list[str], same: bool
) -> None:
    assert as_told(told, printed) is same


def test_a_transcript_is_read_from_its_blocks() -> None:
    text = "x\n```console\n$ exeunt a\n1\n...\n$ exeunt b\n```\n```sh\n$ no\n```\n"
    assert transcript_in(text) == [("exeunt a", ["1", "..."]), ("exeunt b", [])]


def test_the_transcript_of_the_readme_is_what_is_printed(tmp_path: Path) -> None:
    transcript = transcript_in(README.read_text("utf-8"))
    assert transcript, "README.md has no block ```console with a line '$ exeunt ...'"
    copy_case(tmp_path / "kyiv")
    for command, told in transcript:
        name, *arguments = shlex.split(command)
        assert name == "exeunt"
        ran = subprocess.run(
            [sys.executable, "-m", "exeunt", *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=280,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        assert as_told(told, ran.stdout.splitlines()), f"$ {command}\n{ran.stdout}"
