"""Rules on people: who they are, what they need, and those on no roster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from math import floor

from exeunt.model.findings import Severity
from exeunt.model.people import Need, Person, PersonKind
from exeunt.review.eap.paper import months
from exeunt.review.eap.rule import ESTIMATES, POST, ROSTER, Case, Hit, rule
from exeunt.review.eap.ways import moving_categories


HALF_YEAR = timedelta(days=183)
AUDITED_FACTOR = 2.5
"""Audits found estimates of citizens wrong by 2.5 to 3 times, both ways."""


@rule(
    30,
    Severity.ERROR,
    title="A category without a course of action",
    source="2 FAM 440, how to support LE staff (R8)",
    mend="Say in course_of_action, in a sentence, what happens to them.",
)
def no_course(case: Case) -> Iterator[Hit]:
    """Find people about whom the plan is silent."""
    for number, category in enumerate(case.post.file.categories):
        if not category.course_of_action.strip():
            words = f"Category {category.id!r} has no course of action."
            yield Hit(POST, ("categories", number, "course_of_action"), words)


@rule(
    31,
    Severity.WARNING,
    title="A category without people",
    source="R2, R3",
    mend="Add them to the roster or to estimates.yaml, or delete the category.",
)
def nobody(case: Case) -> Iterator[Hit]:
    """Find a category whom a status would move and nobody is in."""
    counted = {p.category for p in case.post.people}
    counted |= {e.category for e in case.post.estimates if e.high}
    for number, category in enumerate(case.post.file.categories):
        if category.moves_at is not None and category.id not in counted:
            words = (
                f"Category {category.id!r} has nobody on the roster and no estimate."
            )
            yield Hit(POST, ("categories", number), words)


@rule(
    32,
    Severity.ERROR,
    title="Direct hire without a designation",
    source="emergency and non-emergency personnel (S7)",
    mend="Write emergency or non_emergency in the column designation.",
)
def undesignated(case: Case) -> Iterator[Hit]:
    """Find staff of whom nobody has decided whether they stay."""
    hired = {
        c.id for c in case.post.file.categories if c.kind == PersonKind.DIRECT_HIRE
    }
    yield from _counted(
        case,
        lambda p: p.category in hired and p.designation is None,
        "{} direct hires on the roster are designated neither emergency nor "
        "non-emergency",
    )


@rule(
    33,
    Severity.ERROR,
    title="An unaccompanied minor with no adult in the household",
    source="DS-5528 (R5)",
    mend="Put the minor into the household of the adult who travels along.",
)
def minor_alone(case: Case) -> Iterator[Hit]:
    """Find a child whom the plan would send alone."""
    households: dict[str, list[tuple[int, Person]]] = defaultdict(list)
    for row, person in enumerate(case.post.people):
        if person.split_approved_by is None:
            households[person.household].append((row, person))
    for members in households.values():
        if all(Need.UNACCOMPANIED_MINOR in p.needs for _, p in members):
            words = f"A household of {len(members)} holds unaccompanied minors only."
            yield Hit(ROSTER, (members[0][0],), words)


@rule(
    34,
    Severity.WARNING,
    title="Travel documents are missing",
    source="R6",
    mend="Start the passports and visas now; write ready once they are there.",
)
def documents_missing(case: Case) -> Iterator[Hit]:
    """Find people who would be turned back at the border."""
    moving = moving_categories(case.post)
    yield from _counted(
        case,
        lambda p: p.category in moving and p.documents == "missing",
        "{} people lack documents to travel on",
    )


@rule(
    35,
    Severity.WARNING,
    title="Passports are held by the post",
    source="passports shredded at Khartoum (R6, P11)",
    mend="Return them at the first tripwire, and name that among its actions.",
)
def documents_held(case: Case) -> Iterator[Hit]:
    """Find people whose passports lie in a safe that may be lost."""
    moving = moving_categories(case.post)
    yield from _counted(
        case,
        lambda p: p.category in moving and p.documents == "held_by_post",
        "The post holds the passports of {} people",
    )


@rule(
    36,
    Severity.NOTE,
    title="Nobody knows whether documents are ready",
    source="R6",
    mend="Write ready, missing or held_by_post in the column documents.",
)
def documents_unknown(case: Case) -> Iterator[Hit]:
    """Find people whose documents were never looked at."""
    moving = moving_categories(case.post)
    yield from _counted(
        case,
        lambda p: p.category in moving and p.documents is None,
        "Of {} people it is not recorded whether their documents are ready",
    )


@rule(
    37,
    Severity.NOTE,
    title="Consent to share is not recorded",
    source="Privacy Act, 7 FAM 070 (N2)",
    mend="Ask them; until the column consent says yes nothing of them is shared.",
)
def no_consent(case: Case) -> Iterator[Hit]:
    """Find people of whom nothing may be told to partners."""
    yield from _counted(
        case, lambda p: not p.consent, "{} people have not consented to be shared"
    )


@rule(
    38,
    Severity.ERROR,
    title="A minor split from the household",
    source="DS-5528 (R5)",
    mend="Empty split_approved_by, so that the minor travels with the household.",
)
def minor_split(case: Case) -> Iterator[Hit]:
    """Find a child whom an approved split would send alone."""
    minors = {Need.UNACCOMPANIED_MINOR, Need.INFANT}
    yield from _counted(
        case,
        lambda p: p.split_approved_by is not None and bool(p.needs & minors),
        "{} minors would travel apart from their household, with nobody",
    )


def _counted(case: Case, test: Callable[[Person], bool], words: str) -> Iterator[Hit]:
    """Make one finding of all rows that *test* picks, at the first of them."""
    rows = [row for row, person in enumerate(case.post.people) if test(person)]
    if rows:
        more = "" if len(rows) == 1 else "; the first of them here"
        yield Hit(ROSTER, (rows[0],), f"{words.format(len(rows))}{more}.")


@rule(
    40,
    Severity.WARNING,
    title="A stale estimate",
    source="GAO-08-23, F-77 (R3)",
    mend="Estimate again, and write the day into its date.",
)
def stale_estimate(case: Case) -> Iterator[Hit]:
    """Find a count of people that is over six months old."""
    for number, estimate in enumerate(case.post.estimates):
        age = case.now - estimate.date
        if age > HALF_YEAR:
            words = f"Estimate {estimate.id!r} is of {estimate.date:%Y-%m-%d}, {months(age)} ago."
            yield Hit(ESTIMATES, ("estimates", number, "date"), words)


@rule(
    41,
    Severity.ERROR,
    title="An estimate without a range",
    source="GAO-08-23: wrong by 2.5 to 3 times (R3)",
    mend="Give the fewest and the most who could want to go as low and high.",
)
def no_range(case: Case) -> Iterator[Hit]:
    """Find a guess that poses as a count."""
    for number, estimate in enumerate(case.post.estimates):
        if estimate.low == estimate.high:
            words = f"Estimate {estimate.id!r}: low and high are both {estimate.low}."
            yield Hit(ESTIMATES, ("estimates", number, "low"), words)


@rule(
    42,
    Severity.ERROR,
    title="An estimate without a basis",
    source="F-77 (R3)",
    mend="Say in basis what was counted, by whom, and what was assumed.",
)
def no_basis(case: Case) -> Iterator[Hit]:
    """Find a count that cannot be followed back."""
    for number, estimate in enumerate(case.post.estimates):
        if not estimate.basis.strip():
            words = f"Estimate {estimate.id!r} gives no basis."
            yield Hit(ESTIMATES, ("estimates", number, "basis"), words)


@rule(
    43,
    Severity.WARNING,
    title="An estimate narrower than estimates have proved",
    source="GAO-08-23, Beirut, Khartoum, Kabul (R3)",
    mend="Let low be likely / 2.5 or less and high likely x 2.5 or more, or say in why "
    "it is known better here.",
)
def narrow(case: Case) -> Iterator[Hit]:
    """Find a range that past estimates would have missed, on either side."""
    for number, estimate in enumerate(case.post.estimates):
        if estimate.low == estimate.high or estimate.why.strip():
            continue
        name, likely = repr(estimate.id), estimate.likely
        if AUDITED_FACTOR * estimate.low > likely:
            words = (
                f"Estimate {name}: likely {likely} is only "
                f"{_times(likely, estimate.low)} times low {estimate.low}."
            )
            yield Hit(ESTIMATES, ("estimates", number, "low"), words)
        if estimate.high < AUDITED_FACTOR * likely:
            words = (
                f"Estimate {name}: high {estimate.high} is only "
                f"{_times(estimate.high, likely)} times likely {likely}."
            )
            yield Hit(ESTIMATES, ("estimates", number, "high"), words)


def _times(more: int, less: int) -> str:
    """Say how many times as many, never rounded up to what it falls short of."""
    return f"{floor(10 * more / less) / 10:.1f}"


@rule(
    44,
    Severity.WARNING,
    title="Private citizens are not counted",
    source="7 FAM 050, no double standard; F-77 (R3, S5)",
    mend="Add a category of kind private_citizen and an estimate of how many there are.",
)
def citizens_uncounted(case: Case) -> Iterator[Hit]:
    """Find a plan that forgets the public."""
    kinds = {c.id: c.kind for c in case.post.file.categories}
    counted = [p.category for p in case.post.people]
    counted += [e.category for e in case.post.estimates]
    if PersonKind.PRIVATE_CITIZEN not in {kinds[category] for category in counted}:
        words = "Nobody of a category of kind private_citizen is counted."
        yield Hit(POST, ("categories",), words)


@rule(
    45,
    Severity.WARNING,
    title="Local staff have no place in the plan",
    source="2 FAM 440; 3,272 national against 877 international staff in Sudan (R8)",
    mend="Add a category of kind local_staff with its course of action.",
)
def local_staff_forgotten(case: Case) -> Iterator[Hit]:
    """Find a plan silent about those who stay."""
    if PersonKind.LOCAL_STAFF not in {c.kind for c in case.post.file.categories}:
        yield Hit(POST, ("categories",), "No category is of kind local_staff.")


RULES = (
    no_course,
    nobody,
    undesignated,
    minor_alone,
    documents_missing,
    documents_held,
    documents_unknown,
    no_consent,
    minor_split,
    stale_estimate,
    no_range,
    no_basis,
    narrow,
    citizens_uncounted,
    local_staff_forgotten,
)
