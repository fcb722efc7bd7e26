"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from exeunt.cli import MOST_WORLDS


class Objective(StrEnum):
    """Levels that can be asked for."""

    PERSON_HOURS = "person_hours"
    CLEARANCE = "clearance"
    COST = "cost"


AsOf = Annotated[
    str | None,
    typer.Option("--as-of", help="A day or moment; the next H-hour is planned."),
]
Seconds = Annotated[
    float, typer.Option("--seconds", min=0.1, help="Stop after about so long.")
]
Gap = Annotated[
    float, typer.Option("--gap", min=0, max=1, help="Stop when as close as this.")
]
NextLevel = Annotated[
    Objective,
    typer.Option("--objective", help="What counts next after who is left behind."),
]
Replications = Annotated[
    int,
    typer.Option(
        "--replications",
        min=1,
        max=MOST_WORLDS,
        help="How many worlds to rehearse in.",
    ),
]
Seed = Annotated[
    int, typer.Option("--seed", min=0, help="Root of every random stream.")
]
