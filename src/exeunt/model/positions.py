"""Where in the files of a post each value stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


Path = tuple[str | int, ...]
"""Keys and places in lists, from the top of a file down to a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Line and column, from 1, of values (and of keys) by file and path."""

    values: Mapping[str, Mapping[Path, tuple[int, int]]]
    keys: Mapping[str, Mapping[Path, tuple[int, int]]]

    def of_value(self, file: str, path: Path) -> tuple[int, int]:
        """Give where the value at *path* stands, or the nearest thing around it."""
        known = self.values.get(file, {})
        while path and path not in known:
            path = path[:-1]
        return known.get(path, (0, 0))

    def of_key(self, file: str, path: Path) -> tuple[int, int]:
        """Give where the key that ends *path* stands, or its value."""
        return self.keys.get(file, {}).get(path) or self.of_value(file, path)


NOWHERE = Positions(values={}, keys={})
"""Of a post that was not read from files."""
