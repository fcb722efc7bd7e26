"""What every chart keeps: valid SVG, words that are escaped and stay on the paper."""

from __future__ import annotations

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import H_HOUR
from tests.make_brief import (
    AS_OF,
    a_busy_post,
    a_decision,
    a_past_case,
    a_plan,
    a_rehearsal,
    a_warning,
    an_hourly,
    an_occupancy,
    odds,
)

from exeunt.formats.charts import palette
from exeunt.formats.charts.axes import NARROW, WIDE, Plot, round_up, time_axis
from exeunt.formats.charts.calendar import Entry, calendar_chart
from exeunt.formats.charts.decide import decide_chart
from exeunt.formats.charts.fan import fan_chart
from exeunt.formats.charts.history import history_chart
from exeunt.formats.charts.hourly import hourly_chart
from exeunt.formats.charts.out import out_chart
from exeunt.formats.charts.rehearsal import rehearsal_pictures, rehearsal_sheet
from exeunt.formats.charts.replay import (
    CategoryDay,
    Marked,
    ReplayDay,
    replay_chart,
)
from exeunt.formats.charts.sun import nights
from exeunt.formats.charts.svg import clean, heading, number, text_width, wrapped
from exeunt.formats.charts.time_spent import time_chart
from exeunt.formats.charts.timeline import groups_of, movement_timeline
from exeunt.formats.charts.waterfall import (
    MOST_BARS,
    REST,
    anchor_of,
    chance,
    prior_of,
    steps_of,
    waterfall_chart,
)
from exeunt.model.likelihoods import CLOSING
from exeunt.model.signals import EngagementStatus
from exeunt.model.statuses import DepartureStatus


SVG = "{http://www.w3.org/2000/svg}"
POST = a_busy_post()
ZONE = POST.zone
KYIV = ZoneInfo("Europe/Kyiv")


STAGES = (
    "riding",
    "queue at Home <quarter>",
    "waiting for a vehicle at Home <quarter>",
    "waiting for opening at Airport & port",
)


