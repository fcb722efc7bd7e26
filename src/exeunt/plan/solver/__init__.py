"""The planner: a plan, and a bound on how good any plan can be."""

from __future__ import annotations
