"""The status to propose for each category, by the model and by the tripwires."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from exeunt.model.decision import DecideBy, Proposal
from exeunt.model.people import Category
from exeunt.model.statuses import DepartureStatus
from exeunt.model.tripwires import Tripwire
from exeunt.warn.tripwires import proposed_by


_NORMAL = DepartureStatus.NORMAL


def propose(
    categories: Sequence[Category],
    *,
    in_force: Mapping[str, DepartureStatus],
    decide_by: Iterable[DecideBy],
    tripwires: Sequence[Tripwire],
    as_of: datetime,
    authorize_within_s: int,
) -> tuple[Proposal, ...]:
    """
    Propose a status for each of *categories*.

    The model proposes departure where it is late already: ordered, or suspended for
    those who go only then; authorized where *decide by* comes within
    *authorize_within_s*, unless they go only when operations are suspended. The tripwires
    propose what they were given. The higher of the two is proposed, and never less
    than what is in force: only a person lowers. A category that the plan does not move
    keeps its status.

    Parameters
    ----------
    categories
        Of the post.
    in_force
        The status in force, by category.
    decide_by
        What the model found, for the categories it looked at.
    tripwires
        Those that were crossed.
    as_of
        The moment of assessment.
    authorize_within_s
        How near *decide by* may come before departure should be authorized [s].
    """
    found = {one.category: one for one in decide_by}
    highest = proposed_by(tripwires)
    out = []
    for category in categories:
        now = in_force.get(category.id, _NORMAL)
        by_tripwires = highest.get(category.id, _NORMAL)
        if category.moves_at is None:
            out.append(_kept(category, now, by_tripwires))
            continue
        by_model = _by_model(
            found.get(category.id),
            moves_at=category.moves_at,
            as_of=as_of,
            within_s=authorize_within_s,
        )
        names = [
            t.id
            for t in tripwires
            if by_tripwires != _NORMAL and t.proposes.get(category.id) == by_tripwires
        ]
        out.append(_moved(category, now, by_model, (by_tripwires, names)))
    return tuple(out)


def _moved(
    category: Category,
    now: DepartureStatus,
    model: tuple[DepartureStatus, str],
    tripwires: tuple[DepartureStatus, Sequence[str]],
) -> Proposal:
    return Proposal(
        category=category.id,
        in_force=now,
        proposed=max(now, model[0], tripwires[0], key=_rank),
        by_model=model[0],
        by_tripwires=tripwires[0],
        why=_why(now, model, tripwires),
    )


def _by_model(
    found: DecideBy | None,
    *,
    moves_at: DepartureStatus,
    as_of: datetime,
    within_s: int,
) -> tuple[DepartureStatus, str]:
    if found is None:
        return _NORMAL, "the model did not look at this category"
    target = f"{found.target:.0%}"
    if found.latest is None:
        why = (
            f"already late: decided now, the chance of all out is {found.now:.0%}, "
            f"the target {target}"
        )
        return max(DepartureStatus.ORDERED, moves_at, key=_rank), why
    if found.beyond:
        return _NORMAL, f"the target of {target} is met as far as the model looks"
    left_s = (found.latest - as_of).total_seconds()
    left = f"{max(0, round(left_s / 3600))} h left to decide at the target of {target}"
    goes_before_the_last = moves_at.rank < DepartureStatus.SUSPENDED.rank
    near = left_s <= within_s and goes_before_the_last
    return (DepartureStatus.AUTHORIZED if near else _NORMAL), left


def _rank(status: DepartureStatus) -> int:
    return status.rank


def _kept(
    category: Category, now: DepartureStatus, by_tripwires: DepartureStatus
) -> Proposal:
    why = "the plan does not move this category; it keeps its status"
    if by_tripwires.rank > now.rank:
        why += f", though a tripwire proposes {by_tripwires.value}"
    return Proposal(
        category=category.id,
        in_force=now,
        proposed=now,
        by_model=now,
        by_tripwires=by_tripwires,
        why=f"{why}.",
    )


def _why(
    now: DepartureStatus,
    model: tuple[DepartureStatus, str],
    tripwires: tuple[DepartureStatus, Sequence[str]],
) -> str:
    by_model, because = model
    by_tripwires, names = tripwires
    parts = [f"The model: {by_model.value}, {because}."]
    if names:
        plural = "s" if len(names) > 1 else ""
        parts.append(f"Tripwire{plural} {', '.join(names)}: {by_tripwires.value}.")
    else:
        parts.append("No tripwire proposes more than normal.")
    if by_model != by_tripwires:
        higher = "model" if by_model.rank > by_tripwires.rank else "tripwires"
        parts.append(f"They disagree; the {higher} would go further.")
    if now.rank > max(by_model.rank, by_tripwires.rank):
        parts.append(f"{now.value.capitalize()} is in force, and only a person lowers.")
    return " ".join(parts)
