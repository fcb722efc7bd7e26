"""Move prices towards what is over-booked, until the bound rises no more."""

from __future__ import annotations

import numpy as np

from exeunt.plan.solver.network import SERVICE
from exeunt.plan.solver.priced import Priced
from exeunt.plan.solver.prices import Prices
from exeunt.plan.solver.program import Floats


MEMORY = 0.7
"""How much of the last direction goes into the next."""
FIRST = 0.3
PATIENCE = 15
SHRINK = 0.7
LEAST = 0.002


class Ascent:
    """A deflected subgradient ascent that remembers the best prices."""

    def __init__(self, priced: Priced) -> None:
        self.priced = priced
        self.best = -np.inf
        self._here = np.array(priced.start)
        self._prices = self._here
        self._direction: Floats | None = None
        self._pace = FIRST
        self._waited = 0

    @property
    def done(self) -> bool:
        """Whether steps have become too small to matter."""
        return self._pace < LEAST or not len(self._here)

    def climb(self, steps: int, *, below: float) -> float:
        """Take *steps*; *below* is a value that no bound exceeds. Give the best."""
        for _ in range(steps):
            value, over = self.priced.value(self._here)
            self._remember(value)
            if self.done or value >= below:
                break
            over[(self._here <= 0) & (over < 0)] = 0
            if self._direction is not None:
                over = over + MEMORY * self._direction
            size = float(np.sum(over * over))
            if size <= 0:
                self._pace = 0
                break
            self._direction = over
            step = self._pace * (below - value) / size
            self._here = np.maximum(0, self._here + step * over)
        return self.best

    def _remember(self, value: float) -> None:
        if value > self.best + 1e-5 * abs(value):
            self._waited = 0
        else:
            self._waited += 1
        if value > self.best:
            self.best, self._prices = value, self._here
        if self._waited >= PATIENCE:
            self._pace *= SHRINK
            self._waited = 0
            self._here, self._direction = self._prices, None

    def prices(self) -> Prices:
        """State the best prices so that a plan can heed them."""
        found = Prices()
        slots = self.priced.slots
        for (index, kind), numbers in self.priced.seats.items():
            way = self.priced.net.ways[index]
            moments = slots[:1] if way.fleet == SERVICE else slots
            found.put_seat(way, kind, moments, self._prices[numbers[: len(moments)]])
        for place, first in self.priced.turns.items():
            values = self._prices[first : first + len(slots)]
            found.turns[place] = (slots.tolist(), values.tolist())
        return found
