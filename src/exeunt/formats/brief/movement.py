"""Who goes how: the plan by day, and who is left and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from exeunt.formats.brief.answer import people_moving, place_name
from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.view import Section, Table, row
from exeunt.formats.charts.timeline import household_sizes, persons_on
from exeunt.formats.wording import counted, moment, narrow_percent, percent
from exeunt.model.plan import Plan, Trip
from exeunt.model.post import Post
from exeunt.model.times import moment_of


_Run = tuple[date, str, str]


def movement_section(assessment: Assessment) -> Section:
    """Tell day by day what goes where with how many, and who is left."""
    return Section(
        id="plan",
        title="Who goes how",
        words=_summed(assessment),
        tables=(_by_day(assessment), _by_category(assessment), *_left(assessment)),
        close="Names are on the manifests only.",
    )


def _summed(assessment: Assessment) -> tuple[str, ...]:
    plan = assessment.plan
    loaded = [t for t in plan.trips if t.households or t.cohorts]
    empty = len(plan.trips) - len(loaded)
    apart = {h for t in loaded for h in t.households if "~" in h}
    whole = (
        f"{counted(len(apart), 'person')} travel apart from their household, as somebody "
        "approved by name"
        if apart
        else "no household is split"
    )
    return (
        (
            f"{counted(len(loaded), 'trip')} with people and "
            f"{counted(empty, 'empty run')}; {whole}. An independent checker "
            "that shares no code with the planner found no rule broken."
        ),
    )


def vehicle_group(trip: Trip, post: Post) -> str:
    """Name the fleet or service of *trip*, or how people go on their own."""
    if trip.vehicle is None:
        mode = post.link(trip.link).mode.value
        return {"own": "own means", "foot": "on foot"}.get(mode, mode)
    key = trip.vehicle.split("@")[0].rpartition("/")
    given = key[0] or key[2]
    names = {f.id: f.name for f in post.file.fleets}
    names |= {s.id: s.name for s in post.file.services}
    return names.get(given, given)


def _by_day(assessment: Assessment) -> Table:
    plan, post = assessment.plan, assessment.post
    sizes = household_sizes(post)
    runs: dict[_Run, list[Trip]] = defaultdict(list)
    for trip in plan.trips:
        if persons_on(trip, sizes):
            day = moment_of(plan.h_hour, trip.depart_s, post.zone).date()
            runs[(day, f"{trip.from_}>{trip.to}", vehicle_group(trip, post))].append(
                trip
            )
    order = sorted(runs, key=lambda run: (run[0], min(t.depart_s for t in runs[run])))
    rows = []
    for run in order:
        trips = runs[run]
        first, last = min(t.depart_s for t in trips), max(t.arrive_s for t in trips)
        places = (place_name(assessment, end) for end in (trips[0].from_, trips[0].to))
        rows.append(
            row(
                f"{run[0]:%a} {run[0].day} {run[0]:%b}",
                *places,
                run[2],
                str(len(trips)),
                f"{sum(persons_on(t, sizes) for t in trips):,}",
                f"{moment_of(plan.h_hour, first, post.zone):%H:%M}",
                f"{moment_of(plan.h_hour, last, post.zone):%a %H:%M}",
            )
        )
    return Table(
        caption="The plan by day, trips with people",
        head=(
            "Day",
            "From",
            "To",
            "By",
            "Trips",
            "People",
            "First leaves",
            "Last arrives",
        ),
        rows=tuple(rows),
        right=frozenset({4, 5, 6, 7}),
    )


def _by_category(assessment: Assessment) -> Table:
    plan, post = assessment.plan, assessment.post
    moving = people_moving(post, plan)
    left = left_by_category(plan, post)
    actions = {c.id: c.course_of_action for c in post.file.categories}
    rows = [
        row(
            name,
            f"{moving.get(key, 0):,}",
            f"{moving.get(key, 0) - left[key]:,}",
            f"{left[key]:,}",
            actions[key],
        )
        for key, name in assessment.names.items()
        if key in actions
    ]
    return Table(
        caption="Categories in the plan, and what else is agreed for them",
        head=("Category", "To move", "Out", "Left", "Course of action"),
        rows=tuple(rows),
        right=frozenset({1, 2, 3}),
        wide=4,
    )


def left_by_category(plan: Plan, post: Post) -> Counter[str]:
    """Count who is left by the category that each person is in."""
    members = _members(post)
    cohorts = {e.id: e.category for e in post.estimates}
    count: Counter[str] = Counter()
    for item in plan.left:
        if item.household is not None:
            count.update(members[item.household])
        elif item.cohort is not None:
            count[cohorts[item.cohort.rpartition("/")[0]]] += item.persons
    return count


def _members(post: Post) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for person in post.people:
        members[person.party].append(person.category)
    return members


def _left(assessment: Assessment) -> Iterable[Table]:
    plan = assessment.plan
    if not plan.left:
        return ()
    count: Counter[tuple[str, str]] = Counter()
    for item in plan.left:
        count[(item.at, item.because)] += item.persons
    rows = tuple(
        row(place_name(assessment, at), f"{persons:,}", because)
        for (at, because), persons in count.most_common()
    )
    table = Table(
        caption="Who is left, where, and what keeps them",
        head=("At", "People", "Because"),
        rows=rows,
        right=frozenset({1}),
        wide=2,
    )
    return (table,)


def bound_table(plan: Plan) -> Table:
    """Say what the plan reaches, and what no plan can beat."""
    rows = tuple(
        row(
            o.name.replace("_", " "),
            f"{o.value:,.1f} {o.unit}",
            f"{o.bound:,.1f} {o.unit}",
            narrow_percent(o.gap),
            o.how,
        )
        for o in plan.objectives
        if o.name != "cost"
    )
    return Table(
        caption="What the plan reaches, and a bound that no plan can beat",
        head=("Objective", "Plan", "Bound", "Gap", "Which bound"),
        rows=rows,
        right=frozenset({1, 2, 3}),
        wide=4,
    )


def binding_table(assessment: Assessment) -> Table:
    """Say which stages bind, when, and how full they are."""
    plan, zone = assessment.plan, assessment.post.zone
    rows = tuple(
        row(
            place_name(assessment, stage.place),
            stage.what,
            moment(moment_of(plan.h_hour, stage.from_s, zone), zone),
            moment(moment_of(plan.h_hour, stage.until_s, zone), zone),
            percent(stage.load),
        )
        for stage in plan.binding
    )
    return Table(
        caption="What binds",
        head=("Where", "What", "From", "Until", "How full"),
        rows=rows,
        right=frozenset({4}),
        wide=1,
    )
