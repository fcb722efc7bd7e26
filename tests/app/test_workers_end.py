"""A worker does not outlive the process it works for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path


PARENT = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from os import getpid
from time import sleep

from exeunt.app.processes import bound_to_its_parent

if __name__ == "__main__":
    pool = ProcessPoolExecutor(
        1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=bound_to_its_parent,
    )
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
