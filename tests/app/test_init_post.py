from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from exeunt.app.check_post import check_post
from exeunt.app.clock import now
from exeunt.app.init_post import TEMPLATE, Start, init_post
from exeunt.app.read_post import read_post
from exeunt.errors import Faults, InvalidInput


UNFILLED_PAPER = {"EAP001", "EAP002", "EAP004", "EAP008", "EAP010"}


def test_what_lacks_in_a_new_post_is_its_paper_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    init_post(folder, Start(), now=now())
    found = check_post(folder, now=None).findings
    assert {finding.rule for finding in found} == UNFILLED_PAPER


def test_the_files_of_the_template_are_written(tmp_path: Path) -> None:
    written = init_post(tmp_path, Start(), now=now())
    assert written == TEMPLATE
    assert all((tmp_path / name).is_file() for name in written)


@pytest.mark.parametrize(
    "name", ['Konsulat: "Süd"', "{{today}}", "O'Neill # 1", "北京"]
)
def test_a_post_may_have_any_name(tmp_path: Path, name: str) -> None:
    init_post(
        tmp_path, Start(name=name, country="UA", time_zone="Europe/Kyiv"), now=now()
    )
    post = read_post(tmp_path)
    assert post.file.name == name
    assert (post.file.country, post.file.time_zone) == ("UA", "Europe/Kyiv")


def test_a_template_of_any_day_loads(tmp_path: Path) -> None:
    for ahead in (0, 60, 400):
        day = datetime(2024, 1, 31, 23, tzinfo=UTC) + timedelta(days=ahead)
        init_post(tmp_path / str(ahead), Start(), now=day)
        assert read_post(tmp_path / str(ahead)).file.paper.reviewed.year >= 2024


def test_a_folder_in_use_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="is not empty"):
        init_post(tmp_path, Start(), now=now())
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder_to_start_in(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="is a file"):
        init_post(tmp_path / "mine.txt", Start(), now=now())


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="is not UTF-8"):
        init_post(tmp_path / "new", Start(name="a\udcffb"), now=now())


def test_nothing_is_written_for_a_start_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(Faults, match="'Ukraine' is not a country code"):
        init_post(tmp_path / "new", Start(country="Ukraine"), now=now())
    assert not (tmp_path / "new").exists()


def test_keys_that_stand_in_comments_are_right_once_they_are_made_real(
    tmp_path: Path,
) -> None:
    init_post(tmp_path, Start(), now=now())
    path = tmp_path / "post.yaml"
    text = path.read_text("utf-8")
    keys = "need_factors|curfews|duty|rest|range_km|refuelling"
    real = re.sub(rf"^( *)# ({keys}):", r"\1\2:", text, flags=re.MULTILINE)
    path.write_text(re.sub(r"^#   - \{modes", "  - {modes", real, flags=re.MULTILINE))
    file = read_post(tmp_path).file
    assert file.need_factors
    assert file.curfews
    assert [f.id for f in file.fleets if f.duty and f.range_km] == ["coach"]
