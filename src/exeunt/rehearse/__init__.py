"""Rehearse: a plan and its doubts in, what became of it in many worlds out."""

from __future__ import annotations

from exeunt.rehearse.alike import played_by
from exeunt.rehearse.found import (
    EVERYONE,
    binding_stage,
    everyone_cleared,
    merge,
    quantiles,
    stages_by_wait,
    widest_half_width,
)
from exeunt.rehearse.play import rehearse, worth_compiling


__all__ = [
    "EVERYONE",
    "binding_stage",
    "everyone_cleared",
    "merge",
    "played_by",
    "quantiles",
    "rehearse",
    "stages_by_wait",
    "widest_half_width",
    "worth_compiling",
]
