"""True is a number nowhere, and a number everywhere else is still one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from exeunt.formats.truths import truth_faults
from exeunt.formats.yaml_nodes import read_yaml
from exeunt.model.value import Value


class Part(Value):
    """What a list or mapping of the file holds."""

    weight: Annotated[float, Field(ge=0)] = 1.0
    loud: bool = False
    how: int | bool | None = None


class Whole(Value):
    """A file."""

    parts: tuple[Part, ...] = ()
    by_name: dict[str, Part | int] = Field(default_factory=dict)


def told(text: str) -> list[str]:
    located = read_yaml(text.encode(), file="f.yaml")
    Whole.model_validate(located.data)
    return [str(fault) for fault in truth_faults(located, file="f.yaml", model=Whole)]


def test_true_is_refused_where_only_a_number_may_stand() -> None:
    (fault,) = told("parts:\n- {weight: true}\n")
    assert fault == (
        "f.yaml:2:12: parts[1].weight: true is not a number. Write one like 12 or 0.5."
    )
    assert len(told("by_name: {a: false, b: {weight: false}}\n")) == 2


def test_whole_numbers_are_numbers_and_true_is_true_where_it_may_be() -> None:
    assert told("parts:\n- {weight: 1, loud: true, how: false}\n") == []
