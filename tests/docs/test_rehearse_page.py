from __future__ import annotations

import re
from pathlib import Path

from tests.make_folder import a_folder, read_folder

from exeunt.app.rehearse_post import COUNTED, COUNTED_FOR_DATA
from exeunt.formats.wording import duration
from exeunt.model.doubts import Doubts
from exeunt.rehearse.differences import LATE_S, LATE_TRIP_S, OFF, SLOWER
from exeunt.rehearse.play import WORTH_COMPILING
from exeunt.rehearse.stations import QUANTUM


PAGE = (Path(__file__).parents[2] / "docs" / "rehearse.md").read_text("utf-8")
FLAT = " ".join(PAGE.split())


def test_the_doubts_on_the_page_are_read_without_a_fault() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    name = "airport-sea"
    body = text.removeprefix("doubts:\n").replace("airport-haven", name)
    travel = "  travel:\n    road: {p10: 0.9, p50: 1, p90: 1.4}\n    own: {p10: 0.9, p50: 1, p90: 1.4}\n    air: {p10: 0.9, p50: 1, p90: 1.4}\n"
    post, _ = read_folder(a_folder(("post.yaml", travel, body)))
    doubts = post.file.doubts
    assert len(doubts.closings) == 3
    assert len(doubts.environment) == 2
    assert list(doubts.withdrawal) == ["airline"]
    assert doubts.dwindling["airline"].departures is not None
    assert doubts.dwindling["airline"].seats is not None


def test_every_doubt_is_on_the_page_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE))
    assert set(rows) == set(Doubts.model_fields)
    none = Doubts()
    for key in ("steady", "hold", "sweep_every"):
        assert rows[key] == duration(getattr(none, key)).replace("\u00a0", " ")


def test_figures_on_the_page_are_those_of_the_code() -> None:
    assert f"in groups of {QUANTUM}" in FLAT
    assert f"from {WORTH_COMPILING} worlds on" in FLAT
    assert f"the first {COUNTED} worlds" in FLAT
    assert f"the first {COUNTED_FOR_DATA} worlds" in FLAT
    assert f"off by more than {100 * OFF:.0f} %" in FLAT
    assert f"slower by more than {100 * SLOWER - 100:.0f} %" in FLAT
    assert (LATE_S, LATE_TRIP_S) == (3600, 1800)
