"""
Write the synthetic roster of the Kyiv case.

Nobody on it exists. Its size follows the public record (about 900 employees, most of
them Ukrainian); families, homes and needs are drawn from a fixed seed.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from exeunt.model.streams import stream


HOMES = ("pechersk", "podil", "obolon", "left-bank")
SHARES = (0.45, 0.25, 0.15, 0.15)
HEADER = (
    "id",
    "household",
    "category",
    "place",
    "needs",
    "designation",
    "documents",
    "consent",
)
DIRECT_HIRE = 180
LOCAL_STAFF = 560


def rows() -> list[tuple[str, ...]]:
    """Draw every row: direct hire with their families, then local staff."""
    draw = stream(20211110)
    out: list[tuple[str, ...]] = []
    for number in range(1, DIRECT_HIRE + 1):
        home = str(draw.choice(HOMES, p=SHARES))
        emergency = number % 6 == 0
        household = f"H{number:03d}"
        category = "emergency-staff" if emergency else "direct-hire"
        designation = "emergency" if emergency else "non_emergency"
        has_family = draw.random() < 0.45
        members = int(draw.integers(1, 5)) if has_family else 0
        # emergency staff stay when their families go, so families stand by themselves
        own = f"{household}E" if emergency and members else household
        out.append(
            (f"P{number:03d}", own, category, home, "", designation, "ready", "yes")
        )
        for member in range(1, members + 1):
            needs, documents = _family_needs(draw.random(), draw.random(), member)
            out.append(
                (
                    f"P{number:03d}-{member}",
                    household,
                    "family",
                    home,
                    needs,
                    "",
                    documents,
                    "yes",
                )
            )
    for number in range(1, LOCAL_STAFF + 1):
        home = str(draw.choice(HOMES))
        out.append(
            (f"L{number:03d}", f"L{number:03d}", "local-staff", home, "", "", "", "no")
        )
    return out


def _family_needs(chance: float, paper: float, member: int) -> tuple[str, str]:
    documents = (
        "missing" if paper < 0.02 else "held_by_post" if paper < 0.06 else "ready"
    )
    if chance < 0.015:
        return "wheelchair", documents
    if chance < 0.03:
        return "medical", documents
    if chance < 0.05:
        return "pregnancy", documents
    if chance < 0.14 and member > 1:
        return "infant", documents
    if chance > 0.9:
        return "pet", documents
    return "", documents


def main() -> None:
    """Write the roster to the path given."""
    with Path(sys.argv[1]).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows())


if __name__ == "__main__":
    main()
