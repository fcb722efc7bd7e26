"""``exeunt ledger``: what analysts judged, and how it turned out."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import Json, Post


app = typer.Typer(add_completion=False)


@app.command()
def ledger(
    post: Post,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="A day or moment; later is not told.")
    ] = None,
    json: Json = False,
) -> None:
    """Show every chance that was judged, by whom, and what became of it."""
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.app.log import events_of  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import read_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.ledger import (  # noqa: PLC0415 - help is quick
        ledger_body,
        ledger_tables,
    )
    from exeunt.warn.analysts import judgements  # noqa: PLC0415 - help is quick

    read = read_post(post)
    at = moment_as_of(as_of, zone=read.zone)
    known = judgements(read, events_of(post), as_of=at)
    if json:
        show_json(ledger_body(known))
    else:
        show(ledger_tables(known, zone=read.zone))
