"""Whether what a rehearsal found for one H-hour holds for another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exeunt.model.problem import Problem, looking_ahead
from exeunt.rehearse.reading import BEYOND_S


Played = tuple[Any, ...]
"""All of a problem that a world is played by, in seconds after H-hour."""


def played_by(problem: Problem) -> Played:
    """
    Give all that worlds of *problem* are played by.

    Where it is equal for two H-hours, so are the distributions of all that a rehearsal
    tells, for every plan: openings, curfews, departures and what is dated then fall
    alike, up to the end of the play. H-hours whole days apart mostly are; not where a
    closure is dated, or the clocks change.
    """
    ahead = looking_ahead(problem, problem.deadline_s + BEYOND_S)
    departures = tuple(replace(d, id=d.service.id) for d in ahead.departures)
    return (problem.sha256, ahead.open, ahead.fetching, ahead.hops, departures)
