from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.command_line import DAY, Exeunt, write_post


@pytest.fixture(scope="session")
def exeunt() -> Iterator[Exeunt]:
    """Give the command line, warm."""
    runner = Exeunt()
    yield runner
    runner.close()


@pytest.fixture(scope="session")
def plan_file(exeunt: Exeunt, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a plan for the fictional post."""
    folder = tmp_path_factory.mktemp("planned")
    post = write_post(folder / "post")
    ran = exeunt(
        "plan", post, "--as-of", DAY, "--iterations", 0, "--output", "plan.json",
        cwd=folder,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    return folder / "plan.json"
