"""The answer in three sentences, and the table it sums up."""

from __future__ import annotations

from collections import Counter, defaultdict

from exeunt.formats.binding_words import span_words
from exeunt.formats.brief.assessment import Assessment, chance_at
from exeunt.formats.brief.view import Section, Table, row
from exeunt.formats.wording import (
    ADVISED,
    chance,
    duration,
    listed,
    moment,
    narrow_percent,
    percent,
    started,
    status_words,
)
from exeunt.model.decision import Bought, DecideBy, Proposal
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.statuses import DepartureStatus


MOST_STAGES = 8
"""Stages of the journey that are told of."""
LATER = ((0, "now"), (1, "tomorrow"), (3, "in three days"))
"""The days after the first decision at which the chance is told."""


def answer(assessment: Assessment) -> tuple[str, str, str]:
    """Say who should move, by when to decide, and what binds: a sentence each."""
    return (_who(assessment), _when(assessment), _what_binds(assessment))


def _who(assessment: Assessment) -> str:
    names = assessment.names
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for proposal in assessment.proposals:
        if proposal.proposed is not DepartureStatus.NORMAL:
            told = _told(proposal, assessment.post)
            groups[-proposal.proposed.rank, told].append(names[proposal.category])
    if not groups:
        return "No category should move yet: every status stays normal."
    parts = [
        f"{listed(some)} should {told}" for (_, told), some in sorted(groups.items())
    ]
    if any(p.proposed is DepartureStatus.NORMAL for p in assessment.proposals):
        parts.append("for everybody else the status stays normal")
    return started("; ".join(parts)) + "."


def _told(proposal: Proposal, post: Post) -> str:
    """Say what should happen, and whether it is in force already."""
    old = proposal.in_force is proposal.proposed
    kind = post.kinds[proposal.category]
    if kind in ADVISED:
        verb = "keep" if old else "get"
    else:
        verb = "stay under" if old else "move under"
    told = f"{verb} {status_words(proposal.proposed, kind, post.file.profile)}"
    return f"{told}, which is in force" if old else told


def _when(assessment: Assessment) -> str:
    first = assessment.first
    if first is None:
        return "Decide by: there is nobody whom the plan would move."
    later = [
        f"{chance(share)} if decided {word}"
        for days, word in LATER
        if (share := chance_at(first, days)) is not None
    ]
    whom = assessment.names[first.category]
    why = "whose turn comes first" if first.latest else "whose chance is lowest"
    return (
        f"{decide_by_line(assessment)}; for {whom}, {why}, the chance "
        f"that all are out before their exits shut is {listed(later)}, against a target "
        f"of {percent(first.target)}."
    )


def decide_by_line(assessment: Assessment) -> str:
    """Say by when to decide, beginning ``Decide by``."""
    first = assessment.first
    if first is None:
        return "Decide by: there is nobody whom the plan would move"
    if first.category in assessment.taken:
        return "Decide by: every category that would move has been told to go already"
    if first.latest is None:
        return "Decide by now: it is already late"
    return f"Decide by {due(first, assessment.post)}"


def due(decision: DecideBy, post: Post) -> str:
    """Say when *decision* falls due."""
    if decision.latest is None:
        return "already late"
    words = moment(decision.latest, post.zone)
    return f"{words} or later" if decision.beyond else words


def due_in(assessment: Assessment, decision: DecideBy) -> str:
    """Say when *decision* falls due, or that it has been taken."""
    if decision.category in assessment.taken:
        return "decided already"
    return due(decision, assessment.post)


def _what_binds(assessment: Assessment) -> str:
    plan = assessment.plan
    out = sum(people_moving(assessment.post, plan).values())
    left = sum(item.persons for item in plan.left)
    some = f"{out - left:,} of {out:,} people" if left else f"all {out:,} people"
    told = [f"if everybody moves, the plan takes out {some}"]
    if gap := worst_gap(plan):
        told.append(f"no plan could do better by more than {narrow_percent(gap)}")
    else:
        told.append("no plan could do better")
    if plan.binding:
        stage = plan.binding[0]
        where = place_name(assessment, stage.place)
        at = "" if where in stage.what else f" at {where}"
        span = span_words(plan, stage.from_s, stage.until_s, assessment.post.zone)
        told.insert(0, f"what binds is {stage.what}{at}, {span}")
    told.append(_relieved(assessment.bought))
    return started("; ".join(words for words in told if words)) + "."


def place_name(assessment: Assessment, place: str) -> str:
    """Give the name of a place, or what stands for it where it is not one."""
    known = {p.id: p.name for p in assessment.post.file.places}
    return known.get(place, place)


def _relieved(bought: tuple[Bought, ...] | None) -> str:
    if bought is None:
        return ""
    best = next((b for b in bought if b.measurable), None)
    if best is None:
        return "nothing that was tried would buy time that could be measured"
    return f"most would be bought by {best.what} ({what_it_buys(best)})"


