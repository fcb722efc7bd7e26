"""``exeunt decide``: how late the decision can be left."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.options import Replications, Seconds, Seed


app = typer.Typer(add_completion=False)


@app.command()
def decide(  # noqa: PLR0913, PLR0917 - one argument an option
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[
        Path | None,
        typer.Option("--plan", help="The plan to rehearse; else one is made."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="A day or moment; later documents do not count."),
    ] = None,
    seconds: Seconds = 5.0,
    replications: Replications = 1000,
    seed: Seed = 0,
    every: Annotated[
        int | None,
        typer.Option(
            "--every",
            help="Also look at 24 decision times, so many hours apart, at any clock.",
        ),
    ] = None,
    options: Annotated[
        int,
        typer.Option(
            "--options", min=0, help="With --every: try so many things to be had."
        ),
    ] = 0,
    policies: Annotated[
        bool,
        typer.Option(
            "--policies",
            help="Play policies of declaring over ways it may go: the front of false "
            "alarms against people left behind.",
        ),
    ] = False,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", help="With --policies: draw the front into this file."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Find how late the decision can be left.

    For each category, the last day on which deciding still gets all of them out before
    their exits close, with the chance that its target asks for; both errors of deciding
    on each day; up to when other targets are met; and what going now, waiting and
    families first cost. Ctrl-C gives what has been found so far.
    """
    from exeunt.app.ahead import working_ahead  # noqa: PLC0415 - help is quick
    from exeunt.cli.compiling import (  # noqa: PLC0415 - likewise
        telling_of_compiling,
    )

    with (
        telling_of_compiling(),
        working_ahead(
            post,
            plan_file=plan,
            as_of=as_of,
            replications=replications,
            seed=seed,
            watched=sys.stderr.isatty(),
            within=telling_of_compiling,
        ) as ahead,
    ):
        # what follows takes long to import, while others work already
        from exeunt.app.decide_curves import Asked  # noqa: PLC0415 - as above
        from exeunt.app.decide_post import Also, decide_post  # noqa: PLC0415 - as above
        from exeunt.app.read_post import files_of_post  # noqa: PLC0415 - as above
        from exeunt.cli.decide_out import (  # noqa: PLC0415 - as above
            check_asked,
            decide_out,
        )
        from exeunt.cli.looking import looking  # noqa: PLC0415 - as above

        check_asked(
            every=every,
            options=options,
            policies=policies,
            svg=svg,
            read=[*files_of_post(post), *([] if plan is None else [plan])],
        )
        asked = None
        if every is not None:
            asked = Asked(
                every_h=every, options=options, replications=replications, seed=seed
            )
        with looking(replications) as shown:
            found = decide_post(
                post,
                plan_file=plan,
                as_of=as_of,
                replications=replications,
                seed=seed,
                seconds=seconds,
                also=Also(
                    curves=asked,
                    policies=policies,
                    on_look=shown.on_look if shown else None,
                ),
                ahead=ahead,
                on_progress=shown.on_progress if shown else None,
            )
    decide_out(found, svg=svg, json=json)
