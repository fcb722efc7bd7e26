"""``exeunt replay``: every day of a past case, with what was known then."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.cli.options import Replications, Seed
from exeunt.errors import InvalidInput


if TYPE_CHECKING:
    from exeunt.app.replay import Replay


app = typer.Typer(add_completion=False)

_DAY = ["%Y-%m-%d"]


@app.command()
def replay(  # noqa: PLR0913, PLR0917 - one argument an option
    post: Annotated[Path | None, typer.Argument(help="The folder of the post.")] = None,
    every: Annotated[
        bool,
        typer.Option(
            "--all", help="All bundled crises, to score the chances of a closing."
        ),
    ] = False,
    first: Annotated[
        datetime | None,
        typer.Option(
            "--from", formats=_DAY, help="First day; else the first document's."
        ),
    ] = None,
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=_DAY, help="Last day; else the last thing known."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Folder; else out/replay in the post."),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="For each plan, at most.")
    ] = 30.0,
    replications: Replications = 1000,
    seed: Seed = 0,
    svg: Annotated[
        Path | None, typer.Option("--svg", help="With --all: draw them here (SVG).")
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Run every day of a past case, with what was known then.

    Writes one chart and one table: the chance of closing, decide by and the status
    proposed on each day, against what was declared and what happened. With --all, the
    chance that the airport closes is scored on bundled crises, with weights that the
    other crises chose, beside simple forecasters.
    """
    given = (first, last, output)
    if every or post is None:
        _check_all(every=every, post=post, given=given)
        _replay_all(svg, json=json)
        return
    if svg is not None:
        raise InvalidInput("--svg goes with --all; a post is drawn into --output.")
    from exeunt.app.assess import Effort  # noqa: PLC0415 - help is quick
    from exeunt.app.replay import replay_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.stages import stages  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.replay_files import replay_body  # noqa: PLC0415 - help is quick

    with stages() as on_stage:
        made = replay_post(
            post,
            span=(first and first.date(), last and last.date()),
            output=output,
            effort=Effort(seconds=seconds, replications=replications, seed=seed),
            on_stage=on_stage,
        )
    if json:
        where = {"folder": str(made.folder), "files": list(made.files)}
        show_json(replay_body(made.post, made.days) | {"written": where})
    else:
        _tell(made)


def _check_all(*, every: bool, post: Path | None, given: tuple[object, ...]) -> None:
    if not every:
        raise InvalidInput("Name the folder of a post, or give --all.")
    if post is not None:
        raise InvalidInput(f"Give either {post} or --all, not both.")
    if any(one is not None for one in given):
        raise InvalidInput("--from, --to and --output go with a post, not with --all.")


def _replay_all(svg: Path | None, *, json: bool) -> None:
    from exeunt.app.replay_all import replay_all  # noqa: PLC0415 - help is quick
    from exeunt.app.writing import (  # noqa: PLC0415 - help is quick
        check_file,
        write_atomically,
    )
    from exeunt.cli.stages import stages  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.charts.replays import (  # noqa: PLC0415 - help is quick
        replays_chart,
    )
    from exeunt.formats.replays_json import replays_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.replays_tables import (  # noqa: PLC0415 - help is quick
        replays_tables,
    )

    if svg is not None:
        check_file(svg)
    with stages() as on_stage:
        found = replay_all(on_stage=on_stage)
    if svg is not None:
        write_atomically(svg, replays_chart(found).encode())
    if json:
        show_json(replays_body(found))
    else:
        show(replays_tables(found))


def _tell(made: Replay) -> None:
    from exeunt.formats.replay_files import replay_view  # noqa: PLC0415 - help is quick
    from exeunt.formats.wording import counted  # noqa: PLC0415 - help is quick

    view = replay_view(made.post, made.days, plans=made.plans)
    print(f"{view.title}: {view.known}")
    for sentence in view.answer:
        print(sentence)
    days, plans = counted(len(made.days), "day"), counted(made.plans, "plan")
    print(f"{days}, {plans}, in {made.folder}")
    for name in made.files:
        print(f"  {made.folder / name}")
