"""
YAML as plain data, with the line and column of every key and value.

People write these files, so YAML's surprises are shut out: no anchors, aliases or tags
of one's own, no key twice, one document, and a plain scalar is a number, true, false or
null only as YAML 1.2's core schema has it. ``NO`` stays a country and ``12:30`` a clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml
from yaml import events

from exeunt.errors import Fault, Faults
from exeunt.formats.plain_text import place_in, read_text
from exeunt.formats.yaml_words import said_plainly
from exeunt.model.positions import Path


DEEPEST = 40
MOST_VALUES = 300_000
MOST_FAULTS = 100

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE = "tag:yaml.org,2002:"
_COLLECTIONS = {None, "!", _CORE + "map", _CORE + "seq"}
_NULL = re.compile(r"(?:null|Null|NULL|~|)\Z")
_BOOL = re.compile(r"(?:true|True|TRUE|false|False|FALSE)\Z")
_INT = re.compile(r"[-+]?[0-9]{1,40}\Z|0o[0-7]{1,40}\Z|0x[0-9a-fA-F]{1,40}\Z")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,10})?\Z"
    r"|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
)


@dataclass(frozen=True, slots=True)
class Located:
    """Plain data and where each part of it stands: (line, column), from 1."""

    data: object
    values: dict[Path, tuple[int, int]]
    keys: dict[Path, tuple[int, int]]


def read_yaml(data: bytes, *, file: str) -> Located:
    """
    Read the one YAML document in *data*.

    Parameters
    ----------
    data
        The bytes of the file: UTF-8.
    file
        Its name, for the faults.

    Raises
    ------
    Faults
        Everything that is wrong with the file as YAML. What it says is not looked at.
    """
    text = read_text(data, file=file)
    reader = _Reader(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            reader.take(event)
    except yaml.YAMLError as error:
        reader.faults.append(_of_syntax(error, text, file))
    except _Enough:
        pass
    if not reader.values and not reader.faults:
        reader.faults.append(Fault(file, 0, 0, "is empty. Fill it in, or remove it."))
    if reader.faults:
        raise Faults(reader.faults)
    return Located(reader.root, reader.values, reader.keys)


class _Enough(Exception):
    """Reading on would tell nothing more."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still being read."""

    path: Path
    holds: dict[str, object] | list[object]
    key: str | None = None


@dataclass(slots=True)
class _Reader:
    """Builds plain data from the events of one document, without recursion."""

    file: str
    root: object = None
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, events.AliasEvent):
            self._refuse(event, f"*{event.anchor} repeats another part of the file")
            self._put(None, event)
        elif isinstance(event, events.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, events.CollectionStartEvent):
            self._open(event)
        elif isinstance(event, events.CollectionEndEvent):
            self.stack.pop()
        elif isinstance(event, events.DocumentStartEvent):
            self._count_document(event)

    def _count_document(self, event: yaml.Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self._add(
                event,
                "a second document begins here, after '---'. Keep one in a file: "
                "delete the line, or what is on one side of it.",
            )
            raise _Enough

    def _take_scalar(self, event: events.ScalarEvent) -> None:
        self._check_anchor(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.holds, dict) and top.key is None:
            self._take_key(top, event)
        else:
            self._put(self._value(event), event)

    def _take_key(self, top: _Frame, event: events.ScalarEvent) -> None:
        path = (*top.path, event.value)
        if path in self.keys:
            line = self.keys[path][0]
            self._add(
                event,
                f"the key {_short(event.value)} is given twice, on line {line} already. "
                "Keep one of them.",
            )
        self.keys[path] = _at(event)
        top.key = event.value

    def _open(self, event: events.CollectionStartEvent) -> None:
        self._check_anchor(event)
        if event.tag not in _COLLECTIONS:
            self._refuse_tag(event, event.tag)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.holds, dict) and top.key is None:
            self._add(
                event, "a list or mapping cannot be a key. Use a word as the key."
            )
            raise _Enough
        if len(self.stack) >= DEEPEST:
            self._add(event, f"this lies more than {DEEPEST} levels deep. Flatten it.")
            raise _Enough
        mapping = isinstance(event, events.MappingStartEvent)
        holds: dict[str, object] | list[object] = {} if mapping else []
        self.stack.append(_Frame(self._put(holds, event), holds))

    def _put(self, value: object, event: yaml.Event) -> Path:
        if len(self.values) >= MOST_VALUES:
            self._add(event, f"the file holds more than {MOST_VALUES:,} values.")
            raise _Enough
        path: Path = ()
        if not self.stack:
            self.root = value
        else:
            path = _put_in(self.stack[-1], value)
        self.values[path] = _at(event)
        return path

    def _value(self, event: events.ScalarEvent) -> object:
        tag = event.tag
        if tag is None:
            return event.value if event.style else _core(event.value)
        if tag in {"!", _CORE + "str"}:
            return event.value
        if tag in {_CORE + name for name in ("null", "bool", "int", "float")}:
            return _core(event.value)
        self._refuse_tag(event, tag)
        return event.value

    def _check_anchor(self, event: events.NodeEvent) -> None:
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor} names a part to be repeated")

    def _refuse(self, event: yaml.Event, what: str) -> None:
        self._add(
            event,
            f"{_short(what, quote=False)}; anchors and aliases are not read here. "
            "Write the part out where it is meant.",
        )

    def _refuse_tag(self, event: yaml.Event, tag: str | None) -> None:
        named = str(tag).replace(_CORE, "!!")
        self._add(
            event,
            f"the tag {_short(named, quote=False)} is not read here. Delete the tag and "
            "write plain text, a number, a list or a mapping.",
        )

    def _add(self, event: yaml.Event, message: str) -> None:
        self.faults.append(Fault(self.file, *_at(event), message))
        if len(self.faults) >= MOST_FAULTS:
            raise _Enough


def _put_in(top: _Frame, value: object) -> Path:
    if isinstance(top.holds, list):
        top.holds.append(value)
        return (*top.path, len(top.holds) - 1)
    key = top.key or ""
    top.holds[key] = value
    top.key = None
    return (*top.path, key)


def _at(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (0, 0) if mark is None else (mark.line + 1, mark.column + 1)


def _core(text: str) -> object:
    """Resolve a plain scalar by YAML 1.2's core schema."""
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    if _INT.match(text):
        bases = {"0o": 8, "0x": 16}
        return int(text[2:], bases[text[:2]]) if text[:2] in bases else int(text)
    if _FLOAT.match(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _of_syntax(error: yaml.YAMLError, text: str, file: str) -> Fault:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        line, column = place_in(text, getattr(error, "position", 0) or 0)
        return Fault(file, line, column, "this is no part of YAML. Delete it.")
    mark = error.problem_mark
    lines = text.split("\n")
    line, column = mark.line + 1, mark.column + 1
    if line > len(lines):
        line, column = len(lines), len(lines[-1]) + 1
    begun = error.context_mark.line + 1 if error.context_mark else line
    words = said_plainly(error.problem or "", begun=begun if begun < line else 0)
    return Fault(file, line, column, words)


def _short(value: str, *, quote: bool = True) -> str:
    cut = value if len(value) <= 60 else value[:57] + "..."
    return repr(cut) if quote else cut
