from __future__ import annotations

import os
import subprocess
import sys


ASKED = """
from exeunt.rehearse.fast import worlds
from exeunt.rehearse.fast.worlds import compiled
print(getattr(compiled, "stamp", ""))
"""


def _stamp(seed: str) -> str:
    given = os.environ | {"PYTHONHASHSEED": seed, "NUMBA_DISABLE_JIT": "1"}
    return subprocess.run(
        [sys.executable, "-c", ASKED],
        env=given,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_what_is_compiled_is_known_again_in_another_process() -> None:
    assert _stamp("1") == _stamp("2") != ""
