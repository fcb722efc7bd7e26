"""``exeunt brief``: do all of it, and write the brief, the plan and the manifests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.options import Replications, Seed


app = typer.Typer(add_completion=False)


@app.command()
def brief(  # noqa: PLR0913, PLR0917 - one argument an option
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="A day (to its end) or moment; later is unknown."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Folder; else out/DAY in the post.")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="For planning, at most.")
    ] = 60.0,
    replications: Replications = 1000,
    seed: Seed = 0,
    levers: Annotated[
        bool, typer.Option("--levers/--no-levers", help="Look for what would buy time.")
    ] = True,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Do all of it: watch, warn, plan, check, rehearse, decide by, and write it down.

    Prints who should move under which status, by when to decide, what binds and what
    would buy time; writes brief.html, brief.pdf, plan.json, map.svg, the manifests and
    answer.json. With --as-of only what was known then is used.
    """
    from exeunt.app.assess import Effort  # noqa: PLC0415 - help is quick
    from exeunt.cli.brief_out import brief_out  # noqa: PLC0415 - help is quick

    brief_out(
        post,
        as_of=as_of,
        output=output,
        effort=Effort(
            seconds=seconds, replications=replications, seed=seed, levers=levers
        ),
        json=json,
    )
