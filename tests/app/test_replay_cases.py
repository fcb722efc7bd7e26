"""The bundled crises: what they are made of, and that none knows its end."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import numpy as np
import pytest

from exeunt.app.history import CASES
from exeunt.app.read_documents import read_documents
from exeunt.app.replay_all import BY_HAND, GRID, OURS, scored
from exeunt.app.replay_cases import REPLAYS, read_case, replay_names
from exeunt.errors import Faults
from exeunt.formats.replay_cases import CASE, parse_case
from exeunt.model.replays import FARTHEST, ReplayFile, Tuning


FILES = {
    name: parse_case((REPLAYS / name / CASE).read_bytes()) for name in replay_names()
}


def quiet(_what: str, _share: float) -> None:
    """Say nothing."""


def test_there_are_enough_cases_and_half_of_them_did_not_close() -> None:
    closed = [name for name, file in FILES.items() if file.outcome.closed]
    assert len(FILES) >= 8
    assert len(closed) * 2 == len(FILES)


@pytest.mark.parametrize("name", FILES)
def test_every_case_goes_back_fifteen_weeks(name: str) -> None:
    file = FILES[name]
    assert (file.last - file.first).days + 1 >= 15 * 7
    if closed := file.outcome.closed:
        assert closed.astimezone(file.zone).date() == file.last + timedelta(days=1)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_told_that_was_not_found(name: str) -> None:
    shared = FILES[name].documents_of
    folder = CASES / shared if shared else REPLAYS / name
    index = (folder / "documents" / "index.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(index)):
        assert row["confidence"] in {"H", "M"}, row["file"]
        assert row["url"].startswith("http"), row["file"]
    assert FILES[name].outcome.source.startswith("http")


@pytest.mark.parametrize("name", [n for n in FILES if not FILES[n].documents_of])
def test_no_document_is_of_after_the_last_day(name: str) -> None:
    last = FILES[name].last
    for document in read_documents(REPLAYS / name):
        local = document.published.astimezone(FILES[name].zone)
        assert local.date() <= last, document.name


def test_days_to_the_closing_are_counted_from_the_end_of_each_day() -> None:
    days = read_case("beirut-2006").days
    assert days.closes_in[-1] == 1
    assert days.closes_in[0] == len(days.as_of)
    assert days.happened(14).sum() == 14
    assert days.reports[-1] == 3
    assert read_case("juba-2025").days.happened(FARTHEST).sum() == 0


def test_reading_gives_the_ladder_of_our_own_mission() -> None:
    days = read_case("bamako-2025").days
    by_day = dict(
        zip([d.date().isoformat() for d in days.as_of], days.rung, strict=True)
    )
    told = [by_day[f"2025-10-{day}"] for day in (23, 24, 29, 30)]
    assert told == [0, 1, 1, 2]


# --- scores ---------------------------------------------------------------------------

FEW = [read_case(name) for name in ("beirut-2006", "juba-2013", "taipei-2022")]
SMALL = (BY_HAND, Tuning(prior_odds=4.0))


def test_the_case_scored_has_no_say_in_its_weights() -> None:
    """Two closings without a sign ask for a high prior; a quiet case for a low one."""
    found = scored(FEW, SMALL, on_stage=quiet)
    assert found.chosen["taipei-2022"] == SMALL[1]
    alone = scored([FEW[0], FEW[2]], SMALL, on_stage=quiet)
    assert alone.chosen["beirut-2006"] == SMALL[0]
    ours = found.ours.forecasts["taipei-2022"]
    by_hand = found.by_hand.forecasts["taipei-2022"]
    assert (ours[:, FARTHEST] > by_hand[:, FARTHEST]).all()


def test_scores_are_means_over_days_and_then_over_cases() -> None:
    found = scored(FEW, SMALL, on_stage=quiet)
    assert found.ours.name == OURS[0]
    for score in found.scores:
        each = [
            np.mean((score.forecasts[c.name][:, 30] - c.happened(30)) ** 2)
            for c in found.cases
        ]
        assert score.brier[30] == pytest.approx(np.mean(each))
        gaps = [
            o - e
            for o, e in zip(
                [found.ours.by_case[c.name][30] for c in found.cases], each, strict=True
            )
        ]
        assert score.beside_ours[30].mean == pytest.approx(np.mean(gaps))


def test_one_case_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="leaves no other"):
        scored(FEW[:1], SMALL, on_stage=quiet)


def test_what_is_chosen_among_is_few() -> None:
    assert GRID[0] == BY_HAND
    assert len(set(GRID)) == len(GRID) <= 25
    assert {t.half_life for t in GRID} == {1.0}


# --- files ----------------------------------------------------------------------------

GOOD = (REPLAYS / "juba-2013" / CASE).read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("confidence: H", "confidence: U", "confidence"),
        ("last: 2013-12-15", "last: 2013-12-16", "not before the exit closed"),
        ("last: 2013-12-15", "last: 2013-01-15", "before first"),
        ("time_zone: Africa/Juba", "time_zone: Africa/Jubba", "not a time zone"),
        ("country: SS", "country: South Sudan", "country"),
        ("  closed: 2013-12-16T06:00:00+03:00", "  open_until: 2013-12-20", "30 days"),
        ("  closed: 2013-12-16T06:00:00+03:00\n", "", "closed or open_until"),
    ],
)
def test_a_fault_of_a_case_is_told_with_its_file(
    old: str, new: str, words: str
) -> None:
    assert old in GOOD
    with pytest.raises(Faults) as found:
        parse_case(GOOD.replace(old, new).encode())
    told = " ".join(str(fault.message) for fault in found.value.faults)
    assert words in told
    assert found.value.faults[0].file == CASE


def test_a_case_reads_as_it_is_written() -> None:
    file = parse_case(GOOD.encode())
    assert isinstance(file, ReplayFile)
    assert (file.name, file.country) == ("Juba, 2013", "SS")
