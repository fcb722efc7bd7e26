"""What the linter of emergency action plans finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding: where, which rule, what is so, and how to mend it."""

    file: str
    line: int
    column: int
    rule: str
    severity: Severity
    message: str
    mend: str
