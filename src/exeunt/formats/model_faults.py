"""What a model of pydantic refuses, told in sentences with line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from exeunt.errors import Fault
from exeunt.formats.labels import HIDDEN, label, meant, shown
from exeunt.formats.yaml_nodes import Located
from exeunt.model.positions import Path


def faults_of(
    error: ValidationError,
    located: Located,
    *,
    file: str,
    model: type[BaseModel],
    private: Collection[str] = (),
) -> list[Fault]:
    """
    Turn every error in *error* into a fault of *file*.

    Parameters
    ----------
    error
        What validating ``located.data`` against *model* raised.
    located
        The data, with the place of each of its parts.
    file
        The name of the file.
    model
        The model of the whole file, to know which keys there are.
    private
        Keys whose values no message repeats.
    """
    out = []
    found = error.errors(include_url=False)
    inside = {loc[:n] for loc in (d["loc"] for d in found) for n in range(len(loc))}
    for details in found:
        if details["type"] == "too_short" and details["loc"] in inside:
            continue  # entries with a fault of their own were not counted
        path, of_key = _path_of(details)
        known = keys_at(model, path[:-1]) if path else ()
        words = sentence(details, name=label(located.data, path), known=known)
        if path and path[-1] in private:
            words = words.replace(shown(details["input"]), HIDDEN, 1)
        table = located.keys if of_key else located.values
        out.append(Fault(file, *_nearest(table, located.values, path), words))
    return out


def _path_of(details: ErrorDetails) -> tuple[Path, bool]:
    path = tuple(details["loc"])
    if path and path[-1] == "[key]":
        return path[:-1], True
    return path, details["type"] == "extra_forbidden"


def _nearest(
    table: Mapping[Path, tuple[int, int]],
    values: Mapping[Path, tuple[int, int]],
    path: Path,
) -> tuple[int, int]:
    if path in table:
        return table[path]
    while path and path not in values:
        path = path[:-1]
    return values.get(path, (0, 0))


def keys_at(model: object, path: Path) -> tuple[str, ...]:
    """Give the keys that *model* knows at *path*; none where it holds no model."""
    here = model
    for step in path:
        if get_origin(here) is dict:
            here = get_args(here)[1]
        elif isinstance(step, str):
            here = _field(_model_in(here), step)
    found = _model_in(here)
    if found is None:
        return ()
    return tuple(f.alias or name for name, f in found.model_fields.items())


def _field(model: type[BaseModel] | None, step: str) -> object:
    for name, field in (model.model_fields if model else {}).items():
        if step in {name, field.alias}:
            return field.annotation
    return None


def _model_in(annotation: object) -> type[BaseModel] | None:
    """Find the one model within ``tuple[X, ...]``, ``X | None`` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(part) for part in get_args(annotation))
    return next((model for model in found if model is not None), None)


@dataclass(frozen=True, slots=True)
class _Trouble:
    """One error of pydantic, with what a sentence about it needs."""

    value: object
    facts: Mapping[str, Any]
    key: str
    known: tuple[str, ...]


def sentence(details: ErrorDetails, *, name: str, known: tuple[str, ...] = ()) -> str:
    """
    Say what is wrong and what to do.

    Parameters
    ----------
    details
        One error of pydantic.
    name
        Of the thing that is wrong, as ``labels.label`` gives it.
    known
        Keys that there are where an unknown one was found.
    """
    keys = [str(step) for step in details["loc"] if step != "[key]"]
    trouble = _Trouble(
        details["input"], details.get("ctx", {}), keys[-1] if keys else "", known
    )
    if details["type"] in _WHOLE:
        return _WHOLE[details["type"]](trouble, name)
    tell = _SENTENCES.get(details["type"])
    words = tell(trouble) if tell else f"{shown(trouble.value)} cannot be used here."
    return f"{name}: {words}" if name else words


def _missing(trouble: _Trouble, name: str) -> str:
    owner = name.removesuffix(trouble.key).rstrip("., ")
    where = f"{owner} lacks" if owner else "the file lacks"
    return f"{where} {trouble.key!r}. Add it."


