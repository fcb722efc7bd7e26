"""Brief: do all of it, and write the brief, the plan, manifests and notices."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exeunt.app.assess import Effort, OnStage, assess
from exeunt.app.clock import now
from exeunt.app.log import events_of
from exeunt.app.page_templates import template
from exeunt.app.people import papers_of, record_exports
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.whole_folder import check_folder, write_folder
from exeunt.formats.brief.answer_json import answer_body
from exeunt.formats.brief.assemble import brief_view
from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.html import brief_html
from exeunt.formats.brief.pdf import brief_pdf
from exeunt.formats.plan_files import write_plan


ANSWER = "answer.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What was found, where it was written, and what left the post's hands."""

    assessment: Assessment
    folder: Path
    files: tuple[str, ...]
    exported: tuple[str, ...]


def brief_post(
    folder: Path,
    *,
    as_of: datetime | None,
    output: Path | None,
    effort: Effort,
    on_stage: OnStage,
) -> Brief:
    """
    Assess the post in *folder* and write everything about it.

    Parameters
    ----------
    folder
        The folder of the post.
    as_of
        What came out later is not used; none is now.
    output
        Where the files go; none is ``out/`` and the day, in *folder*.
    effort
        How long and how hard to work.
    on_stage
        Told how far it is.

    Raises
    ------
    ExeuntError
        When the post cannot be read, the plan breaks rules, or the files cannot be
        written; nothing is written then.
    """
    on_stage("Reading the post", 0.0)
    post = read_post(folder)
    moment = (as_of or now()).astimezone(post.zone)
    to = output or folder / "out" / f"{moment:%Y-%m-%d}"
    check_folder(to, mark=ANSWER)
    found = assess(
        post,
        read_documents(folder),
        as_of=moment,
        events=events_of(folder),
        effort=effort,
        on_stage=on_stage,
        folder=folder,
    )
    on_stage("Writing", 0.9)
    papers = papers_of(found.post, found.plan, found.for_people, at=found.as_of)
    files = files_of(found) | papers.files
    record_exports(folder, papers, by="exeunt brief")
    write_folder(to, files, mark=ANSWER)
    on_stage("Done", 1.0)
    return Brief(
        assessment=found,
        folder=to,
        files=tuple(sorted(files)),
        exported=papers.exports,
    )


def files_of(found: Assessment) -> dict[str, bytes]:
    """Write everything about *found* that names nobody, by name of file."""
    view = brief_view(found)
    body = json.dumps(answer_body(found), ensure_ascii=False, indent=2)
    return {
        "brief.html": brief_html(view, template("brief.html")),
        "brief.pdf": brief_pdf(view, template("brief.typ"), at=found.as_of),
        "plan.json": write_plan(found.plan),
        "map.svg": found.map_svg.encode(),
        ANSWER: f"{body}\n".encode(),
    }
