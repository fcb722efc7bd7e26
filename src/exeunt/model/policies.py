"""Policies of declaring, and what each comes to over many ways it may go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    Declare authorized departure at one chance of closing, ordered at another.

    The chance is that of the scenarios that shut exits, as the evidence tells it on
    each day; 0 is today, 1 is never.
    """

    authorized_at: float
    ordered_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOutcome:
    """What a policy comes to, in the mean of the ways it may go."""

    policy: Policy
    left: float
    """People who are not out when their exits close, or at all."""
    left_half_width: float | None
    """Of the 95 % interval, from the number of worlds alone; None: there was one."""
    false_alarms: float
    """Share of the worlds in which somebody was sent though no exit closed in the time
    watched after it."""
    false_alarms_half_width: float
    on_front: bool
    """No other policy looked at is as good in both and better in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sooner:
    """What policies come to, were all to be out in a share of the time."""

    share: float
    outcomes: tuple[PolicyOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTable:
    """Every policy that was looked at."""

    outcomes: tuple[PolicyOutcome, ...]
    worlds: int
    days: int
    """How far ahead paths of evidence run."""
    people: float
    """How many would move."""
    seed: int
    sooner: tuple[Sooner, ...] = ()
    """The same policies, were all to be out in a share of the time."""

    @property
    def front(self) -> tuple[PolicyOutcome, ...]:
        """
        Those on the front, the fewest false alarms first.

        Of those that come to the same, the one that declares at the highest chances.
        """
        return front_of(self.outcomes)

    @property
    def allowed(self) -> float:
        """A quarter of the people whom it would leave behind never to declare."""
        return 0.25 * max(one.left for one in self.outcomes)

    def false_alarms_at(self, left: float, share: float = 1.0) -> float | None:
        """
        Give the fewest false alarms that leave no more than *left* people behind.

        *share* is of the time that it takes to be out, 1 as rehearsed. None: no policy
        that was looked at leaves so few.
        """
        faster = {one.share: one.outcomes for one in self.sooner}
        outcomes = self.outcomes if share == 1.0 else faster[share]
        kept = [one.false_alarms for one in outcomes if one.left <= left]
        return min(kept, default=None)


def front_of(outcomes: Sequence[PolicyOutcome]) -> tuple[PolicyOutcome, ...]:
    """Give those of *outcomes* on the front, the fewest false alarms first."""
    some = {(o.false_alarms, o.left): o for o in outcomes if o.on_front}
    return tuple(some[key] for key in sorted(some))
