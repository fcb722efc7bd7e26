"""Play some tours and print what they cost; run with and without a compiler."""

from __future__ import annotations

import sys

from benchmarks.departures import departure, problem_at

from exeunt.model.streams import stream
from exeunt.plan.solver.annealing import Annealer
from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.network import Network


def annealed(k: float, *, seed: int, changes: int) -> list[str]:
    """Anneal a made-up departure; give each cost, to the last digit."""
    net = Network(problem_at(departure(k, seed=seed, scarce=True)))
    annealer = Annealer(net, first_schedule(net), stream(seed, 0))
    return [annealer.anneal(changes, warm=(50.0, 5.0)).hex() for _ in range(3)]


if __name__ == "__main__":
    for seed in range(4):
        sys.stdout.write(" ".join(annealed(0.07, seed=seed, changes=40)) + "\n")
