"""``exeunt rehearse``: play a plan in many worlds that do not keep to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli import MOST_WORLDS


app = typer.Typer(add_completion=False)


@app.command()
def rehearse(  # noqa: PLR0913, PLR0917 - the command line is what it is called by
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[Path, typer.Argument(help="The plan, such as plan.json.")],
    replications: Annotated[
        int,
        typer.Option(
            "--replications", max=MOST_WORLDS, help="How many worlds to play."
        ),
    ] = 1000,
    seed: Annotated[
        int, typer.Option("--seed", help="Root of every random stream.")
    ] = 0,
    precision: Annotated[
        float | None,
        typer.Option(
            "--precision",
            help="Stop sooner: once every chance that all are out is told to within "
            "so much, such as 0.01.",
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes; all cores.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Play a plan in many worlds that do not keep to it.

    Tells when all of each category are out, what held up the last ones, and how many
    are left, each figure with its 95 % interval. The same seed gives the same answer on any number of workers; Ctrl-C gives
    what has been found so far.
    """
    from exeunt.app.rehearse_post import (  # noqa: PLC0415 - help is quick
        rehearse_post,
    )
    from exeunt.cli.progress import progress  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.rehearsal_json import (  # noqa: PLC0415 - help is quick
        rehearsal_body,
    )
    from exeunt.formats.rehearsal_tables import (  # noqa: PLC0415 - help is quick
        rehearsal_tables,
    )

    with progress("Rehearsing", replications) as on_progress:
        found = rehearse_post(
            post,
            plan,
            replications=replications,
            seed=seed,
            precision=precision,
            workers=workers,
            on_progress=on_progress,
        )
    if json:
        show_json(rehearsal_body(found))
    else:
        show(rehearsal_tables(found))
