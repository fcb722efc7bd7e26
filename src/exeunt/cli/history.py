"""``exeunt history``: bundled past cases, rehearsed against what happened."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.options import Replications, Seed


app = typer.Typer(add_completion=False)


@app.command()
def history(
    cases: Annotated[
        list[str] | None, typer.Argument(help="Bundled cases; else all of them.")
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="For each plan, at most.")
    ] = 10.0,
    replications: Replications = 1000,
    seed: Seed = 0,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="Draw the cases here (SVG).")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Rehearse bundled past cases and compare people out with the record.

    Prints for each day how many were out in the median world and in 80 % of them, how
    many by the record, the error, and whether it is within 20 %.
    """
    from exeunt.app.assess import Effort  # noqa: PLC0415 - help is quick
    from exeunt.app.history import history as told  # noqa: PLC0415 - help is quick
    from exeunt.app.writing import (  # noqa: PLC0415 - help is quick
        check_file,
        write_atomically,
    )
    from exeunt.cli.stages import stages  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.charts.history import (  # noqa: PLC0415 - help is quick
        history_chart,
    )
    from exeunt.formats.history_json import history_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.history_tables import (  # noqa: PLC0415 - help is quick
        history_tables,
    )

    if svg is not None:
        check_file(svg)
    effort = Effort(seconds=seconds, replications=replications, seed=seed)
    with stages() as on_stage:
        found = told(cases or (), effort=effort, on_stage=on_stage)
    if svg is not None:
        write_atomically(svg, history_chart(found).encode())
    if json:
        show_json(history_body(found))
    else:
        show(history_tables(found))
