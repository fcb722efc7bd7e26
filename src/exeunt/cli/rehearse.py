"""``exeunt rehearse``: play a plan in many worlds that do not keep to it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.options import Replications, Seed


MOST_STORIES = 100

app = typer.Typer(add_completion=False)


@app.command()
def rehearse(  # noqa: PLR0913, PLR0917 - the command line is what it is called by
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[Path, typer.Argument(help="The plan, such as plan.json.")],
    replications: Replications = 1000,
    seed: Seed = 0,
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
    dask: Annotated[
        str | None,
        typer.Option("--dask", help="Address of a Dask scheduler to play on."),
    ] = None,
    stories: Annotated[
        int,
        typer.Option(
            "--stories",
            min=0,
            max=MOST_STORIES,
            help="Tell so many of the worst worlds.",
        ),
    ] = 0,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", help="Draw it here: people out, who waits where, use."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Play a plan in many worlds that do not keep to it.

    Tells when all of each category are out, what held up the last ones, how many are
    left, and what worlds failed of, each figure with its 95 % interval; with --stories,
    what happened in the worst of them, in sentences that name nobody. The same seed
    gives the same answer on any number of workers, here or on a Dask cluster; Ctrl-C
    gives what has been found so far.
    """
    from exeunt.cli.compiling import (  # noqa: PLC0415 - help is quick
        telling_of_compiling,
    )
    from exeunt.cli.progress import progress  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.rehearsal_json import (  # noqa: PLC0415 - help is quick
        rehearsal_body,
    )
    from exeunt.formats.rehearsal_tables import (  # noqa: PLC0415 - help is quick
        rehearsal_tables,
    )

    with telling_of_compiling(), progress("Rehearsing", replications) as on_progress:
        # what is compiled is compiled when it is imported
        from exeunt.app.rehearse_post import (  # noqa: PLC0415 - help is quick
            Asked,
            Hands,
            rehearse_post,
        )

        found = rehearse_post(
            post,
            plan,
            replications=replications,
            seed=seed,
            precision=precision,
            hands=Hands(workers=workers, dask=dask),
            asked=Asked(stories=stories, svg=svg, by_hour=json),
            on_progress=on_progress,
        )
    if json:
        show_json(rehearsal_body(found))
    else:
        show(rehearsal_tables(found))
