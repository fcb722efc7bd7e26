"""Replay: every day of a past case, with only what was known then."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from exeunt.app.as_of import moment_as_of
from exeunt.app.assess import (
    Effort,
    OnStage,
    apart,
    checked_plan,
    proposals_of,
    rehearsed,
)
from exeunt.app.decide_post import decide_for, shut_in
from exeunt.app.log import events_of
from exeunt.app.page_templates import template
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.stated import next_problem
from exeunt.app.warn_post import picture_of, readings_of
from exeunt.app.whole_folder import check_folder, write_folder
from exeunt.errors import InvalidInput
from exeunt.formats.brief.html import brief_html
from exeunt.formats.charts.replay import CategoryDay, ReplayDay
from exeunt.formats.replay_files import replay_csv, replay_svg, replay_view
from exeunt.model.decision import DecideBy, Proposal
from exeunt.model.documents import Document
from exeunt.model.events import Event
from exeunt.model.known import as_known
from exeunt.model.likelihoods import CLOSING
from exeunt.model.outcomes import Rehearsal
from exeunt.model.post import Post
from exeunt.model.problem import Problem
from exeunt.model.signals import Reading


TABLE = "replay.csv"
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What would have been said on each day."""

    post: Post
    days: tuple[ReplayDay, ...]
    plans: int
    folder: Path
    files: tuple[str, ...]


def replay_post(
    folder: Path,
    *,
    span: tuple[date | None, date | None],
    output: Path | None,
    effort: Effort,
    on_stage: OnStage,
) -> Replay:
    """
    Replay the post in *folder*, a day after the other.

    Parameters
    ----------
    folder
        The folder of the post.
    span
        First and last day; none is the first document's and the last thing's known.
    output
        Where the files go; none is ``out/replay`` in *folder*.
    effort
        How hard to work at each plan; nearly all days share one.
    on_stage
        Told how far it is.

    Raises
    ------
    InvalidInput
        When the post has no documents, or the span is empty.
    """
    on_stage("Reading the post", 0.0)
    post = read_post(folder)
    to = output or folder / "out" / "replay"
    check_folder(to, mark=TABLE)
    documents = read_documents(folder)
    moments = _moments(post, documents, span)
    readings = readings_of(post, documents, folder=folder)
    run = _Run(post=post, effort=effort, events=events_of(folder))
    days = []
    for number, as_of in enumerate(moments):
        on_stage(f"Replaying {as_of:%d %b %Y}", 0.02 + 0.95 * number / len(moments))
        days.append(run.day(as_of, readings))
    view = replay_view(post, days, plans=len(run.rehearsals))
    files = {
        TABLE: replay_csv(post, days),
        "replay.svg": replay_svg(post, days).encode(),
        "replay.html": brief_html(view, template("brief.html")),
    }
    write_folder(to, files, mark=TABLE)
    on_stage("Done", 1.0)
    return Replay(
        post=post,
        days=tuple(days),
        plans=len(run.rehearsals),
        folder=to,
        files=tuple(sorted(files)),
    )


def _moments(
    post: Post, documents: Sequence[Document], span: tuple[date | None, date | None]
) -> tuple[datetime, ...]:
    if not documents:
        raise InvalidInput(
            f"{post.file.name} has no documents to replay. Put them into documents/."
        )
    known = [d.published.astimezone(post.zone).date() for d in documents]
    ends = [
        *known,
        *(o.closed.astimezone(post.zone).date() for o in post.history.outcomes),
    ]
    first, last = span[0] or min(known), span[1] or max(ends)
    count = (last - first).days + 1
    if not 1 <= count <= MOST_DAYS:
        raise InvalidInput(
            f"From {first} to {last} there are {count} days. Give --from a day before "
            f"--to, and at most {MOST_DAYS} days."
        )
    return tuple(
        moment_as_of((first + timedelta(days=n)).isoformat(), zone=post.zone)
        for n in range(count)
    )


@dataclass(slots=True, kw_only=True)
class _Run:
    """A replay under way, with the rehearsals that days share."""

    post: Post
    effort: Effort
    events: tuple[Event, ...]
    rehearsals: dict[str, Rehearsal] = field(default_factory=dict)

    def day(self, as_of: datetime, readings: Sequence[Reading]) -> ReplayDay:
        post = as_known(self.post, at=as_of)
        known = [r for r in readings if r.published <= as_of]
        picture = picture_of(post, known, as_of=as_of, events=self.events)
        post = as_known(post, at=as_of, shut=shut_in(picture))
        rehearsal = self._rehearsal(post, as_of)
        decisions, _ = apart(
            decide_for(post, rehearsal, picture.survivals, as_of=as_of), post
        )
        proposals = proposals_of(post, picture, decisions, events=self.events)
        proposed = {p.category: p for p in proposals}
        posterior = picture.odds.posterior
        return ReplayDay(
            as_of=as_of,
            closing=sum(p for kind, p in posterior.items() if kind in CLOSING),
            categories=tuple(_said(d, proposed[d.category]) for d in decisions),
            documents=len(known),
        )

    def _rehearsal(self, post: Post, as_of: datetime) -> Rehearsal:
        key = likeness(next_problem(post, as_of=as_of))
        if key not in self.rehearsals:

            def quiet(_stage: str, _share: float) -> None:
                """Leave the bar to the days."""

            plan = checked_plan(post, as_of=as_of, effort=self.effort, on_stage=quiet)
            self.rehearsals[key] = rehearsed(
                post, plan, effort=self.effort, on_stage=quiet
            )
        return self.rehearsals[key]


def _said(decision: DecideBy, proposal: Proposal) -> CategoryDay:
    first = decision.curve[0].decide_at
    lead_s = 0.0
    if decision.latest is not None:
        lead_s = decision.latest.timestamp() - first.timestamp()
    return CategoryDay(
        category=decision.category,
        proposed=proposal.proposed,
        declared=proposal.in_force,
        decide_by=decision.latest,
        lead_s=lead_s,
        beyond=decision.beyond,
        now=decision.now,
    )


def likeness(problem: Problem) -> str:
    """
    Give the same text for problems that differ in their date alone.

    A rehearsal counts seconds after H-hour, so one serves every day on which the same
    is open, departs and stands ready as long after H-hour.
    """
    parts = (
        problem.deadline_s,
        problem.moving,
        sorted(problem.open.items()),
        [
            (hop.id, hop.spans, hop.curfew, hop.headway_s, hop.link.nominal_s)
            for hop in problem.hops
        ],
        [(d.service.id, d.depart_s, d.arrive_s) for d in problem.departures],
        problem.fleets,
        problem.households,
        problem.cohorts,
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
