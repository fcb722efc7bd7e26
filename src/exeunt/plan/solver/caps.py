"""Caps on cost and clearance, which a search keeps by a price."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


PRICE_H = 1e9
"""Charged for being over a cap at all, and again for every part of it."""
CLOSE = 1e-6
"""What is over by no more than this share is not over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What a plan may cost at most, and by when all who come out are out."""

    cost: float = inf
    clearance_s: int = 1 << 40

    def charge_h(self, cost: float, clearance_s: float) -> float:
        """Charge weighted person-hours for what is over, more than any are worth."""
        over = max(0.0, cost - self.cost) / max(self.cost, 1.0)
        over += max(0.0, clearance_s - self.clearance_s) / max(self.clearance_s, 1)
        return PRICE_H * (1 + over) if over > CLOSE else 0.0
