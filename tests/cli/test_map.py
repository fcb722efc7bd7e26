"""``exeunt map``, from the command line to the picture."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from exeunt.cli import main


KYIV = Path(__file__).parents[2] / "src" / "exeunt" / "data" / "cases" / "kyiv"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run ``exeunt map`` with *arguments*; give its exit code."""
    monkeypatch.setattr(sys, "argv", ["exeunt", "map", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


def test_a_post_is_drawn_into_the_file_that_was_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kyiv.svg"
    assert run(monkeypatch, str(KYIV), "--output", str(target)) == 0
    ET.fromstring(target.read_text(encoding="utf-8"))
    assert "km by road" in capsys.readouterr().out


def test_json_is_one_document_with_the_kilometres_of_every_link(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kyiv.svg"
    assert run(monkeypatch, str(KYIV), "--output", str(target), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["pack"] == "ukraine"
    assert told["bytes"] == target.stat().st_size
    assert all(link["km"] for link in told["links"] if link["via"] == "roads")


def test_a_pack_is_printed_without_a_post(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "--pack", "sudan", "--output", "-") == 0
    assert ET.fromstring(capsys.readouterr().out).get("role") == "img"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Name a post folder, or a map pack"),
        ((str(KYIV), "--pack", "sudan"), "not both"),
        (("--pack", "atlantis"), "no map pack 'atlantis'"),
        (("--pack", "sudan", "--view", "mine"), "un or de_facto, not 'mine'"),
        (("--pack", "sudan", "--output", "-", "--json"), "choose one"),
        (("nowhere",), "no folder nowhere"),
        ((str(KYIV), "--plan", "nowhere.json"), "no file nowhere.json"),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(monkeypatch, *arguments) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
