"""The brief and the manifests as PDF, by typst, with the fonts that it brings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

import typst

from exeunt.formats.brief.view import BriefView


def brief_pdf(view: BriefView, template: str, *, at: datetime) -> bytes:
    """Lay out *view* by *template*; *at* is written into the file as its date."""
    return pdf_of(asdict(view), template, at=at)


def pdf_of(body: Mapping[str, object], template: str, *, at: datetime) -> bytes:
    """
    Lay out *body* by a typst *template* that reads it from ``sys.inputs.body``.

    Only the fonts inside the compiler are used, so that the same body gives the same
    bytes on every machine, and nothing is read from the disk or the network.
    """
    made: bytes = typst.compile(
        template.encode(),
        sys_inputs={"body": json.dumps(body, default=sorted)},
        ignore_system_fonts=True,
        timestamp=int(at.timestamp()),
    )
    return made
