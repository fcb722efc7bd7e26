"""The page of past cases tells the whole record and what each figure is from."""

from __future__ import annotations

from pathlib import Path

import pytest

from exeunt.app.history import past_cases, read_case
from exeunt.formats.wording import moment


DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "history.md").read_text("utf-8")


@pytest.mark.parametrize("name", past_cases())
def test_every_day_of_the_record_is_on_the_page_with_its_sources(name: str) -> None:
    post, departures = read_case(name)
    for day in departures.days:
        row = f"| {moment(day.by, post.zone)} | {day.persons:,} | {day.confidence} |"
        assert " ".join(row.split()) in PAGE
        assert day.unscored in PAGE
    assert all(f"- {key}: <{url}>" in PAGE for key, url in departures.sources.items())


@pytest.mark.parametrize("name", past_cases())
def test_every_figure_of_a_post_is_on_the_page_with_its_reason(name: str) -> None:
    post, _ = read_case(name)
    file = post.file
    whys = [
        *(link.why for link in file.links),
        *(fleet.why for fleet in file.fleets),
        *(service.why for service in file.services),
        *(estimate.basis for estimate in post.estimates),
    ]
    assert [why for why in whys if " ".join(why.split()) not in PAGE] == []


@pytest.mark.parametrize("name", past_cases())
def test_every_case_has_its_picture(name: str) -> None:
    assert f"(pictures/history-{name}.svg)" in PAGE
    assert (DOCS / "pictures" / f"history-{name}.svg").is_file()
