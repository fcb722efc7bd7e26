"""
End at Ctrl-C and at a polite kill, though not while a library is half loaded.

Until somebody listens, Python answers with a traceback: so little is imported here.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from types import FrameType


STOPPED = 130
"""Exit code after Ctrl-C, which typer, too, gives."""
_AGAIN_S = 2.0
_SOON_S = 0.05
_LOADER = "ExtensionFileLoader"


def listen() -> None:
    """Let Ctrl-C and a polite kill end what goes on, and take away half a file."""
    signal.signal(signal.SIGTERM, _end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
        sys.unraisablehook = _Again(sys.unraisablehook)


def has_ended() -> None:
    """Ask no more."""
    if isinstance(sys.unraisablehook, _Again):
        sys.unraisablehook = sys.unraisablehook.tell
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def forget_interrupts() -> None:
    """
    Let the exit code stand after a Ctrl-C that came while Python made a class.

    CPython notes an interrupt inside ``exec`` of a text, as ``dataclass`` does at
    import, and would end by the signal though it was handled; the next ``exec`` of a
    text clears the note.
    """
    exec("")  # noqa: S102 - of nothing


def stop_in(error: RuntimeError) -> BaseException | None:
    """Give the stop that Python made an error of, as before 3.12 while it makes a class."""
    cause = error.__cause__
    return cause if isinstance(cause, KeyboardInterrupt | SystemExit) else None


def _end(number: int, frame: FrameType | None) -> None:
    """
    End so that what is being written is taken away, as Ctrl-C does.

    Python drops what is raised while it clears an object away, so ask again and again.
    """
    if _asked_later(number, frame):
        return
    _ask_again(number, _AGAIN_S)
    raise SystemExit(128 + number)


def _interrupt(number: int, frame: FrameType | None) -> None:
    if not _asked_later(number, frame):
        raise KeyboardInterrupt


class _Again:
    """Interrupts again where Python dropped it, as while it clears an object away."""

    def __init__(self, tell: Callable[[sys.UnraisableHookArgs], object]) -> None:
        self.tell = tell
        """Told of whatever else was dropped."""

    def __call__(self, dropped: sys.UnraisableHookArgs) -> None:
        if issubclass(dropped.exc_type, KeyboardInterrupt):
            _ask_again(signal.SIGINT, _SOON_S)
        else:
            self.tell(dropped)


def _asked_later(number: int, frame: FrameType | None) -> bool:
    """Put it off while a library is being loaded, which would crash on it."""
    if not hasattr(signal, "setitimer") or not loads_a_library(frame):
        return False
    _ask_again(number, _SOON_S)
    return True


def _ask_again(number: int, after_s: float) -> None:
    if hasattr(signal, "setitimer"):
        handler = _end if number == signal.SIGTERM else _interrupt
        signal.signal(signal.SIGALRM, lambda _number, frame: handler(number, frame))
        signal.setitimer(signal.ITIMER_REAL, after_s)


def loads_a_library(frame: FrameType | None) -> bool:
    """Tell whether compiled code is being loaded in *frame* or in what called it."""
    while frame is not None:
        if frame.f_code.co_qualname.startswith(_LOADER):
            return True
        frame = frame.f_back
    return False
