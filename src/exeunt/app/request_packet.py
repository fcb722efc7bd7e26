"""Draft the request for a departure status, as a file to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from exeunt.app.given_words import reason_given
from exeunt.app.log import events_of
from exeunt.app.page_templates import template
from exeunt.app.read_documents import read_documents
from exeunt.app.read_plan import read_plan_at
from exeunt.app.read_post import files_of_post, read_post
from exeunt.app.warn_post import warn_post
from exeunt.app.writing import check_file, write_atomically
from exeunt.errors import InvalidInput, Refused
from exeunt.formats.request import request_pdf
from exeunt.model.known import as_known, as_planned
from exeunt.model.ladders import ladder_of
from exeunt.model.post import Post
from exeunt.model.problem import problem_of
from exeunt.model.requests import Movement, Request
from exeunt.model.statuses import DepartureStatus
from exeunt.plan.checker import check
from exeunt.warn.ledger import judged, statuses_in_force
from exeunt.warn.request import draft_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A request, and where it was written."""

    post: Post
    request: Request
    file: Path


def draft(  # noqa: PLR0913 - what is asked, and what it rests on
    folder: Path,
    category: str,
    status: DepartureStatus,
    *,
    as_of: datetime,
    why: str,
    plan: Path | None,
    output: Path,
) -> Drafted:
    """
    Write the request that *status* be declared for *category*, for a person to sign.

    Parameters
    ----------
    folder
        The folder of the post.
    as_of
        What came out later is not used.
    why
        The justification.
    plan
        The movement plan; none: the request says that it is missing.
    output
        The PDF to write.

    Raises
    ------
    InvalidInput
        When something cannot be read, or the post has no such category.
    Refused
        When the status is no higher than what is in force: lowering needs no request.
    """
    post = as_known(read_post(folder), at=as_of)
    _check_category(post, category)
    why = reason_given(why)
    check_file(output, keep=[*files_of_post(folder), *([plan] if plan else [])])
    events = events_of(folder)
    old = statuses_in_force(post, events, as_of=as_of)[category]
    if status.rank <= old.rank:
        raise Refused(
            f"{old.value.capitalize()} is in force for {category}, so {status.value} "
            "needs no request. A lower status is recorded with 'exeunt declare'."
        )
    documents = read_documents(folder)
    _, picture = warn_post(post, documents, as_of=as_of, events=events, folder=folder)
    asked = draft_request(
        post,
        picture,
        category=category,
        statuses=(old, status),
        ladder=ladder_of(post.file.profile),
        why=why,
        movement=_movement(post, plan) if plan else None,
        confirmed=judged(events, as_of=as_of).confirmed,
    )
    write_atomically(output, request_pdf(post, asked, template("request.typ")))
    return Drafted(post=post, request=asked, file=output)


def _check_category(post: Post, category: str) -> None:
    known = [one.id for one in post.file.categories]
    if category in known:
        return
    near = get_close_matches(category, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"It has: {', '.join(known)}."
    raise InvalidInput(f"The post has no category {category!r}. {hint}")


def _movement(post: Post, path: Path) -> Movement:
    plan = read_plan_at(path)
    if plan.post != post.file.name:
        raise InvalidInput(
            f"{path} was made for {plan.post!r}, not for {post.file.name!r}. Give a plan "
            "of this post."
        )
    planned = as_planned(post, plan)
    problem = problem_of(planned, h_hour=plan.h_hour, moving=plan.moving)
    people = sum(h.persons for h in problem.households)
    people += sum(c.persons for c in problem.cohorts)
    left = sum(one.persons for one in plan.left)
    last = next((o.value for o in plan.objectives if o.name == "clearance"), 0.0)
    return Movement(
        trips=len(plan.trips),
        out=people - left,
        left=left,
        clearance_h=last,
        breaches=len(check(planned, plan)),
    )
