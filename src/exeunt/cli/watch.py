"""``exeunt watch``: the signals in documents, each with its sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.model.documents import SourceClass


app = typer.Typer(add_completion=False)


@app.command()
def watch(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[
        list[Path], typer.Argument(help="Documents, or the folder of one post.")
    ],
    published: Annotated[
        str | None,
        typer.Option(help="When they were published: a day, or a moment with zone."),
    ] = None,
    source: Annotated[str, typer.Option(help="Who publishes them.")] = "",
    source_class: Annotated[
        SourceClass, typer.Option(help="Who speaks through them.")
    ] = SourceClass.MEDIA,
    country: Annotated[
        str, typer.Option(help="The country you are in: two letters, like UA.")
    ] = "XX",
    rules_only: Annotated[
        bool,
        typer.Option("--rules-only", help="Find who said what without the model."),
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """Read documents and print the calendar and the signals in them."""
    from exeunt.app.folders import is_folder  # noqa: PLC0415 - help is quick
    from exeunt.app.watch import watch_files, watch_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.reading_json import reading_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.reading_tables import (  # noqa: PLC0415 - help is quick
        reading_tables,
    )

    if len(paths) == 1 and is_folder(paths[0]):
        read = watch_post(paths[0], rules_only=rules_only)
    else:
        read = watch_files(
            paths,
            published=published,
            source=source,
            source_class=source_class,
            country=country_code(country),
            rules_only=rules_only,
        )
    if json:
        show_json([reading_body(document, reading) for document, reading in read])
    else:
        show(reading_tables(read))


def country_code(text: str) -> str:
    """Read the code of a country."""
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick

    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    raise InvalidInput(f"{text!r} is no country code; write two letters, like UA.")
