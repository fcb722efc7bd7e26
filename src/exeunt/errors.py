"""
Every error of ours.

::

    ExeuntError
    ├── InvalidInput      mend the input            CLI exit 2
    │   └── Faults        several faults of one or more files, all at once
    ├── Refused           the rules say no          CLI exit 3
    └── WorldError        the world did not answer  CLI exit 4

An error takes facts, keeps them as attributes and writes its own sentence: what is
wrong with the value in it, then what to do. Personal data never enters a message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class ExeuntError(Exception):
    """Something that Exeunt can tell a person in a sentence."""

    exit_code = 1


class InvalidInput(ExeuntError):
    """The input cannot be used as it stands; mend it and come again."""

    exit_code = 2


class Refused(ExeuntError):
    """The rules of the trade say no."""

    exit_code = 3


class WorldError(ExeuntError):
    """The world outside did not answer as it should."""

    exit_code = 4

    def __init__(self, message: str, *, retryable: bool = False) -> None:
        self.retryable = retryable
        super().__init__(message)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """
    One thing that is wrong in one place of one file.

    ``line`` and ``column`` count from 1; 0 means that the fault is of the whole file
    or the whole line.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f":{self.line}"
        if self.line and self.column:
            where += f":{self.column}"
        return f"{where}: {self.message}"


class Faults(InvalidInput):
    """Every fault found in a file or a folder, in reading order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))
