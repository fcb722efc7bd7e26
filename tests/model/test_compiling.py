from __future__ import annotations

from exeunt.model.compiling import _said_by


def _with_a_function_inside(most: int) -> list[int]:
    return sorted((k for k in range(most)), key=lambda k: -k)


def _another(most: int) -> list[int]:
    return sorted((k for k in range(most)), key=lambda k: k)


def test_what_a_function_does_is_told_alike_in_every_process() -> None:
    """Else what is compiled is kept under a name that nobody asks for again."""
    assert " at 0x" not in _said_by(_with_a_function_inside.__code__)


def test_a_change_inside_is_told() -> None:
    assert _said_by(_another.__code__) != _said_by(_with_a_function_inside.__code__)
