"""``exeunt portfolio``: plan many posts side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exeunt.cli.options import AsOf, Gap, NextLevel, Objective, Seed


if TYPE_CHECKING:
    from datetime import datetime

    from exeunt.app.portfolio import Planned, Runner
    from exeunt.model.post import Post


app = typer.Typer(add_completion=False)


@app.command()
def portfolio(  # noqa: PLR0913, PLR0917 - one argument an option
    posts: Annotated[list[Path], typer.Argument(help="The folders of the posts.")],
    output: Annotated[
        Path, typer.Option("--output", help="Folder to write the plans to.")
    ],
    dask: Annotated[
        str | None,
        typer.Option("--dask", help="Address of a Dask scheduler to plan on."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=1, help="Processes here; one a core otherwise."),
    ] = None,
    as_of: AsOf = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="For each post, about.")
    ] = 30.0,
    gap: Gap = 0.01,
    objective: NextLevel = Objective.PERSON_HOURS,
    seed: Seed = 0,
    iterations: Annotated[
        int | None,
        typer.Option(
            "--iterations",
            min=0,
            help="Stop after so many steps, not by the clock: the same plans always.",
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print the table as one JSON document.")
    ] = False,
) -> None:
    """
    Plan many posts side by side, on the cores of this machine or on a Dask cluster.

    Writes NAME.json for each post as soon as it is planned and checked, and prints a
    table. A post that cannot be planned, or a worker that is lost, does not stop the
    others. Exits with 1 when a post has no plan; Ctrl-C keeps the plans so far.
    """
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.app.portfolio import Effort, plan_portfolio  # noqa: PLC0415 - as above

    def moment(post: Post) -> datetime:
        return moment_as_of(as_of, zone=post.zone)

    effort = Effort(
        seconds=seconds,
        gap=gap,
        objective=objective.value,
        seed=seed,
        iterations=iterations,
    )
    done: list[Planned] = []
    stopped = False
    try:
        for planned in plan_portfolio(
            posts, output, moment=moment, effort=effort, run=_runner(dask, workers)
        ):
            done.append(planned)  # noqa: PERF402 - what is done when stopped stays
    except KeyboardInterrupt:
        stopped = True
    names = [post.resolve().name for post in posts]
    _print(names, done, json=json)
    if stopped:
        raise typer.Exit(130)
    if any(planned.fault or planned.breaches for planned in done):
        raise typer.Exit(1)


def _runner(dask: str | None, workers: int | None) -> Runner:
    from functools import partial  # noqa: PLC0415 - help is quick

    from exeunt.app.dask_cluster import on_dask  # noqa: PLC0415 - help is quick
    from exeunt.app.portfolio import in_processes  # noqa: PLC0415 - help is quick

    if dask is not None:
        return partial(on_dask, address=dask)
    return partial(in_processes, workers=workers)


def _print(names: list[str], done: list[Planned], *, json: bool) -> None:
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick

    by_name = {planned.name: planned for planned in done}
    rows = [_row(name, by_name.get(name)) for name in names]
    if json:
        show_json({"posts": rows})
        return
    from exeunt.formats.portfolio_tables import portfolio_table  # noqa: PLC0415 - as above

    show([portfolio_table(rows)])


def _row(name: str, planned: Planned | None) -> dict[str, Any]:
    row: dict[str, Any] = {"post": name, "fault": "stopped before it was planned"}
    if planned is None:
        return row
    row["fault"] = planned.fault
    if planned.plan is not None:
        left, second, *_ = planned.plan.objectives
        row |= {
            "breaches": planned.breaches,
            "trips": len(planned.plan.trips),
            "left_behind": left.value,
            "objective": second.name,
            "value": second.value,
            "unit": second.unit,
            "bound": second.bound,
            "gap": second.gap,
        }
    return row
