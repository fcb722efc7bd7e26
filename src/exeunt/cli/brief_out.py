"""What ``exeunt brief`` and ``exeunt demo`` print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.app.as_of import moment_as_of
from exeunt.app.assess import Effort
from exeunt.app.brief import Brief, brief_post
from exeunt.app.read_post import read_post
from exeunt.cli.stages import stages
from exeunt.cli.tables import show, show_json
from exeunt.formats.brief.answer import LATER, answer, due_in, worst_gap
from exeunt.formats.brief.answer_json import answer_body
from exeunt.formats.brief.assessment import Assessment, chance_at
from exeunt.formats.wording import (
    chance,
    counted,
    moment,
    narrow_percent,
    started,
    status_words,
)
from exeunt.model.decision import DecideBy, Proposal


def brief_out(
    post: Path, *, as_of: str | None, output: Path | None, effort: Effort, json: bool
) -> None:
    """Make the brief of *post* and print the answer."""
    at = None
    if as_of is not None:
        at = moment_as_of(as_of, zone=read_post(post).zone)
    with stages() as on_stage:
        made = brief_post(
            post, as_of=at, output=output, effort=effort, on_stage=on_stage
        )
    if json:
        where = {"folder": str(made.folder), "files": list(made.files)}
        show_json(answer_body(made.assessment) | {"written": where})
    else:
        show(_told(made))


def _told(made: Brief) -> Iterator[RenderableType]:
    found = made.assessment
    yield Text(
        f"{found.post.file.name}, as of {moment(found.as_of, found.post.zone)} ({found.post.zone.key})"
    )
    if found.post.file.synthetic:
        yield Text(f"Not a real post. {found.post.file.synthetic}")
    yield Text()
    for sentence in answer(found):
        yield Text(sentence)
    yield _categories(found)
    yield Text(f"Gap of the plan to its bound: {narrow_percent(worst_gap(found.plan))}")
    yield from _moved(found)
    yield Text("A person decides. Exeunt proposes and sends nothing.")
    yield Text()
    yield from map(Text, made.exported)
    yield Text(f"{counted(len(made.files), 'file')} in {made.folder}", no_wrap=True)
    for name in made.files:
        if "/" not in name:
            yield Text(f"  {made.folder / name}", no_wrap=True)


def _categories(found: Assessment) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    heads = [started(word) for _, word in LATER]
    for head in ("\nCategory", "\nProposed", "\nDecide by"):
        table.add_column(head)
    for head in ("Target", *heads):
        table.add_column(f"\n{head}", justify="right")
    decided = {d.category: d for d in found.decisions}
    for proposal in found.proposals:
        table.add_row(*_row(found, proposal, decided.get(proposal.category)))
    return table


def _row(
    found: Assessment, proposal: Proposal, decision: DecideBy | None
) -> tuple[str, ...]:
    name = found.names[proposal.category]
    kinds = found.post.kinds
    status = status_words(
        proposal.proposed, kinds[proposal.category], found.post.file.profile
    )
    if decision is None:
        return (name, status, "not moved")
    shares = [chance_at(decision, days) for days, _ in LATER]
    told = ["" if share is None else chance(share) for share in shares]
    return (name, status, due_in(found, decision), chance(decision.target), *told)


def _moved(found: Assessment) -> Iterator[RenderableType]:
    yield Text()
    if not found.moved:
        yield Text("Nothing moved since the day before.")
    for item in found.moved:
        yield Text(f"Since the day before: {item.words}.")
