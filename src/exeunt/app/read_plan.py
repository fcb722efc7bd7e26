"""Read a plan that somebody named."""

from __future__ import annotations

from pathlib import Path

from exeunt.app.folders import bytes_of
from exeunt.errors import InvalidInput
from exeunt.formats.plan_files import MOST_MB, read_plan
from exeunt.model.plan import Plan


def read_plan_at(path: Path) -> Plan:
    """
    Read the plan in the file at *path*.

    Raises
    ------
    InvalidInput
        When there is no such file, it cannot be read, or it is no plan.
    """
    data = bytes_of(path.resolve().parent, path.resolve().name, limit_mb=MOST_MB)
    if data is None:
        raise InvalidInput(
            f"There is no file {path}. Name a plan, or make one with 'exeunt plan'."
        )
    return read_plan(data, file=path.name)
