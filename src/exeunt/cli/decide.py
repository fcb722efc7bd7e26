"""``exeunt decide``: how late the decision can be left."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli import MOST_WORLDS


app = typer.Typer(add_completion=False)


@app.command()
def decide(
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[
        Path | None,
        typer.Option("--plan", help="The plan to rehearse; else one is made."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="A day or moment; later documents do not count."),
    ] = None,
    replications: Annotated[
        int,
        typer.Option(
            "--replications", max=MOST_WORLDS, help="How many worlds to rehearse in."
        ),
    ] = 1000,
    seed: Annotated[
        int, typer.Option("--seed", help="Root of every random stream.")
    ] = 0,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Find how late the decision can be left.

    For each category, the last day on which deciding still gets all of them out before
    their exits close, with the chance that its target asks for; and both errors of
    deciding on each day.
    """
    from exeunt.app.decide_post import decide_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.progress import progress  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.decision_json import (  # noqa: PLC0415 - help is quick
        decision_body,
    )
    from exeunt.formats.decision_tables import (  # noqa: PLC0415 - help is quick
        decision_tables,
    )

    with progress("Rehearsing", replications) as on_progress:
        found = decide_post(
            post,
            plan_file=plan,
            as_of=as_of,
            replications=replications,
            seed=seed,
            on_progress=on_progress,
        )
    if json:
        show_json(decision_body(found))
    else:
        show(decision_tables(found))
