from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from exeunt.model import compiling
from exeunt.model.compiling import _said_by


def _with_a_function_inside(most: int) -> list[int]:
    return sorted((k for k in range(most)), key=lambda k: -k)


def _another(most: int) -> list[int]:
    return sorted((k for k in range(most)), key=lambda k: k)


_ONE, _OTHER = 1, 2


def _reads_one() -> int:
    return _ONE


def _reads_other() -> int:
    return _OTHER


def test_what_a_function_does_is_told_alike_in_every_process() -> None:
    """Else what is compiled is kept under a name that nobody asks for again."""
    assert " at 0x" not in _said_by(_with_a_function_inside.__code__)


def test_a_change_inside_is_told() -> None:
    assert _said_by(_another.__code__) != _said_by(_with_a_function_inside.__code__)


def test_another_constant_of_the_module_is_told() -> None:
    assert _said_by(_reads_one.__code__) != _said_by(_reads_other.__code__)


@compiling.signed
def _twice(k: int) -> int:
    return 2 * k


@compiling.folded
def _more(k: int) -> int:
    return _twice(k) + 1


@compiling.signed
def _most(k: int) -> int:
    return _more(_more(k))


needs_numba = pytest.mark.skipif(not compiling.COMPILED, reason="Numba is an extra")


@needs_numba
def test_what_is_declared_is_compiled_when_it_is_called() -> None:
    assert not any("made" in vars(one) for one in (_twice, _more, _most))
    assert _twice(1) == 2
    assert "made" in vars(_twice)
    assert not any("made" in vars(one) for one in (_more, _most))
    assert _most(1) == 7


@needs_numba
def test_what_is_kept_compiled_needs_nothing_else_loaded() -> None:
    _most(1)
    told = subprocess.run(
        [sys.executable, "-c", AGAIN],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        timeout=60,
    )
    assert told.stdout.split() == ["7", "['_most']"]


AGAIN = f"""
from {__name__} import _most, _more, _twice

print(_most(1), [one.__name__ for one in (_most, _more, _twice) if "made" in vars(one)])
"""
