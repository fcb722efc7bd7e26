"""
The planner: a plan in exact seconds, and a bound that no plan beats.

It shares no code with the checker but the words of ``exeunt.model``.
"""

from __future__ import annotations

from exeunt.plan.solver.progress import Progress
from exeunt.plan.solver.solve import solve


__all__ = ["Progress", "solve"]
