"""The table of likelihood ratios, from YAML."""

from __future__ import annotations

from pydantic import ValidationError

from exeunt.errors import Faults
from exeunt.formats.model_faults import faults_of
from exeunt.formats.yaml_nodes import read_yaml
from exeunt.model.likelihoods import Likelihoods


def parse_likelihoods(data: bytes, *, file: str) -> Likelihoods:
    """
    Read a table of likelihood ratios.

    Raises
    ------
    Faults
        Everything that is wrong with *file*, at once.
    """
    located = read_yaml(data, file=file)
    try:
        return Likelihoods.model_validate(located.data, context={"written": True})
    except ValidationError as error:
        raise Faults(faults_of(error, located, file=file, model=Likelihoods)) from error
