"""Stories whose times are labelled in TimeML, as corpora of newswire come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.watch.newswire import Labelled, Story


NOON = 12
"""The hour of publication, where the document gives a day only."""


def stories_in(folder: Path) -> Iterator[Story]:
    """
    Read the TimeML documents (``*.tml``) of *folder* by name.

    Files that begin with a dot are left out. The text is that of ``TEXT``, tags dropped
    and characters kept; the day of publication is the value of the TIMEX3 in ``DCT``.

    Raises
    ------
    ValueError
        A file is not well formed, or lacks ``DCT`` or ``TEXT``.
    """
    for path in sorted(folder.glob("*.tml")):
        if not path.name.startswith("."):
            yield story_of(path.read_text(encoding="utf-8"), path.stem)


def story_of(document: str, name: str) -> Story:
    """Read one TimeML *document*; *name* is told where it cannot be read."""
    try:
        root = ET.fromstring(document.encode("utf-8"))  # noqa: S314 - a file of one's own
    except ET.ParseError as wrong:
        message = f"{name} is not well-formed XML ({wrong}); get it anew."
        raise ValueError(message) from None
    published, text = root.find("DCT/TIMEX3"), root.find("TEXT")
    if published is None or text is None:
        message = f"{name} has no DCT with a TIMEX3, or no TEXT; is it TimeML?"
        raise ValueError(message)
    pieces: list[str] = []
    times = tuple(_labels(text, pieces))
    moment = _moment(published.get("value", ""), name)
    return Story(moment, name, kept_back=True, text="".join(pieces), times=times)


def _labels(element: ET.Element, pieces: list[str]) -> Iterator[Labelled]:
    """Give the labels in *element*, and add its text to *pieces* on the way."""
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        yield from _labels(child, pieces)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        yield Labelled(start, sum(map(len, pieces)), element.get("value", ""))


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _moment(value: str, name: str) -> datetime:
    day = _DAY.match(value)
    if day is None:
        message = f"{name} gives {value!r} as its day; YYYY-MM-DD is needed."
        raise ValueError(message)
    return datetime.fromisoformat(day[0]).replace(hour=NOON, tzinfo=UTC)
