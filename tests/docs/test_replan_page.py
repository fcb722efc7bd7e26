from __future__ import annotations

import re
from pathlib import Path

from tests.make_folder import a_folder, read_folder

from exeunt.formats.state_files import read_state


PAGE = Path(__file__).parents[2] / "docs" / "replan.md"


def test_the_state_on_the_page_is_read_without_a_fault() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    post, _ = read_folder(a_folder())
    moving = ("family", "staff", "citizens")
    said = read_state(text.encode(), file="state.yaml", post=post, moving=moving)
    assert (len(said.parties), len(said.vehicles), len(said.closures)) == (3, 2, 2)
    assert said.promise_price == 7200
