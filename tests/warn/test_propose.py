"""Which status is proposed for a category."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.make import H_HOUR, a_category

from exeunt.model.decision import DecideBy, Proposal
from exeunt.model.statuses import DepartureStatus
from exeunt.model.times import DAY
from exeunt.model.tripwires import Tripwire
from exeunt.warn.propose import propose


NORMAL, AUTHORIZED, ORDERED, SUSPENDED = DepartureStatus

# days left to decide ("late": none, "far": beyond the last looked at), in force, by the
# tripwires -> by the model, proposed
TABLE = """
far    normal      -           normal      normal
30     normal      -           normal      normal
7.01   normal      -           normal      normal
7      normal      -           authorized  authorized
0      normal      -           authorized  authorized
late   normal      -           ordered     ordered
-      normal      -           normal      normal
30     normal      authorized  normal      authorized
30     normal      ordered     normal      ordered
5      normal      ordered     authorized  ordered
late   normal      authorized  ordered     ordered
late   normal      suspended   ordered     suspended
30     authorized  -           normal      authorized
30     ordered     -           normal      ordered
5      ordered     -           authorized  ordered
late   authorized  -           ordered     ordered
30     suspended   ordered     normal      suspended
"""
ROWS = [tuple(line.split()) for line in TABLE.strip().splitlines()]


def decided(left: str) -> list[DecideBy]:
    if left == "-":
        return []
    latest = None
    if left != "late":
        latest = H_HOUR + timedelta(days=100 if left == "far" else float(left))
    one = DecideBy(
        category="family",
        target=0.9,
        curve=(),
        latest=latest,
        beyond=left == "far",
        now=0.4,
    )
    return [one]


def a_tripwire(status: str, tripwire_id: str = "t", **given: Any) -> Tripwire:
    return Tripwire.model_validate(
        {
            "id": tripwire_id,
            "observable": "It is seen.",
            "when": {"indicator": "x"},
            "proposes": {"family": status},
        }
        | given
    )


def proposal(left: str = "30", in_force: str = "normal", *by: Tripwire) -> Proposal:
    (found,) = propose(
        [a_category()],
        in_force={"family": DepartureStatus(in_force)},
        decide_by=decided(left),
        tripwires=by,
        as_of=H_HOUR,
        authorize_within_s=7 * DAY,
    )
    return found


@pytest.mark.parametrize(("left", "in_force", "trips", "model", "proposed"), ROWS)
def test_the_proposal_is_as_drawn(
    left: str, in_force: str, trips: str, model: str, proposed: str
) -> None:
    by = [] if trips == "-" else [a_tripwire(trips)]

    found = proposal(left, in_force, *by)

    assert found.by_model.value == model
    assert found.by_tripwires.value == ("normal" if trips == "-" else trips)
    assert found.proposed.value == proposed


@pytest.mark.parametrize("left", ["-", "far", "30", "5", "late"])
@pytest.mark.parametrize("in_force", list(DepartureStatus))
def test_a_proposal_is_never_lower_than_what_is_in_force(
    left: str, in_force: DepartureStatus
) -> None:
    assert proposal(left, in_force.value).proposed.rank >= in_force.rank


def test_the_reason_names_the_tripwires_that_propose_most() -> None:
    found = proposal(
        "30",
        "normal",
        a_tripwire("ordered", "peers-go"),
        a_tripwire("authorized", "talks-failed"),
        a_tripwire("ordered", "air-goes"),
    )

    assert "peers-go, air-goes: ordered" in found.why
    assert "talks-failed" not in found.why


def test_a_disagreement_is_told() -> None:
    assert (
        "disagree; the tripwires" in proposal("30", "normal", a_tripwire("ordered")).why
    )
    assert "disagree; the model" in proposal("late", "normal").why
    assert "disagree" not in proposal("30", "normal").why


def test_the_reason_tells_that_it_is_late_with_the_chance() -> None:
    assert "already late" in proposal("late").why
    assert "40%" in proposal("late").why


def test_a_category_that_is_not_moved_keeps_its_status() -> None:
    (found,) = propose(
        [a_category(moves_at=None)],
        in_force={"family": AUTHORIZED},
        decide_by=decided("late"),
        tripwires=[a_tripwire("suspended")],
        as_of=H_HOUR,
        authorize_within_s=7 * DAY,
    )

    assert found.proposed == AUTHORIZED
    assert "though a tripwire proposes suspended" in found.why


def test_a_category_nothing_was_declared_for_is_normal() -> None:
    (found,) = propose(
        [a_category()],
        in_force={},
        decide_by=[],
        tripwires=[],
        as_of=H_HOUR,
        authorize_within_s=7 * DAY,
    )

    assert (found.in_force, found.proposed) == (NORMAL, NORMAL)


@pytest.mark.parametrize(("left", "status"), [("late", SUSPENDED), ("5", NORMAL)])
def test_who_goes_last_goes_when_operations_are_suspended(
    left: str, status: DepartureStatus
) -> None:
    (found,) = propose(
        [a_category(moves_at="suspended")],
        in_force={},
        decide_by=decided(left),
        tripwires=(),
        as_of=H_HOUR,
        authorize_within_s=7 * DAY,
    )
    assert found.by_model == status
