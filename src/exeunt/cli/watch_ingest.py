"""``exeunt watch ingest``: put documents into a post."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from exeunt.cli.saying import Json
from exeunt.model.documents import SourceClass


if TYPE_CHECKING:
    from exeunt.app.arrivals import Told
    from exeunt.app.ingest import Ingested


app = typer.Typer(add_completion=False)


@app.command()
def ingest(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[
        list[Path], typer.Argument(help="Files as they came in, or folders of them.")
    ],
    post: Annotated[
        Path, typer.Option(help="The folder of the post that they go into.")
    ] = Path(),
    published: Annotated[
        str | None,
        typer.Option(help="When they were published, where they do not say it."),
    ] = None,
    source: Annotated[str, typer.Option(help="Who publishes them.")] = "",
    source_class: Annotated[
        SourceClass | None,
        typer.Option(help="Who speaks through them, unless the kind of file tells."),
    ] = None,
    seen: Annotated[
        str | None, typer.Option(help="When copies of feeds were taken, if not now.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(help="Leave out what was published before this day.")
    ] = None,
    follow: Annotated[
        bool, typer.Option("--follow", help="Go on, and take what comes in.")
    ] = False,
    every: Annotated[
        float, typer.Option(min=0.1, help="Seconds between two looks with --follow.")
    ] = 5.0,
    json: Json = False,
) -> int:
    """Put documents into a post: each once, feeds only where they can be believed."""
    from exeunt.app.ingest import ingest as put_in  # noqa: PLC0415 - help is quick

    told = _told(published, source, source_class, seen, since)
    if not follow:
        return _show([put_in(post, paths, told=told)], json=json)
    return _show(_followed(post, paths, told, every), json=json)


def _told(
    published: str | None,
    source: str,
    source_class: SourceClass | None,
    seen: str | None,
    since: str | None,
) -> Told:
    from exeunt.app.arrivals import Told, moment_told  # noqa: PLC0415 - help is quick
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick

    return Told(
        seen=moment_told(seen) if seen else now(),
        published=moment_told(published) if published else None,
        source=source,
        source_class=source_class,
        since=moment_told(since, first=True) if since else None,
    )


def _followed(
    post: Path, paths: list[Path], told: Told, every: float
) -> Iterator[Ingested]:
    from time import sleep  # noqa: PLC0415 - of use here alone

    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.app.follow_folder import follow  # noqa: PLC0415 - help is quick

    return follow(post, paths, told=told, now=now, wait=partial(sleep, every))


def _show(each: list[Ingested] | Iterator[Ingested], *, json: bool) -> int:
    from exeunt.app.ingest import report_of  # noqa: PLC0415 - help is quick
    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.ingest_report import (  # noqa: PLC0415 - help is quick
        report_body,
        report_lines,
    )

    code = 0
    for one in each:
        report = report_of(one)
        if json:
            show_json(report_body(report))
        else:
            print(
                "\n".join(harmless(line) for line in report_lines(report)), flush=True
            )
        for fault in report.faults:
            print(harmless(fault), file=sys.stderr)
        code = 2 if report.faults else code
    return code
