"""The request for a departure status, as a page to sign and as plain data."""

from __future__ import annotations

from typing import Any

from exeunt.formats.brief.pdf import pdf_of
from exeunt.formats.wording import chance, counted, day, duration, moment, status_words
from exeunt.model.post import Post
from exeunt.model.requests import AHEAD_D, Crossed, Movement, Request, Seen
from exeunt.model.times import HOUR


def request_pdf(post: Post, asked: Request, template: str) -> bytes:
    """Lay out *asked* by a typst *template*."""
    return pdf_of(request_view(post, asked), template, at=asked.as_of)


def request_view(post: Post, asked: Request) -> dict[str, Any]:
    """Put everything that *asked* says into words, section by section."""
    category = post.category(asked.category)
    profile, zone = post.file.profile, post.zone
    new = status_words(asked.new, category.kind, profile)
    ends = asked.payments_end
    clocks = f"Review by {day(asked.review_due, zone)}"
    clocks += f"; payments end on {day(ends, zone)}." if ends else "."
    return {
        "title": f"Request: {new} for {category.name}",
        "post": asked.post,
        "synthetic": asked.synthetic,
        "as_of": f"{moment(asked.as_of, zone)} ({zone.key})",
        "asked": [
            ["Now in force", status_words(asked.old, category.kind, profile)],
            ["Asked for", new],
            ["To decide", asked.authority],
            ["People", _people(asked)],
            ["If it is declared today", clocks],
        ],
        "why": asked.why or "Not given yet.",
        "missing": list(asked.missing),
        "tripwires": [_crossed(one, post) for one in asked.crossed],
        "seen": [_seen(one, post) for one in asked.seen],
        "ahead": [f"{d} d" for d in AHEAD_D],
        "exits": [[name, *map(chance, still)] for name, still in asked.exits],
        "movement": _movement(asked.movement),
        "courses": [[name, course or "–"] for name, course in asked.courses],
        "clearances": list(asked.clearances),
    }


def request_body(asked: Request) -> dict[str, Any]:
    """Give *asked* as plain data for JSON; it names nobody."""
    ends = asked.payments_end
    return {
        "post": asked.post,
        "as_of": asked.as_of.isoformat(),
        "category": asked.category,
        "in_force": asked.old,
        "asked": asked.new,
        "authority": asked.authority,
        "why": asked.why,
        "people": {
            "named": asked.heads.named,
            "low": asked.heads.low,
            "likely": asked.heads.likely,
            "high": asked.heads.high,
        },
        "tripwires": [one.tripwire for one in asked.crossed],
        "evidence": [one.evidence.key for one in asked.seen],
        "clearances": list(asked.clearances),
        "review_due": asked.review_due.isoformat(),
        "payments_end": None if ends is None else ends.isoformat(),
        "missing": list(asked.missing),
    }


def _people(asked: Request) -> str:
    heads = asked.heads
    said = f"{heads.named:,} on the roster"
    if heads.high:
        said += f", and by estimate {heads.likely:,} ({heads.low:,} to {heads.high:,})"
    return said


def _crossed(one: Crossed, post: Post) -> list[str]:
    return [
        one.observable,
        day(one.since, post.zone),
        "; ".join(one.actions) or "–",
        one.owner or "–",
    ]


def _seen(one: Seen, post: Post) -> list[str]:
    said = one.evidence
    sentence = " ".join(said.sentence.split())
    source = f"{said.source}, {day(said.published, post.zone)}"
    return [
        one.label,
        f"“{sentence}”",
        f"{source} ({said.reliability}{said.credibility})",
    ]


def _movement(movement: Movement | None) -> str:
    if movement is None:
        return "There is no movement plan with this request."
    said = (
        f"{counted(movement.out, 'person', 'people')} out in "
        f"{counted(movement.trips, 'trip')}, the last "
        f"{duration(movement.clearance_h * HOUR)} after the decision takes effect; "
        f"{movement.left:,} left."
    )
    if movement.breaches:
        said += f" The plan breaks {counted(movement.breaches, 'rule')}."
    return said