def replay_days(count: int = 100) -> list[ReplayDay]:
    statuses = list(DepartureStatus)
    return [
        ReplayDay(
            as_of=AS_OF + timedelta(days=n),
            closing=n / count,
            categories=tuple(
                CategoryDay(
                    category=category,
                    proposed=statuses[min(3, n // 30)],
                    declared=statuses[min(3, n // 45)],
                    decide_by=None,
                    lead_s=max(0, 40 - n) * 86400.0,
                    beyond=n < 5,
                    now=0.5,
                )
                for category in ("family", "citizen")
            ),
        )
        for n in range(count)
    ]


def charts(width: float) -> Iterator[tuple[str, str]]:
    names = {"family": "Families <of staff>", "citizen": "Private & other citizens"}
    picture = a_warning(POST)
    yield "timeline", movement_timeline(a_plan(POST), POST, width=width)
    yield (
        "fan",
        fan_chart(
            a_rehearsal(),
            picture.survivals,
            as_of=AS_OF,
            h_hour=H_HOUR.astimezone(ZONE),
            width=width,
        ),
    )
    decisions = (a_decision(), a_decision("citizen", latest=None))
    yield "decide", decide_chart(decisions, names, zone=ZONE, width=width)
    steps = steps_of(odds(20), CLOSING, zone=ZONE)
    yield "waterfall", waterfall_chart(steps, prior_of(odds(20), CLOSING), width=width)
    entries = [
        Entry(
            number=n,
            day=date(2030, 5, 9 + n // 4),
            status=EngagementStatus.PLANNED,
            words=f"Talks <{n}>",
        )
        for n in range(1, 14)
    ]
    yield "calendar", calendar_chart(entries, today=date(2030, 5, 7), width=width)
    marks = [Marked(at=AS_OF + timedelta(days=50), words="Departure <ordered>")]
    yield "replay", replay_chart(replay_days(), marks, names, zone=ZONE, width=width)
    drawn = rehearsal_pictures(
        a_rehearsal(stages=STAGES, waited_h=np.arange(4.0), held_last=np.ones(4) / 4),
        an_occupancy(),
        h_hour=H_HOUR.astimezone(ZONE),
        deadline_s=2 * 86400,
    )
    for one in drawn:
        yield one.name, one.draw(width, one.name)
    yield "history", history_chart([a_past_case(POST)] * 2, width=width)


ALL = [
    pytest.param(svg, width, id=f"{name}-{width:.0f}")
    for width in (NARROW, WIDE)
    for name, svg in charts(width)
]


@pytest.mark.parametrize(("svg", "width"), ALL)
def test_a_chart_is_valid_and_tells_what_it_shows(svg: str, width: float) -> None:
    root = ET.fromstring(svg)
    assert root.get("viewBox", "").startswith(f"0 0 {number(width)} ")
    title, describes = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text
    assert describes is not None
    assert describes.text
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert root.get("aria-labelledby", "").split() == ids


@pytest.mark.parametrize(("svg", "width"), ALL)
def test_a_chart_runs_and_fetches_nothing(svg: str, width: float) -> None:
    assert width
    root = ET.fromstring(svg)
    tags = {e.tag.removeprefix(SVG) for e in root.iter()}
    assert tags <= {
        "svg", "title", "desc", "rect", "g", "path", "text", "polyline", "polygon",
        "circle", "a",
    }  # fmt: skip
    for element in root.iter():
        assert not [key for key in element.attrib if key.startswith("on")]
        assert element.get("href", "#").startswith("#")
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg")


@pytest.mark.parametrize(("svg", "width"), ALL)
def test_every_word_of_a_chart_lies_on_the_paper(svg: str, width: float) -> None:
    root = ET.fromstring(svg)
    height = float(root.get("viewBox", "").split()[3])
    for x, y, words, size, anchor in texts(root):
        extent = text_width(words, size)
        left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * extent
        # widths are judged for the widest of fonts; a pixel or two is that margin
        assert left >= -2, words
        assert left + extent <= width + 2, words
        assert 0 < y <= height, words


@pytest.mark.parametrize(("svg", "width"), ALL)
def test_no_two_words_of_a_chart_lie_on_each_other(svg: str, width: float) -> None:
    assert width
    boxes = []
    for x, y, words, size, anchor in texts(ET.fromstring(svg)):
        extent = text_width(words, size) * 0.9
        left = x - {"start": 0, "middle": 0.5, "end": 1}[anchor] * extent
        boxes.append((left, left + extent, y - 0.7 * size, y, words))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = (
                one[1] <= other[0]
                or other[1] <= one[0]
                or one[3] <= other[2]
                or other[3] <= one[2]
            )
            assert apart, (one[4], other[4])


def texts(
    root: ET.Element, dx: float = 0, dy: float = 0
) -> Iterator[tuple[float, float, str, float, str]]:
    for element in root:
        moved = re.match(
            r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", "")
        )
        x, y = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
        if element.tag == f"{SVG}text":
            yield (
                float(element.get("x", 0)) + dx,
                float(element.get("y", 0)) + dy,
                element.text or "",
                float(element.get("font-size", 12)),
                element.get("text-anchor", "start"),
            )
        yield from texts(element, dx + x, dy + y)


@given(words=st.text(max_size=200), width=st.floats(30, 800))
def test_wrapping_keeps_every_word_and_the_width(words: str, width: float) -> None:
    lines = wrapped(clean(words), width)
    kept = "".join("".join(lines).split(" "))
    assert kept == "".join(re.split("[ \t\r\n]+", clean(words)))
    for line in lines:
        assert len(line) <= 1 or text_width(line) <= width


def test_a_heading_leaves_room_for_bold_letters() -> None:
    words = "Contract coaches from the capital: 12 trips with 480 people"
    width = text_width(words) + 2
    assert len(wrapped(words, width)) == 1
    assert len(heading(words, width)) == 2


@pytest.mark.parametrize(
    "colour",
    [palette.INK, palette.SOFT, palette.LOWERS, *(s.colour for s in palette.STROKES)],
)
def test_words_and_lines_stand_out_from_paper_and_night(colour: str) -> None:
    assert palette.contrast(colour, palette.PAPER) >= 4.5
    assert palette.contrast(colour, palette.NIGHT) >= 4.5


@pytest.mark.parametrize("colour", [palette.BLUE, palette.RAISES])
def test_bars_stand_out_and_carry_white_figures(colour: str) -> None:
    assert palette.contrast(colour, palette.PAPER) >= 4.5
    assert palette.contrast(colour, palette.BAND) >= 3


def test_contrast_is_that_of_the_guidelines() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_lines_differ_in_dash_as_well_as_in_colour() -> None:
    assert len({s.dash for s in palette.STROKES}) == len(palette.STROKES)
    assert len({s.colour for s in palette.STROKES}) == len(palette.STROKES)


def test_bars_add_up_from_prior_to_posterior() -> None:
    found = odds(30)
    steps = steps_of(found, CLOSING, zone=ZONE)
    assert steps[0].before == pytest.approx(prior_of(found, CLOSING))
    for one, following in itertools.pairwise(steps):
        assert one.after == pytest.approx(following.before)
    closing = sum(p for kind, p in found.posterior.items() if kind in CLOSING)
    assert chance(steps[-1].after) == pytest.approx(closing)


def test_small_pieces_of_evidence_share_a_bar_that_leads_to_all() -> None:
    steps = steps_of(odds(MOST_BARS + 5), CLOSING, zone=ZONE)
    assert len(steps) == MOST_BARS + 1
    assert steps[-1].label == "5 smaller pieces of evidence"
    assert steps[-1].anchor == REST


def test_what_single_pieces_do_not_explain_is_shown() -> None:
    found = odds(2)
    half = dict.fromkeys(found.prior, 0.5)
    steps = steps_of(
        type(found)(
            prior=found.prior, posterior=half, contributions=found.contributions
        ),
        CLOSING,
        zone=ZONE,
    )
    assert steps[-1].label == "limits of the model"
    assert chance(steps[-1].after) == pytest.approx(0.5)


def test_anchors_differ_by_evidence_and_fit_into_an_id() -> None:
    anchors = [anchor_of(c.evidence) for c in odds(6).contributions]
    assert len(set(anchors)) == 6
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", a) for a in anchors)


def test_the_timeline_gathers_trips_by_whose_vehicle_it_is() -> None:
    groups = groups_of(a_plan(POST), POST)
    assert [g.name for g in groups] == [
        "Coaches of the contractor",
        "Charter aircraft",
        "By their own means",
    ]
    assert groups[0].lanes == ("1", "2", "3")
    told = groups[1].told.replace("\u00a0", " ")
    assert told == "Charter aircraft: 3 trips with 54 rides, 2 empty runs"


def test_a_lane_never_holds_two_trips_at_once() -> None:
    for group in groups_of(a_plan(POST), POST):
        for lane in group.lanes:
            bars = sorted(
                (b for b in group.bars if b.lane == lane), key=lambda b: b.start
            )
            for one, following in itertools.pairwise(bars):
                assert one.end <= following.start


def test_a_crowd_of_vehicles_is_drawn_as_people_under_way() -> None:
    plan = a_plan(POST)
    many = [
        plan.trips[-1].model_copy(update={"id": f"x{n}", "depart_s": 43200 + n})
        for n in range(40)
    ]
    svg = movement_timeline(plan.model_copy(update={"trips": tuple(many)}), POST)
    assert "most at once 200 on" in svg


def test_a_plan_without_trips_is_still_drawn() -> None:
    svg = movement_timeline(a_plan(POST, trips=()), POST)
    assert "The plan makes no trips." in svg


@pytest.mark.parametrize(
    ("day", "dusk", "dawn"),
    [
        # sunset and sunrise of Kyiv as the almanac has them
        (datetime(2021, 12, 30, 12, tzinfo=KYIV), "16:02", "07:58"),
        (datetime(2021, 6, 21, 12, tzinfo=KYIV), "21:13", "04:46"),
    ],
)
def test_nights_begin_and_end_with_the_sun(day: datetime, dusk: str, dawn: str) -> None:
    ((start, end),) = nights(day, day + timedelta(days=1), lat=50.45, lon=30.52)
    for found, told in ((start, dusk), (end, dawn)):
        local = found.astimezone(KYIV)
        hours, minutes = map(int, told.split(":"))
        assert abs(local.hour * 60 + local.minute - hours * 60 - minutes) <= 15


def test_beyond_the_polar_circle_a_night_may_last() -> None:
    noon = datetime(2030, 12, 21, 12, tzinfo=UTC)
    assert nights(noon, noon + timedelta(days=2), lat=78, lon=15) == (
        (noon, noon + timedelta(days=2)),
    )


def test_an_axis_shows_local_days_over_a_change_of_clocks() -> None:
    start = datetime(2022, 3, 26, tzinfo=KYIV)
    plot = Plot(
        left=0, top=0, width=700, height=50, start=start,
        end=datetime(2022, 3, 29, tzinfo=KYIV), zone=KYIV,
    )  # fmt: skip
    assert plot.x(datetime(2022, 3, 28, tzinfo=KYIV)) == pytest.approx(700 * 47 / 71)
    assert "27 Mar" in time_axis(plot)


def test_the_fan_stops_soon_after_nothing_changes_any_more() -> None:
    still = a_rehearsal(out_share=np.ones((40, 60)))
    svg = fan_chart(still, (), as_of=AS_OF, h_hour=H_HOUR.astimezone(ZONE))
    describes = ET.fromstring(svg).find(f"{SVG}desc")
    assert describes is not None
    assert (describes.text or "").startswith("By Tue 07 May 02:00, 100\u00a0%")


def test_a_day_that_is_not_scored_has_an_open_dot_and_no_bar() -> None:
    root = ET.fromstring(history_chart([a_past_case(POST)]))
    dots = [e.get("fill") for e in root.iter(f"{SVG}circle")]
    assert dots == [palette.ORANGE, palette.PAPER, palette.ORANGE]
    told = [e.text or "" for e in root.iter(f"{SVG}title")]
    assert sum("by the record" in words for words in told) == 3


def test_a_sheet_holds_every_picture_of_a_rehearsal_once() -> None:
    drawn = list(
        rehearsal_pictures(
            a_rehearsal(), an_occupancy(), h_hour=H_HOUR, deadline_s=86400
        )
    )
    assert len(drawn) == 5
    sheet = ET.fromstring(rehearsal_sheet(drawn, title="Rehearsal", width=NARROW))
    inner = sheet.findall(f"{SVG}svg")
    assert len(inner) == 5
    ends = [float(p.attrib["y"]) + float(p.attrib["height"]) for p in inner]
    starts = [float(p.attrib["y"]) for p in inner]
    assert all(a < b for a, b in zip(ends, starts[1:], strict=False))
    assert ends[-1] <= float(sheet.attrib["viewBox"].split()[3])


def test_a_rehearsal_that_was_not_counted_by_hour_has_no_strips() -> None:
    drawn = rehearsal_pictures(a_rehearsal(), None, h_hour=H_HOUR, deadline_s=86400)
    assert [one.name for one in drawn] == ["out", "time-spent"]


def test_strips_and_the_fan_say_what_they_show() -> None:
    strips = hourly_chart([an_hourly()], title="Who waits where", h_hour=H_HOUR)
    assert "60 in the mean, 120 at the 90th percentile" in strips
    assert "100 %" not in strips
    fan = out_chart(a_rehearsal(), h_hour=H_HOUR, deadline_s=2 * 86400)
    assert "By the deadline, Wed 08 May 06:00" in fan


def test_hours_flow_from_every_place_into_what_they_went_into() -> None:
    hours = np.array([10.0, 20.0, 30.0, 40.0])
    found = a_rehearsal(stages=STAGES, waited_h=hours, held_last=np.zeros(4))
    root = ET.fromstring(time_chart(found, width=348))
    flows = [str(one.text) for one in root.iter(f"{SVG}title")][1:]
    assert sorted(flows) == [
        "Airport & port: 40 h waiting for opening",
        "Home <quarter>: 20 h in the queue",
        "Home <quarter>: 30 h waiting to leave",
        "Under way: 10 h riding",
    ]
    words = {one.text for one in root.iter(f"{SVG}text")}
    assert {"50 h", "40 h", "30 h", "20 h", "10 h"} <= words


def test_the_smallest_of_many_places_flow_together_and_no_hour_is_lost() -> None:
    stages = ("riding", *(f"queue at Place {k}" for k in range(40)))
    found = a_rehearsal(
        stages=stages, waited_h=np.full(41, 10.0), held_last=np.zeros(41)
    )
    root = ET.fromstring(time_chart(found))
    flows = [str(one.text) for one in root.iter(f"{SVG}title")][1:]
    assert sum(float(f.split(": ")[1].split(" h")[0]) for f in flows) == 410
    assert any(f.startswith("Other places: ") for f in flows)


def test_where_nobody_waits_there_is_still_a_picture() -> None:
    for svg in (
        hourly_chart([], title="Nothing", h_hour=H_HOUR),
        time_chart(a_rehearsal(waited_h=np.zeros(1))),
    ):
        ET.fromstring(svg)


@given(st.floats(0, 1e9))
def test_a_scale_ends_at_a_round_figure_whose_quarters_are_whole(value: float) -> None:
    top = round_up(value)
    assert max(value, 4) <= top <= max(2 * value, 4)
    assert top % 4 == 0
