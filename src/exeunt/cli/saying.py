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


def said(*, by: str, why: str, at: str | None) -> Said:
    """Put together who says it, why, and when."""
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.app.record import Said  # noqa: PLC0415 - help is quick

    return Said(by=by, why=why, now=now(), at=at)


def recorded(event: Event, *, json: bool) -> None:
    """Tell what was recorded."""
    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.warning_tables import in_words  # noqa: PLC0415 - help is quick
    from exeunt.model.events import EVENT  # noqa: PLC0415 - help is quick

    if json:
        show_json(EVENT.dump_python(event, mode="json"))
    else:
        print(harmless(f"Recorded: {event.by} {in_words(event)}."))
