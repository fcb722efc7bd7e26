"""``exeunt reviewed``: a departure status was looked at again, and stays."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import At, By, Json, Post, Why, recorded, said


app = typer.Typer(add_completion=False)


@app.command()
def reviewed(
    post: Post,
    category: Annotated[str, typer.Argument(help="The category of people.")],
    by: By,
    why: Why = "",
    at: At = None,
    json: Json = False,
) -> None:
    """Record that a status in force was reviewed and stays, with the reason."""
    from exeunt.app.record import review_status  # noqa: PLC0415 - help is quick

    person = said(by=by, why=why, at=at)
    recorded(review_status(post, category, said=person), json=json)
