"""A terminal without our letters gets plainer ones, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from exeunt.cli.plainer import plainer


@pytest.mark.parametrize("encoding", ["ascii", "cp437"])
def test_a_post_of_any_letters_is_told_in_any_encoding(encoding: str) -> None:
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "exeunt",
            "rehearse",
            "Zürich \u2192 \u041a\u0438\u0457\u0432",
            "plan",
        ],
        env=os.environ | {"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    told = ran.stderr.decode(encoding)
    assert ran.returncode == 2
    assert "There is no file plan" in told or "There is no folder" in told


def test_a_sign_becomes_the_next_best() -> None:
    words = "97 ± 2\N{NO-BREAK SPACE}% \u2192 Київ"
    with pytest.raises(UnicodeEncodeError) as caught:
        words.encode("ascii")
    first = caught.value
    assert plainer(first) == ("+/-", 4)
    rest = UnicodeEncodeError("ascii", words, 6, 7, "")
    assert plainer(rest) == (" ", 7)
    assert plainer(UnicodeEncodeError("ascii", words, 11, 15, "")) == ("????", 15)
