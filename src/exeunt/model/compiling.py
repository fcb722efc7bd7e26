"""Functions that are compiled where Numba is installed, and run as they are without."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from hashlib import blake2b
from types import CodeType, ModuleType
from typing import Any, TypeVar


F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS: dict[str, Any] = {
    "_nrt": False,
    "error_model": "numpy",
    "nogil": True,
    "forceinline": False,
}
"""
Nothing here makes an array, so nobody need count who holds one. What is not said to be
folded would else be so where it is first called from what is.
"""

NOT_KEPT: set[str] = set()
"""Functions whose compiled form there is nowhere to keep, so that it is made each time."""

try:
    from numba import njit as _njit
    from numba import typeof as _typeof
    from numba import types as _numba_types
    from numba.extending import intrinsic as _intrinsic
    from numba.extending import typeof_impl as _typeof_impl
except ImportError:
    COMPILED = False

    def compiled(function: F) -> F:
        """Give the function as it is."""
        return function

    folded = inlined = signed = compiled

    def address(array: Any) -> Any:
        """Give the array as it is."""
        return array

    def fixed(block: Any, at: int) -> Any:
        """Look up a number."""
        return block[at]
else:
    COMPILED = True
    _types: Any = _numba_types
    _type_of: Any = _typeof
    _KINDS: dict[str, Any] = {
        "int": _types.int64,
        "float": _types.float64,
        "bool": _types.boolean,
        "None": _types.void,
        "Ints": _types.int64[::1],
        "Floats": _types.float64[::1],
        "Words": _types.CPointer(_types.int64),
        "Fractions": _types.CPointer(_types.float64),
        "Key": _types.UniTuple(_types.int64, 2),
        "tuple[int, int]": _types.UniTuple(_types.int64, 2),
        "tuple[int, int, int]": _types.UniTuple(_types.int64, 3),
        "tuple[int, int, int, int]": _types.UniTuple(_types.int64, 4),
        "tuple[int, float]": _types.Tuple((_types.int64, _types.float64)),
    }
    """Of annotations; arrays have one dimension, pointers no end."""

    @_intrinsic
    def address(_: Any, array: Any) -> Any:
        """Give where an array begins: no look-up from there counts from the end."""

        def code(context: Any, builder: Any, signature: Any, given: Any) -> Any:
            made = context.make_array(signature.args[0])
            return made(context, builder, given[0]).data

        return _types.CPointer(array.dtype)(array), code

    @_intrinsic
    def fixed(_: Any, block: Any, at: Any) -> Any:
        """Look up a number that nothing compiled ever changes: once will do."""

        def code(_: Any, builder: Any, __: Any, given: Any) -> Any:
            loaded = builder.load(builder.gep(given[0], [given[1]]))
            loaded.set_metadata("invariant.load", builder.module.add_metadata([]))
            return loaded

        return block.dtype(block, _types.unliteral(at)), code

    def _signature(function: F) -> Any:
        """
        Read what a function takes and gives off its annotations; None: not all known.

        Without it, Numba compiles a function again for every constant it is called with.
        """
        said = list(function.__annotations__.values())
        if not all(kind in _KINDS for kind in said):
            return None
        takes, gives = said[:-1], said[-1]
        return _KINDS[gives](*(_KINDS[kind] for kind in takes))

    class _Later:
        """
        A function that is compiled once it is called, by Python or by what is compiled.

        What is kept compiled holds all that it calls, so that nothing of that need be
        loaded, or even compiled, beside it.
        """

        def __init__(
            self, function: Callable[..., Any], make: Callable[[], Any]
        ) -> None:
            update_wrapper(self, function)
            self.py_func = function
            self._make = make

        @cached_property
        def made(self) -> Any:
            """Give it compiled."""
            return self._make()

        def __call__(self, *given: Any) -> Any:
            """Call it compiled."""
            return self.made(*given)

    @_typeof_impl.register(_Later)
    def _type_of_later(later: _Later, _: Any) -> Any:
        return _type_of(later.made)

    def _made(function: F, signature: Any) -> F:
        try:
            made: F = _njit(signature, cache=True, **_OPTIONS)(function)
        except RuntimeError:  # nowhere to keep what is compiled
            NOT_KEPT.add(function.__qualname__)
            made = _njit(signature, **_OPTIONS)(function)
        return made

    def compiled(function: F) -> F:
        """Compile a function, and keep what is compiled for the next time."""
        return _made(function, None)

    def signed(function: F) -> F:
        """Compile a function for what its annotations say, and keep it."""
        signature = _signature(function)
        if signature is None:
            return compiled(function)
        later: Any = _Later(function, lambda: _made(function, signature))
        return later  # type: ignore[no-any-return]  # called as the function is

    def inlined(function: F) -> F:
        """Write a function into whoever calls it before that is compiled."""
        made: F = _njit(inline="always", **_OPTIONS)(function)
        return made

    def folded(function: F) -> F:
        """Compile a function as ``signed``, and fold it into whoever calls it."""
        later: Any = _Later(
            function,
            lambda: _njit(_signature(function), **_OPTIONS | {"forceinline": True})(
                function
            ),
        )
        return later  # type: ignore[no-any-return]  # called as the function is


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
        return signed(function)


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
    """Say what *code* does, alike in every process: no address, no order of a set."""
    constants = [_constant(value) for value in code.co_consts]
    return f"{code.co_code!r}{code.co_names}{constants}"


def _constant(value: object) -> str:
    if isinstance(value, CodeType):
        return _said_by(value)
    if isinstance(value, frozenset):
        return repr(sorted(map(repr, value)))
    return repr(value)
