"""``exeunt plan``: make a movement plan, with a bound on how good any can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.cli.compiling import telling_of_compiling
from exeunt.cli.options import AsOf, Gap, NextLevel, Objective, Seconds, Seed


if TYPE_CHECKING:
    from exeunt.model.plan import Plan
    from exeunt.model.post import Post
    from exeunt.model.problem import Problem
    from exeunt.plan.solver import Progress


app = typer.Typer(add_completion=False)


@app.command()
def plan(  # noqa: PLR0913, PLR0917 - one argument an option
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    as_of: AsOf = None,
    moving: Annotated[
        list[str] | None,
        typer.Option("--moving", help="A category that moves; may be repeated."),
    ] = None,
    seconds: Seconds = 30.0,
    gap: Gap = 0.01,
    objective: NextLevel = Objective.PERSON_HOURS,
    seed: Seed = 0,
    iterations: Annotated[
        int | None,
        typer.Option(
            "--iterations",
            min=0,
            help="Stop after so many steps, not by the clock: the same plan always.",
        ),
    ] = None,
    levers: Annotated[
        int | None,
        typer.Option(
            "--levers",
            min=1,
            max=1000,
            help="Tell what so many levers would buy, the best of them planned.",
        ),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why the plan is as it is.")
    ] = False,
    front: Annotated[
        Path | None,
        typer.Option(
            "--front",
            help="Plan what else can be had, sooner cleared or cheaper, and draw it "
            "here (SVG); takes as long as --seconds twice more.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write the plan here.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print the plan as one JSON document.")
    ] = False,
) -> None:
    """
    Make a movement plan, with a bound on how good any plan can be.

    Tells who comes out when and by what, who is left and why, what binds, and how far
    from the best the plan may be. Ctrl-C stops the search and keeps the best plan.
    """
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.app.make_plan import make_plan  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import (  # noqa: PLC0415 - help is quick
        files_of_post,
        read_post,
    )
    from exeunt.app.writing import (  # noqa: PLC0415 - help is quick
        check_file,
        write_atomically,
    )
    from exeunt.cli.beside_plan import Asked  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.plan_files import write_plan  # noqa: PLC0415 - help is quick
    from exeunt.formats.plan_tables import plan_tables  # noqa: PLC0415 - help is quick

    read = read_post(post)
    for file in (output, front):
        if file is not None:
            check_file(file, keep=files_of_post(post))
    problem = _problem(read, moment_as_of(as_of, zone=read.zone), moving)
    with telling() as on_progress:
        made = make_plan(
            problem,
            seconds=seconds,
            gap=gap,
            objective=objective.value,
            seed=seed,
            iterations=iterations,
            keep_interrupted=True,
            on_progress=on_progress,
        )
    if output is not None:
        write_atomically(output, write_plan(made))
    if not json:
        show(plan_tables(problem, made))
        show(backed_words(read, made))
    asked = Asked(
        levers=levers,
        explain=explain,
        front=front,
        seconds=seconds,
        seed=seed,
        iterations=iterations,
        quiet=json,
    )
    more = asked.tell(read, problem, made)
    if json:
        show_json(made.model_dump(mode="json", by_alias=True) | more)


def backed_words(post: Post, plan: Plan) -> Iterator[str]:
    """Say how well the trips of *plan* are backed, and how to see it."""
    from exeunt.formats.fallbacks import summary_line  # noqa: PLC0415 - help is quick
    from exeunt.plan.covers import for_people  # noqa: PLC0415 - help is quick

    covers = for_people(post, plan).covers
    if covers:
        yield f"{summary_line(covers)} 'exeunt people' lists them, trip by trip."


def _problem(post: Post, at: datetime, moving: list[str] | None) -> Problem:
    from exeunt.app.decide_by import daily_h_hours  # noqa: PLC0415 - help is quick
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick
    from exeunt.model.problem import problem_of  # noqa: PLC0415 - help is quick

    known = [c.id for c in post.file.categories]
    for name in moving or ():
        if name not in known:
            raise InvalidInput(
                f"--moving {name!r} is no category of this post; it has "
                f"{', '.join(known)}."
            )
    always = [c.id for c in post.file.categories if c.moves_at is not None]
    chosen = [name for name in known if name in moving] if moving else always
    (h_hour,) = daily_h_hours(post, at, days=1)
    return problem_of(post, h_hour=h_hour, moving=tuple(chosen))


@contextmanager
def telling() -> Iterator[Callable[[Progress], None]]:
    """Tell of plan, bound and gap on standard error, if that is a terminal."""
    from rich.console import Console  # noqa: PLC0415 - help is quick

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda _: None
        return
    with telling_of_compiling(), console.status("Planning") as status:
        yield lambda now: status.update(_line(now))


def _line(now: Progress) -> str:
    left = f", {now.left_behind:,.0f} left" if now.left_behind else ""
    per = 3600 if now.level == "clearance" else 1
    return (
        f"{now.elapsed_s:.0f} s, {now.what}: {now.level.replace('_', ' ')} "
        f"{now.value / per:,.1f}{left}, bound {now.bound / per:,.1f}, "
        f"gap {100 * now.gap:.2f} %"
    )
