"""``exeunt init``: a commented post folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


app = typer.Typer(add_completion=False)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="A folder that is new or empty.")],
    name: Annotated[str, typer.Option(help="Of the post.")] = "Our post",
    country: Annotated[
        str, typer.Option(help="Two letters of ISO 3166, like UA.")
    ] = "XX",
    time_zone: Annotated[
        str, typer.Option(help="Of the post, like Europe/Kyiv.")
    ] = "UTC",
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """Write a commented post folder to start from."""
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.app.init_post import Start, init_post  # noqa: PLC0415 - help is quick

    start = Start(name=name, country=country, time_zone=time_zone)
    written = init_post(folder, start, now=now())
    if json:
        from json import dumps  # noqa: PLC0415 - help is quick

        print(dumps({"folder": str(folder), "files": written}, ensure_ascii=False))
        return
    print(f"Wrote {', '.join(written)} to {folder}.")
    print(f"Fill in paper in post.yaml first; 'exeunt check {folder}' says what lacks.")
