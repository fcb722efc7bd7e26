"""``exeunt clear``: a tripwire is closed."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import At, By, Json, Post, Why, recorded, said


app = typer.Typer(add_completion=False)


@app.command()
def clear(
    post: Post,
    tripwire: Annotated[str, typer.Argument(help="The tripwire.")],
    by: By,
    why: Why,
    at: At = None,
    json: Json = False,
) -> None:
    """Record that a tripwire is closed, with the reason."""
    from exeunt.app import record  # noqa: PLC0415 - help is quick

    person = said(by=by, why=why, at=at)
    recorded(record.clear(post, tripwire, said=person), json=json)
