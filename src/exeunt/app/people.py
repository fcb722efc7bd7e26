"""From a plan to people: standby lists, alternates, manifests and notices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from exeunt.app.clock import now
from exeunt.app.log import LOG, log_of
from exeunt.app.page_templates import template
from exeunt.app.read_plan import checked_plan_for
from exeunt.app.read_post import read_post
from exeunt.app.whole_folder import check_folder, write_folder
from exeunt.errors import Refused
from exeunt.formats.breaches import first_breach
from exeunt.formats.manifest_files import (
    export_line,
    file_name,
    manifest_xlsx,
    manifests_pdf,
    people_on,
)
from exeunt.formats.manifests import COLUMNS, Manifest, manifests_of
from exeunt.formats.notice_files import COLUMNS as NOTICE_COLUMNS
from exeunt.formats.notice_files import (
    notice_export_line,
    notices_pdf,
    public_text,
    told,
)
from exeunt.formats.notices import Sheet, sheets_of
from exeunt.model.events import ListExported
from exeunt.model.notices import ForPeople
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.plan.covers import for_people


LEADERS = "the leaders of the trips and those who receive them"
HOUSEHOLDS = "each household named, its own page only"
MANIFESTS, NOTICES, PUBLIC = "manifests.pdf", "notices.pdf", "notices-public.txt"
MARKS = (MANIFESTS, NOTICES, PUBLIC)
"""One of them is written for whoever moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """What is written for people, and how much of it is about them."""

    files: dict[str, bytes]
    manifests: tuple[Manifest, ...]
    notices: tuple[Sheet, ...]
    """Those of households."""

    @property
    def exports(self) -> tuple[str, ...]:
        """Say what leaves the post's hands, a line a list."""
        lines = []
        if self.manifests:
            lines.append(export_line(self.manifests, LEADERS))
        if self.notices:
            lines.append(notice_export_line(self.notices, HOUSEHOLDS))
        return tuple(lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a plan comes to for people, and what was written of it."""

    post: Post
    plan: Plan
    found: ForPeople
    exported: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def tell_people(folder: Path, plan_file: Path, *, output: Path | None) -> Told:
    """
    Derive what people must know of the plan in *plan_file*, and write it down.

    Parameters
    ----------
    folder
        The folder of the post.
    plan_file
        The plan, which must be for the post as it stands.
    output
        Where manifests and notices go; none: nowhere.

    Raises
    ------
    ExeuntError
        When post or plan cannot be read, the plan breaks a rule, or the files cannot
        be written; nothing is written then.
    """
    checked = checked_plan_for(read_post(folder), plan_file)
    post, plan = checked.post, checked.plan
    if checked.breaches:
        raise Refused(
            f"{plan_file} {first_breach(checked.breaches)} so nobody is told of it. "
            "'exeunt verify' says which; make it again with 'exeunt plan'."
        )
    found = for_people(post, plan)
    if output is None:
        return Told(post=post, plan=plan, found=found)
    check_folder(output, mark=MARKS)
    papers = papers_of(post, plan, found, at=plan.h_hour)
    record_exports(folder, papers, by="exeunt people")
    write_folder(output, papers.files, mark=MARKS)
    return Told(
        post=post,
        plan=plan,
        found=found,
        exported=papers.exports,
        files=tuple(sorted(papers.files)),
    )


def papers_of(post: Post, plan: Plan, found: ForPeople, *, at: datetime) -> Papers:
    """Write manifests and notices as files; *at* is written into them as their date."""
    manifests = manifests_of(plan, post, found.covers)
    sheets = sheets_of(plan, post, found.notices, found.covers)
    whole = {notice.party for notice in found.notices if notice.whole}
    of_households = tuple(s for s in sheets if s.party in whole)
    of_others = tuple(s for s in sheets if s.party not in whole)
    files = _manifest_files(manifests, at) if manifests else {}
    if of_households:
        files[NOTICES] = notices_pdf(
            of_households,
            template("notices.typ"),
            title=post.file.name,
            recipient=HOUSEHOLDS,
            at=at,
        )
    if of_others:
        files[PUBLIC] = public_text(of_others, title=post.file.name)
    return Papers(files=files, manifests=manifests, notices=of_households)


def _manifest_files(manifests: Sequence[Manifest], at: datetime) -> dict[str, bytes]:
    files = {
        MANIFESTS: manifests_pdf(
            manifests, template("manifests.typ"), recipient=LEADERS, at=at
        )
    }
    for number, manifest in enumerate(manifests, start=1):
        name = f"manifests/{file_name(number, manifest)}"
        files[name] = manifest_xlsx(manifest, recipient=LEADERS, at=at)
    return files


def record_exports(folder: Path, papers: Papers, *, by: str) -> None:
    """Count what leaves the post's hands, where the post keeps a log."""
    if not (folder / LOG).is_file():
        return
    lists = [
        ("Manifests, one a trip", people_on(papers.manifests), COLUMNS, LEADERS),
        (
            "Movement notices, one a household",
            told(papers.notices),
            NOTICE_COLUMNS,
            HOUSEHOLDS,
        ),
    ]
    store = log_of(folder)
    events = [
        ListExported(
            id=uuid4().hex,
            at=now(),
            by=by,
            why=why,
            people=people,
            columns=columns,
            recipient=recipient,
        )
        for why, people, columns, recipient in lists
        if people
    ]
    if events:
        store.append(events, after=len(store.read()))
