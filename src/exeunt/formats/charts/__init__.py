"""Charts as SVG text: pure functions of values, with no script and no font of theirs."""

from __future__ import annotations
