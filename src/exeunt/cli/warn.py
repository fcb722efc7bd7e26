"""``exeunt warn``: tripwires, scenario odds and the proposed status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


app = typer.Typer(add_completion=False)


@app.command()
def warn(
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="A day or moment; later documents are not read."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """Show tripwires, scenario odds, the survival of exits and the proposed status."""
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.app.log import events_of  # noqa: PLC0415 - help is quick
    from exeunt.app.read_documents import (  # noqa: PLC0415 - help is quick
        read_documents,
    )
    from exeunt.app.read_post import read_post  # noqa: PLC0415 - help is quick
    from exeunt.app.warn_post import warn_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.warning_json import (  # noqa: PLC0415 - help is quick
        warning_body,
    )
    from exeunt.formats.warning_tables import (  # noqa: PLC0415 - help is quick
        warning_tables,
    )
    from exeunt.model.ladders import ladder_of  # noqa: PLC0415 - help is quick
    from exeunt.warn.calendar import calendar  # noqa: PLC0415 - help is quick
    from exeunt.warn.clocks import standings  # noqa: PLC0415 - help is quick
    from exeunt.warn.ledger import statuses_in_force  # noqa: PLC0415 - help is quick

    read = read_post(post)
    at = moment_as_of(as_of, zone=read.zone)
    events = events_of(post)
    documents = read_documents(post)
    readings, picture = warn_post(read, documents, as_of=at, events=events, folder=post)
    in_force = statuses_in_force(read, events, as_of=at)
    clocks = standings(read, events, as_of=at, ladder=ladder_of(read.file.profile))
    days = calendar(readings, as_of=at)
    if json:
        show_json(
            warning_body(
                read, picture, in_force=in_force, standings=clocks, calendar=days
            )
        )
    else:
        show(
            warning_tables(
                read, picture, in_force=in_force, standings=clocks, calendar=days
            )
        )
