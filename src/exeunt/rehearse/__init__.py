"""Rehearse: a plan and its doubts in, what became of it in many worlds out."""

from __future__ import annotations

from exeunt.model.outcomes import EVERYONE, everyone_cleared
from exeunt.rehearse.alike import played_by
from exeunt.rehearse.found import (
    binding_stage,
    failures,
    merge,
    quantiles,
    stages_by_wait,
    widest_half_width,
)
from exeunt.rehearse.occupancy import occupancy_of
from exeunt.rehearse.play import ReadPlan, check_asked, rehearse, worth_compiling
from exeunt.rehearse.stories import stories_of, worst_worlds


__all__ = [
    "EVERYONE",
    "ReadPlan",
    "binding_stage",
    "check_asked",
    "everyone_cleared",
    "failures",
    "merge",
    "occupancy_of",
    "played_by",
    "quantiles",
    "rehearse",
    "stages_by_wait",
    "stories_of",
    "widest_half_width",
    "worst_worlds",
    "worth_compiling",
]
