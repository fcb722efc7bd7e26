"""Rules on the movement: seats, beds, needs, and where people are received."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exeunt.model.findings import Severity
from exeunt.model.people import SeatKind
from exeunt.model.post import Post
from exeunt.review.eap.capacity import Limit, limit
from exeunt.review.eap.rule import POST, ROSTER, Case, Hit, rule
from exeunt.review.eap.ways import movers, moving_categories


@rule(
    60,
    Severity.ERROR,
    title="Fewer seats than people",
    source="22 USC 4802, capacity sheet (P1)",
    mend="Add vehicles, services or hours at what binds, or extend the deadline.",
)
def too_few_seats(case: Case) -> Iterator[Hit]:
    """Find people whom the best of plans leaves behind."""
    found = limit(case.post, case.ways, case.ways.people, now=case.now)
    if found.most < found.demand:
        yield Hit(POST, ("deadline",), f"{_short_of(found)} at their likely number.")


@rule(
    61,
    Severity.WARNING,
    title="Fewer seats than people, if the high estimate is true",
    source="GAO-08-23: estimates wrong by 2.5 to 3 times (R3, P1)",
    mend="Agree beforehand where more seats would come from.",
)
def too_few_for_high(case: Case) -> Iterator[Hit]:
    """Find a plan that only the likely number fits."""
    likely = limit(case.post, case.ways, case.ways.people, now=case.now)
    high = limit(case.post, case.ways, _at_most(case.post), now=case.now)
    if likely.most >= likely.demand and high.most < high.demand:
        yield Hit(POST, ("deadline",), f"{_short_of(high)} at their highest number.")


def _short_of(found: Limit) -> str:
    binding = ", ".join(found.binding[:4]) + (" ..." if found.binding[4:] else "")
    return (
        f"By the deadline at most {found.most} of {found.demand} people get out "
        f"(limits: {binding}), counting them"
    )


def _at_most(post: Post) -> Counter[str]:
    out = Counter(person.place for person in movers(post))
    for estimate in post.estimates:
        if estimate.category in moving_categories(post):
            out[estimate.place] += estimate.high
    return out


@rule(
    62,
    Severity.ERROR,
    title="A safe haven without a number of beds",
    source="7 FAM 1800, Annex L (P8)",
    mend="Ask the receiving post, and give the number as holds.",
)
def no_beds(case: Case) -> Iterator[Hit]:
    """Find a safe haven nobody has asked."""
    for number, place in enumerate(case.post.file.places):
        if place.kind.value == "safe_haven" and place.holds is None:
            words = f"Safe haven {place.id!r} does not say how many it holds."
            yield Hit(POST, ("places", number), words)


@rule(
    63,
    Severity.ERROR,
    title="Fewer beds than people",
    source="7 FAM 1800, Annex L (P8); Qatar and Cyprus filled up (P4)",
    mend="Find more beds, another haven, or onward seats.",
)
def too_few_beds(case: Case) -> Iterator[Hit]:
    """Find a haven that fills up while people are still on the way."""
    havens = [
        (n, place) for n, place in enumerate(case.post.file.places) if place.kind.safe
    ]
    if not havens or any(place.holds is None for _, place in havens):
        return
    beds = sum(place.holds or 0 for _, place in havens)
    people = sum(case.ways.people.values())
    if beds < people:
        words = f"Safe places hold {beds} people; {people} would come."
        yield Hit(POST, ("places", havens[0][0], "holds"), words)


@rule(
    64,
    Severity.ERROR,
    title="No safe place to go to",
    source="DSSR, 7 FAM 1800 (P8)",
    mend="Add a place of kind safe_haven or home, and links to it.",
)
def nowhere_safe(case: Case) -> Iterator[Hit]:
    """Find a plan that ends on the road."""
    if not case.ways.safe:
        yield Hit(POST, ("places",), "No place is of kind safe_haven or home.")


@rule(
    65,
    Severity.ERROR,
    title="No suitable room for a wheelchair user or stretcher case",
    source="DS-5528 item 12 (R5)",
    mend="Add a vehicle with such room on every link of one way from their place.",
)
def no_suitable_seat(case: Case) -> Iterator[Hit]:
    """Find people whom no vehicle on any way can take."""
    first: dict[tuple[str, SeatKind], int] = {}
    count: Counter[tuple[str, SeatKind]] = Counter()
    moving = moving_categories(case.post)
    for row, person in enumerate(case.post.people):
        if person.seat != SeatKind.SEAT and person.category in moving:
            first.setdefault((person.place, person.seat), row)
            count[person.place, person.seat] += 1
    for (place, kind), row in first.items():
        if not case.ways.gets_out(place, kind=kind):
            words = (
                f"{count[place, kind]} people at {place!r} need room of kind "
                f"{kind.value}; no way out has it all along."
            )
            yield Hit(ROSTER, (row,), words)


@rule(
    66,
    Severity.ERROR,
    title="A category that is ready only after the deadline",
    source="time windows as hard limits (P5)",
    mend="Let the deadline leave time to get ready and to travel.",
)
def ready_too_late(case: Case) -> Iterator[Hit]:
    """Find people who are still packing when everybody should be safe."""
    for number, category in enumerate(case.post.file.categories):
        if category.moves_at is None:
            continue
        if category.ready_after >= case.post.file.deadline:
            words = (
                f"Category {category.id!r} is ready {category.ready_after // 3600} h "
                f"after the decision, the deadline is {case.post.file.deadline // 3600} h."
            )
            yield Hit(POST, ("categories", number, "ready_after"), words)


RULES = (
    too_few_seats,
    too_few_for_high,
    no_beds,
    too_few_beds,
    nowhere_safe,
    no_suitable_seat,
    ready_too_late,
)
