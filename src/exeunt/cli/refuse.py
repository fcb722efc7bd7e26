"""``exeunt refuse``: a signal does not count."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import At, By, Json, Post, Why, recorded, said


app = typer.Typer(add_completion=False)


@app.command()
def refuse(
    post: Post,
    signal: Annotated[
        str, typer.Argument(help="The key of the signal, or its beginning.")
    ],
    by: By,
    why: Why,
    at: At = None,
    json: Json = False,
) -> None:
    """Record that a signal does not count, with the reason."""
    from exeunt.app import record  # noqa: PLC0415 - help is quick

    person = said(by=by, why=why, at=at)
    recorded(record.refuse(post, signal, said=person), json=json)
