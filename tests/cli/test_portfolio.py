"""``exeunt portfolio``, from the command line to the plans in a folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.cli.test_plan import POST, ROSTER

from exeunt.cli import main


def answered(monkeypatch: pytest.MonkeyPatch, *words: object) -> object:
    monkeypatch.setattr(sys, "argv", ["exeunt", "portfolio", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_posts_are_planned_and_what_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    post = tmp_path / "post"
    post.mkdir()
    (post / "post.yaml").write_text(POST)
    (post / "roster.csv").write_text(ROSTER)
    words = ("--iterations", 2, "--workers", 1, "--output", tmp_path / "plans")
    assert answered(monkeypatch, post, *words, "--json") == 0
    (row,) = json.loads(capsys.readouterr().out)["posts"]
    assert row["post"] == "post"
    assert row["breaches"] == 0
    assert row["fault"] == ""
    assert (tmp_path / "plans" / "post.json").exists()
    assert answered(monkeypatch, post, tmp_path / "none", *words) == 1
    out = capsys.readouterr().out
    assert "There is no folder" in " ".join(out.split())
