"""Draw how time grows with size, both in powers of ten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10

from exeunt.formats.charts.palette import GRID, SOFT, STROKES
from exeunt.formats.charts.svg import line, picture, tag, text


WIDTH, HEIGHT = 760.0, 420.0
LEFT, RIGHT, TOP, BOTTOM = 70.0, 110.0, 40.0, 50.0

Points = Sequence[tuple[float, float]]
"""People and seconds, both more than 0."""


def growth_picture(lines: Mapping[str, Points], *, title: str, words: str) -> str:
    """Draw each of *lines* by its name, and an axis for each whole power of ten."""
    people = [x for points in lines.values() for x, _ in points]
    seconds = [y for points in lines.values() for _, y in points]
    across = floor(log10(min(people))), ceil(log10(max(people)))
    up = floor(log10(min(seconds))), ceil(log10(max(seconds)))

    def at(x: float, y: float) -> tuple[float, float]:
        right = (log10(x) - across[0]) / (across[1] - across[0])
        high = (log10(y) - up[0]) / (up[1] - up[0])
        return (
            LEFT + right * (WIDTH - LEFT - RIGHT),
            HEIGHT - BOTTOM - high * (HEIGHT - TOP - BOTTOM),
        )

    parts = [text(LEFT, 22, title, font_weight="bold")]
    for power in range(across[0], across[1] + 1):
        x, y = at(10.0**power, 10.0 ** up[0])
        parts.append(tag("path", d=f"M{x:.1f} {TOP}V{y:.1f}", stroke=GRID))
        parts.append(text(x, y + 18, f"{10**power:,}", text_anchor="middle"))
    for power in range(up[0], up[1] + 1):
        x, y = at(10.0 ** across[0], 10.0**power)
        parts.append(tag("path", d=f"M{x:.1f} {y:.1f}H{WIDTH - RIGHT}", stroke=GRID))
        parts.append(text(x - 8, y + 4, f"{10.0**power:g} s", text_anchor="end"))
    parts.append(text(LEFT, HEIGHT - 10, "people", fill=SOFT))
    for stroke, (name, points) in zip(STROKES, lines.items(), strict=False):
        places = [at(x, y) for x, y in points]
        dash = stroke.dash or None
        parts.append(
            line(places, stroke=stroke.colour, stroke_width=2, stroke_dasharray=dash)
        )
        parts += [tag("circle", cx=x, cy=y, r=3, fill=stroke.colour) for x, y in places]
        x, y = places[-1]
        parts.append(text(x + 8, y + 4, name, fill=stroke.colour))
    return picture(
        parts, size=(WIDTH, HEIGHT), name="growth", title=title, describes=words
    )
