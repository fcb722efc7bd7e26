"""``exeunt declare``: a departure status for a category."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import At, By, Json, Post, Why, recorded, said
from exeunt.model.statuses import DepartureStatus


app = typer.Typer(add_completion=False)


@app.command()
def declare(  # noqa: PLR0913, PLR0917 - typer makes each argument an option
    post: Post,
    category: Annotated[str, typer.Argument(help="The category of people.")],
    status: Annotated[DepartureStatus, typer.Argument(help="The status declared.")],
    by: By,
    why: Why = "",
    authority: Annotated[
        str, typer.Option(help="Whose decision it is, if not whose it always is.")
    ] = "",
    override: Annotated[
        str, typer.Option(help="Who answers for a step over a rung of the ladder.")
    ] = "",
    at: At = None,
    json: Json = False,
) -> None:
    """
    Record a departure status for a category.

    A status that is lowered needs a reason; one that steps over a rung needs one, and
    the name of who answers for it.
    """
    from exeunt.app.record import declare_status  # noqa: PLC0415 - help is quick

    person = said(by=by, why=why, at=at)
    event = declare_status(
        post, category, status, said=person, authority=authority, override=override
    )
    recorded(event, json=json)
