"""Make a post of a public problem of the literature."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from exeunt.app.folders import bytes_at, bytes_of, is_folder, unreadable
from exeunt.app.maps import is_on_land
from exeunt.app.whole_folder import fill_folder, refuse_used
from exeunt.errors import Fault, Faults, InvalidInput
from exeunt.formats.literature.bep import read_bep
from exeunt.formats.literature.bep_post import bep_post
from exeunt.formats.literature.icep import FILES, VesselProblem, read_icep
from exeunt.formats.literature.icep_post import icep_post
from exeunt.formats.post_files import read_post_files
from exeunt.model.post import Post
from exeunt.model.times import HOUR, MINUTE


UNIT_S = 15 * MINUTE
"""How long a unit of time of a Bus Evacuation Problem lasts, unless it is said."""
MOST_NAMED = 30
"""Scenarios that are listed for somebody who named none."""


def import_bep(path: Path, out: Path, *, unit_s: int, now: datetime) -> Post:
    """
    Write the Bus Evacuation Problem in the file at *path* as a post into *out*.

    Parameters
    ----------
    path
        The file.
    out
        A folder that is new or empty.
    unit_s
        How long a unit of its time lasts.
    now
        The present moment.

    Raises
    ------
    InvalidInput
        When there is no such file, *out* is in use, or the problem cannot be planned;
        as ``Faults``, with everything that is wrong with the file.
    WorldError
        When *out* cannot be written.
    """
    refuse_used(out)
    return _written(out, bep_files(path, unit_s=unit_s, now=now), now)


def bep_files(path: Path, *, unit_s: int, now: datetime) -> dict[str, bytes]:
    """Give the files of the post that ``import_bep`` writes."""
    if not 0 < unit_s <= HOUR:
        raise InvalidInput(
            f"--unit of {unit_s} s cannot be a planning step. Give more than none, at "
            "most 1h."
        )
    data = bytes_at(path)
    if data is None:
        raise InvalidInput(f"There is no file {path}. Name the file of a problem.")
    problem = read_bep(data, file=path.name)
    return bep_post(problem, name=path.name, unit_s=unit_s, day=now.date())


def import_icep(
    folder: Path, out: Path, *, scenario: str | None, now: datetime
) -> Post:
    """
    Write the Isolated Community Evacuation Problem in *folder* as a post into *out*.

    Parameters
    ----------
    folder
        Holds the folders ``input`` and ``incidences``.
    out
        A folder that is new or empty.
    scenario
        The one to take; none will do where there is one alone.
    now
        The present moment.

    Raises
    ------
    InvalidInput
        When there is no such folder or scenario, *out* is in use, or the problem
        cannot be planned; as ``Faults``, with everything that is wrong with its tables.
    WorldError
        When *out* cannot be written.
    """
    refuse_used(out)
    return _written(out, icep_files(folder, scenario=scenario, now=now), now)


def icep_files(
    folder: Path, *, scenario: str | None, now: datetime
) -> dict[str, bytes]:
    """Give the files of the post that ``import_icep`` writes."""
    problem = read_problem(folder)
    chosen = _chosen(scenario, problem)
    name = folder.resolve().name
    return icep_post(problem, name=name, scenario=chosen, day=now.date())


def read_problem(folder: Path) -> VesselProblem:
    """Read the Isolated Community Evacuation Problem in *folder*."""
    if not is_folder(folder):
        mend = "Name the folder of a problem, with input and incidences in it."
        if folder.is_file():
            raise InvalidInput(f"{folder} is a file. {mend}")
        raise InvalidInput(f"There is no folder {folder}. {mend}")
    files: dict[str, bytes] = {}
    unread: dict[str, Fault] = {}
    for name in FILES:
        try:
            data = bytes_of(folder, _as_spelt(folder, name))
        except InvalidInput as error:
            unread[name] = Fault(name, 0, 0, str(error))
        else:
            files |= {} if data is None else {name: data}
    return _read(files, unread)


def _as_spelt(folder: Path, name: str) -> str:
    """Give the path of *name* in *folder* with the capitals that it has there."""
    path = folder
    for part in name.split("/"):
        try:
            there = sorted(p.name for p in path.iterdir()) if path.is_dir() else []
        except OSError as error:
            raise unreadable(path, error) from error
        path /= next((p for p in there if p.lower() == part), part)
    return str(path.relative_to(folder))


def _read(files: Mapping[str, bytes], unread: Mapping[str, Fault]) -> VesselProblem:
    """Read the tables; what could not be read at all is told instead of its lack."""
    try:
        return read_icep(files)
    except Faults as wrong:
        others = [fault for fault in wrong.faults if fault.file not in unread]
        raise Faults([*others, *unread.values()]) from wrong


def _chosen(scenario: str | None, problem: VesselProblem) -> str:
    names = list(problem.scenarios)
    if scenario is None and len(names) == 1:
        return names[0]
    if scenario is not None and scenario in names:
        return scenario
    told = (
        "There is more than one scenario"
        if scenario is None
        else f"--scenario: there is no scenario {scenario!r}"
    )
    few = ", ".join(names[:MOST_NAMED])
    more = " and more" if len(names) > MOST_NAMED else ""
    raise InvalidInput(f"{told}. Name one with --scenario: {few}{more}.")


def _written(out: Path, files: Mapping[str, bytes], now: datetime) -> Post:
    """Write *files*, once they are known to be a post."""
    post, _ = read_post_files(files, now=now, on_land=is_on_land)
    fill_folder(out, files)
    return post
