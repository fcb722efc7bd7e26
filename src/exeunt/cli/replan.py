"""``exeunt replan``: plan anew from where everybody is now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.cli.options import Gap, Seconds, Seed


if TYPE_CHECKING:
    from datetime import datetime

    from exeunt.app.replan import World
    from exeunt.model.plan import Plan
    from exeunt.model.post import Post
    from exeunt.model.state import StateFile


app = typer.Typer(add_completion=False)


@app.command()
def replan(  # noqa: PLR0913, PLR0917 - one argument an option
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[Path, typer.Argument(help="The plan so far, such as plan.json.")],
    at: Annotated[
        str | None,
        typer.Option("--at", help="The moment to plan from; the state may say it."),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option("--state", help="A file that says what is not as planned."),
    ] = None,
    shut: Annotated[
        list[str] | None,
        typer.Option(
            "--shut",
            help="A place or link that is shut from then on; may be repeated.",
        ),
    ] = None,
    promise_price: Annotated[
        float | None,
        typer.Option(
            "--promise-price",
            min=0,
            max=1_000_000,
            help="Person-hours that a broken promise counts as much as; as before, "
            "or 1.",
        ),
    ] = None,
    seconds: Seconds = 10.0,
    gap: Gap = 0.01,
    seed: Seed = 0,
    iterations: Annotated[
        int | None,
        typer.Option(
            "--iterations",
            min=0,
            help="Stop after so many steps, not by the clock: the same plan always.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", help="Write the new plan here.")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Plan anew from where everybody is, keeping announced trips where it costs little.

    Follows the plan so far to the moment: what has set out goes on, the rest is open.
    A state file (see exeunt schema state) says what is otherwise. Prints which trips
    are kept, changed, dropped and new, how many people must be told, and the new plan,
    which carries the state it was made from, so that exeunt verify can check it.
    """
    from exeunt.app.read_plan import read_plan_at  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import (  # noqa: PLC0415 - help is quick
        files_of_post,
        read_post,
    )
    from exeunt.app.replan import replan as plan_anew  # noqa: PLC0415 - help is quick
    from exeunt.app.writing import (  # noqa: PLC0415 - help is quick
        check_file,
        write_atomically,
    )
    from exeunt.cli.plan import (  # noqa: PLC0415 - help is quick
        backed_words,
        telling,
    )
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.plan_files import write_plan  # noqa: PLC0415 - help is quick
    from exeunt.formats.plan_tables import plan_tables  # noqa: PLC0415 - help is quick
    from exeunt.formats.replan_json import replan_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.replan_tables import (  # noqa: PLC0415 - help is quick
        change_tables,
    )

    read = read_post(post)
    if output is not None:
        told = [] if state is None else [state]
        check_file(output, keep=[*files_of_post(post), *told])
    before = read_plan_at(plan)
    world = _world(read, before, at, state, shut or [], promise_price)
    with telling() as on_progress:
        made = plan_anew(
            read,
            before,
            world,
            seconds=seconds,
            gap=gap,
            seed=seed,
            iterations=iterations,
            keep_interrupted=True,
            on_progress=on_progress,
        )
    if output is not None:
        write_atomically(output, write_plan(made.plan))
    if made.broken:
        rules = "rule" if made.broken == 1 else "rules"
        print(
            f"The plan so far breaks {made.broken} {rules}, so what it says of who is "
            "where may be wrong. 'exeunt verify' tells which; say how things stand "
            "with --state.",
            file=sys.stderr,
        )
    if json:
        show_json(replan_body(made.problem, made.plan, made.changes))
        return
    if made.post_changed:
        show(["The post has changed since the plan was made; it is read as it is now."])
    show(change_tables(made.problem, made.plan, made.changes))
    show(plan_tables(made.problem, made.plan))
    show(backed_words(read, made.plan))


def _world(
    post: Post,
    before: Plan,
    at: str | None,
    state: Path | None,
    shut: list[str],
    promise_price: float | None,
) -> World:
    from exeunt.app.replan import World  # noqa: PLC0415 - help is quick

    said = None if state is None else _said(post, before, state)
    moment = _moment(post, at, said)
    return World(at=moment, said=said, shut=tuple(shut), promise_h=promise_price)


def _said(post: Post, before: Plan, state: Path) -> StateFile:
    from exeunt.app.read_state import read_state_at  # noqa: PLC0415 - help is quick

    return read_state_at(state, post=post, moving=before.moving)


def _moment(post: Post, at: str | None, said: StateFile | None) -> datetime:
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick

    told = None if said is None else said.at
    if at is None:
        if told is None:
            raise InvalidInput(
                "Say the moment to plan from: --at 2022-01-24T18:00, or 'at' in the "
                "state."
            )
        return _whole(told)
    asked = _whole(moment_as_of(at, zone=post.zone))
    if told is not None and told != asked:
        raise InvalidInput(
            f"--at is {asked.isoformat()}, but the state is of {told.isoformat()}. "
            "Keep one of them."
        )
    return asked


def _whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
