"""``exeunt watch``: the signals in documents, each with its sentence."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.model.documents import SourceClass


if TYPE_CHECKING:
    from exeunt.errors import Fault


app = typer.Typer(add_completion=False)


@app.command()
def watch(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="Files as they came in, or the folder of one post; - is standard "
            "input. A file named like one of the words below is ./ingest."
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(help="When they were published: a day, or a moment with zone."),
    ] = None,
    source: Annotated[str, typer.Option(help="Who publishes them.")] = "",
    source_class: Annotated[
        SourceClass | None,
        typer.Option(help="Who speaks through them, unless the kind of file tells."),
    ] = None,
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
) -> int:
    """
    Read documents and print the calendar and the signals in them.

    'exeunt watch ingest' puts documents into a post, 'exeunt watch board' shows its
    signals, 'exeunt watch ask' asks a language model what they say, 'exeunt watch
    feed-log' replays a log of an advisory feed.
    """
    from exeunt.app.arrivals import (  # noqa: PLC0415 - help is quick
        STANDARD_INPUT,
        Told,
        moment_told,
    )
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.app.folders import is_folder  # noqa: PLC0415 - help is quick
    from exeunt.app.watch import watch_files, watch_post  # noqa: PLC0415 - help is quick
    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.reading_json import reading_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.reading_tables import (  # noqa: PLC0415 - help is quick
        reading_tables,
    )

    faults: list[Fault] = []
    if paths != [STANDARD_INPUT] and len(paths) == 1 and is_folder(paths[0]):
        read = watch_post(paths[0], rules_only=rules_only)
    else:
        told = Told(
            seen=now(),
            published=moment_told(published) if published else None,
            source=source,
            source_class=source_class,
        )
        read, faults = watch_files(
            paths,
            told=told,
            country=country_code(country),
            rules_only=rules_only,
            typed=sys.stdin.buffer,
        )
    if json:
        show_json([reading_body(document, reading) for document, reading in read])
    else:
        show(reading_tables(read))
    for fault in faults:
        print(harmless(str(fault)), file=sys.stderr)
    return 2 if faults else 0


def country_code(text: str) -> str:
    """Read the code of a country."""
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick

    code = text.strip().upper()
    if len(code) == 2 and code.isascii() and code.isalpha():
        return code
    raise InvalidInput(f"{text!r} is no country code; write two letters, like UA.")
