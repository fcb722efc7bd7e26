"""Departure statuses: what is declared for a category of people."""

from __future__ import annotations

from enum import StrEnum

from exeunt.model.times import Moment
from exeunt.model.value import Value


class DepartureStatus(StrEnum):
    """
    The ladder, lowest first. Held per category of people, never per post.

    Sources: 3 FAM 3770 for authorized and ordered departure; other profiles map their
    own words onto it (see ``docs/glossary.md``).
    """

    NORMAL = "normal"
    AUTHORIZED = "authorized"
    ORDERED = "ordered"
    SUSPENDED = "suspended"

    @property
    def rank(self) -> int:
        """Place on the ladder, 0 for normal."""
        return list(DepartureStatus).index(self)


class Profile(StrEnum):
    """Whose words and rules a post uses."""

    US_STATE = "us-state"
    UN = "un"
    NGO = "ngo"
    COMPANY = "company"


class Declared(Value):
    """A status that was declared for a category, as the record has it."""

    at: Moment
    category: str
    status: DepartureStatus
    by: str
    source: str | None = None
