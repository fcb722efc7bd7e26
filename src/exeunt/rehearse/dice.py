"""
Chance by number: what a world draws depends on nothing but where it is drawn.

Every draw is a function of the seed, the world, the cause, who it is for and how often
they have drawn before. So a world is the same whoever plays it and in whatever order,
and a plan with one vehicle more meets the same weather, and everybody else the same
luck: common random numbers without any bookkeeping [1]_. Who it is for is told by a
hash of their name, so that adding one leaves the others as they were.

Numba compiles it where it is installed.

References
----------
.. [1] J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as
   easy as 1, 2, 3, SC 2011, doi:10.1145/2063384.2063405.
.. [2] M. J. Wichura, Algorithm AS 241: the percentage points of the normal
   distribution, Applied Statistics 37 (1988), doi:10.2307/2347330.
"""

from __future__ import annotations

from math import exp, log, sqrt
from typing import Any

import numpy as np

from exeunt.model.compiling import COMPILED, signed
from exeunt.model.times import NEVER
from exeunt.rehearse.names import MASK, Key


_wide: Any = np.uint64 if COMPILED else int
_narrow: Any = np.int64 if COMPILED else int
_M0, _M1 = _wide(0xD2511F53), _wide(0xCD9E8D57)
_W0, _W1 = _wide(0x9E3779B9), _wide(0xBB67AE85)
_HALF, _WORD = _wide(32), _wide(MASK)
ROUNDS = 10
_MOST = log(NEVER)
Z90 = 1.2815515655446008
"""The normal score of the 90th percentile."""


@signed
def philox(key: Key, a: int, b: int, c: int, d: int) -> tuple[int, int, int, int]:
    """
    Mix four words with a key: Philox4x32-10 [1]_.

    Products take 64 bits without a sign, of which Python's own numbers have enough.
    """
    k0, k1 = _wide(key[0]), _wide(key[1])
    a, b, c, d = _wide(a), _wide(b), _wide(c), _wide(d)
    for _ in range(ROUNDS):
        p0, p1 = _M0 * a, _M1 * c
        a, b, c, d = (
            (p1 >> _HALF) ^ b ^ k0,
            p1 & _WORD,
            (p0 >> _HALF) ^ d ^ k1,
            p0 & _WORD,
        )
        k0, k1 = (k0 + _W0) & _WORD, (k1 + _W1) & _WORD
    return _narrow(a), _narrow(b), _narrow(c), _narrow(d)


@signed
def uniform(key: Key, world: int, cause: int, who: int, turn: int) -> float:
    """Draw from (0, 1)."""
    a, b, _, _ = philox(key, world & MASK, cause, who, turn)
    return float(((a >> 5) * 67108864.0 + (b >> 6) + 0.5) / 9007199254740992.0)


@signed
def quantile(u: float) -> float:
    """Give the normal score that is not exceeded with chance *u* [2]_."""
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        above = (
            ((((((2.5090809287301226727e3 * r + 3.3430575583588128105e4) * r
            + 6.7265770927008700853e4) * r + 4.5921953931549871457e4) * r
            + 1.3731693765509461125e4) * r + 1.9715909503065514427e3) * r
            + 1.3314166789178437745e2) * r + 3.3871328727963666080e0
        )  # fmt: skip
        below = (
            ((((((5.2264952788528545610e3 * r + 2.8729085735721942674e4) * r
            + 3.9307895800092710610e4) * r + 2.1213794301586595867e4) * r
            + 5.3941960214247511077e3) * r + 6.8718700749205790830e2) * r
            + 4.2313330701600911252e1) * r + 1.0
        )  # fmt: skip
        return q * above / below
    r = u if q < 0 else 1.0 - u
    r = sqrt(-log(r))
    if r <= 5.0:
        r -= 1.6
        above = (
            ((((((7.7454501427834140764e-4 * r + 2.27238449892691845833e-2) * r
            + 2.41780725177450611770e-1) * r + 1.27045825245236838258e0) * r
            + 3.64784832476320460504e0) * r + 5.76949722146069140550e0) * r
            + 4.63033784615654529590e0) * r + 1.42343711074968357734e0
        )  # fmt: skip
        below = (
            ((((((1.05075007164441684324e-9 * r + 5.47593808499534494600e-4) * r
            + 1.51986665636164571966e-2) * r + 1.48103976427480074590e-1) * r
            + 6.89767334985100004550e-1) * r + 1.67638483018380384940e0) * r
            + 2.05319162663775882187e0) * r + 1.0
        )  # fmt: skip
    else:
        r -= 5.0
        above = (
            ((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r
            + 1.24266094738807843860e-3) * r + 2.65321895265761230930e-2) * r
            + 2.96560571828504891230e-1) * r + 1.78482653991729133580e0) * r
            + 5.46378491116411436990e0) * r + 6.65790464350110377720e0
        )  # fmt: skip
        below = (
            ((((((2.04426310338993978564e-15 * r + 1.42151175831644588870e-7) * r
            + 1.84631831751005468180e-5) * r + 7.86869131145613259100e-4) * r
            + 1.48753612908506148525e-2) * r + 1.36929880922735805310e-1) * r
            + 5.99832206555887937690e-1) * r + 1.0
        )  # fmt: skip
    return -above / below if q < 0 else above / below


@signed
def score(key: Key, world: int, cause: int, who: int, turn: int) -> float:
    """Draw a normal score."""
    return quantile(uniform(key, world, cause, who, turn))


@signed
def share_left(at: int, begin: int, lasts: int) -> float:
    """Give the share that is left at a moment of what falls evenly to nothing."""
    return min(max((begin + lasts - at) / lasts, 0.0), 1.0)


@signed
def at_score(low: float, middle: float, high: float, z: float) -> float:
    """
    Give the value at a normal score of a two-piece log-normal.

    Its 10th, 50th and 90th percentiles are given by their logarithms. What lies beyond
    ``NEVER`` lies there: it fits into 64 bits as seconds, and no world lasts so long.
    """
    width = middle - low if z < 0 else high - middle
    return exp(min(middle + z / Z90 * width, _MOST))
