"""True and false where a number is meant, which pydantic would take for 1 and 0."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel

from exeunt.errors import Fault
from exeunt.formats.labels import label
from exeunt.formats.yaml_nodes import Located
from exeunt.model.positions import Path


def truth_faults(
    located: Located,
    *,
    file: str,
    model: type[BaseModel],
    told: Collection[Fault] = (),
) -> list[Fault]:
    """
    Refuse every true and false that stands where *model* has a number.

    Parameters
    ----------
    located
        The data, with the place of each of its parts.
    file
        The name of the file.
    model
        The model of the whole file.
    told
        Faults that are known already: a place is not told of twice.
    """
    known = {(fault.line, fault.column) for fault in told}
    return [
        Fault(file, *located.values[path], _words(located, path, value))
        for path, value in _truths(located.data)
        if located.values[path] not in known and _means_a_number(model, path)
    ]


def _words(located: Located, path: Path, value: bool) -> str:  # noqa: FBT001 - it is the value
    said = "true" if value else "false"
    return f"{label(located.data, path)}: {said} is not a number. Write one like 12 or 0.5."


def _truths(data: object, path: Path = ()) -> Iterator[tuple[Path, bool]]:
    if isinstance(data, bool):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _truths(value, (*path, key))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _truths(value, (*path, at))


def _means_a_number(model: type[BaseModel], path: Path) -> bool:
    here: list[object] = [model]
    for step in path:
        here = [kind for one in here for kind in _inside(one, step)]
    kinds = [kind for one in here for kind in _kinds(one)]
    return any(kind is int or kind is float for kind in kinds) and bool not in kinds


def _kinds(annotation: object) -> Iterator[object]:
    """Give what may stand there: the parts of ``A | B`` and ``Annotated``."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for part in get_args(annotation):
            yield from _kinds(part)
    else:
        yield annotation


def _inside(annotation: object, step: str | int) -> Iterator[object]:
    """Give the annotations of what lies at *step* in it."""
    for kind in _kinds(annotation):
        origin, parts = get_origin(kind), get_args(kind)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, field in kind.model_fields.items():
                if step in {name, field.alias}:
                    yield field.annotation
        elif isinstance(origin, type) and issubclass(origin, Mapping):
            yield parts[1]
        elif isinstance(origin, type) and issubclass(origin, Sequence | frozenset):
            yield from (part for part in parts if part is not Ellipsis)
