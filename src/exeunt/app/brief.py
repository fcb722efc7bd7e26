"""Brief: do all of it, and write the brief, the plan and the manifests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from exeunt.app.assess import Effort, OnStage, assess
from exeunt.app.clock import now
from exeunt.app.log import LOG, events_of, log_of
from exeunt.app.page_templates import template
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.whole_folder import check_folder, write_folder
from exeunt.formats.brief.answer_json import answer_body
from exeunt.formats.brief.assemble import brief_view
from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.html import brief_html
from exeunt.formats.brief.pdf import brief_pdf
from exeunt.formats.manifest_files import (
    export_line,
    file_name,
    manifest_xlsx,
    manifests_pdf,
    people_on,
)
from exeunt.formats.manifests import COLUMNS, Manifest, manifests_of
from exeunt.formats.plan_files import write_plan
from exeunt.model.events import ListExported


ANSWER = "answer.json"
FOR = "the leaders of the trips and those who receive them"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What was found, where it was written, and what left the post's hands."""

    assessment: Assessment
    folder: Path
    files: tuple[str, ...]
    exported: str


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
    )
    manifests = manifests_of(found.plan, found.post)
    on_stage("Writing", 0.9)
    files = files_of(found, manifests)
    exported = _export(folder, manifests)
    write_folder(to, files, mark=ANSWER)
    on_stage("Done", 1.0)
    return Brief(
        assessment=found, folder=to, files=tuple(sorted(files)), exported=exported
    )


def files_of(found: Assessment, manifests: Sequence[Manifest]) -> dict[str, bytes]:
    """Write everything about *found*, by name of file."""
    view = brief_view(found)
    at = found.as_of
    body = json.dumps(answer_body(found), ensure_ascii=False, indent=2)
    files = {
        "brief.html": brief_html(view, template("brief.html")),
        "brief.pdf": brief_pdf(view, template("brief.typ"), at=at),
        "plan.json": write_plan(found.plan),
        "map.svg": found.map_svg.encode(),
        ANSWER: f"{body}\n".encode(),
    }
    if not manifests:
        return files
    files["manifests.pdf"] = manifests_pdf(
        manifests, template("manifests.typ"), recipient=FOR, at=at
    )
    for number, manifest in enumerate(manifests, start=1):
        name = f"manifests/{file_name(number, manifest)}"
        files[name] = manifest_xlsx(manifest, recipient=FOR, at=at)
    return files


def _export(folder: Path, manifests: Sequence[Manifest]) -> str:
    """Count what left the post's hands; a post with a log keeps it there."""
    if not manifests:
        return ""
    if (folder / LOG).is_file():
        store = log_of(folder)
        event = ListExported(
            id=uuid4().hex,
            at=now(),
            by="exeunt brief",
            why="Manifests, one a trip",
            people=people_on(manifests),
            columns=COLUMNS,
            recipient=FOR,
        )
        store.append([event], after=len(store.read()))
    return export_line(manifests, FOR)
