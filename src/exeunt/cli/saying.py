"""The options by which a person says something for the log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer


if TYPE_CHECKING:
    from exeunt.app.record import Said
    from exeunt.model.events import Event


Post = Annotated[Path, typer.Argument(help="The folder of the post.")]
By = Annotated[str, typer.Option("--by", help="Who says so: a name or a role.")]
Why = Annotated[str, typer.Option("--why", help="The reason.")]
At = Annotated[
    str | None, typer.Option("--at", help="When it was said, if it was not now.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def said(post: Path, *, by: str, why: str, at: str | None) -> Said:
    """Put together who says it, when, and why."""
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import read_post  # noqa: PLC0415 - help is quick
    from exeunt.app.record import Said  # noqa: PLC0415 - help is quick

    present = now()
    zone = read_post(post, now=present).zone
    moment = present.astimezone(zone) if at is None else moment_as_of(at, zone=zone)
    return Said(by=by, at=moment, now=present, why=why)


def recorded(event: Event, *, json: bool) -> None:
    """Tell what was recorded."""
    from exeunt.cli.tables import show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.warning_tables import in_words  # noqa: PLC0415 - help is quick
    from exeunt.model.events import EVENT  # noqa: PLC0415 - help is quick

    if json:
        show_json(EVENT.dump_python(event, mode="json"))
    else:
        print(f"Recorded: {event.by} {in_words(event)}.")
