"""The independent checker: the rules of ``docs/rules.md``, read off the plan alone."""

from __future__ import annotations
