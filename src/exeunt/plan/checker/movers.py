"""Who is to be moved, gathered from roster and estimates by the checker itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exeunt.model.people import Category, Estimate, Need, Person, SeatKind
from exeunt.model.post import Post


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Mover:
    """A household, which stays whole, or a cohort, which may be split (rule §8)."""

    id: str
    whole: bool
    """True of a household."""
    place: str
    ready_s: int
    persons: int
    weight: float
    """Of all of them together."""
    seats: dict[SeatKind, int]
    """Room that all of them take, by kind."""
    comes: bool = False
    """Whether they are under way to their place, and come when they are ready."""
    processed: bool = False
    """Whether they need no more processing at their place (rule §31)."""
    told: tuple[tuple[str, str, int], ...] = ()
    """Link, end and departure of each trip that was announced to them (rule §34)."""

    @property
    def words(self) -> str:
        """Name it in a sentence."""
        return f"{'household' if self.whole else 'cohort'} {self.id}"

    def of(self, persons: int) -> Mover:
        """Give so many of a cohort."""
        each = self.weight / self.persons
        seats = {SeatKind.SEAT: persons}
        return replace(self, persons=persons, weight=persons * each, seats=seats)


def movers_of(post: Post, moving: frozenset[str]) -> dict[str, Mover]:
    """Gather the households and cohorts of the *moving* categories, by id."""
    categories = {c.id: c for c in post.file.categories}
    at_home: dict[str, list[Person]] = {}
    for person in post.people:
        if person.category in moving:
            at_home.setdefault(_travels_as(person), []).append(person)
    factors = post.file.need_factors
    found = {h: _household(h, who, categories, factors) for h, who in at_home.items()}
    for estimate in post.estimates:
        if estimate.category in moving:
            for cohort in _cohorts(estimate, categories[estimate.category]):
                found[cohort.id] = cohort
    return found


def _travels_as(person: Person) -> str:
    """Name the household, or the person apart from it once somebody approved that."""
    apart = bool(person.split_approved_by)
    return f"{person.household}~{person.id}" if apart else person.household


def _household(
    household_id: str,
    members: list[Person],
    categories: dict[str, Category],
    factors: dict[Need, float],
) -> Mover:
    return Mover(
        id=household_id,
        whole=True,
        place=members[0].place,
        ready_s=max(_ready_s(p, categories[p.category]) for p in members),
        persons=len(members),
        weight=sum(_weight(p, categories[p.category], factors) for p in members),
        seats=dict(Counter(_room(p) for p in members)),
    )


def _weight(person: Person, category: Category, factors: dict[Need, float]) -> float:
    """Weigh a person by category and by the need that counts most (rule §14)."""
    return category.weight * max([1.0, *(factors.get(n, 1.0) for n in person.needs)])


def _ready_s(person: Person, category: Category) -> int:
    own = person.ready_after
    return category.ready_after if own is None else own


def _room(person: Person) -> SeatKind:
    if Need.STRETCHER in person.needs:
        return SeatKind.STRETCHER
    if Need.WHEELCHAIR in person.needs:
        return SeatKind.WHEELCHAIR
    return SeatKind.SEAT


def _cohorts(estimate: Estimate, category: Category) -> Iterator[Mover]:
    """Cut at rounded running totals of the likely size, so that none is lost."""
    running, before = 0.0, 0
    for number, batch in enumerate(estimate.ready, start=1):
        running += batch.share
        upto = round(estimate.likely * running)
        persons = upto - before
        before = upto
        if persons > 0:
            yield Mover(
                id=f"{estimate.id}/{number}",
                whole=False,
                place=estimate.place,
                ready_s=batch.after,
                persons=persons,
                weight=persons * category.weight,
                seats={SeatKind.SEAT: persons},
            )
