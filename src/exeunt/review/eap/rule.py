"""What a rule of the linter is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from exeunt.model.findings import Finding, Severity
from exeunt.model.positions import Path, Positions
from exeunt.model.post import Post
from exeunt.review.eap.ways import Ways


POST = "post.yaml"
ESTIMATES = "estimates.yaml"
TRIPWIRES = "tripwires.yaml"
HISTORY = "history.yaml"
ROSTER = "roster"
"""Stands for whichever roster file the post has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A post under review on a day."""

    post: Post
    now: datetime
    ways: Ways = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: in which file, at which path, and what is so."""

    file: str
    path: Path
    message: str


Check = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One numbered rule: what it asks, on whose authority, and how to mend it."""

    id: str
    severity: Severity
    title: str
    source: str
    """The doctrine it is from."""
    mend: str
    check: Check

    def findings(self, case: Case, positions: Positions) -> Iterator[Finding]:
        """Apply the rule to *case*."""
        for hit in self.check(case):
            file = _roster(positions) if hit.file == ROSTER else hit.file
            line, column = positions.of_value(file, hit.path)
            yield Finding(
                file=file,
                line=line,
                column=column,
                rule=self.id,
                severity=self.severity,
                message=hit.message,
                mend=self.mend,
            )


def rule(
    number: int, severity: Severity, *, title: str, source: str, mend: str
) -> Callable[[Check], Rule]:
    """Make a check the rule EAP*number*."""

    def make(check: Check) -> Rule:
        return Rule(
            id=f"EAP{number:03}",
            severity=severity,
            title=title,
            source=source,
            mend=mend,
            check=check,
        )

    return make


def _roster(positions: Positions) -> str:
    return "roster.xlsx" if "roster.xlsx" in positions.values else "roster.csv"
