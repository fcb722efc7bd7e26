"""A positive quantity told by its 10th, 50th and 90th percentile."""

from __future__ import annotations

from math import exp, log
from statistics import NormalDist
from typing import Annotated, Self

from pydantic import Field, model_validator

from exeunt.model.times import Duration
from exeunt.model.value import Value


_NORMAL = NormalDist()
_Z90 = _NORMAL.inv_cdf(0.9)
_Positive = Annotated[float, Field(gt=0)]


class _Percentiles(Value):
    """
    A two-piece log-normal through three percentiles.

    The logarithm is linear in the normal score on each side of the median, so the
    three elicited figures are met exactly and both tails stay log-normal.
    """

    p10: _Positive
    p50: _Positive
    p90: _Positive

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.p10 <= self.p50 <= self.p90:
            raise ValueError(
                f"p10 {self._said(self.p10)}, p50 {self._said(self.p50)} and "
                f"p90 {self._said(self.p90)} must not fall; put them in order"
            )
        return self

    @staticmethod
    def _said(value: float) -> str:
        return f"{value:g}"

    def quantile(self, u: float) -> float:
        """Give the value that is not exceeded with chance *u*, 0 < u < 1."""
        low, middle, high = log(self.p10), log(self.p50), log(self.p90)
        z = _NORMAL.inv_cdf(min(max(u, 1e-12), 1 - 1e-12)) / _Z90
        return exp(middle + z * ((middle - low) if z < 0 else (high - middle)))

    def cdf(self, x: float) -> float:
        """Give the chance that the value is at most *x*."""
        if x <= 0:
            return 0.0
        low, middle, high = log(self.p10), log(self.p50), log(self.p90)
        away = log(x) - middle
        width = (middle - low) if away < 0 else (high - middle)
        if width == 0:
            return 1.0 if away >= 0 else 0.0
        return _NORMAL.cdf(_Z90 * away / width)


class Spread(_Percentiles):
    """A positive factor or rate: p10, p50, p90, in that order."""


class DurationSpread(_Percentiles):
    """A duration [s]: p10, p50, p90, written like ``6h``, in that order."""

    p10: Annotated[Duration, Field(gt=0)]
    p50: Annotated[Duration, Field(gt=0)]
    p90: Annotated[Duration, Field(gt=0)]

    @staticmethod
    def _said(value: float) -> str:
        return f"{value / 3600:g}h"
