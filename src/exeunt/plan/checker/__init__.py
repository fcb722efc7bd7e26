"""
The independent checker: the rules of ``docs/rules.md``, read off the plan alone.

It shares no code with the planner. It gathers households and cohorts from the roster
and the estimates itself, and reads openings off the wall clock, moment by moment.
"""

from __future__ import annotations

from exeunt.model.breaches import Breach
from exeunt.plan.checker.examine import Examination, check, examine
from exeunt.plan.checker.objectives import Summary


__all__ = ["Breach", "Examination", "Summary", "check", "examine"]