def what_it_buys(bought: Bought) -> str:
    """Say what a lever would buy, with how sure that is."""
    if not bought.measurable:
        return "nothing that could be measured"
    more = 100 * bought.more_all_out
    points = (
        f"{more:+.1f}\u00a0±\u00a0{100 * bought.half_width:.1f} points of chance now"
    )
    if bought.waiting_s < 60:
        return points
    least = "at least " if bought.at_least else ""
    return f"{least}{duration(bought.waiting_s)} of waiting, {points}"


_NOT_JUDGED = {"clearance", "cost"}
"""Levels that only break ties."""


def worst_gap(plan: Plan) -> float:
    """Give how far, at most, *plan* is from the best in what it is judged by."""
    judged = [o.gap for o in plan.objectives if o.name not in _NOT_JUDGED]
    return max(judged, default=0.0)


def people_moving(post: Post, plan: Plan) -> dict[str, int]:
    """Count the people of each category that *plan* was to move."""
    count: Counter[str] = Counter(
        p.category for p in post.people if p.category in plan.moving
    )
    for estimate in post.estimates:
        if estimate.category in plan.moving:
            count[estimate.category] += estimate.likely
    return dict(count)


_HEAD = (
    *("Category", "Proposed", "Decide by"),
    *(started(word) for _, word in LATER),
    *("Target", "In force", "People", "Why"),
)


def answer_section(assessment: Assessment) -> Section:
    """Lay out, category by category, what the three sentences sum up."""
    names, kinds = assessment.names, assessment.post.kinds
    profile = assessment.post.file.profile
    decided = {d.category: d for d in assessment.decisions}
    rows = []
    for proposal in assessment.proposals:
        decision = decided.get(proposal.category)
        rows.append(
            row(
                names[proposal.category],
                status_words(proposal.proposed, kinds[proposal.category], profile),
                *_chances(decision, assessment),
                status_words(proposal.in_force, kinds[proposal.category], profile),
                people_of(assessment.post, proposal.category),
                started(proposal.why),
            )
        )
    if assessment.everybody is not None:
        # no target is set for everybody at once, so there is no day to decide by
        _, *shares = _chances(assessment.everybody, assessment)
        name = names[assessment.everybody.category]
        rows.append(row(name, "", "", *shares[:-1], "", "", "", ""))
    return Section(
        id="answer",
        title="Category by category",
        tables=(
            Table(
                caption="Status proposed, and the chance that all are out before "
                "their exits shut, if decided now, tomorrow or in three days",
                head=_HEAD,
                rows=tuple(rows),
                right=frozenset({3, 4, 5, 6, 8}),
                wide=9,
            ),
        ),
        close=f"“Now” is the first decision possible, {moment(assessment.h_hour, assessment.post.zone)}.",
    )


def _chances(decision: DecideBy | None, assessment: Assessment) -> tuple[str, ...]:
    if decision is None:
        return ("not moved", "", *("" for _ in LATER))
    shares = [chance_at(decision, days) for days, _ in LATER]
    told = ["" if share is None else chance(share) for share in shares]
    return (due_in(assessment, decision), *told, percent(decision.target))


def people_of(post: Post, category: str) -> str:
    """Count a category: those on the roster, and estimates with their range."""
    named = sum(p.category == category for p in post.people)
    guessed = [e for e in post.estimates if e.category == category]
    if not guessed:
        return f"{named:,}"
    low, likely, high = (
        named + sum(getattr(e, end) for e in guessed)
        for end in ("low", "likely", "high")
    )
    return f"{likely:,} ({low:,} to {high:,})"


def clearance_table(assessment: Assessment) -> Table:
    """Say when all of each category are out, in half, four fifths and nearly all."""
    rows = [
        row(
            assessment.names[q.category],
            *(_after(s) for s in (q.p50_s, q.p80_s, q.p95_s)),
            chance(q.all_out),
        )
        for q in assessment.quantiles
    ]
    return Table(
        caption="Time from the decision until all of a category are out",
        head=("Category", "P50", "P80", "P95", "Chance that all come out"),
        rows=tuple(rows),
        right=frozenset({1, 2, 3, 4}),
    )


def waits_table(assessment: Assessment) -> Table:
    """Say which stages cost most time, and which held up the last ones."""
    found = assessment.rehearsal
    stages = sorted(
        zip(found.stages, found.waited_h, found.held_last, strict=True),
        key=lambda stage: (-stage[2], -stage[1]),
    )
    rows = tuple(
        row(name, percent(float(last)), f"{float(hours):,.0f}")
        for name, hours, last in stages[:MOST_STAGES]
        if hours > 0 or last > 0
    )
    return Table(
        caption="What held people up in the rehearsed worlds",
        head=("Stage", "Held up the last ones in", "Person-hours in a world"),
        rows=rows,
        right=frozenset({1, 2}),
    )


def _after(seconds: int | None) -> str:
    return "never" if seconds is None else duration(seconds)
