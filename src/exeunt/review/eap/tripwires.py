"""Rules on tripwires: observable, owned, acted on, and leading somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from exeunt.model.findings import Severity
from exeunt.model.tripwires import Condition
from exeunt.review.eap.rule import POST, TRIPWIRES, Case, Hit, rule


@rule(
    20,
    Severity.ERROR,
    title="No tripwires",
    source="GAO-17-714: decision points (T1)",
    mend="Add tripwires.yaml: what is watched for, who owns it, what is then done.",
)
def none_at_all(case: Case) -> Iterator[Hit]:
    """Find a post that nothing would make act."""
    if not case.post.tripwires:
        yield Hit(TRIPWIRES, (), "The post has no tripwire.")


@rule(
    21,
    Severity.ERROR,
    title="A tripwire without an action",
    source="GAO-17-714 (T1)",
    mend="List in its actions what is done once it is crossed.",
)
def no_action(case: Case) -> Iterator[Hit]:
    """Find a tripwire that changes nothing."""
    for number, wire in enumerate(case.post.tripwires):
        if not any(action.strip() for action in wire.actions):
            words = f"Tripwire {wire.id!r} has no action."
            yield Hit(TRIPWIRES, ("tripwires", number, "actions"), words)


@rule(
    22,
    Severity.ERROR,
    title="A tripwire without an owner",
    source="T1",
    mend="Name in owner the role that watches for it and speaks up.",
)
def no_owner(case: Case) -> Iterator[Hit]:
    """Find a tripwire that is everybody's, so nobody's."""
    for number, wire in enumerate(case.post.tripwires):
        if not wire.owner.strip():
            words = f"Tripwire {wire.id!r} has no owner."
            yield Hit(TRIPWIRES, ("tripwires", number, "owner"), words)


@rule(
    23,
    Severity.ERROR,
    title="A tripwire without an observable",
    source="GAO-17-714 (T1)",
    mend="Say in observable, in a sentence, what would be seen.",
)
def no_observable(case: Case) -> Iterator[Hit]:
    """Find a tripwire that does not say what is seen."""
    for number, wire in enumerate(case.post.tripwires):
        if not wire.observable.strip():
            words = f"Tripwire {wire.id!r} does not say what is observed."
            yield Hit(TRIPWIRES, ("tripwires", number, "observable"), words)


@rule(
    24,
    Severity.NOTE,
    title="A tripwire that proposes no status",
    source="T1, S2",
    mend="Name in proposes the status of each category it leads to, if it leads to any.",
)
def proposes_nothing(case: Case) -> Iterator[Hit]:
    """Find a tripwire with actions and no consequence for who leaves."""
    for number, wire in enumerate(case.post.tripwires):
        if not wire.proposes:
            words = f"Tripwire {wire.id!r} proposes no departure status."
            yield Hit(TRIPWIRES, ("tripwires", number), words)


@rule(
    25,
    Severity.WARNING,
    title="No tripwire leads to the departure of a category",
    source="T1, S2",
    mend="Let a tripwire propose the status at which the category moves, or a higher.",
)
def leads_nowhere(case: Case) -> Iterator[Hit]:
    """Find people whose departure nothing would propose."""
    if not case.post.tripwires:
        return
    for number, category in enumerate(case.post.file.categories):
        at = category.moves_at
        if at is None:
            continue
        ranks = [
            wire.proposes[category.id].rank
            for wire in case.post.tripwires
            if category.id in wire.proposes
        ]
        if max(ranks, default=-1) < at.rank:
            words = (
                f"Category {category.id!r} moves at {at.value}; no tripwire proposes "
                "as much."
            )
            yield Hit(POST, ("categories", number, "moves_at"), words)


@rule(
    26,
    Severity.WARNING,
    title="A single unverified report crosses a tripwire",
    source="misinformation in ad-hoc networks (W1)",
    mend="Ask for at_least: 2, or leave private and leak out of its sources.",
)
def one_rumour(case: Case) -> Iterator[Hit]:
    """Find a tripwire that one rumour can cross."""
    for number, wire in enumerate(case.post.tripwires):
        unverified = [s for s in wire.sources if s in {"private", "leak"}]
        if unverified and any(map(_by_one, _leaves(wire.when))):
            words = (
                f"Tripwire {wire.id!r} counts {' and '.join(unverified)} sources, and "
                "one report is enough."
            )
            yield Hit(TRIPWIRES, ("tripwires", number, "sources"), words)


def _leaves(condition: Condition) -> Iterator[Condition]:
    parts = (*condition.any_of, *condition.all_of)
    if not parts:
        yield condition
    for part in parts:
        yield from _leaves(part)


def _by_one(leaf: Condition) -> bool:
    return bool(leaf.indicator or leaf.engagement) and leaf.at_least == 1


RULES = (
    none_at_all,
    no_action,
    no_owner,
    no_observable,
    proposes_nothing,
    leads_nowhere,
    one_rumour,
)
