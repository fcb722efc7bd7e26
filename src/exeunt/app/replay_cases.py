"""Read the bundled past crises: their documents, day by day, and how they ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from importlib import resources
from math import ceil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from exeunt.app.folders import bytes_of
from exeunt.app.history import CASES
from exeunt.app.read_documents import read_documents
from exeunt.errors import InvalidInput
from exeunt.formats.replay_cases import CASE, MODEL, parse_case, parse_model
from exeunt.model.replays import CaseDays, ReplayFile, ReplayModel
from exeunt.model.signals import Reading, Signal
from exeunt.warn.own_status import rungs
from exeunt.warn.picture import of_country
from exeunt.watch.reading import read


REPLAYS = Path(str(resources.files("exeunt") / "data" / "replays"))
_END_OF_DAY = time(23, 59, 59)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase:
    """A past crisis with everything that its documents signal."""

    days: CaseDays
    signals: tuple[Signal, ...]
    heard: tuple[datetime, ...]
    """When documents came in that could be read."""


def replay_names() -> tuple[str, ...]:
    """Name the bundled crises, in order."""
    return tuple(sorted(file.parent.name for file in REPLAYS.glob(f"*/{CASE}")))


def read_model() -> ReplayModel:
    """Read what every case is forecast with."""
    return parse_model(_bytes(REPLAYS, MODEL), file=MODEL)


def read_case(name: str) -> ReadCase:
    """Read the bundled crisis *name*, every document once."""
    file = parse_case(_bytes(REPLAYS / name, CASE), file=f"{name}/{CASE}")
    folder = CASES / file.documents_of if file.documents_of else REPLAYS / name
    readings = [
        of_country(read(document, country=file.country, zone=file.zone), file.country)
        for document in read_documents(folder)
    ]
    signals = tuple(signal for reading in readings for signal in reading.signals)
    as_of = _days(file)
    days = CaseDays(
        name=name,
        file=file,
        as_of=as_of,
        documents=sum(r.published <= as_of[-1] for r in readings),
        closes_in=_closes_in(file, as_of),
        rung=rungs(signals, days=as_of),
        reports=_reports(readings, as_of),
    )
    heard = tuple(r.published for r in readings if r.analysed)
    return ReadCase(days=days, signals=signals, heard=heard)


def _bytes(folder: Path, name: str) -> bytes:
    data = bytes_of(folder, name)
    if data is None:
        raise InvalidInput(
            f"There is no {name} in {folder.name}; the installation lacks a file. "
            "Install Exeunt anew."
        )
    return data


def _days(file: ReplayFile) -> tuple[datetime, ...]:
    count = (file.last - file.first).days + 1
    return tuple(
        datetime.combine(file.first + timedelta(days=n), _END_OF_DAY, file.zone)
        for n in range(count)
    )


def _closes_in(file: ReplayFile, as_of: Sequence[datetime]) -> NDArray[np.float64]:
    closed = file.outcome.closed
    if closed is None:
        return np.full(len(as_of), np.inf)
    seconds = [closed.timestamp() - day.timestamp() for day in as_of]
    return np.array([float(max(1, ceil(s / 86_400))) for s in seconds])


def _reports(
    readings: Sequence[Reading], as_of: Sequence[datetime]
) -> NDArray[np.int64]:
    return np.array(
        [sum(day - _WEEK < r.published <= day for r in readings) for day in as_of]
    )
