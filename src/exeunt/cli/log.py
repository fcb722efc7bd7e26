"""``exeunt log``: what was recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


app = typer.Typer(add_completion=False)


@app.command()
def log(
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """Show what was recorded, oldest first."""
    from exeunt.app.log import events_of  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import read_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.warning_json import log_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.warning_tables import (  # noqa: PLC0415 - help is quick
        log_table,
    )

    events = events_of(post)
    if json:
        show_json(log_body(events))
    else:
        show([log_table(events, zone=read_post(post).zone)])
