"""``exeunt confirm``: a signal or a tripwire is so."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import At, By, Json, Post, Why, recorded, said


app = typer.Typer(add_completion=False)


@app.command()
def confirm(
    post: Post,
    key: Annotated[
        str, typer.Argument(help="A tripwire, or the key of a signal or its beginning.")
    ],
    by: By,
    why: Why = "",
    at: At = None,
    json: Json = False,
) -> None:
    """Record that a signal or a tripwire is so."""
    from exeunt.app import record  # noqa: PLC0415 - help is quick

    person = said(by=by, why=why, at=at)
    recorded(record.confirm(post, key, said=person), json=json)
