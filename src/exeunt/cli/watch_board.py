"""``exeunt watch board``: the signals of a post, and what was said of each."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.saying import Json


app = typer.Typer(add_completion=False)


@app.command()
def board(
    post: Annotated[Path, typer.Argument(help="The folder of the post.")] = Path(),
    as_of: Annotated[
        str | None, typer.Option(help="As it stood on a day or at a moment.")
    ] = None,
    json: Json = False,
) -> None:
    """Show the signals of a post: new, confirmed and refused."""
    from exeunt.app.board import board_of  # noqa: PLC0415 - help is quick
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.board import board_body, board_tables  # noqa: PLC0415 - as above

    found = board_of(post, as_of=as_of, now=now())
    if json:
        show_json(board_body(found))
    else:
        show(board_tables(found))
