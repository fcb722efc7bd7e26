"""All replayed crises and the scores of their forecasts, as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from exeunt.formats.rehearsal_tables import plain_table
from exeunt.formats.wording import counted, listed, percent
from exeunt.model.replays import (
    FARTHEST,
    HORIZONS,
    Alarms,
    Bin,
    CaseDays,
    ForecasterScore,
    Replays,
    Tuning,
)


HONEST = (
    "Few cases, gathered by people who knew how they ended, half of them with a closing "
    "because they were chosen so. The days of a case hang together: the cases count, not "
    "the days. The two figures that turn the weights are chosen without the case that is "
    "scored; the weights, the rules of reading and the choice of cases are not."
)
SCORE_HEAD = (
    "forecaster",
    *(f"Brier {h} d" for h in HORIZONS),
    *(f"log {h} d" for h in HORIZONS),
    "CRPS, days",
    "ours better in",
)
ALARM_HEAD = ("forecaster", "false days", "false alarms", "misses", "lead, days")
RELIABLE_HEAD = ("said", "days", "cases", "mean said", "came true")
CASE_HEAD = ("case", "days", "documents", "what became of it")


def replays_tables(found: Replays) -> Iterator[RenderableType]:
    """Give all that ``exeunt replay --all`` tells, from the top."""
    yield _table("\nCrises replayed", CASE_HEAD, [case_cells(c) for c in found.cases])
    rows = [score_cells(one, found) for one in found.scores]
    title = (
        f"\nScores, the mean over {counted(len(found.cases), 'case')}; less is better"
    )
    yield _table(title, SCORE_HEAD, rows)
    for words in verdict(found):
        yield Text(words)
    for number, alarms in enumerate(found.ours.alarms):
        title = f"\nAn alarm that may be up on {percent(alarms.allowed)} of quiet days"
        rows = [alarm_cells(one, number) for one in found.scores]
        yield _table(title, ALARM_HEAD, rows)
    title = f"\nHow often it came true within {FARTHEST} days, {found.ours.words}"
    rows = [reliable_cells(one) for one in found.ours.reliability]
    yield _table(title, RELIABLE_HEAD, rows)
    yield Text(f"\n{HONEST}")


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = plain_table(title, *head)
    for column in table.columns[1:]:
        column.justify = "right" if head is not CASE_HEAD else "left"
    for row in rows:
        table.add_row(*row)
    return table


def case_cells(case: CaseDays) -> tuple[str, ...]:
    """Write a case as cells: name, days, documents, what became of the exit."""
    return (
        case.file.name,
        str(len(case.as_of)),
        str(case.documents),
        f"{became(case)} ({case.file.outcome.confidence})",
    )


def became(case: CaseDays) -> str:
    """Say what became of the exit of *case*."""
    closed = case.file.outcome.closed
    if closed is None:
        return "did not close"
    local = closed.astimezone(case.file.zone)
    return f"closed on {local.day} {local:%B %Y}"


def score_cells(one: ForecasterScore, found: Replays) -> tuple[str, ...]:
    """Write a forecaster's scores as cells, with in how many cases ours is better."""
    beside = one.beside_ours[FARTHEST]
    return (
        one.words,
        *(f"{one.brier[h]:.4f}" for h in HORIZONS),
        *(f"{one.log[h]:.3f}" for h in HORIZONS),
        f"{one.crps_days:.2f}",
        "" if one is found.ours else f"{beside.better} of {beside.cases}",
    )


def alarm_cells(one: ForecasterScore, number: int) -> tuple[str, ...]:
    """Write what a forecaster's alarm of that number gives."""
    alarms = one.alarms[number]
    if alarms.threshold is None:
        return (one.words, "none possible", "", _misses(alarms), "")
    leads = [f"{w.case} {w.lead_days}" for w in alarms.warned if w.lead_days]
    return (
        one.words,
        f"{alarms.false_days} of {alarms.quiet_days}",
        f"{alarms.false_cases} of {alarms.open_cases}",
        _misses(alarms),
        ", ".join(leads) or "-",
    )


def _misses(alarms: Alarms) -> str:
    return f"{alarms.misses} of {len(alarms.warned)}"


def reliable_cells(one: Bin) -> tuple[str, ...]:
    """Write a step of a reliability table."""
    return (
        f"{percent(one.low)} to {percent(one.high)}",
        str(one.days),
        str(one.cases),
        percent(one.said),
        percent(one.happened),
    )


def verdict(found: Replays) -> tuple[str, ...]:
    """Say whether ours beats every simple forecaster, and by how much."""
    ours = found.ours
    parts = []
    for horizon in HORIZONS:
        best = min(found.rivals, key=lambda one: one.brier[horizon])
        beside = best.beside_ours[horizon]
        beats = (
            "better than"
            if ours.brier[horizon] < best.brier[horizon]
            else "not as good as"
        )
        parts.append(
            f"Within {horizon} days, ours ({ours.brier[horizon]:.4f}) is {beats} the best of "
            f"them, {best.words} ({best.brier[horizon]:.4f}): by {-beside.mean:.4f}, with a "
            f"standard error of {beside.error:.4f} over {beside.cases} cases; better in "
            f"{beside.better}."
        )
    return (*parts, _by_other_scores(found), _chosen(found))


def _by_other_scores(found: Replays) -> str:
    """Say where simple forecasters are ahead by the other scores."""
    ours = found.ours
    parts = []
    for horizon in HORIZONS:
        ahead = [one for one in found.rivals if one.log[horizon] < ours.log[horizon]]
        names = listed([one.words for one in ahead]) if ahead else "none of them"
        parts.append(f"within {horizon} days {names}")
    best = min(one.crps_days for one in found.rivals)
    return (
        f"Ahead of ours by log score: {'; '.join(parts)}. CRPS of the closing time: "
        f"{ours.crps_days:.2f} days, the best of them {best:.2f}."
    )


def _chosen(found: Replays) -> str:
    kinds = dict.fromkeys(found.chosen.values())
    each = [
        f"{tuning_words(one)} in {list(found.chosen.values()).count(one)}"
        for one in kinds
    ]
    return f"Chosen of {found.settings} settings: {listed(each)}."


def tuning_words(one: Tuning) -> str:
    """Write a setting in words."""
    parts = [
        f"ratios to the power {one.exponent:g}",
        f"prior odds × {one.prior_odds:g}",
    ]
    if one.half_life != 1:
        parts.append(f"half-lives × {one.half_life:g}")
    return " and ".join(parts)
