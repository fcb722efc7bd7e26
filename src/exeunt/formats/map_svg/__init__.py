"""Maps as SVG text: ours to the last line, with no tile, font or script fetched."""

from __future__ import annotations

from exeunt.formats.map_svg.draw import draw_map
from exeunt.formats.map_svg.marks import MapFlow, MapPlace, Sheet


__all__ = ["MapFlow", "MapPlace", "Sheet", "draw_map"]
