"""Play some tours and print what they cost; run with and without a compiler."""

from __future__ import annotations

import sys

from benchmarks.departures import departure, problem_at

from exeunt.model.streams import stream
from exeunt.plan.solver.annealing import Annealer
from exeunt.plan.solver.construct import first_schedule
from exeunt.plan.solver.network import Network


CRAMPED = 5


def annealed(
    k: float, *, seed: int, changes: int, events: int | None = None
) -> list[str]:
    """Anneal a made-up departure, with room for *events*; give each cost, to the last digit."""
    net = Network(problem_at(departure(k, seed=seed, scarce=True)))
    annealer = Annealer(net, first_schedule(net), stream(seed, 0))
    annealer._desk = annealer._desk._replace(heap=annealer._desk.heap[:events])
    return [annealer.anneal(changes, warm=(50.0, 5.0)).hex() for _ in range(3)]


def lines() -> list[str]:
    """Play a few departures, and one in a heap that some of its tours do not fit into."""
    found = [annealed(0.07, seed=seed, changes=40) for seed in range(4)]
    found.append(annealed(0.07, seed=0, changes=40, events=CRAMPED))
    return [" ".join(each) for each in found]


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
