"""Hypothesis strategies: random small posts with every kind of limit in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from tests.make import (
    H_HOUR,
    a_category,
    a_fleet,
    a_link,
    a_person,
    a_place,
    a_post_file,
)

from exeunt.model.people import Category, Estimate, Need, Person
from exeunt.model.places import Link, Mode, Place, PlaceKind
from exeunt.model.post import Post
from exeunt.model.problem import Problem, problem_of


QUARTERS = st.integers(0, 8).map(lambda n: f"{15 * n}m")
ODD_TIMES = st.sampled_from(["10m", "20m", "45m", "1h", "75m", "100m", "2h", "3h"])
CLOCKS = st.sampled_from(["06:00", "08:30", "09:00", "12:00", "15:10", "19:00"])
SOME_WINDOWS = st.sampled_from(
    [["08:00-12:00"], ["09:00-20:00"], ["22:00-04:00"], ["06:00-10:00", "14:00-18:00"]]
)


@st.composite
def openings(draw: st.DrawFn) -> dict[str, Any]:
    """Draw an opening, most often the whole day."""
    if draw(st.integers(0, 3)):
        return {}
    opening: dict[str, Any] = {}
    if draw(st.booleans()):
        opening["daily"] = draw(SOME_WINDOWS)
    if draw(st.booleans()):
        opening["from"] = H_HOUR + timedelta(hours=draw(st.integers(0, 6)))
    if draw(st.booleans()):
        opening["until"] = H_HOUR + timedelta(hours=draw(st.integers(7, 40)))
    if draw(st.integers(0, 2)) == 0:
        # by five minutes, as brute force tries them
        begin = H_HOUR + timedelta(minutes=5 * draw(st.integers(0, 120)))
        lasts = timedelta(minutes=5 * draw(st.integers(1, 60)))
        opening["shut"] = [{"from": begin, "until": begin + lasts}]
    return opening


@st.composite
def curfews(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw at most one curfew, by day or by night; most often none."""
    if draw(st.integers(0, 2)):
        return []
    body: dict[str, Any] = {
        "modes": draw(st.sampled_from([["road"], ["road", "own"], ["air", "own"]])),
        "daily": draw(
            st.sampled_from([["10:00-10:30"], ["11:00-16:00"], ["20:00-06:00"]])
        ),
    }
    if draw(st.booleans()):
        body["until"] = H_HOUR + timedelta(hours=draw(st.integers(3, 20)))
    return [body]


@st.composite
def places(draw: st.DrawFn) -> tuple[Place, ...]:
    """Draw one or two residences, up to two places between, one or two safe ones."""
    kinds = [
        ("home", PlaceKind.RESIDENCE),
        ("gate", PlaceKind.BORDER_CROSSING),
        ("haven", PlaceKind.SAFE_HAVEN),
    ]
    if draw(st.booleans()):
        kinds.insert(1, ("suburb", PlaceKind.RESIDENCE))
    if draw(st.booleans()):
        kinds.insert(-1, ("airport", PlaceKind.AIRPORT))
    if draw(st.booleans()):
        kinds.append(("abroad", PlaceKind.HOME))
    return tuple(_place(draw, name, kind) for name, kind in kinds)


def _place(draw: st.DrawFn, name: str, kind: PlaceKind) -> Place:
    given: dict[str, Any] = {"kind": kind, "open": draw(openings())}
    if kind != PlaceKind.RESIDENCE:
        given["holds"] = draw(st.sampled_from([None, None, None, 6, 15]))
        given["processes_per_h"] = draw(st.sampled_from([None, None, 3, 7.5, 40]))
        given["slots_per_h"] = draw(st.sampled_from([None, None, 1, 1.5, 8]))
    given["refuels"] = draw(st.integers(0, 3)) == 0
    given["lon"] = draw(st.sampled_from([30, 30.5, 31.7]))
    return a_place(name, **given)


