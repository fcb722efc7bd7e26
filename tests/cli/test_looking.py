from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO

import pytest
from rich.console import Console
from rich.live import Live
from tests.make import a_post

from exeunt.cli.looking import Looking, looking, progress_line
from exeunt.model.decision import CurvePoint, DecideBy, Look


AT = datetime.fromisoformat("2030-05-05T09:00:00+00:00")


def a_look(**given: float) -> Look:
    points = tuple(
        CurvePoint(
            decide_at=AT + timedelta(hours=6 * k),
            all_out=0.9 - 0.1 * k,
            half_width=0.02,
            false_alarm=0.5,
        )
        for k in range(2)
    )
    one = DecideBy(
        category="family", target=0.8, curve=points, latest=AT, beyond=False, now=0.9
    )
    body = {"worlds": 200} | given
    return Look(post=a_post(), decisions=(one,), **body)  # type: ignore[arg-type] # counts


@pytest.mark.parametrize(
    ("look", "played", "line"),
    [
        (None, 0, "Ctrl-C prints what is known."),
        (a_look(), 0, "From 200 worlds so far; Ctrl-C"),
        (a_look(), 125, "From 200 worlds so far; 125 of 1,000 worlds played; Ctrl-C"),
        (
            a_look(worlds=1000, done=6, of=24, left_s=17.6),
            0,
            "From 1,000 worlds so far; 6 of 24 rehearsals; about 18 s left; Ctrl-C",
        ),
    ],
)
def test_it_says_how_far_it_is(look: Look | None, played: int, line: str) -> None:
    said = progress_line(look, played=played, worlds=1000).replace("\u00a0", " ")
    assert said.startswith(line)


def test_the_curve_is_shown_and_shown_again_when_it_is_known_better() -> None:
    out = StringIO()
    console = Console(file=out, width=100, force_terminal=True, height=60)
    with Live(console=console, auto_refresh=False) as live:
        shown = Looking(live, 1000)
        shown.on_look(a_look())
        shown.on_progress(125)
        shown.on_look(a_look(worlds=1000, done=6, of=24, left_s=17.6))
    said = out.getvalue().replace("\u00a0", " ")
    assert said.count("± 2.0") >= 6
    assert "125 of 1,000 worlds played" in said
    assert "about 18 s left" in said


def test_where_nobody_watches_nothing_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with looking(1000) as shown:
        assert shown is None
    assert capsys.readouterr().err == ""
