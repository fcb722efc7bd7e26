"""The page of replays names every case, where its record ends, and its pictures."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from exeunt.app.replay_cases import REPLAYS, replay_names
from exeunt.formats.replay_cases import CASE, parse_case
from exeunt.formats.replays_tables import HONEST


DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "replays.md").read_text("utf-8")


@pytest.mark.parametrize("name", replay_names())
def test_every_case_is_told_with_its_end_and_its_gaps(name: str) -> None:
    file = parse_case((REPLAYS / name / CASE).read_bytes())
    for words in (file.name, file.outcome.why, file.outcome.source, file.stopped):
        assert words in PAGE


def test_the_page_says_how_few_cases_there_are() -> None:
    assert f"**{len(replay_names())} cases" in PAGE
    assert HONEST in PAGE


@pytest.mark.parametrize(("name", "width"), [("replays", 760), ("replays-narrow", 348)])
def test_there_is_a_picture_for_wide_and_narrow_screens(name: str, width: int) -> None:
    assert f"(pictures/{name}.svg)" in PAGE
    root = ET.parse(DOCS / "pictures" / f"{name}.svg").getroot()
    assert root.get("viewBox", "").split()[2] == str(width)
