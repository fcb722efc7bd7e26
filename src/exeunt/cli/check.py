"""``exeunt check``: find what is missing, stale or fragile in a post folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer


if TYPE_CHECKING:
    from collections.abc import Iterator

    from exeunt.app.check_post import Checked
    from exeunt.errors import Faults


app = typer.Typer(add_completion=False)


@app.command()
def check(
    post: Annotated[
        Path | None, typer.Argument(help="The folder of the post.", show_default=False)
    ] = None,
    now: Annotated[
        str | None,
        typer.Option("--now", help="The day on which it is looked at; none: today."),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="Print the page that lists every rule.")
    ] = False,
) -> None:
    """
    Find what is missing, stale or fragile in a post folder.

    Exits with 2 when the folder cannot be read (every fault is told), with 1 when a
    finding is an error, and with 0 otherwise: warnings and notes do not fail a plan.
    """
    if rules:
        from exeunt.review.eap.page import page  # noqa: PLC0415 - help is quick

        print(page(), end="")
        return
    if post is None:
        raise typer.BadParameter("Name the folder of a post, or ask for --rules.")
    found = _checked(post, now=now, json=json)
    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - help is quick

    print(_as_json(found) if json else harmless("\n".join(_in_words(found))))
    if any(finding.severity == "error" for finding in found.findings):
        raise typer.Exit(1)


def _checked(post: Path, *, now: str | None, json: bool) -> Checked:
    from exeunt.app.check_post import check_post  # noqa: PLC0415 - help is quick
    from exeunt.errors import Faults  # noqa: PLC0415 - help is quick

    try:
        return check_post(post, now=now)
    except Faults as faults:
        if not json:
            raise
        print(_faults_as_json(faults))
        raise typer.Exit(faults.exit_code) from faults


def _faults_as_json(faults: Faults) -> str:
    from dataclasses import asdict  # noqa: PLC0415 - help is quick
    from json import dumps  # noqa: PLC0415 - help is quick

    body = {"faults": [asdict(fault) for fault in faults.faults], "findings": []}
    return dumps(body, ensure_ascii=False, indent=2)


def _as_json(found: Checked) -> str:
    from dataclasses import asdict  # noqa: PLC0415 - help is quick
    from json import dumps  # noqa: PLC0415 - help is quick

    body = {
        "post": found.post,
        "now": found.now.isoformat(),
        "counts": _counts(found),
        "faults": [],
        "findings": [asdict(finding) for finding in found.findings],
    }
    return dumps(body, ensure_ascii=False, indent=2)


def _counts(found: Checked) -> dict[str, int]:
    from exeunt.model.findings import Severity  # noqa: PLC0415 - help is quick

    severities = [finding.severity for finding in found.findings]
    return {severity.value: severities.count(severity) for severity in Severity}


def _in_words(found: Checked) -> Iterator[str]:
    from exeunt.review.eap import RULES  # noqa: PLC0415 - help is quick

    counts = _counts(found)
    for severity, count in counts.items():
        if not count:
            continue
        yield f"{severity.capitalize()}s"
        for one in found.findings:
            if one.severity == severity:
                where = f"{one.file}:{one.line}:{one.column}" if one.line else one.file
                yield f"  {where} {one.rule} {one.message}"
                yield f"      {one.mend}"
        yield ""
    told = ", ".join(
        f"{count} {severity}{'' if count == 1 else 's'}"
        for severity, count in counts.items()
    )
    yield f"{found.post}, {found.now:%Y-%m-%d}: {told} by {len(RULES)} rules."
