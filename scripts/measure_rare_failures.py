"""
Measure whether splitting worlds tells P(all out) near 99 % better than plain play.

Splitting plays worlds up to a moment, and goes on from there in so many copies as the
state gives reason for: many where it may yet fail, few (or, by lot, none) where it is
well. The state is told here by the share of people who are out. With B the variance of
the chance between groups of states, s the deviation within group g of share w, and c the
share of the work that is done by then, the best splitting needs

    (sqrt(B c) + sqrt(1 - c) sum(w s))^2 / (p (1 - p))

times the work of plain play for the same half-width.

    python scripts/measure_rare_failures.py POST PLAN [WORLDS]
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import read_post
from exeunt.app.rehearse_plan import rehearse_plan
from exeunt.model.intervals import share_half_width
from exeunt.model.known import as_planned
from exeunt.model.problem import problem_of
from exeunt.model.times import DAY, HOUR
from exeunt.rehearse import everyone_cleared


GROUPS = 20


def main() -> None:
    """Play, and print what of failing can be foreseen after each day."""
    folder, plan_file, *more = sys.argv[1:]
    worlds = int(more[0]) if more else 10_000
    plan = read_plan_at(Path(plan_file))
    post = as_planned(read_post(Path(folder)), plan)
    problem = problem_of(post, h_hour=plan.h_hour, moving=plan.moving)
    found = rehearse_plan(problem, plan, replications=worlds, seed=0)
    clear = everyone_cleared(found.cleared_s) >= 0
    share, width = clear.mean(), share_half_width(int(clear.sum()), worlds)
    print(f"{worlds:,} worlds: P(all out) {share:.4f} ± {width:.4f}")
    for day in range(1, post.file.deadline // DAY + 1):
        out = found.out_share[:, day * DAY // HOUR]
        needed = _needed(out, clear)
        print(f"split after day {day}: {needed:.0%} of the work of plain play")


def _needed(
    out: np.ndarray[tuple[int], np.dtype[np.float64]],
    clear: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> float:
    """Give the share of the work of plain play that the best splitting needs."""
    groups = np.array_split(np.argsort(out, kind="stable"), GROUPS)
    p, done = clear.mean(), out.mean()
    weights = np.array([len(g) / len(clear) for g in groups])
    chances = np.array([clear[g].mean() for g in groups])
    between = float((weights * (chances - p) ** 2).sum())
    within = float((weights * np.sqrt(chances * (1 - chances))).sum())
    root = np.sqrt(between * done) + np.sqrt(1 - done) * within
    return float(root**2 / max(p * (1 - p), 1e-12))


if __name__ == "__main__":
    main()
