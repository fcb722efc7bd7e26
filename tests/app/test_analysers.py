"""Which analyser is chosen, and that many documents are read alike on every core."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.watch.documents import THURSDAY

from exeunt.app import read_many, watch
from exeunt.app.analysers import MODEL, analyser, is_the_one
from exeunt.app.arrivals import Told


META = {"lang": "en", "name": MODEL.removeprefix("en_"), "version": "3.8.0"}
PIPES = ["tok2vec", "tagger", "parser"]


def test_the_model_is_used_where_it_is_installed() -> None:
    assert MODEL in analyser().name
    assert analyser(rules_only=True).name == "rules"


def test_the_model_that_was_looked_at_is_taken() -> None:
    assert is_the_one(SimpleNamespace(meta=META, pipe_names=PIPES))


@pytest.mark.parametrize(
    ("meta", "pipes"),
    [
        (META | {"version": "3.8.1"}, PIPES),
        (META | {"name": "core_web_trf"}, PIPES),
        (META | {"lang": "de"}, PIPES),
        ({}, PIPES),
        (META, ["tok2vec", "tagger"]),
    ],
)
def test_another_model_under_its_name_is_not_taken(
    meta: dict[str, str], pipes: list[str]
) -> None:
    assert not is_the_one(SimpleNamespace(meta=meta, pipe_names=pipes))


def test_many_documents_are_read_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{k}.txt" for k in range(2)]
    for path in paths:
        path.write_text(f"The mayor said that bridge {path.stem} would be shut.")

    def read() -> list[watch.Watched]:
        told = Told(seen=THURSDAY, published=THURSDAY)
        found, faults = watch.watch_files(
            paths, told=told, country="UA", rules_only=True
        )
        assert faults == []
        return found

    alone = read()
    monkeypatch.setattr(read_many, "MANY", 1)
    monkeypatch.setattr(read_many, "_BATCH", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert read() == alone
    assert all(reading.statements for _, reading in alone)
