"""``exeunt request``: draft the request for a departure status."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.saying import Json, Post, Why
from exeunt.model.statuses import DepartureStatus


app = typer.Typer(add_completion=False)


@app.command()
def request(  # noqa: PLR0913, PLR0917 - typer makes each argument an option
    post: Post,
    category: Annotated[str, typer.Argument(help="The category of people.")],
    status: Annotated[DepartureStatus, typer.Argument(help="The status asked for.")],
    why: Why = "",
    plan: Annotated[
        Path | None, typer.Option(help="The movement plan, such as plan.json.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", help="A day or moment; later documents are not read."),
    ] = None,
    output: Annotated[Path, typer.Option(help="The PDF to write.")] = Path(
        "request.pdf"
    ),
    json: Json = False,
) -> None:
    """Draft the request for a departure status as a PDF, and say what is missing."""
    from exeunt.app.as_of import moment_as_of  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import read_post  # noqa: PLC0415 - help is quick
    from exeunt.app.request_packet import draft  # noqa: PLC0415 - help is quick
    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.request import request_body  # noqa: PLC0415 - help is quick

    at = moment_as_of(as_of, zone=read_post(post).zone)
    made = draft(post, category, status, as_of=at, why=why, plan=plan, output=output)
    if json:
        show_json({"file": str(made.file), **request_body(made.request)})
        return
    print(harmless(f"Drafted {made.file}; nothing was sent. What is missing:"))
    for one in made.request.missing:
        print(harmless(f"- {one}"))
