"""``exeunt import``: make a post of a public problem of the literature."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer


if TYPE_CHECKING:
    from exeunt.model.post import Post


class Kind(StrEnum):
    """The kinds of problem that are read."""

    BEP = "bep"
    ICEP = "icep"


app = typer.Typer(add_completion=False)


@app.command()
def import_problem(
    kind: Annotated[
        Kind, typer.Argument(help="bep, a file; or icep, a folder of tables.")
    ],
    source: Annotated[Path, typer.Argument(help="The file or folder of the problem.")],
    out: Annotated[Path, typer.Argument(help="A folder that is new or empty.")],
    scenario: Annotated[
        str | None, typer.Option("--scenario", help="Of icep: which of its scenarios.")
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", help="Of bep: how long a unit of time lasts; 15m."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Make a post of a public problem of the literature.

    Reads the Bus Evacuation Problem (bep) and the Isolated Community Evacuation Problem
    (icep). The post says what its times were rounded to, and where it is from.
    """
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick

    if kind == Kind.BEP and scenario is not None:
        raise InvalidInput("--scenario is for icep: a bep has none. Leave it out.")
    if kind == Kind.ICEP and unit is not None:
        raise InvalidInput("--unit is for bep: an icep counts minutes. Leave it out.")
    post = _imported(kind, source, out, scenario=scenario, unit=unit)
    if json:
        from json import dumps  # noqa: PLC0415 - help is quick

        print(dumps({"folder": str(out), **_counts(post)}, ensure_ascii=False))
        return
    counts = ", ".join(f"{n} {what}" for what, n in _counts(post).items())
    print(f"Wrote a post to {out}: {counts}.")
    print(f"'exeunt plan {out}' plans it.")


def _imported(
    kind: Kind, source: Path, out: Path, *, scenario: str | None, unit: str | None
) -> Post:
    from exeunt.app.clock import now  # noqa: PLC0415 - help is quick
    from exeunt.app.import_problem import (  # noqa: PLC0415 - help is quick
        UNIT_S,
        import_bep,
        import_icep,
    )

    if kind == Kind.ICEP:
        return import_icep(source, out, scenario=scenario, now=now())
    unit_s = UNIT_S if unit is None else _seconds(unit)
    return import_bep(source, out, unit_s=unit_s, now=now())


def _seconds(unit: str) -> int:
    from exeunt.errors import InvalidInput  # noqa: PLC0415 - help is quick
    from exeunt.model.times import parse_duration  # noqa: PLC0415 - help is quick

    try:
        return parse_duration(unit)
    except ValueError as error:
        raise InvalidInput(f"--unit: {error}.") from error


def _counts(post: Post) -> dict[str, int]:
    return {
        "people": sum(estimate.likely for estimate in post.estimates),
        "places": len(post.file.places),
        "links": len(post.file.links),
        "vehicles": sum(fleet.vehicles for fleet in post.file.fleets),
    }
