"""Whether one forecaster is better than another, case by case."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt
from statistics import mean, stdev

from exeunt.model.replays import Paired


def paired(ours: Sequence[float], theirs: Sequence[float]) -> Paired:
    """Compare the losses *ours* with *theirs*, one of each a case."""
    apart = [a - b for a, b in zip(ours, theirs, strict=True)]
    many = len(apart)
    return Paired(
        mean=mean(apart),
        error=stdev(apart) / sqrt(many) if many > 1 else inf,
        better=sum(one < 0 for one in apart),
        cases=many,
    )
