"""Of which estimates it is told that they are narrower than estimates have proved."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.make_folder import NOW, a_folder, read_folder

from exeunt.model.findings import Severity
from exeunt.review.eap import lint


RANGE = "low: 40\n    likely: 100\n    high: 260"


def _cases() -> dict[str, list[str]]:
    """Read the table: an estimate, and where it is said to be narrow, with words."""
    text = (Path(__file__).parent / "narrow_estimates.txt").read_text("utf-8")
    lines = [line for line in text.split("\n") if line and not line.startswith("#")]
    cases: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("= "):
            cases[next(reversed(cases))].append(line[2:])
        else:
            cases[line] = []
    return cases


CASES = _cases()


@pytest.mark.parametrize("case", CASES)
def test_an_estimate_is_as_wide_as_estimates_have_proved(case: str) -> None:
    figures, why = case.split("|")
    low, likely, high = figures.split()
    new = f"low: {low}\n    likely: {likely}\n    high: {high}"
    if why:
        new += f"\n    why: {why.strip()}"
    post, positions = read_folder(a_folder(("estimates.yaml", RANGE, new)))
    found = [f for f in lint(post, positions, now=NOW) if f.rule == "EAP043"]
    line = {5: "low", 7: "high"}
    assert [f"{line[f.line]}: {f.message}" for f in found] == CASES[case]
    assert {f.severity for f in found} <= {Severity.WARNING}
