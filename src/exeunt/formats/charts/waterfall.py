"""The evidence waterfall: from prior to posterior odds, one bar a piece of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, tzinfo
from math import log10

from exeunt.formats.charts.axes import WIDE
from exeunt.formats.charts.palette import GRID, INK, LOWERS, PAPER, RAISES, SOFT
from exeunt.formats.charts.svg import (
    lines_of_text,
    picture,
    tag,
    text,
    text_width,
    tipped,
    wrapped,
)
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Evidence
from exeunt.model.warning import Contribution, Odds


MOST_BARS = 14
"""More pieces of evidence than this: the smallest are drawn as one bar."""
REST = "evidence"
"""The anchor of the list of all evidence."""

_TICKS = (0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999)
_BAR = 14.0
_LEAST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar: what moved the log-odds of closing, from where to where."""

    label: str
    before: float
    after: float
    anchor: str = ""

    @property
    def moved(self) -> float:
        """By how much the log10-odds moved."""
        return self.after - self.before


def anchor_of(evidence: Evidence) -> str:
    """Name the place on the page where the sentence of *evidence* stands."""
    return "ev-" + re.sub("[^A-Za-z0-9]+", "-", evidence.key).strip("-")


def steps_of(
    odds: Odds, closing: frozenset[ScenarioKind], *, zone: tzinfo
) -> tuple[Step, ...]:
    """
    Follow the log10-odds of *closing* from prior to posterior, days told in *zone*.

    Evidence is taken in the order in which it came out, so the bars add up to the
    whole way exactly. The smallest, past ``MOST_BARS``, come together at the end, and
    so does whatever the model did beside weighing single pieces.
    """
    by_size = sorted(odds.contributions, key=lambda c: -_size(c, closing))
    drawn = sorted(
        by_size[:MOST_BARS], key=lambda c: c.evidence.published.astimezone(UTC)
    )
    weights = {kind: log10(max(p, _LEAST)) for kind, p in odds.prior.items()}
    steps = [_step(one, weights, closing, zone=zone) for one in drawn]
    if rest := by_size[MOST_BARS:]:
        before = _odds(weights, closing)
        for contribution in rest:
            _add(weights, contribution)
        label = f"{len(rest)} smaller pieces of evidence"
        after = _odds(weights, closing)
        steps.append(Step(label=label, before=before, after=after, anchor=REST))
    now = _odds(weights, closing)
    end = _odds({k: log10(max(p, _LEAST)) for k, p in odds.posterior.items()}, closing)
    if abs(end - now) > 0.005:
        steps.append(Step(label="limits of the model", before=now, after=end))
    return tuple(steps)


def prior_of(odds: Odds, closing: frozenset[ScenarioKind]) -> float:
    """Give the prior log10-odds of *closing*."""
    return _odds({k: log10(max(p, _LEAST)) for k, p in odds.prior.items()}, closing)


def _size(contribution: Contribution, closing: frozenset[ScenarioKind]) -> float:
    adds = contribution.log10_by_scenario
    shut = [v for k, v in adds.items() if k in closing] or [0.0]
    rest = [v for k, v in adds.items() if k not in closing] or [0.0]
    return max(abs(max(shut) - min(rest)), abs(min(shut) - max(rest)))


def _step(
    contribution: Contribution,
    weights: dict[ScenarioKind, float],
    closing: frozenset[ScenarioKind],
    *,
    zone: tzinfo,
) -> Step:
    before = _odds(weights, closing)
    _add(weights, contribution)
    day = contribution.evidence.published.astimezone(zone)
    return Step(
        label=f"{day.day} {day:%b}: {contribution.label}",
        before=before,
        after=_odds(weights, closing),
        anchor=anchor_of(contribution.evidence),
    )


def _add(weights: dict[ScenarioKind, float], contribution: Contribution) -> None:
    for kind, adds in contribution.log10_by_scenario.items():
        if kind in weights:
            weights[kind] += adds


def _odds(
    weights: dict[ScenarioKind, float], closing: frozenset[ScenarioKind]
) -> float:
    most = max(weights.values())
    shut: float = sum(10.0 ** (w - most) for k, w in weights.items() if k in closing)
    rest: float = sum(
        10.0 ** (w - most) for k, w in weights.items() if k not in closing
    )
    return log10(max(shut, _LEAST)) - log10(max(rest, _LEAST))


def chance(odds: float) -> float:
    """Turn log10-odds into a chance."""
    return float(1.0 / (1.0 + 10.0**-odds))


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    left: float
    width: float

    def x(self, odds: float) -> float:
        return self.left + self.width * (odds - self.low) / (self.high - self.low)


