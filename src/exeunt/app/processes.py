"""What a process is told that works for another one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading


def bound_to_its_parent() -> None:
    """Leave Ctrl-C to the process that puts the parts together, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def end_children() -> None:
    """End the processes that work for this one, whatever they are at."""
    for child in multiprocessing.active_children():
        child.terminate()
