"""Say that compiling goes on, which happens once after installation and takes long."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath
from types import FrameType


WAIT_S = 2.0
"""A stall shorter than this is not worth a word."""
AGAIN_S = 0.5
COMPILER = ("numba", "core", "compiler.py")
NO_COMPILING = ("<module>", "_rebuild")
"""What it does when it is imported, and when it loads what is kept from before."""
WORDS = "Compiling, once after installation: about half a minute."
WORDS_EACH_TIME = (
    "Compiling, as at every start: there is no folder to keep it in. Let NUMBA_CACHE_DIR "
    "name one that you may write to."
)
_COMPILED = "exeunt.model.compiling"


@contextmanager
def telling_of_compiling(say: Callable[[str], None] | None = None) -> Iterator[None]:
    """
    Tell a terminal, once, if what is done within waits for the compiler.

    What Numba has kept from before is not compiled again, and is not told.
    """
    if say is None and not sys.stderr.isatty():
        yield
        return
    over = threading.Event()
    of = threading.get_ident()
    watcher = threading.Thread(
        target=_watch, args=(of, over, say or _on_terminal), daemon=True
    )
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _on_terminal(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _watch(of: int, over: threading.Event, say: Callable[[str], None]) -> None:
    wait_s = WAIT_S
    while not over.wait(wait_s):
        if compiles(sys._current_frames().get(of)):  # noqa: SLF001 - documented all the same
            say(WORDS_EACH_TIME if _is_not_kept() else WORDS)
            return
        wait_s = AGAIN_S


def _is_not_kept() -> bool:
    """Ask what has been loaded: loading it would take longer than the answer is worth."""
    module = sys.modules.get(_COMPILED)
    return bool(module and vars(module).get("NOT_KEPT"))


def compiles(frame: FrameType | None) -> bool:
    """Tell whether the compiler is at work in *frame* or in what called it."""
    while frame is not None:
        code = frame.f_code
        of_the_compiler = PurePath(code.co_filename).parts[-3:] == COMPILER
        if of_the_compiler and code.co_name not in NO_COMPILING:
            return True
        frame = frame.f_back
    return False
