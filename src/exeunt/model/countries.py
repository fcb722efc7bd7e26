"""Names of countries that are not of one country."""

from __future__ import annotations

import re


_TWO = {
    "congo": "the Republic of the Congo and the Democratic Republic of the Congo",
    "korea": "North Korea and South Korea",
}


def two_countries(name: str) -> str:
    """Say which two countries *name* may be, or nothing where it is of one."""
    words = re.findall(r"[^\W_]+", name[:200].casefold())
    return _TWO.get(" ".join(words).removeprefix("the "), "")
