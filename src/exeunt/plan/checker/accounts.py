"""Whether everybody is either out or left, and nobody both (rules §2 and §13)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from exeunt.model.breaches import Breach
from exeunt.model.plan import Left
from exeunt.plan.checker.case import Case
from exeunt.plan.checker.journeys import Stay
from exeunt.plan.checker.movers import Mover


@dataclass(slots=True, kw_only=True, eq=False)
class Account:
    """What became of one household or cohort."""

    mover: Mover
    out: int = 0
    stayed: int = 0
    stranded: list[Stay] = field(default_factory=list)
    """Those who moved, but are not out by the deadline."""
    left: list[Left] = field(default_factory=list)
    """What the plan says of them."""

    @property
    def written(self) -> int:
        """How many the plan writes down as left."""
        return sum(entry.persons for entry in self.left)

    @property
    def not_out(self) -> int:
        """How many are in fact not out."""
        return self.stayed + sum(stay.persons for stay in self.stranded)


def accounts_of(case: Case, stays: Sequence[Stay]) -> tuple[Account, ...]:
    """Draw up the account of everybody who moves."""
    accounts = {who: Account(mover=mover) for who, mover in case.movers.items()}
    for stay in stays:
        if stay.until_s is None:
            account = accounts[stay.mover.id]
            if stay.out_s is not None and stay.out_s <= case.deadline_s:
                account.out += stay.persons
            elif stay.came is None:
                account.stayed += stay.persons
            else:
                account.stranded.append(stay)
    for entry in case.plan.left:
        who = accounts.get(_named(entry) or "")
        if who is not None and who.mover.whole == (entry.household is not None):
            who.left.append(entry)
    return tuple(accounts.values())


def _named(entry: Left) -> str | None:
    """Give the one it names; none when it names nobody, or two."""
    if entry.household is not None and entry.cohort is not None:
        return None
    return entry.household if entry.household is not None else entry.cohort


def account_breaches(case: Case, accounts: Sequence[Account]) -> Iterator[Breach]:
    """Check the accounts, and every line of ``left``."""
    if case.plan.deadline_s != case.deadline_s:
        words = case.wall.words
        yield Breach(
            rule="§2",
            at_s=case.plan.deadline_s,
            message=f"The plan takes {words(case.plan.deadline_s)} for the deadline; "
            f"the post's is {words(case.deadline_s)}.",
        )
    yield from _misnamed(case)
    for account in accounts:
        yield from _stranded(case, account)
        yield from _of_household(account) if account.mover.whole else _sums(account)
        yield from _elsewhere(case, account)


def _breach(mover: Mover, message: str, stay: Stay | None = None) -> Breach:
    came = stay.came if stay else None
    return Breach(
        rule="§13",
        who=mover.id,
        trip=came.trip.id if came else None,
        at_s=stay.since_s if stay else None,
        message=message,
    )


def _misnamed(case: Case) -> Iterator[Breach]:
    for entry in case.plan.left:
        who = _named(entry)
        if who is None:
            yield Breach(
                rule="§13",
                message=f"A line of left at {entry.at} must name either a household "
                "or a cohort.",
            )
            continue
        mover = case.movers.get(who)
        if mover is not None and mover.whole == (entry.household is not None):
            continue
        what = "cohort" if entry.household is None else "household"
        if who in case.at_rest:
            yield Breach(
                rule="§13",
                who=who,
                message=f"left names {what} {who}, whose category does not move.",
            )
        elif who in case.begin.out:
            yield Breach(
                rule="§13",
                who=who,
                message=f"left names {what} {who}, who is out from the beginning.",
            )
        else:
            yield Breach(
                rule="§17",
                who=who,
                message=f"left names {what} {who}, which the post does not have.",
            )


def _stranded(case: Case, account: Account) -> Iterator[Breach]:
    by_last: dict[str, list[Stay]] = defaultdict(list)
    for stay in account.stranded:
        # a trip that arrives after the deadline is a breach of §2 already
        if stay.came is not None and stay.came.trip.arrive_s <= case.deadline_s:
            by_last[stay.came.trip.id].append(stay)
    for trip, stays in by_last.items():
        persons, stay = sum(s.persons for s in stays), stays[0]
        if stay.out_s is None:
            what = f"ends at {stay.place}, which is not safe"
        else:
            what = f"is unloaded {case.wall.words(stay.out_s)}, after the deadline"
        yield _breach(
            account.mover,
            f"The journey of {persons} of {account.mover.words} {what} (trip {trip}); "
            "bring them out, or leave them at their residence and write them in left.",
            stay,
        )


def _of_household(account: Account) -> Iterator[Breach]:
    mover, lines = account.mover, account.left
    if len(lines) > 1:
        yield _breach(mover, f"{mover.words} stands {len(lines)} times in left.")
    elif lines and account.out:
        yield _breach(mover, f"{mover.words} comes out, yet stands in left.")
    elif lines and account.written != mover.persons:
        yield _breach(
            mover,
            f"left counts {account.written} of {mover.words}, which is "
            f"{mover.persons}.",
        )
    elif not lines and account.stayed:
        yield _breach(
            mover,
            f"{mover.words} makes no trip and does not stand in left; it must be "
            "either out or left.",
        )


def _sums(account: Account) -> Iterator[Breach]:
    mover = account.mover
    if account.stayed <= account.written <= account.not_out:
        return
    yield _breach(
        mover,
        f"Of {mover.words}, {mover.persons} people, {account.out} come out and "
        f"{account.written} stand in left; nobody may be both or neither.",
    )


def _elsewhere(case: Case, account: Account) -> Iterator[Breach]:
    mover = account.mover
    where = "the residence" if case.begin.state is None else "the place of the state"
    for entry in account.left:
        if entry.at != mover.place:
            yield _breach(
                mover,
                f"{mover.words} is left at {entry.at} in the plan, but whoever is "
                f"left stays at {where}, {mover.place}.",
            )
