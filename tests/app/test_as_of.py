"""The moment of assessment, as people write it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from exeunt.app.as_of import moment_as_of
from exeunt.errors import InvalidInput


KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-12-30", "2021-12-30T23:59:59+02:00"),
        (" 2021-12-30 ", "2021-12-30T23:59:59+02:00"),
        ("2022-07-01", "2022-07-01T23:59:59+03:00"),
        ("2021-12-30T18:00", "2021-12-30T18:00:00+02:00"),
        ("2021-12-30 18:00", "2021-12-30T18:00:00+02:00"),
        ("2021-12-30T18:00Z", "2021-12-30T20:00:00+02:00"),
    ],
)
def test_a_day_is_its_end_and_a_moment_is_local(text: str, moment: str) -> None:
    assert moment_as_of(text, zone=KYIV).isoformat() == moment


def test_nothing_written_is_now_in_the_zone_of_the_post() -> None:
    found = moment_as_of(None, zone=KYIV)

    assert found.tzinfo == KYIV
    assert found.year >= 2026


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2022-02-30", "30.12.2021", "9999-12-31T23:00-12:00"]
)
def test_what_is_no_date_is_told_in_a_sentence(text: str) -> None:
    with pytest.raises(InvalidInput, match="write it like"):
        moment_as_of(text, zone=KYIV)


@pytest.mark.parametrize("text", ["0001-01-01", "1899-12-31", "2200-01-01T00:00"])
def test_a_day_of_another_age_is_told(text: str) -> None:
    with pytest.raises(InvalidInput, match="is not of this age; write a year from"):
        moment_as_of(text, zone=KYIV)


@pytest.mark.parametrize("text", ["1900-01-01", "2199-12-31"])
def test_the_first_and_the_last_day_of_this_age_are_read(text: str) -> None:
    assert moment_as_of(text, zone=KYIV).date().isoformat() == text
