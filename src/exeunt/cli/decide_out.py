"""What ``exeunt decide`` checks first, tells on the way, and prints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exeunt.app.decide_curves import NoStep
from exeunt.app.rehearse_post import with_counts
from exeunt.app.writing import check_file, write_atomically
from exeunt.cli.tables import show, show_json
from exeunt.errors import InvalidInput
from exeunt.formats.charts.policies import policies_chart
from exeunt.formats.decision_json import decision_body
from exeunt.formats.decision_tables import decision_tables
from exeunt.model.decision import Decided


def check_asked(
    *,
    every: int | None,
    options: int,
    policies: bool,
    svg: Path | None,
    read: Sequence[Path],
) -> None:
    """Refuse what does not go together or would be drawn over *read*, before any work."""
    if every is not None and not 1 <= every <= 24:
        raise NoStep(every)
    if options and every is None:
        raise InvalidInput("--options goes with --every: say how many hours apart.")
    if svg is not None and not policies:
        raise InvalidInput("--svg draws the front of --policies: give both.")
    if svg is not None:
        check_file(svg, keep=read)


def decide_out(found: Decided, *, svg: Path | None, json: bool) -> None:
    """Print what was found, and draw the front into *svg*."""
    if svg is not None and found.policies is not None:
        write_atomically(svg, policies_chart(found.policies).encode())
    if json:
        show_json(decision_body(with_counts(found)))
    else:
        show(decision_tables(found))
