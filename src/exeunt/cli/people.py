"""``exeunt people``: standby lists, alternates, manifests and notices of a plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


app = typer.Typer(add_completion=False)


@app.command()
def people(
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[Path, typer.Argument(help="The plan, such as plan.json.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", help="Folder for manifests and notices; else none."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Tell what a plan means for people: who stands by, what else there is, what they hear.

    Lists for every trip with people who takes seats that fall free, and what its people
    take when it does not come. With --output it writes the manifests and a movement
    notice for every household; these hold personal data, and every export is counted.
    """
    from exeunt.app.people import tell_people  # noqa: PLC0415 - help is quick
    from exeunt.cli.tables import show, show_json  # noqa: PLC0415 - help is quick
    from exeunt.formats.people_json import people_body  # noqa: PLC0415 - help is quick
    from exeunt.formats.people_tables import (  # noqa: PLC0415 - help is quick
        people_tables,
    )
    from exeunt.formats.wording import counted  # noqa: PLC0415 - help is quick

    made = tell_people(post, plan, output=output)
    found = made.found
    if json:
        body = people_body(made.plan, made.post, found.covers, found.notices)
        written = {"folder": str(output), "files": list(made.files)} if output else None
        show_json(body | {"written": written})
        return
    show(people_tables(made.plan, made.post, found.covers))
    show(made.exported)
    if output is not None:
        show([f"{counted(len(made.files), 'file')} in {output}"])
