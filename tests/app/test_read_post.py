from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.make_folder import NOW, a_folder

from exeunt.app.read_post import read_located, read_post
from exeunt.errors import Faults, InvalidInput


Change = tuple[str, str, str]


def _folder(at: Path, *changes: Change) -> Path:
    at.mkdir(exist_ok=True)
    for name, data in a_folder(*changes).items():
        (at / name).write_bytes(data)
    return at


def test_a_folder_is_read_as_its_files(tmp_path: Path) -> None:
    post, positions = read_located(_folder(tmp_path / "post"), now=NOW)
    assert (len(post.people), len(post.estimates), len(post.tripwires)) == (4, 1, 1)
    assert positions.of_value("post.yaml", ("places", 0, "lat")) == (39, 10)
    assert positions.of_value("roster.csv", (2, "documents")) == (4, 1)
    assert positions.of_key("post.yaml", ("places", 0, "lat")) == (39, 5)


def test_only_post_yaml_must_be_there(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "post")
    for name in ("roster.csv", "estimates.yaml", "tripwires.yaml", "history.yaml"):
        (folder / name).unlink()
    assert read_post(folder, now=NOW).people == ()


def test_dates_without_a_zone_are_meant_in_the_zone_of_the_post(
    tmp_path: Path,
) -> None:
    post = read_post(_folder(tmp_path / "post"), now=NOW)
    assert post.file.paper.reviewed.isoformat() == "2030-01-10T00:00:00+02:00"


def test_a_folder_without_post_yaml_is_no_post(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"has no post\.yaml"):
        read_post(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="There is no folder"):
        read_post(tmp_path / "nowhere")


def test_a_file_in_place_of_a_folder_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "post")
    with pytest.raises(InvalidInput, match="is a file"):
        read_post(folder / "post.yaml")


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "post")
    (folder / "history.yaml").unlink()
    (folder / "history.yaml").mkdir()
    with pytest.raises(InvalidInput, match=r"history\.yaml is no file"):
        read_post(folder)


def test_a_pipe_in_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "post")
    (folder / "history.yaml").unlink()
    os.mkfifo(folder / "history.yaml")
    with pytest.raises(InvalidInput, match=r"history\.yaml is no file"):
        read_post(folder)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "post")
    (tmp_path / "secret.yaml").write_text("declared: []\n")
    (folder / "history.yaml").unlink()
    (folder / "history.yaml").symlink_to("../secret.yaml")
    with pytest.raises(InvalidInput, match="leads out of the folder"):
        read_post(folder)


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    folder = _folder(tmp_path / "post")
    (folder / "history.yaml").rename(folder / "older.yaml")
    (folder / "history.yaml").symlink_to("older.yaml")
    assert len(read_post(folder, now=NOW).history.declared) == 1


def test_a_place_in_the_sea_is_told(tmp_path: Path) -> None:
    swapped: Change = ("post.yaml", "lat: 50.1\n    lon: 30.1", "lat: 0\n    lon: -20")
    with pytest.raises(Faults) as caught:
        read_post(_folder(tmp_path / "post", swapped), now=NOW)
    assert str(caught.value) == (
        "post.yaml:39:10: place 'homes': 0, -20 (lat, lon) lies in the sea. Look whether "
        "lat and lon are swapped, or a sign is wrong."
    )


def test_an_unknown_map_pack_is_told(tmp_path: Path) -> None:
    change: Change = ("post.yaml", "deadline: 5d", "map: {pack: ukrane}")
    with pytest.raises(Faults, match="there is no map pack 'ukrane'"):
        read_post(_folder(tmp_path / "post", change), now=NOW)


def test_tripwires_name_indicators_of_the_library(tmp_path: Path) -> None:
    change: Change = ("tripwires.yaml", "troop_buildup", "troop_bildup")
    with pytest.raises(Faults, match="Did you mean 'troop_buildup'"):
        read_post(_folder(tmp_path / "post", change), now=NOW)


def test_a_link_via_roads_gets_its_kilometres(tmp_path: Path) -> None:
    change: Change = ("post.yaml", "time: 30m", "via: roads\n    speed_kmh: 50")
    post = read_post(_folder(tmp_path / "post", change), now=NOW)
    assert (post.link("homes-office").km or 0) > 5
    assert len(post.link("homes-office").line) > 1


def test_a_link_that_no_road_joins_is_told_where_it_stands(tmp_path: Path) -> None:
    changes: list[Change] = [
        ("post.yaml", "time: 30m", "via: roads\n    speed_kmh: 50"),
        ("post.yaml", "lat: 50.1\n    lon: 30.1", "lat: -80\n    lon: 30.1"),
    ]
    with pytest.raises(Faults) as caught:
        read_post(_folder(tmp_path / "post", *changes), now=NOW)
    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (75, 10)
    assert fault.message.startswith("link 'homes-office':")
