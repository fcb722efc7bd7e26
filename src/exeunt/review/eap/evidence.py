"""Rules on what the figures rest on: doubts, priors, reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exeunt.model.findings import Severity
from exeunt.review.eap.rule import POST, Case, Hit, rule


_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")


@rule(
    70,
    Severity.WARNING,
    title="A category that moves without a doubt",
    source="FCDO and audits: people come later than planned (H1, H2)",
    mend="Give p10, p50 and p90 of its mobilisation in doubts.",
)
def sure_people(case: Case) -> Iterator[Hit]:
    """Find people of whom the rehearsal assumes that they are punctual."""
    on_roster = {person.category for person in case.post.people}
    for number, category in enumerate(case.post.file.categories):
        moves = category.moves_at is not None and category.id in on_roster
        if moves and category.id not in case.post.file.doubts.mobilisation:
            words = f"doubts.mobilisation does not name category {category.id!r}."
            yield Hit(POST, ("categories", number), words)


@rule(
    71,
    Severity.WARNING,
    title="A mode in use without a doubt",
    source="H1, H2",
    mend="Give p10, p50 and p90 of its travel time, as a factor, in doubts.travel.",
)
def sure_travel(case: Case) -> Iterator[Hit]:
    """Find travel of which the rehearsal assumes that it takes what it should."""
    travelled = {arc.link for arcs in case.ways.arcs.values() for arc in arcs}
    used = {k.mode for k in case.post.file.links if k.id in travelled}
    for mode in sorted(used - set(case.post.file.doubts.travel)):
        words = f"doubts.travel does not name mode {mode.value!r}, which links use."
        yield Hit(POST, ("doubts",), words)


@rule(
    72,
    Severity.WARNING,
    title="Breakdowns that cost no time",
    source="H1",
    mend="Give p10, p50 and p90 of doubts.repair.",
)
def no_repair(case: Case) -> Iterator[Hit]:
    """Find breakdowns that the rehearsal cannot weigh."""
    if case.post.file.doubts.repair is not None:
        return
    for number, fleet in enumerate(case.post.file.fleets):
        if fleet.breakdown:
            words = (
                f"Fleet {fleet.id!r} breaks down on {fleet.breakdown:g} of its trips, "
                "and doubts.repair is not given."
            )
            yield Hit(POST, ("fleets", number, "breakdown"), words)


@rule(
    73,
    Severity.WARNING,
    title="Processing without a doubt",
    source="Kabul gates, Beirut: the gate binds (P4, H3)",
    mend="Give p10, p50 and p90 of the factor in doubts.processing.",
)
def sure_processing(case: Case) -> Iterator[Hit]:
    """Find gates of which the rehearsal assumes that they work as told."""
    if case.post.file.doubts.processing is not None:
        return
    for number, place in enumerate(case.post.file.places):
        if place.processes_per_h is not None:
            words = (
                f"Place {place.id!r} processes {place.processes_per_h:g} an hour, and "
                "doubts.processing is not given."
            )
            yield Hit(POST, ("places", number, "processes_per_h"), words)


@rule(
    74,
    Severity.WARNING,
    title="A prior without a count",
    source="reference classes (H5)",
    mend="Say in reference_class how many cases there were, and in how many it came so.",
)
def uncounted_prior(case: Case) -> Iterator[Hit]:
    """Find odds that rest on no number."""
    for number, scenario in enumerate(case.post.file.scenarios):
        if not re.search(r"\d", _YEAR.sub("", scenario.reference_class)):
            words = (
                f"The prior {scenario.prior:g} of {scenario.kind.value} rests on "
                "nothing that was counted."
            )
            yield Hit(POST, ("scenarios", number, "reference_class"), words)


@rule(
    75,
    Severity.NOTE,
    title="An assumption without a reason",
    source="every number can be followed back (X13)",
    mend="Say in why (or source) where the figures are from.",
)
def no_reason(case: Case) -> Iterator[Hit]:
    """Find figures that nobody could check."""
    file = case.post.file
    figures = [
        *(("fleets", n, f.id, f.why or f.source) for n, f in enumerate(file.fleets)),
        *(
            ("services", n, s.id, s.why or s.source)
            for n, s in enumerate(file.services)
        ),
    ]
    for plural, number, name, why in figures:
        if not (why or "").strip():
            noun = plural.removesuffix("s").capitalize()
            words = f"{noun} {name!r} gives no reason for its figures."
            yield Hit(POST, (plural, number), words)
    for number, exit_ in enumerate(file.exits):
        if exit_.closes and not exit_.why.strip():
            words = f"Exit {exit_.place!r} gives no reason for its closing times."
            yield Hit(POST, ("exits", number), words)


RULES = (
    sure_people,
    sure_travel,
    no_repair,
    sure_processing,
    uncounted_prior,
    no_reason,
)
