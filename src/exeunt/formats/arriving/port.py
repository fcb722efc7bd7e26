"""The port of every importer: bytes and a name in, documents and faults out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import BinaryIO, Protocol

from exeunt.errors import Fault
from exeunt.model.arrivals import Arrival


Found = Arrival | Fault
"""What an importer yields: a document, or a sentence on what is none."""

LONGEST_MB = 20
"""No file that is read as a whole is read beyond this."""
LONGEST_TEXT = 5_000_000
"""Characters of a document beyond which it is not taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """
    A file as it came in.

    ``observed`` is when it was looked at, ``zone`` that in which a time without zone is
    meant. Nothing in a file is ever fetched, be it an address or a redirect.
    """

    name: str
    stream: BinaryIO
    observed: datetime
    zone: tzinfo


class Importer(Protocol):
    """Reads the documents of one kind of file; raises on no file whatever."""

    def __call__(self, incoming: Incoming) -> Iterator[Found]:
        """Yield what is in *incoming*, in its order."""
        ...


def whole(incoming: Incoming, *, limit_mb: int = LONGEST_MB) -> bytes | Fault:
    """Read *incoming* as a whole, or say that it is too large."""
    data = incoming.stream.read(limit_mb * 1_000_000 + 1)
    if len(data) > limit_mb * 1_000_000:
        return fault(
            incoming,
            f"is larger than the {limit_mb} MB that are read. Cut out the part that "
            "matters.",
        )
    if not data.strip():
        return fault(incoming, "is empty. Fill it in, or take it away.")
    return data


def fault(incoming: Incoming, message: str, *, line: int = 0) -> Fault:
    """Say what is wrong with *incoming*."""
    return Fault(incoming.name, line, 0, message)
