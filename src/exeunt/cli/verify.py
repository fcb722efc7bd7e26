"""``exeunt verify``: check a plan against the post, independently of the planner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer


if TYPE_CHECKING:
    from collections.abc import Iterator

    from exeunt.app.verify_plan import Verified


app = typer.Typer(add_completion=False)

_MOST_LINES = 200


@app.command()
def verify(
    post: Annotated[Path, typer.Argument(help="The folder of the post.")],
    plan: Annotated[Path, typer.Argument(help="The plan, such as plan.json.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Check a plan against the post, independently of the planner.

    Exits with 0 when the plan keeps every rule of docs/rules.md, with 1 when it breaks
    one, and lists every breach with its rule, trip and local time.
    """
    from exeunt.app.verify_plan import verify_plan  # noqa: PLC0415 - help is quick

    found = verify_plan(post, plan)
    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - help is quick

    print(_as_json(found) if json else harmless("\n".join(_in_words(found))))
    if found.examination.breaches:
        raise typer.Exit(1)


def _as_json(found: Verified) -> str:
    from dataclasses import asdict  # noqa: PLC0415 - help is quick
    from json import dumps  # noqa: PLC0415 - help is quick

    from exeunt.formats.breaches import breach_body  # noqa: PLC0415 - help is quick

    post, plan = found.post, found.plan
    summary = found.examination.summary
    body = {
        "keeps_the_rules": not found.examination.breaches,
        "breaches": [breach_body(post, plan, b) for b in found.examination.breaches],
        "summary": None if summary is None else asdict(summary),
    }
    return dumps(body, indent=2, ensure_ascii=False)


def _in_words(found: Verified) -> Iterator[str]:
    breaches = found.examination.breaches
    if breaches:
        count = f"in {len(breaches)} places" if len(breaches) > 1 else "in one place"
        yield f"The plan does not keep the rules, {count}:"
        yield from (str(breach) for breach in breaches[:_MOST_LINES])
        if len(breaches) > _MOST_LINES:
            yield f"and {len(breaches) - _MOST_LINES} more; --json lists them all."
    else:
        yield "The plan keeps every rule."
        yield from _figures(found)


def _figures(found: Verified) -> Iterator[str]:
    from exeunt.formats.wording import counted, moment  # noqa: PLC0415 - help is quick
    from exeunt.model.times import moment_of  # noqa: PLC0415 - help is quick

    it, zone = found.examination.summary, found.post.zone
    if it is None:
        return
    yield (
        f"{counted(it.trips, 'trip')}, {it.loaded:,} of them with people, by "
        f"{counted(it.vehicles, 'vehicle')} and "
        f"{counted(it.departures, 'scheduled departure')}."
    )
    last = ""
    if it.clearance_s is not None:
        at = moment_of(found.plan.h_hour, it.clearance_s, zone)
        last = f", the last {moment(at, zone)}"
    yield f"{it.out:,} of {it.people:,} people come out{last}."
    yield (
        f"Left behind {it.left_behind:,.10g} (weighted), "
        f"person-hours {it.person_hours:,.10g} (weighted): as the trips have it."
    )
    if it.broken_promises is not None:
        broken = counted(it.broken_promises, "promise is", "promises are")
        yield f"{broken} broken: places on announced trips, person by person."
