"""Twenty real travel advisories with our labels; they may be missing."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.watch.documents import reading_of

from exeunt.model.documents import SourceClass
from exeunt.model.signals import Reading, Realis
from exeunt.watch.actors import nation_names


_DATA = Path(__file__).parents[3] / "shared" / "data" / "watch"
_GOLD = _DATA / "advisories-dev-gold.json"
pytestmark = pytest.mark.skipif(
    not _GOLD.is_file(), reason="the advisories are not at hand"
)
_CODES = {name: code for code, name in nation_names().items()}
_NAMES = {
    "authorized departure": "authorized",
    "ordered departure": "ordered",
    "suspended operations": "suspended",
}


def _labels() -> list[dict[str, Any]]:
    if not _GOLD.is_file():
        return []
    labels = json.loads(_GOLD.read_text(encoding="utf-8"))
    return [label for label in labels if label["valid_record"]]


@cache
def _read(file: str) -> Reading:
    path = _DATA / "advisories-dev" / file
    record = json.loads(path.read_text(encoding="utf-8"))
    text = f"{record['full_title']}\n\n{record['content_md']}"
    fetched = datetime.fromisoformat(record["_fetched"]).replace(hour=12, tzinfo=UTC)
    country = _CODES[record["country"]]
    return reading_of(
        text, country=country, published=fetched, source_class=SourceClass.OFFICIAL
    )


@pytest.mark.parametrize("label", _labels(), ids=lambda label: label["file"])
def test_the_status_in_force_is_the_one_the_advisory_declares(
    label: dict[str, Any],
) -> None:
    in_force = [s for s in _read(label["file"]).statuses if s.realis is Realis.IN_FORCE]
    wanted = _NAMES.get(label["departure_status_in_force"])
    assert {s.status.value for s in in_force} == ({wanted} if wanted else set())
    days = {s.effective.isoformat() for s in in_force if s.effective}
    if len(label["effective"] or "") == len("2026-02-28"):
        assert days == {label["effective"]}


@pytest.mark.parametrize("label", _labels(), ids=lambda label: label["file"])
def test_the_level_of_the_country_is_the_one_the_advisory_has(
    label: dict[str, Any],
) -> None:
    levels = {a.level for a in _read(label["file"]).advisories if a.level is not None}
    assert levels == {label["level"]}
