from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.policies import policies_chart
from exeunt.model.policies import Policy, PolicyOutcome, PolicyTable


def a_table(*figures: tuple[float, float, bool]) -> PolicyTable:
    return PolicyTable(
        outcomes=tuple(
            PolicyOutcome(
                policy=Policy(authorized_at=0.1 * k, ordered_at=1.0),
                left=left,
                left_half_width=0.1 * left,
                false_alarms=false,
                false_alarms_half_width=0.01,
                on_front=on_front,
            )
            for k, (left, false, on_front) in enumerate(figures)
        ),
        worlds=100,
        days=60,
        people=500.0,
        seed=0,
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "figures",
    [[], [(0.0, 0.0, True)], [(120, 0.2, True), (40, 0.6, True), (130, 0.7, False)]],
)
def test_every_policy_has_a_mark_and_those_on_the_front_a_line(
    figures: list[tuple[float, float, bool]], width: float
) -> None:
    drawn = policies_chart(a_table(*figures), width=width)
    root = ET.fromstring(drawn)
    circles = root.findall(".//{http://www.w3.org/2000/svg}circle")
    assert len(circles) == len(figures)
    for number, _ in enumerate([f for f in figures if f[2]], start=1):
        assert f"{number}: authorized" in drawn


def test_of_policies_that_come_to_the_same_the_most_patient_is_told() -> None:
    table = a_table((10, 0.5, True), (10, 0.5, True))
    assert [o.policy.authorized_at for o in table.front] == [0.1]
    assert "authorized today" in policies_chart(a_table((10, 0.5, True)))
