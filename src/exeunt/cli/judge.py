"""``exeunt judge``: how likely an analyst judges that an exit closes."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import At, By, Json, Post, Why, recorded, said


app = typer.Typer(add_completion=False)


@app.command()
def judge(  # noqa: PLR0913, PLR0917 - typer makes each argument an option
    post: Post,
    chance: Annotated[
        float, typer.Argument(help="That an exit closes in the time, from 0 to 1.")
    ],
    by: By,
    within: Annotated[
        str, typer.Option(help="The time from now on, like 30d or 72h.")
    ] = "30d",
    why: Why = "",
    at: At = None,
    json: Json = False,
) -> None:
    """
    Record how likely an analyst judges that an exit of the post closes.

    The last judgement of each counts for two weeks, beside the model's, with as much
    boldness as the analyst's record bears out.
    """
    from exeunt.app import record  # noqa: PLC0415 - help is quick

    person = said(by=by, why=why, at=at)
    recorded(record.judge(post, chance, within, said=person), json=json)
