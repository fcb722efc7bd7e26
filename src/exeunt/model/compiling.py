"""Functions that are compiled where Numba is installed, and run as they are without."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import Any, TypeVar


F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "nogil": True}
"""Nothing here makes an array, so nobody need count who holds one."""

try:
    from numba import njit as _njit
except ImportError:
    COMPILED = False

    def compiled(function: F) -> F:
        """Give the function as it is."""
        return function

    inlined = folded = compiled
else:
    COMPILED = True

    def compiled(function: F) -> F:
        """Compile a function, and keep what is compiled for the next time."""
        try:
            made: F = _njit(cache=True, **_OPTIONS)(function)
        except RuntimeError:  # nowhere to keep what is compiled
            made = _njit(**_OPTIONS)(function)
        return made

    def inlined(function: F) -> F:
        """Write a function into whoever calls it before that is compiled."""
        made: F = _njit(inline="always", **_OPTIONS)(function)
        return made

    def folded(function: F) -> F:
        """Compile a function, and fold it into whoever calls it."""
        made: F = _njit(forceinline=True, **_OPTIONS)(function)
        return made


def stamped(*parts: object) -> Callable[[F], F]:
    """
    Give a ``compiled`` that keeps nothing compiled before any of *parts* changed.

    What Numba keeps notices when the function's own file changes, but not what it calls
    in others, nor constants of others that are compiled in.
    """
    stamp = blake2b("\n".join(_said(p) for p in parts).encode(), digest_size=6)

    def decorated(function: F) -> F:
        function.__qualname__ = f"{function.__qualname__}-{stamp.hexdigest()}"
        return compiled(function)

    return decorated


def _said(part: object) -> str:
    code = getattr(getattr(part, "py_func", part), "__code__", None)
    return repr(part) if code is None else f"{code.co_code!r}{code.co_consts!r}"
