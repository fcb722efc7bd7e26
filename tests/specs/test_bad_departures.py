"""What happened in a past case is read strictly: each fault gets one sentence."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from exeunt.errors import Faults
from exeunt.formats.departure_files import read_departures


ZONE = ZoneInfo("Europe/Kyiv")
FILE = """\
exeunt: 1
decided: 2030-05-07T08:00
counts: Everybody by ship.
sources:
  news: https://example.org/news
  radio: https://example.org/radio
days:
  - {by: 2030-05-08T00:00, persons: 500, confidence: H, sources: [news]}
  - by: 2030-05-09T00:00
    persons: 900
    confidence: M
    sources: [news, radio]
    why: Both ships.
  - {by: 2030-05-10, persons: 950, confidence: M, sources: [news], unscored: Rounded.}
"""


def _cases() -> list[tuple[str, str, str, str]]:
    """Read the table: name, old text, new text, and what is then said."""
    text = (Path(__file__).parent / "bad_departures.txt").read_text("utf-8")
    out = []
    for block in text.split("\n[")[1:]:
        head, old, new, *said = block.strip("\n").split("\n")
        told = "\n".join(line.removeprefix("= ") for line in said)
        out.append((head.rstrip("]"), _plain(old), _plain(new), told))
    return out


def _plain(line: str) -> str:
    return line[2:].replace("\\n", "\n")


CASES = _cases()


@pytest.mark.parametrize(
    ("old", "new", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_bad_value_gets_one_clear_sentence(old: str, new: str, told: str) -> None:
    assert old in FILE
    with pytest.raises(Faults) as caught:
        read_departures(FILE.replace(old, new, 1).encode(), zone=ZONE)
    assert str(caught.value) == told


def test_a_file_without_a_day_to_score_is_refused() -> None:
    text = FILE.replace("sources: [news]}", "sources: [news], unscored: Doubtful.}", 1)
    text = text.replace("    why: Both ships.\n", "    unscored: Doubtful.\n")
    with pytest.raises(Faults) as caught:
        read_departures(text.encode(), zone=ZONE)
    assert str(caught.value) == (
        "departures.yaml:8:3: days: every one is unscored, so there is nothing to "
        "score. Take unscored from one that can be."
    )


def test_two_faults_are_told_at_once() -> None:
    text = FILE.replace("confidence: M", "confidence: L").replace("900", "many")
    with pytest.raises(Faults) as caught:
        read_departures(text.encode(), zone=ZONE)
    assert len(caught.value.faults) == 3


def test_a_sound_file_is_read_in_the_time_zone_of_its_post() -> None:
    read = read_departures(FILE.encode(), zone=ZONE)
    assert [day.persons for day in read.days] == [500, 900, 950]
    assert read.decided.isoformat() == "2030-05-07T08:00:00+03:00"
    assert [bool(day.unscored) for day in read.days] == [False, False, True]
