"""Rules on what must stand on paper: the statutory four, freshness, authority."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from exeunt.model.findings import Severity
from exeunt.model.statuses import DepartureStatus
from exeunt.review.eap.rule import HISTORY, POST, Case, Hit, rule


YEAR = timedelta(days=365)
EIGHTEEN_MONTHS = timedelta(days=548)
_LETTERS = ("primary", "alternate", "contingency", "emergency")


def months(age: timedelta) -> str:
    """Say an age in whole months."""
    return f"{age.days // 30} months"


@rule(
    1,
    Severity.ERROR,
    title="No voluntary contact list of citizens",
    source="22 USC 4802 (N9, R4)",
    mend="Say in paper.contact_list where the list is and how people join it.",
)
def contact_list(case: Case) -> Iterator[Hit]:
    """Find a post that cannot reach its citizens."""
    if not case.post.file.paper.contact_list.strip():
        yield Hit(POST, ("paper", "contact_list"), "paper.contact_list says nothing.")


@rule(
    2,
    Severity.ERROR,
    title="Transport and communications were never assessed",
    source="22 USC 4802 (N9, P1)",
    mend="Assess both, and write the day into paper.transport_assessed.",
)
def never_assessed(case: Case) -> Iterator[Hit]:
    """Find a post whose lift nobody has looked at."""
    if case.post.file.paper.transport_assessed is None:
        yield Hit(POST, ("paper",), "paper.transport_assessed gives no day.")


@rule(
    3,
    Severity.WARNING,
    title="The assessment of transport and communications is over 12 months old",
    source="22 USC 4802 (N9, P1), GAO-08-23 (N4)",
    mend="Assess both again, and write the day into paper.transport_assessed.",
)
def old_assessment(case: Case) -> Iterator[Hit]:
    """Find an assessment that has gone stale."""
    assessed = case.post.file.paper.transport_assessed
    if assessed is not None and case.now - assessed > YEAR:
        yield Hit(
            POST,
            ("paper", "transport_assessed"),
            f"paper.transport_assessed: {assessed:%Y-%m-%d} is "
            f"{months(case.now - assessed)} ago.",
        )


@rule(
    4,
    Severity.ERROR,
    title="No way of telling families at home",
    source="22 USC 4802 (N9)",
    mend="Say in paper.telling_families who calls whom, and how.",
)
def telling_families(case: Case) -> Iterator[Hit]:
    """Find a post whose relatives would learn from the news."""
    if not case.post.file.paper.telling_families.strip():
        path = ("paper", "telling_families")
        yield Hit(POST, path, "paper.telling_families says nothing.")


@rule(
    5,
    Severity.WARNING,
    title="The plan was last reviewed over 12 months ago",
    source="22 USC 4802, GAO-08-23, GAO-17-714 (N4)",
    mend="Go through the whole plan, and write the day into paper.reviewed.",
)
def year_old(case: Case) -> Iterator[Hit]:
    """Find a plan that missed its yearly review."""
    if YEAR < _age(case) <= EIGHTEEN_MONTHS:
        yield _reviewed(case)


@rule(
    6,
    Severity.ERROR,
    title="The plan was last reviewed over 18 months ago",
    source="GAO-08-23: 40 % of posts (N4)",
    mend="Go through the whole plan, and write the day into paper.reviewed.",
)
def older(case: Case) -> Iterator[Hit]:
    """Find a plan that nobody has looked at for so long that it misleads."""
    if _age(case) > EIGHTEEN_MONTHS:
        yield _reviewed(case)


def _age(case: Case) -> timedelta:
    return case.now - case.post.file.paper.reviewed


def _reviewed(case: Case) -> Hit:
    day = case.post.file.paper.reviewed
    words = f"paper.reviewed: {day:%Y-%m-%d} is {months(_age(case))} ago."
    return Hit(POST, ("paper", "reviewed"), words)


@rule(
    7,
    Severity.ERROR,
    title="A review is dated in the future",
    source="N4",
    mend="Write the day on which it was done, not the one on which it is due.",
)
def ahead(case: Case) -> Iterator[Hit]:
    """Find a review that cannot have happened yet."""
    paper = case.post.file.paper
    days: tuple[tuple[str, datetime | None], ...] = (
        ("reviewed", paper.reviewed),
        ("transport_assessed", paper.transport_assessed),
    )
    for key, day in days:
        if day is not None and day > case.now + timedelta(days=1):
            words = f"paper.{key}: {day:%Y-%m-%d} is after {case.now:%Y-%m-%d}."
            yield Hit(POST, ("paper", key), words)


@rule(
    8,
    Severity.ERROR,
    title="Nobody is in charge",
    source="CARE (P9), X17",
    mend="List the roles in order of succession in paper.in_charge.",
)
def in_charge(case: Case) -> Iterator[Hit]:
    """Find a post that does not say who decides."""
    if not any(role.strip() for role in case.post.file.paper.in_charge):
        yield Hit(POST, ("paper", "in_charge"), "paper.in_charge names nobody.")


@rule(
    9,
    Severity.WARNING,
    title="One person in charge and no alternate",
    source="X17",
    mend="Add to paper.in_charge who takes over, and after whom.",
)
def succession(case: Case) -> Iterator[Hit]:
    """Find authority that ends with one absence."""
    roles = {role.strip().lower() for role in case.post.file.paper.in_charge}
    if len(roles - {""}) == 1:
        named = case.post.file.paper.in_charge[0]
        words = f"paper.in_charge names {named!r} alone."
        yield Hit(POST, ("paper", "in_charge"), words)


@rule(
    10,
    Severity.WARNING,
    title="Communications without primary, alternate, contingency, emergency",
    source="22 USC 4802 (P1), X1, PACE",
    mend="Give each of the four in paper.communications.",
)
def means_of_reaching(case: Case) -> Iterator[Hit]:
    """Find people who can be reached in too few ways."""
    means = case.post.file.paper.communications
    lacking = [name for name in _LETTERS if not getattr(means, name).strip()]
    if lacking:
        words = f"paper.communications gives no {', '.join(lacking)} means."
        yield Hit(POST, ("paper", "communications"), words)


@rule(
    11,
    Severity.WARNING,
    title="One means of communication counted twice",
    source="X1, PACE",
    mend="Choose means that do not fail together.",
)
def same_means(case: Case) -> Iterator[Hit]:
    """Find a second means that is the first."""
    means = case.post.file.paper.communications
    seen: dict[str, str] = {}
    for name in _LETTERS:
        text = " ".join(getattr(means, name).lower().split())
        if text and text in seen:
            yield Hit(
                POST,
                ("paper", "communications", name),
                f"paper.communications.{name} is the same as {seen[text]}.",
            )
        seen.setdefault(text, name)


@rule(
    12,
    Severity.WARNING,
    title="Exits not ranked as primary, alternate, contingency, emergency",
    source="P3, PACE",
    mend="List in paper.pace the exits in the order in which they would be used.",
)
def ranked_exits(case: Case) -> Iterator[Hit]:
    """Find a plan with fewer ranked exits than it could have."""
    pace, exits = case.post.file.paper.pace, case.post.file.exits
    wanted = min(4, len(exits))
    if len(set(pace)) < wanted:
        words = (
            f"paper.pace ranks {len(set(pace))} exits; the post has {len(exits)}, so "
            f"{wanted} can be ranked."
        )
        yield Hit(POST, ("paper", "pace"), words)


@rule(
    13,
    Severity.WARNING,
    title="An exit is ranked twice",
    source="P3, PACE",
    mend="Name each exit once in paper.pace.",
)
def ranked_twice(case: Case) -> Iterator[Hit]:
    """Find an alternate that is no alternate."""
    for exit_id, times in Counter(case.post.file.paper.pace).items():
        if times > 1:
            words = f"paper.pace names {exit_id!r} {times} times."
            yield Hit(POST, ("paper", "pace"), words)


@rule(
    14,
    Severity.WARNING,
    title="A departure status is due for its 30-day review",
    source="3 FAM 3770, Kyiv announcement of January 2022 (S4)",
    mend="Review it, and add the decision to history.yaml with its day.",
)
def review_due(case: Case) -> Iterator[Hit]:
    """Find a status older than its review."""
    for path, category, status, age in _in_force(case):
        if timedelta(days=30) < age <= timedelta(days=180):
            words = (
                f"{status.value} departure of {category!r} stands for {age.days} days."
            )
            yield Hit(HISTORY, path, words)


@rule(
    15,
    Severity.ERROR,
    title="A departure status has passed 180 days",
    source="DSSR 600 (S4)",
    mend=(
        "Decide on return, curtailment or a new order, and add the decision to "
        "history.yaml with its day."
    ),
)
def clock_run_out(case: Case) -> Iterator[Hit]:
    """Find a status whose payments have ended."""
    for path, category, status, age in _in_force(case):
        if age > timedelta(days=180):
            words = (
                f"{status.value} departure of {category!r} stands for {age.days} days."
            )
            yield Hit(HISTORY, path, words)


def _in_force(
    case: Case,
) -> Iterator[tuple[tuple[str, int], str, DepartureStatus, timedelta]]:
    declared = list(enumerate(case.post.history.declared))
    past = [(number, d) for number, d in declared if d.at <= case.now]
    last = {d.category: number for number, d in sorted(past, key=lambda p: p[1].at)}
    for number in last.values():
        one = case.post.history.declared[number]
        if one.status in {DepartureStatus.AUTHORIZED, DepartureStatus.ORDERED}:
            path = ("declared", number)
            yield path, one.category, one.status, case.now - one.at


RULES = (
    contact_list,
    never_assessed,
    old_assessment,
    telling_families,
    year_old,
    older,
    ahead,
    in_charge,
    succession,
    means_of_reaching,
    same_means,
    ranked_exits,
    ranked_twice,
    review_due,
    clock_run_out,
)