def waterfall_chart(
    steps: Sequence[Step], prior: float, *, width: float = WIDE, name: str = "waterfall"
) -> str:
    """Draw *steps* as bars under one another, each a link to its sentence."""
    beside = width >= WIDE
    posterior = steps[-1].after if steps else prior
    scale = _scale(steps, prior, left=width * 0.46 if beside else 14, width=width)
    rows = [
        _end("Before any evidence", prior, scale),
        *(_bar(step, scale) for step in steps),
        _end("With all evidence", posterior, scale),
    ]
    room = scale.left - 24 if beside else width - 20
    parts, top = [], 26.0
    for label, drawn, anchor in rows:
        lines = wrapped(label, room)
        height = _row_height(len(lines), beside=beside)
        parts.append(_row(lines, drawn, anchor, top=top, width=width))
        top += height
    body = [_axis(scale, top), *parts]
    return picture(
        body,
        size=(width, top + 10),
        name=name,
        title="What moved the odds that an exit is shut",
        describes=_told(steps, prior, posterior),
        role="group",
    )


def _row_height(lines: int, *, beside: bool) -> float:
    return max(15 * lines, _BAR) + 8 if beside else 15 * lines + _BAR + 10


def _row(
    lines: tuple[str, ...], drawn: str, anchor: str, *, top: float, width: float
) -> str:
    beside = width >= WIDE
    down = top if beside else top + 15 * len(lines) + 1
    words = lines_of_text(
        8,
        top + 11,
        lines,
        fill=LOWERS if anchor else INK,
        text_decoration="underline" if anchor else None,
    )
    body = words + tag("g", drawn, transform=f"translate(0 {down:.1f})")
    if not anchor:
        return body
    bottom = max(down + _BAR, top + 15 * len(lines))
    all_of_it = tag(
        "rect",
        x=4,
        y=top - 3,
        width=width - 8,
        height=bottom - top + 5,
        fill=PAPER,
        fill_opacity=0,
    )
    return tag("a", all_of_it, body, href=f"#{anchor}")


def _scale(steps: Sequence[Step], prior: float, *, left: float, width: float) -> _Scale:
    ends = [prior, *(step.after for step in steps), *(step.before for step in steps)]
    low, high = min(ends) - 0.15, max(ends) + 0.15
    spare = max(0.0, 1.0 - (high - low)) / 2
    return _Scale(low - spare, high + spare, left, width - left - 62)


def _end(label: str, odds: float, scale: _Scale) -> tuple[str, str, str]:
    x = scale.x(odds)
    rod = tag("path", d=f"M{x:.1f} -2v{_BAR + 4:.0f}", stroke=INK, stroke_width=3)
    words = text(x + 6, 11, _percent(chance(odds)), font_weight="600")
    return label, rod + words, ""


def _bar(step: Step, scale: _Scale) -> tuple[str, str, str]:
    x, end = sorted((scale.x(step.before), scale.x(step.after)))
    colour = RAISES if step.moved > 0 else LOWERS
    box = tag(
        "rect",
        x=x,
        y=0,
        width=max(end - x, 1.5),
        height=_BAR,
        fill=colour,
        fill_opacity=1 if step.moved > 0 else 0.35,
        stroke=colour,
    )
    factor = f"×{10**step.moved:.2g}"
    label = text(end + 5, 11, factor, font_size=11, fill=INK)
    said = f"{step.label}: odds of closing {factor}, to {_percent(chance(step.after))}"
    return step.label, tipped(box + label, said), step.anchor


def _percent(share: float) -> str:
    digits = 1 if share < 0.1 or share > 0.9 else 0
    return f"{100 * share:.{digits}f}\u00a0%"


def _axis(scale: _Scale, bottom: float) -> str:
    parts, free_from = [], scale.left - 12
    for tick in _TICKS:
        odds = log10(tick / (1 - tick))
        if not scale.low <= odds <= scale.high:
            continue
        x, label = scale.x(odds), f"{tick * 100:g} %"
        half = text_width(label, 11) / 2
        parts.append(tag("path", d=f"M{x:.1f} 20V{bottom:.1f}", stroke=GRID))
        if x - half > free_from:
            parts.append(
                text(x, 14, label, text_anchor="middle", font_size=11, fill=SOFT)
            )
            free_from = x + half + 4
    return "".join(parts)


def _told(steps: Iterable[Step], prior: float, posterior: float) -> str:
    told = "; ".join(f"{s.label} ×{10**s.moved:.2g}" for s in steps)
    return (
        f"The chance of a scenario that shuts exits goes from {_percent(chance(prior))} "
        f"to {_percent(chance(posterior))}. Factors on the odds: {told or 'none'}."
    )
