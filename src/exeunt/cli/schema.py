"""``exeunt schema``: the JSON Schema of the files of a post folder."""

from __future__ import annotations

from typing import Annotated

import typer


app = typer.Typer(add_completion=False)


@app.command()
def schema(
    file: Annotated[
        str | None,
        typer.Argument(
            help="post, roster, estimates, tripwires, history, plan or state; "
            "none: all."
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="On one line, for programs.")
    ] = False,
) -> None:
    """Print the JSON Schema of the files of a post folder."""
    from json import dumps  # noqa: PLC0415 - help is quick

    from exeunt.app.schemas import NAMES, schema_of  # noqa: PLC0415 - help is quick
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick

    if file is not None and file not in NAMES:
        raise InvalidInput(f"There is no schema {file!r}. Ask for {', '.join(NAMES)}.")
    body = schema_of(file) if file else {name: schema_of(name) for name in NAMES}
    print(dumps(body, ensure_ascii=False, indent=None if json else 2))
