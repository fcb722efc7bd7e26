"""Processes that work for this one, and what they are told."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar


Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class Workers(ProcessPoolExecutor):
    """Processes that leave Ctrl-C to this one, and end with it."""

    def __init__(self, most: int) -> None:
        super().__init__(
            most,
            # a forked child would inherit locks that other threads hold
            mp_context=multiprocessing.get_context("spawn"),
            initializer=bound_to_its_parent,
        )

    def submit(
        self,
        work: Callable[Given, Answer],
        /,
        *args: Given.args,
        **kwargs: Given.kwargs,
    ) -> Future[Answer]:
        """Give out *work*; the processes for it begin with what is given out first."""
        with _interrupts_later():
            return super().submit(work, *args, **kwargs)


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """
    Hear a Ctrl-C only after what is done within.

    Processes that begin meanwhile never hear one: a terminal sends it to them as well,
    and Python, until it is told otherwise, answers with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
