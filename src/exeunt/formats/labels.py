"""How faults name things: the value, the thing it belongs to, the word meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from exeunt.model.positions import Path


_NOUNS = {
    "categories": "category",
    "places": "place",
    "links": "link",
    "fleets": "fleet",
    "services": "service",
    "curfews": "curfew",
    "scenarios": "scenario",
    "exits": "exit",
    "estimates": "estimate",
    "tripwires": "tripwire",
    "declared": "declaration",
    "outcomes": "outcome",
    "days": "day",
    "parties": "party",
    "vehicles": "vehicle",
    "closures": "closure",
    "closings": "closing",
}
_NAMED_BY = (
    "id",
    "kind",
    "cohort",
    "vehicle",
    "place",
    "link",
    "exit",
    "category",
)


HIDDEN = "what stands here"


def shown(value: object) -> str:
    """Show *value* as its author wrote it, cut short where it is long."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = repr(value)
    return text if len(text) <= 62 else f"{text[:58]}...'"


def label(data: object, path: Path) -> str:
    """
    Name what stands at *path*, like ``place 'kyiv', open.daily``.

    The innermost thing with a name of its own is named; what lies within it is given
    as keys with dots between. At the top of a file it is the keys alone.
    """
    thing, rest, here = "", path, data
    for depth, step in enumerate(path):
        here = _within(here, step)
        if isinstance(step, int) and depth and path[depth - 1] in _NOUNS:
            thing = _thing(str(path[depth - 1]), step, here)
            rest = path[depth + 1 :]
    keys = dotted(rest)
    return ", ".join(part for part in (thing, keys) if part)


def dotted(path: Path) -> str:
    """Write *path* as keys with dots; list entries count from 1."""
    out = ""
    for step in path:
        if isinstance(step, int):
            out += f"[{step + 1}]"
        else:
            out += f".{step}" if out else step
    return out if len(out) <= 120 else f"{out[:117]}..."


def _within(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    if isinstance(data, list) and isinstance(step, int) and step < len(data):
        return data[step]
    return None


def _thing(plural: str, index: int, data: object) -> str:
    noun = _NOUNS[plural]
    names = data if isinstance(data, dict) else {}
    if "household" in names:  # whose it is, no message repeats
        return f"{noun} {index + 1}"
    for key in _NAMED_BY:
        if isinstance(names.get(key), str):
            return f"{noun} {shown(names[key])}"
    return f"{noun} {index + 1}"


def meant(word: str, known: Iterable[str]) -> str:
    """Say which of *known* was probably meant, or which there are to choose from."""
    return _meant(word[:80], tuple(known))


@lru_cache(maxsize=512)
def _meant(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word.lower(), [k.lower() for k in known], n=1)
    if near:
        hit = next(k for k in known if k.lower() == near[0])
        return f"Did you mean {hit!r}?"
    if not known:
        return "There is none to choose from."
    few = ", ".join(known[:12]) + (" and more" if len(known) > 12 else "")
    return f"Choose from: {few}."
