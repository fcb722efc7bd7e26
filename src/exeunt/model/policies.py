"""Policies of declaring, and what each comes to over many ways it may go."""

from __future__ import annotations

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
    left_half_width: float
    """Of the 95 % interval, from the number of worlds alone."""
    false_alarms: float
    """Share of the worlds in which somebody was sent though no exit closed in the time
    watched after it."""
    false_alarms_half_width: float
    on_front: bool
    """No other policy looked at is as good in both and better in one."""


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

    @property
    def front(self) -> tuple[PolicyOutcome, ...]:
        """
        Those on the front, the fewest false alarms first.

        Of those that come to the same, the one that declares at the highest chances.
        """
        some = {(o.false_alarms, o.left): o for o in self.outcomes if o.on_front}
        return tuple(some[key] for key in sorted(some))
