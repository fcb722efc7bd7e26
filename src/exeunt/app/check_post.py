"""Check a post folder: its faults, or else what the linter finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exeunt.app.as_of import moment_as_of
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_located
from exeunt.errors import Fault, Faults
from exeunt.model.findings import Finding
from exeunt.review.eap import lint


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in a post, on a day."""

    post: str
    now: datetime
    findings: tuple[Finding, ...]


def check_post(folder: Path, *, now: str | None) -> Checked:
    """
    Read the post in *folder* and its documents, and apply every rule to it.

    Parameters
    ----------
    folder
        The folder of the post.
    now
        The day on which it is looked at, as written; none is today.

    Raises
    ------
    InvalidInput
        As ``read_post`` and ``read_documents`` do; the faults of both come at once.
    """
    try:
        post, positions = read_located(folder)
    except Faults as wrong:
        raise Faults([*wrong.faults, *_of_documents(folder)]) from wrong
    if faults := _of_documents(folder):
        raise Faults(faults)
    moment = moment_as_of(now, zone=post.zone)
    found = lint(post, positions, now=moment)
    return Checked(post=post.file.name, now=moment, findings=found)


def _of_documents(folder: Path) -> tuple[Fault, ...]:
    try:
        read_documents(folder)
    except Faults as wrong:
        return wrong.faults
    return ()
