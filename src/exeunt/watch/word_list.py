"""Word lists that come with Exeunt, out of the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


# LibYAML reads them ten times as fast, where PyYAML was built with it
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def word_list(name: str) -> Any:
    """Give the plain data of the bundled YAML file *name*."""
    text = (files("exeunt") / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - either makes plain data only
