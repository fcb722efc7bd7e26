"""``exeunt watch feed-log``: replay a log of looks at an advisory feed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from exeunt.cli.saying import Json


app = typer.Typer(add_completion=False)


@app.command()
def feed_log(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV with fetched, country, level_as_parsed, issue_date_raw, body_chars."
        ),
    ],
    json: Json = False,
) -> None:
    """Tell which levels did change in a log of looks at an advisory feed."""
    from exeunt.app.feed_log import replay_feed_log  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.feed_log import (  # noqa: PLC0415 - help is quick
        feed_replay_body,
        feed_replay_tables,
    )

    replay = replay_feed_log(file)
    if json:
        show_json(feed_replay_body(replay))
    else:
        show(feed_replay_tables(replay))