@st.composite
def links(draw: st.DrawFn, where: tuple[Place, ...]) -> tuple[Link, ...]:
    """Draw links that lead outwards, most of them by road."""
    order = [p.id for p in where]
    out: list[Link] = []
    for i, start in enumerate(order):
        for end in order[i + 1 :]:
            if draw(st.integers(0, 2)) == 0:
                continue
            mode = draw(st.sampled_from([Mode.ROAD, Mode.ROAD, Mode.AIR, Mode.OWN]))
            given: dict[str, Any] = {"mode": mode, "time": draw(ODD_TIMES)}
            given["open"] = draw(openings())
            given["both_ways"] = draw(st.integers(0, 3)) > 0
            given["km"] = draw(st.sampled_from([None, 15, 80.5, 160]))
            given["vehicles_per_h"] = draw(st.sampled_from([None, None, 1, 2.5]))
            if mode.needs_vehicle and draw(st.integers(0, 3)) == 0:
                given["convoy"] = draw(st.integers(2, 3))
                given["escort"] = draw(st.sampled_from([None, "fleet0", "fleet1"]))
            out.append(a_link(start, end, id=f"{start}-{end}", **given))
    return tuple(out)


@st.composite
def fleets(draw: st.DrawFn, where: tuple[Place, ...]) -> list[dict[str, Any]]:
    """Draw up to three fleets, some late, some away from the people."""
    out = []
    for number in range(draw(st.integers(0, 3))):
        seats = {"seat": draw(st.integers(1, 8))}
        if draw(st.booleans()):
            seats["wheelchair"] = draw(st.integers(0, 2))
        body = {
            "id": f"fleet{number}",
            "name": f"fleet {number}",
            "mode": draw(st.sampled_from(["road", "road", "air"])),
            "vehicles": draw(st.integers(0, 3)),
            "seats": seats,
            "based": draw(st.sampled_from([p.id for p in where])),
            "available_from": draw(QUARTERS),
            "time_factor": draw(st.sampled_from([1.0, 1.0, 1.3])),
            "loading": draw(st.sampled_from(["0m", "15m", "20m"])),
            "unloading": draw(st.sampled_from(["0m", "15m"])),
        }
        if draw(st.integers(0, 3)) == 0:
            body["available_until"] = f"{draw(st.integers(6, 30))}h"
        if draw(st.integers(0, 2)) == 0:
            body["duty"] = draw(st.sampled_from(["2h 30m", "4h", "7h"]))
            body["rest"] = draw(st.sampled_from(["45m", "2h", "6h"]))
        if draw(st.integers(0, 2)) == 0:
            body["range_km"] = draw(st.sampled_from([90, 200, 350.5]))
            body["refuelling"] = draw(st.sampled_from(["15m", "1h"]))
        out.append(body)
    return out


@st.composite
def services(draw: st.DrawFn, over: tuple[Link, ...]) -> list[dict[str, Any]]:
    """Draw at most one service over a link that vehicles travel."""
    able = [link for link in over if link.mode.needs_vehicle]
    if not able or draw(st.booleans()):
        return []
    link = draw(st.sampled_from(able))
    body = {
        "id": "line",
        "name": "line",
        "link": link.id,
        "departs": draw(st.lists(CLOCKS, min_size=1, max_size=3, unique=True)),
        "seats": {"seat": draw(st.integers(1, 10)), "wheelchair": 1},
        "loading": draw(st.sampled_from(["0m", "30m"])),
    }
    return [body]


@st.composite
def people(draw: st.DrawFn, homes: list[str]) -> tuple[Person, ...]:
    """Draw up to five households of one to four people."""
    out: list[Person] = []
    for number in range(draw(st.integers(0, 5))):
        place = draw(st.sampled_from(homes))
        for _ in range(draw(st.integers(1, 4))):
            needs = {Need.WHEELCHAIR} if draw(st.integers(0, 8)) == 0 else set()
            needs |= {Need.MEDICAL} if draw(st.integers(0, 4)) == 0 else set()
            out.append(
                a_person(
                    f"p{len(out)}",
                    household=f"h{number}",
                    place=place,
                    category=draw(st.sampled_from(["family", "staff"])),
                    needs=frozenset(needs),
                    split_approved_by=draw(splits()),
                )
            )
    return tuple(out)


def splits() -> st.SearchStrategy[str | None]:
    """Draw who approved a split; most often nobody."""
    return st.sampled_from([None, None, None, None, None, "Head of mission"])


def need_factors() -> st.SearchStrategy[dict[Need, float]]:
    """Draw factors for the needs that people here have; most often none."""
    some = {Need.WHEELCHAIR: 1.5, Need.MEDICAL: 3}
    return st.sampled_from([{}, {Need.MEDICAL: 2.5}, some])


