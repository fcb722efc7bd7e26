"""Every random stream, spawned from a seed."""

from __future__ import annotations

import numpy as np


def stream(seed: int, *path: int) -> np.random.Generator:
    """
    Give the stream at *path* under *seed*.

    The stream of ``(seed, k)`` is the same whoever asks and in whatever order, so
    replication *k* draws the same numbers on any number of workers.
    """
    return np.random.default_rng(np.random.SeedSequence(entropy=seed, spawn_key=path))