def _extra(trouble: _Trouble, name: str) -> str:
    owner = name.removesuffix(trouble.key).rstrip("., ")
    where = f"{owner} has" if owner else "there is"
    key = trouble.key if len(trouble.key) <= 60 else f"{trouble.key[:57]}..."
    return f"{where} no key {key!r}. {meant(key, trouble.known)}"


def _choice(trouble: _Trouble) -> str:
    options = re.findall(r"'([^']*)'", str(trouble.facts.get("expected", "")))
    if not options:
        return (
            f"{shown(trouble.value)} is not known. Write {trouble.facts['expected']}."
        )
    word = trouble.value if isinstance(trouble.value, str) else ""
    return f"{shown(trouble.value)} is not one of {', '.join(options)}." + (
        f" {meant(word, options)}" if "mean" in meant(word, options) else ""
    )


_PATTERNS = {
    "A-Z]{2}": "is not a country code. Write two capital letters of ISO 3166, like UA.",
    "_.:-": (
        "is not an id. Use letters, digits and _ . : - only, at most 64, and begin with "
        "a letter or digit."
    ),
    "_-": (
        "is not the name of a map pack. Use letters, digits, _ and - only: it names no "
        "folder."
    ),
}


def _pattern(trouble: _Trouble) -> str:
    pattern = str(trouble.facts.get("pattern", ""))
    for sign, words in _PATTERNS.items():
        if sign in pattern:
            return f"{shown(trouble.value)} {words}"
    return f"{shown(trouble.value)} is not written as it must be."


def _own(trouble: _Trouble) -> str:
    if trouble.value is None:
        return "nothing is given. Write a value, or delete the key."
    words = str(trouble.facts["error"])
    words = words.replace(repr(trouble.value), shown(trouble.value))
    words = words if len(words) <= 300 else f"{words[:297]}..."
    return f"{words}."


def _text(trouble: _Trouble) -> str:
    if trouble.value is None:
        return "nothing is given. Write text, or delete the key."
    return f"{shown(trouble.value)} is not text. Put it in quotes."


def _says(words: str) -> Callable[[_Trouble], str]:
    return lambda trouble: f"{shown(trouble.value)} {words}"


def _limit(words: str, fact: str, mend: str) -> Callable[[_Trouble], str]:
    def tell(trouble: _Trouble) -> str:
        edge = trouble.facts[fact]
        edge = int(edge) if isinstance(edge, float) and edge.is_integer() else edge
        return f"{shown(trouble.value)} is {words} {edge}. {mend.format(edge)}"

    return tell


def _too_few(trouble: _Trouble) -> str:
    need, got = trouble.facts["min_length"], trouble.facts["actual_length"]
    return f"has {got} of at least {need}. Add what is missing."


_WHOLE_NUMBER = _says("is not a whole number. Write digits, like 12.")
_NUMBER = _says("is not a number. Write one like 12 or 0.5.")
_YES_NO = _says("is neither true nor false. Write one of them.")
_LIST = _says("is not a list. Begin each entry on a line of its own with '- '.")
_MAPPING = _says("is not a mapping. Write 'key: value' lines.")

_WHOLE: dict[str, Callable[[_Trouble, str], str]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
}
_SENTENCES: dict[str, Callable[[_Trouble], str]] = {
    "enum": _choice,
    "literal_error": _choice,
    "string_pattern_mismatch": _pattern,
    "string_type": _text,
    "string_too_short": _says("is too short. Write something."),
    "string_too_long": _says("is too long. Shorten it."),
    "value_error": _own,
    "int_type": _WHOLE_NUMBER,
    "int_parsing": _WHOLE_NUMBER,
    "int_parsing_size": _says("is too great a number. Write a smaller one."),
    "int_from_float": _WHOLE_NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "frozen_set_type": _LIST,
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": _too_few,
    "too_long": _says("has too many entries. Take some out."),
    "greater_than": _limit("not above", "gt", "Write more than {}."),
    "greater_than_equal": _limit("below", "ge", "Write {} or more."),
    "less_than": _limit("not below", "lt", "Write less than {}."),
    "less_than_equal": _limit("above", "le", "Write {} or less."),
}