@st.composite
def estimates(draw: st.DrawFn, homes: list[str]) -> tuple[Estimate, ...]:
    """Draw at most one estimate, in one or two batches."""
    if draw(st.booleans()):
        return ()
    likely = draw(st.integers(0, 20))
    first = draw(st.sampled_from([0.5, 1.0]))
    ready = [{"after": draw(QUARTERS), "share": first}]
    if first < 1:
        ready.append({"after": "4h", "share": 1 - first})
    return (
        Estimate.model_validate(
            {
                "id": "citizens",
                "category": "citizen",
                "place": draw(st.sampled_from(homes)),
                "low": 0,
                "likely": likely,
                "high": likely + 10,
                "basis": "assumed",
                "date": H_HOUR,
                "ready": ready,
            }
        ),
    )


def _categories(draw: st.DrawFn) -> list[Category]:
    return [
        a_category("family", weight=5, ready_after=draw(QUARTERS)),
        a_category("staff", weight=2.5, ready_after=draw(QUARTERS)),
        a_category("citizen", weight=1),
    ]


@st.composite
def posts(draw: st.DrawFn) -> Post:
    """Draw a small post: a few places, people, fleets, one service, many limits."""
    where = draw(places())
    over = draw(links(where))
    homes = [p.id for p in where if p.kind == PlaceKind.RESIDENCE]
    file = a_post_file(
        deadline=draw(st.sampled_from(["8h", "14h", "30h"])),
        categories=_categories(draw),
        need_factors=draw(need_factors()),
        places=where,
        links=over,
        fleets=draw(fleets(where)),
        services=draw(services(over)),
        curfews=draw(curfews()),
    )
    return Post(file=file, people=draw(people(homes)), estimates=draw(estimates(homes)))


@st.composite
def convoy_posts(draw: st.DrawFn) -> Post:
    """Draw a post on a line whose roads are travelled in convoys, with some vehicles."""
    where = (
        a_place("home"),
        a_place("gate", kind=PlaceKind.BORDER_CROSSING, open=draw(openings())),
        a_place("haven", kind=PlaceKind.SAFE_HAVEN, refuels=draw(st.booleans())),
    )
    ends = [("home", "gate"), ("gate", "haven")]
    over = [_led_link(draw, *pair, number=n) for n, pair in enumerate(ends)]
    file = a_post_file(
        deadline=draw(st.sampled_from(["10h", "1d", "2d"])),
        categories=_categories(draw),
        places=where,
        links=[*over, a_link("home", "haven", mode=Mode.OWN, time="9h")][
            : draw(st.integers(2, 3))
        ],
        fleets=[
            a_fleet(
                f"fleet{n}",
                vehicles=draw(st.integers(1, 4)),
                seats={"seat": draw(st.integers(1, 5)), "wheelchair": 1},
                based=draw(st.sampled_from(["home", "home", "gate", "haven"])),
                available_from=draw(QUARTERS),
                time_factor=draw(st.sampled_from([1.0, 1.3])),
                **draw(st.sampled_from(_TIRED)),
            )
            for n in range(draw(st.integers(1, 3)))
        ],
        curfews=draw(curfews()),
    )
    homes = ["home"]
    return Post(file=file, people=draw(people(homes)), estimates=draw(estimates(homes)))


_TIRED: list[dict[str, Any]] = [
    {},
    {},
    {"duty": "8h", "rest": "6h"},
    {"range_km": 250, "refuelling": "30m"},
]


def _led_link(draw: st.DrawFn, start: str, end: str, *, number: int) -> Link:
    given: dict[str, Any] = {"time": draw(ODD_TIMES), "km": 60}
    if number or draw(st.booleans()):
        given["convoy"] = draw(st.integers(2, 4))
        given["escort"] = draw(st.sampled_from([None, None, "fleet0", "fleet1"]))
    given["vehicles_per_h"] = draw(st.sampled_from([None, 1, 4]))
    return a_link(start, end, id=f"{start}-{end}", **given)


def problem_in(post: Post) -> Problem:
    """State the planning problem of *post* with every category moving."""
    return problem_of(
        post, h_hour=H_HOUR, moving=tuple(c.id for c in post.file.categories)
    )


def problems() -> st.SearchStrategy[Problem]:
    """Draw the planning problem of a small post."""
    return posts().map(problem_in)
