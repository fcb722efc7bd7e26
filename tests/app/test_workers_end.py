"""A worker does not outlive the process it works for, and leaves Ctrl-C to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exeunt.app.processes import Workers


PARENT = """
from os import getpid
from time import sleep

from exeunt.app.processes import Workers

if __name__ == "__main__":
    pool = Workers(1)
    print(pool.submit(getpid).result(), flush=True)
    pool.submit(sleep, 600)
    sleep(600)
"""


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # nobody may have asked after an orphan that has ended
    return not _is_a_zombie(pid)


def _is_a_zombie(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z"


def test_a_worker_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert alive(worker)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        for _ in range(300):
            if not alive(worker):
                return
            time.sleep(0.1)
        os.kill(worker, signal.SIGKILL)
    raise AssertionError("the worker went on for 30 seconds")


@pytest.mark.skipif(
    not hasattr(signal, "pthread_sigmask"), reason="Windows has no masks of signals"
)
def test_a_worker_hears_no_ctrl_c_even_while_it_begins() -> None:
    # the mask that it began with is that of its main thread, in which it works
    with Workers(1) as pool:
        begun = pool.submit(signal.pthread_sigmask, signal.SIG_BLOCK, [])
        assert signal.SIGINT in begun.result()
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
