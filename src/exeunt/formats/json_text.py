"""JSON as plain data, strictly read, and where in the text each part of it stands."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from exeunt.errors import Fault, Faults
from exeunt.formats.plain_text import place_in
from exeunt.model.positions import Path


_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_LONGEST_NUMBER = 40


class _Unfit(ValueError):
    """JSON of a kind that Python reads and we do not."""


def read_json(text: str, *, file: str) -> object:
    """
    Read the one JSON document in *text*.

    Raises
    ------
    Faults
        When it is not JSON, is nested too deep, gives a key twice, or has a number that
        is none or is endless.
    """
    try:
        return json.loads(
            text,
            parse_int=_int,
            parse_constant=_no_number,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        words = f"this is not JSON: {_lowered(error.msg)}. Mend it."
        raise Faults([Fault(file, error.lineno, error.colno, words)]) from error
    except _Unfit as error:
        raise Faults([Fault(file, 0, 0, str(error))]) from error
    except RecursionError as error:
        words = "is nested too deep to be read. Take the inner brackets out."
        raise Faults([Fault(file, 0, 0, words)]) from error


def _lowered(message: str) -> str:
    return message[:1].lower() + message[1:]


def _int(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _Unfit(f"a number has {len(digits)} digits. Write a smaller one.")
    return int(digits)


def _no_number(word: str) -> NoReturn:
    raise _Unfit(f"{word} is not a number. Write one like 12 or 0.5.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Unfit(f"the key {twice[:60]!r} is given twice in one place. Keep one.")
    return found


class JsonPlaces:
    """Line and column of values and keys of a JSON text that was read before."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._children: dict[Path, dict[str | int, tuple[int, int]]] = {}

    def of(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """
        Give where the value at *path* stands, or the nearest thing around it.

        Parameters
        ----------
        path
            Keys and places in lists, from the top.
        key
            Where the key stands instead.
        """
        key_at = at = self._past_space(0)
        for depth, step in enumerate(path):
            found = self._children_of(path[:depth], at).get(step)
            if found is None:
                key = False
                break
            key_at, at = found
        return place_in(self._text, key_at if key else at)

    def _children_of(self, path: Path, at: int) -> dict[str | int, tuple[int, int]]:
        if path not in self._children:
            opens = self._text[at]
            if opens == "{":
                found = self._members(at + 1)
            else:
                found = self._entries(at + 1) if opens == "[" else {}
            self._children[path] = found
        return self._children[path]

    def _members(self, at: int) -> dict[str | int, tuple[int, int]]:
        found: dict[str | int, tuple[int, int]] = {}
        at = self._past_space(at)
        while self._text[at] != "}":
            key, end = _DECODER.raw_decode(self._text, at)
            value_at = self._past_space(self._past_space(end) + 1)
            found[key] = (at, value_at)
            at = self._next(value_at)
        return found

    def _entries(self, at: int) -> dict[str | int, tuple[int, int]]:
        found: dict[str | int, tuple[int, int]] = {}
        at = self._past_space(at)
        while self._text[at] != "]":
            found[len(found)] = (at, at)
            at = self._next(at)
        return found

    def _next(self, value_at: int) -> int:
        """Go past a value, and past the comma after it if there is one."""
        _, end = _DECODER.raw_decode(self._text, value_at)
        end = self._past_space(end)
        return self._past_space(end + 1) if self._text[end] == "," else end

    def _past_space(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return space.end() if space else at
