"""Functions that are compiled where Numba is installed, and run as they are without."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from types import CodeType, ModuleType
from typing import Any, TypeVar


F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {"_nrt": False, "error_model": "numpy", "nogil": True}
"""Nothing here makes an array, so nobody need count who holds one."""

try:
    from numba import njit as _njit
    from numba import types as _types
except ImportError:
    COMPILED = False

    def compiled(function: F) -> F:
        """Give the function as it is."""
        return function

    folded = compiled
else:
    COMPILED = True
    _KINDS: dict[str, Any] = {
        "int": _types.int64,
        "float": _types.float64,
        "bool": _types.boolean,
        "None": _types.void,
        "Ints": _types.int64[::1],
        "Floats": _types.float64[::1],
        "Key": _types.UniTuple(_types.int64, 2),
        "tuple[int, int]": _types.UniTuple(_types.int64, 2),
        "tuple[int, int, int]": _types.UniTuple(_types.int64, 3),
        "tuple[int, int, int, int]": _types.UniTuple(_types.int64, 4),
        "tuple[int, float]": _types.Tuple((_types.int64, _types.float64)),
    }
    """Of annotations that compiled functions may have."""

    def _signature(function: F) -> Any:
        """
        Read what a function takes and gives off its annotations; None: not all known.

        Without it, Numba compiles a function again for every constant it is called with.
        """
        said = [_KINDS.get(kind) for kind in function.__annotations__.values()]
        return None if None in said else said[-1](*said[:-1])

    def compiled(function: F) -> F:
        """Compile a function, and keep what is compiled for the next time."""
        signature = _signature(function)
        try:
            made: F = _njit(signature, cache=True, **_OPTIONS)(function)
        except RuntimeError:  # nowhere to keep what is compiled
            made = _njit(signature, **_OPTIONS)(function)
        return made

    def folded(function: F) -> F:
        """Compile a function, and fold it into whoever calls it."""
        made: F = _njit(_signature(function), forceinline=True, **_OPTIONS)(function)
        return made


class Stamped:
    """
    A ``compiled`` that keeps nothing compiled before any of some modules changed.

    What Numba keeps notices when the function's own file changes, but not what it calls
    in others, nor constants of others that are compiled in.
    """

    def __init__(self, *modules: ModuleType) -> None:
        said = "\n".join(_said(module) for module in modules)
        self.stamp = blake2b(said.encode(), digest_size=6).hexdigest()

    def __call__(self, function: F) -> F:
        """Compile a function, and keep what is compiled for the next time."""
        function.__qualname__ = f"{function.__qualname__}-{self.stamp}"
        return compiled(function)


def _said(module: ModuleType) -> str:
    """Give all that may be compiled into who uses a module."""
    told = []
    for name, value in sorted(vars(module).items()):
        code = getattr(getattr(value, "py_func", value), "__code__", None)
        if code is not None:
            told.append(f"{name}{_said_by(code)}")
        elif isinstance(value, int | float | tuple | Stamped):
            told.append(f"{name}{getattr(value, 'stamp', value)!r}")
    return "\n".join(told)


def _said_by(code: CodeType) -> str:
    """Give what *code* does, alike in every process: its address is left out."""
    inner = (
        _said_by(one) if isinstance(one, CodeType) else repr(one)
        for one in code.co_consts
    )
    return f"{code.co_code!r}{list(inner)}"
