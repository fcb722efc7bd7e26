"""What happened in a past case, from ``departures.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from itertools import pairwise

from pydantic import ValidationError

from exeunt.errors import Fault, Faults
from exeunt.formats.labels import meant, shown
from exeunt.formats.model_faults import faults_of
from exeunt.formats.yaml_nodes import Located, read_yaml
from exeunt.model.departures import Departures
from exeunt.model.positions import Path


FILE = "departures.yaml"

Found = Iterator[tuple[Path, str]]
"""Where something is wrong, and what."""


def read_departures(data: bytes, *, file: str = FILE, zone: tzinfo) -> Departures:
    """
    Read what happened in a past case.

    Parameters
    ----------
    data
        The bytes of the file.
    file
        Its name, for the faults.
    zone
        The time zone in which moments without one are meant.

    Raises
    ------
    Faults
        Everything that is wrong with the file, at once.
    """
    located = read_yaml(data, file=file)
    context = {"written": True, "zone": zone}
    try:
        departures = Departures.model_validate(located.data, context=context)
    except ValidationError as error:
        raise Faults(faults_of(error, located, file=file, model=Departures)) from error
    checks = (_out_of_order, _falls, _all_given, _unknown_sources, _none_scored)
    found = [one for check in checks for one in check(departures)]
    if found:
        raise Faults([_fault(located, file, path, words) for path, words in found])
    return departures


def _fault(located: Located, file: str, path: Path, words: str) -> Fault:
    return Fault(file, *located.values.get(path, (0, 0)), words)


def _out_of_order(departures: Departures) -> Found:
    moments = [departures.decided, *(day.by for day in departures.days)]
    for number, (before, by) in enumerate(pairwise(moments)):
        if by <= before:
            what = "decided" if number == 0 else "the day before it"
            words = (
                f"day {number + 1}, by: {by:%Y-%m-%d %H:%M} is not after {what}, "
                f"{before:%Y-%m-%d %H:%M}. Put the days in order."
            )
            yield ("days", number, "by"), words


def _falls(departures: Departures) -> Found:
    for number, (before, day) in enumerate(pairwise(departures.days), start=1):
        if day.persons < before.persons:
            words = (
                f"day {number + 1}, persons: {day.persons} is less than the "
                f"{before.persons} of the day before it. Count everybody since the "
                "begin, not those of the day alone."
            )
            yield ("days", number, "persons"), words


def _all_given(departures: Departures) -> Found:
    for number, day in enumerate(departures.days):
        if day.given >= day.persons:
            words = (
                f"day {number + 1}, given: {day.given} is not less than the "
                f"{day.persons} persons, so nobody is left to score. Count those "
                "whom the post knows of alone."
            )
            yield ("days", number, "given"), words


def _unknown_sources(departures: Departures) -> Found:
    for number, day in enumerate(departures.days):
        for entry, source in enumerate(day.sources):
            if source not in departures.sources:
                words = (
                    f"day {number + 1}, sources: there is no source {shown(source)}. "
                    f"{meant(source, departures.sources)}"
                )
                yield ("days", number, "sources", entry), words


def _none_scored(departures: Departures) -> Found:
    if all(day.unscored for day in departures.days):
        words = (
            "days: every one is unscored, so there is nothing to score. Take unscored "
            "from one that can be."
        )
        yield ("days",), words
