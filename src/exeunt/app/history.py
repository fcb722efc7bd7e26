"""History: bundled past cases, planned, rehearsed and scored by what happened."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import resources
from pathlib import Path

from exeunt.app.assess import Effort, OnStage, checked_plan, rehearsed
from exeunt.app.folders import bytes_of
from exeunt.app.read_post import read_post
from exeunt.errors import InvalidInput
from exeunt.formats.departure_files import FILE, read_departures
from exeunt.formats.wording import listed
from exeunt.model.departures import Departures, PastCase
from exeunt.model.post import Post
from exeunt.rehearse import stages_by_wait
from exeunt.review.departures import score


CASES = Path(str(resources.files("exeunt") / "data" / "cases"))


class UnknownCase(InvalidInput):
    """A case was asked for that is not bundled, or has no record of departures."""

    def __init__(self, name: str, *, known: Sequence[str]) -> None:
        self.name = name
        self.known = tuple(known)
        near = get_close_matches(name, known, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        super().__init__(
            f"There is no past case {name!r} with a record of departures. There are "
            f"{listed(known)}.{hint}"
        )


def past_cases() -> tuple[str, ...]:
    """Name the bundled cases that have a record of departures, in order."""
    return tuple(sorted(file.parent.name for file in CASES.glob(f"*/{FILE}")))


def history(
    names: Sequence[str], *, effort: Effort, on_stage: OnStage
) -> tuple[PastCase, ...]:
    """
    Plan, rehearse and score the bundled cases with *names*; none: all of them.

    Raises
    ------
    UnknownCase
        When one of them is not bundled.
    """
    known = past_cases()
    chosen = tuple(dict.fromkeys(names)) or known
    for name in chosen:
        if name not in known:
            raise UnknownCase(name, known=known)
    found = []
    for number, name in enumerate(chosen):

        def told(what: str, share: float, *, of: int = number) -> None:
            on_stage(f"{chosen[of]}: {what}", (of + share) / len(chosen))

        post, departures = read_case(name)
        found.append(retold(name, post, departures, effort=effort, on_stage=told))
    return tuple(found)


def read_case(name: str) -> tuple[Post, Departures]:
    """Read the post and the record of a bundled case."""
    folder = CASES / name
    post = read_post(folder)
    data = bytes_of(folder, FILE) or b""
    return post, read_departures(data, zone=post.zone)


def retold(
    name: str, post: Post, departures: Departures, *, effort: Effort, on_stage: OnStage
) -> PastCase:
    """Plan and rehearse *post* for the day it was decided on, and score it."""
    plan = checked_plan(
        post, as_of=departures.decided, effort=effort, on_stage=on_stage
    )
    rehearsal = rehearsed(post, plan, effort=effort, on_stage=on_stage)
    return PastCase(
        name=name,
        post=post,
        departures=departures,
        plan=plan,
        rehearsal=rehearsal,
        stages=stages_by_wait(rehearsal),
        score=score(departures, rehearsal, h_hour=plan.h_hour),
    )
