"""The linter of emergency action plans: numbered rules, each with its doctrine."""

from __future__ import annotations

from datetime import datetime

from exeunt.model.findings import Finding
from exeunt.model.positions import Positions
from exeunt.model.post import Post
from exeunt.review.eap import evidence, exits, movement, paper, people, tripwires
from exeunt.review.eap.rule import Case, Rule
from exeunt.review.eap.ways import ways_of


RULES: tuple[Rule, ...] = (
    *paper.RULES,
    *tripwires.RULES,
    *people.RULES,
    *exits.RULES,
    *movement.RULES,
    *evidence.RULES,
)
"""Every rule, in the order of its number."""


def lint(post: Post, positions: Positions, *, now: datetime) -> tuple[Finding, ...]:
    """
    Apply every rule to *post*.

    Parameters
    ----------
    post
        A post without fault.
    positions
        Where its values stand, for file, line and column.
    now
        The day of the review, for what goes stale.

    Returns
    -------
    tuple of Finding
        In reading order: by file, line, column, rule.
    """
    case = Case(post=post, now=now, ways=ways_of(post))
    return tuple(sorted(f for rule in RULES for f in rule.findings(case, positions)))
