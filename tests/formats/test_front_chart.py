"""The chart of a front: whole, well formed, and with every plan told in words."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from tests.make import a_plan, a_problem

from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.front import front_chart
from exeunt.formats.front_tables import front_body
from exeunt.model.front import Front, FrontPoint


def a_front(*figures: tuple[float, float, float]) -> Front:
    plan = a_plan(a_problem())
    return Front(
        points=tuple(
            FrontPoint(
                made_for=f"cap <{number}>",
                left=0,
                left_behind=0,
                person_hours=hours,
                clearance_h=clear,
                cost=cost,
                bound_h=0.9 * hours,
                plan=plan,
            )
            for number, (hours, clear, cost) in enumerate(figures)
        ),
        planned=9,
    )


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("figures", "fields"),
    [
        ([(100, 10, 5)], 1),
        ([(100, 10, 5), (90, 12, 5)], 1),
        ([(100, 10, 1_000_000), (90, 12, 2_000_000), (80, 12, 3_000_000)], 2),
        ([(0, 0, 0)], 1),
        ([], 1),
    ],
)
def test_the_chart_has_a_mark_a_plan_and_field(
    figures: list[tuple[float, float, float]], fields: int, width: float
) -> None:
    drawn = front_chart(a_front(*figures), width=width)
    root = ET.fromstring(drawn)
    marks = [e for e in root.iter() if e.tag.endswith("circle")]
    assert len(marks) == fields * len(figures)
    _, _, across, down = map(float, root.attrib["viewBox"].split())
    assert across == width
    for mark in marks:
        assert 0 <= float(mark.attrib["cx"]) <= across
        assert 0 <= float(mark.attrib["cy"]) <= down


def test_what_it_shows_is_told_in_words() -> None:
    drawn = front_chart(a_front((100, 10, 5), (90, 12, 5)))
    assert (
        "2: Cap &lt;1&gt;. 90 weighted person-hours (gap 10.00\u00a0%), all out after "
        "12.0 h, cost 5."
    ) in drawn
    assert "1e+" not in front_chart(a_front((1e6, 10, 1e7), (2e6, 9, 3e7)))


def test_json_has_every_point_with_its_gap_and_plan() -> None:
    body = front_body(a_front((100, 10, 5)))
    (point,) = body["points"]
    assert point["gap"] == pytest.approx(0.1)
    assert point["plan"]["exeunt"] == "plan/1"


def test_figures_at_an_axis_are_told_apart() -> None:
    drawn = front_chart(a_front((100, 50.5, 5), (90, 54.5, 5)))
    labels = [e.text for e in ET.fromstring(drawn) if e.tag.endswith("text")]
    figures = [label for label in labels if label and label[0].isdigit()]
    hours = [f for f in figures if "." in f]
    assert len(hours) == len(set(hours)) >= 4
