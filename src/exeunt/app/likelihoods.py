"""The table of likelihood ratios that comes with Exeunt."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from exeunt.formats.likelihoods import parse_likelihoods
from exeunt.model.likelihoods import Likelihoods


@cache
def likelihoods() -> Likelihoods:
    """Read the bundled table, once."""
    name = "likelihoods.yaml"
    data = files("exeunt").joinpath("data", name).read_bytes()
    return parse_likelihoods(data, file=name)
