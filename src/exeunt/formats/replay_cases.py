"""Past crises and the model they are forecast with, from YAML."""

from __future__ import annotations

from datetime import UTC
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from exeunt.errors import Faults
from exeunt.formats.model_faults import faults_of
from exeunt.formats.yaml_nodes import read_yaml
from exeunt.model.replays import ReplayFile, ReplayModel


CASE = "case.yaml"
MODEL = "model.yaml"

_Read = TypeVar("_Read", bound=BaseModel)


def parse_case(data: bytes, *, file: str = CASE) -> ReplayFile:
    """
    Read a past crisis.

    Raises
    ------
    Faults
        Everything that is wrong with *file*, at once.
    """
    return _parsed(data, file=file, model=ReplayFile)


def parse_model(data: bytes, *, file: str = MODEL) -> ReplayModel:
    """
    Read the scenarios and closing times that every case is forecast with.

    Raises
    ------
    Faults
        Everything that is wrong with *file*, at once.
    """
    return _parsed(data, file=file, model=ReplayModel)


def _parsed(data: bytes, *, file: str, model: type[_Read]) -> _Read:
    located = read_yaml(data, file=file)
    try:
        return model.model_validate(
            located.data, context={"written": True, "zone": UTC}
        )
    except ValidationError as error:
        raise Faults(faults_of(error, located, file=file, model=model)) from error
