"""``exeunt watch ask``: ask a language model what the documents of a post say."""

from __future__ import annotations

from typing import Annotated

import typer

from exeunt.cli.saying import By, Json, Post


app = typer.Typer(add_completion=False)
_STEPS = 1000
"""Of the bar."""


@app.command()
def ask(  # noqa: PLR0913, PLR0917 - typer makes each argument an option
    post: Post,
    endpoint: Annotated[
        str, typer.Option(help="OpenAI-compatible, like http://localhost:11434/v1.")
    ],
    model: Annotated[str, typer.Option(help="The name of the model there.")],
    by: By,
    key_variable: Annotated[
        str | None, typer.Option(help="Environment variable that holds the key.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="One document alone: its name, or its id.")
    ] = None,
    json: Json = False,
) -> None:
    """
    Ask a language model what the documents of a post say.

    The text of the documents is sent to the endpoint; use one that may have it. What
    comes back must quote the text at offsets that exist, and goes to the board for a
    person to confirm: until then it counts for nothing.
    """
    from exeunt.app.ask_model import Endpoint, ask_model  # noqa: PLC0415 - help is quick
    from exeunt.cli.progress import progress  # noqa: PLC0415 - help is quick
    from exeunt.cli.saying import said  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show_json  # noqa: PLC0415 - help is quick

    where = Endpoint.of(endpoint, model=model, key_variable=key_variable)
    with progress("Asking", _STEPS) as tell:
        found = ask_model(
            post,
            where,
            only=document,
            said=said(by=by, why="", at=None),
            on_document=lambda done, of: tell(_STEPS * done // of),
        )
    if json:
        show_json(
            {
                "documents": found.documents,
                "proposed": found.proposed,
                "dropped": list(found.dropped),
                "cut": list(found.cut),
            }
        )
        return
    print(
        f"Asked about {found.documents:,} documents: {found.proposed:,} new signals on "
        f"the board, {len(found.dropped):,} answers dropped as they do not hold."
    )
    for name in found.cut:
        print(f"Only the beginning of {name} was shown.")
