from __future__ import annotations

from rich.console import Console
from tests.make_brief import a_busy_post, a_past_case

from exeunt.formats.history_json import history_body
from exeunt.formats.history_tables import HONEST, history_tables


CASE = a_past_case(a_busy_post())


def _said() -> str:
    console = Console(width=110, markup=False)
    with console.capture() as shown:
        for one in history_tables([CASE]):
            console.print(one)
    return " ".join(shown.get().replace("\u00a0", " ").split())


def test_every_day_of_the_record_is_shown_and_whether_it_is_scored() -> None:
    assert _said().count("not scored") == 1
    assert "40 H 42 30 to 54 +4 % yes" in _said()
    assert "200 H 116 112 to 119 -42 % no" in _said()


def test_it_says_how_the_case_measured_up_and_how_far_to_trust_it() -> None:
    said = _said()
    assert "1 of 2 days scored within 20 % of the record, median error 23 %." in said
    assert "The aim, two thirds of the days, is not met." in said
    assert "0 of 2 days come within 20 %; the errors are +21 % and -50 %." in said
    assert "Most time passed riding (40 person-hours) and queue at Port <A>" in said
    assert said.endswith(HONEST)


def test_json_tells_the_same() -> None:
    (case,) = history_body([CASE])["cases"]
    assert (case["scored"], case["within_20_percent"], case["met"]) == (2, 1, False)
    assert [day["record"] for day in case["days"]] == [40, 60, 200]
    assert case["days"][1]["unscored"] == "Two sources differ."
