"""``exeunt demo``: copy the bundled Kyiv case and answer its question."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


app = typer.Typer(add_completion=False)


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where the case goes.")] = Path(
        "exeunt-demo"
    ),
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day of the brief.")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="For planning, at most.")
    ] = 60.0,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Copy the bundled Kyiv case and answer its question.

    Who should leave Kyiv under which status, how, with what chance, and decide by when,
    as of 30 December 2021. The folder is a post like any other: change it and ask again
    with 'exeunt brief'.
    """
    from exeunt.app.assess import Effort  # noqa: PLC0415 - help is quick
    from exeunt.app.demo import AS_OF, copy_case  # noqa: PLC0415 - help is quick
    from exeunt.cli.brief_out import brief_out  # noqa: PLC0415 - help is quick

    copy_case(folder)
    brief_out(
        folder,
        as_of=as_of or AS_OF,
        output=None,
        effort=Effort(seconds=seconds),
        json=json,
    )
