"""
The colours of every chart and page, chosen to be told apart in grey as well.

Text colours stand on ``PAPER`` with a contrast of at least 4.5 : 1, lines and marks
with at least 3 : 1 (WCAG 2.2, 1.4.3 and 1.4.11); a test works them out. Nothing is
told by colour alone: lines differ in dash, bars in label, states in words.
"""

from __future__ import annotations

from dataclasses import dataclass


PAPER = "#ffffff"
INK = "#1a1a1a"
SOFT = "#4d4d4d"
GRID = "#d9d9d9"
NIGHT = "#e6e9f0"
BAND = "#b9cfe4"
BLUE = "#0b4a8f"
ORANGE = "#a84300"
TEAL = "#00695c"
PURPLE = "#5e3593"
ROSE = "#a1125c"
OLIVE = "#5b5b00"
RAISES = "#8f2400"
LOWERS = "#1565c0"


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn: its colour and its dash."""

    colour: str
    dash: str = ""


STROKES = (
    Stroke(ORANGE),
    Stroke(TEAL, "7 3"),
    Stroke(PURPLE, "2 3"),
    Stroke(ROSE, "9 3 2 3"),
    Stroke(OLIVE, "4 2"),
    Stroke(BLUE, "12 4"),
)


def stroke(number: int) -> Stroke:
    """Give the stroke of the line with that number, counted from 0."""
    return STROKES[number % len(STROKES)]


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours ``#rrggbb``, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
