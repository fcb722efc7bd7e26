"""The ladder of departure statuses, in the words and by the rules of each profile."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.model.statuses import DepartureStatus, Profile
from exeunt.model.times import DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One status as a profile knows it."""

    words: str
    authority: str
    """Who may declare it."""
    binding: bool
    """Whether who is told to go must go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """All statuses of a profile, with its two clocks."""

    rungs: dict[DepartureStatus, Rung]
    review_within_s: int
    """A status above normal is looked at again within so long."""
    payments_end_after_s: int | None
    """Evacuation payments end so long after the first departure; None: no such rule."""
    clearances: tuple[str, ...]
    """Whom a request goes through before it is decided."""
    source: str


_REVIEW_S = 30 * DAY


def _ladder(
    normal: str,
    *rungs: tuple[str, str, bool],
    clearances: tuple[str, ...],
    source: str,
    payments_end_after_s: int | None = None,
) -> Ladder:
    above = (Rung(words=w, authority=a, binding=b) for w, a, b in rungs)
    lowest = Rung(words=normal, authority=rungs[0][1], binding=False)
    return Ladder(
        rungs=dict(zip(DepartureStatus, (lowest, *above), strict=True)),
        review_within_s=_REVIEW_S,
        payments_end_after_s=payments_end_after_s,
        clearances=clearances,
        source=source,
    )


LADDERS = {
    Profile.US_STATE: _ladder(
        "normal",
        ("authorized departure", "Under Secretary for Management", False),
        ("ordered departure", "chief of mission or Secretary of State", True),
        ("suspended operations", "Secretary of State", True),
        clearances=(
            "chief of mission",
            "Emergency Action Committee",
            "regional bureau, executive office",
            "country desk",
            "Crisis Management and Strategy",
            "Consular Affairs, Overseas Citizens Services",
            "Diplomatic Security",
            "Overseas Buildings Operations",
            "Under Secretary for Management",
        ),
        source="2 FAM 440; 3 FAM 3770; DSSR 600; review as announced for Kyiv, January 2022",
        payments_end_after_s=180 * DAY,
    ),
    Profile.UN: _ladder(
        "normal work",
        ("alternate work modalities", "Designated Official", False),
        ("relocation", "Designated Official", True),
        ("evacuation", "Designated Official", True),
        clearances=(
            "Security Management Team",
            "chief security adviser",
            "Designated Official",
            "Department of Safety and Security",
        ),
        source="UNSMS Security Policy Manual; the review after 30 days is ours",
    ),
    Profile.NGO: _ladder(
        "normal work",
        ("hibernation", "country director", False),
        ("relocation", "country director", True),
        ("evacuation", "head office", True),
        clearances=(
            "security focal point",
            "human resources: salaries in advance, home areas",
            "country director",
            "head office",
        ),
        source="EISF and CARE guides; authority and review are field usage",
    ),
    Profile.COMPANY: _ladder(
        "normal work",
        ("voluntary departure", "crisis management team", False),
        ("mandatory departure", "crisis management team", True),
        ("site closed", "board", True),
        clearances=(
            "site manager",
            "security",
            "human resources",
            "insurer or assistance company",
            "crisis management team",
        ),
        source="field usage",
    ),
}
"""By profile. Where they differ from a house's own rules, the authority is named in
the log with every declaration."""


def ladder_of(profile: Profile) -> Ladder:
    """Give the ladder of *profile*."""
    return LADDERS[profile]
