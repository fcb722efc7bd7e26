"""JSON Schema of every file of a post folder, from the models themselves."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import Any, get_args

from pydantic import BaseModel

from exeunt.formats.post_files import YAML_FILES
from exeunt.model.people import Person
from exeunt.model.plan import Plan
from exeunt.model.state import StateFile


_MODELS: dict[str, tuple[str, type[BaseModel]]] = {
    **{name.removesuffix(".yaml"): (name, model) for name, model in YAML_FILES.items()},
    "roster": ("roster.csv", Person),
    "plan": ("plan.json", Plan),
    "state": ("state.yaml", StateFile),
}
NAMES = tuple(_MODELS)
"""What there is a schema of."""


def schema_of(name: str) -> dict[str, Any]:
    """
    Give the JSON Schema of one kind of file.

    Parameters
    ----------
    name
        One of ``NAMES``. That of the roster is of one row.
    """
    file, model = _MODELS[name]
    schema = model.model_json_schema(mode="validation")
    described = _described(model)
    for title, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        for key, words in described.get(title, {}).items():
            if key in part.get("properties", {}):
                part["properties"][key]["description"] = words
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **schema, "title": file}


def _described(model: type[BaseModel]) -> dict[str, dict[str, str]]:
    """Give what stands beneath each field in the source, by model and key."""
    out: dict[str, dict[str, str]] = {}
    waiting = [model]
    while waiting:
        here = waiting.pop()
        if here.__name__ in out:
            continue
        beneath = _beneath(here)
        fields = here.model_fields.items()
        out[here.__name__] = {
            field.alias or name: beneath[name]
            for name, field in fields
            if name in beneath
        }
        for _, field in fields:
            waiting += _models_in(field.annotation)
    return out


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _beneath(model: type[BaseModel]) -> dict[str, str]:
    parsed = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    body = parsed.body if isinstance(parsed, ast.ClassDef) else []
    return {
        field.target.id: " ".join(str(words.value.value).split())
        for field, words in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(words, ast.Expr)
        and isinstance(words.value, ast.Constant)
    }
