"""``plan.json``: a movement plan as bytes, read strictly and written diffably."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from exeunt.errors import Fault, Faults
from exeunt.formats.json_text import JsonPlaces, read_json
from exeunt.formats.labels import label, shown
from exeunt.formats.model_faults import keys_at, sentence
from exeunt.formats.plain_text import UNPRINTABLE, read_text
from exeunt.model.plan import Plan


VERSION = "plan/1"
MOST_MB = 50
MOST_FAULTS = 100

_PLACE = re.compile(r" at line (\d+) column (\d+)$")
_MOMENT = "is not a moment with its zone. Write one like 2021-12-31T08:00:00+02:00."
_LIST = "is not a list. Put its entries between [ and ]."
_MAPPING = "is not an object. Put its keys between { and }."
_WORDS = {
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "timezone_aware": _MOMENT,
    "tuple_type": _LIST,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
}


def read_plan(data: bytes, *, file: str) -> Plan:
    """
    Read a plan.

    Parameters
    ----------
    data
        The bytes of the file: UTF-8, JSON.
    file
        Its name, for the faults.

    Raises
    ------
    Faults
        When it is no plan of this version, with line and column of what is wrong.
    """
    text = read_text(data, file=file, limit_mb=MOST_MB)
    body = read_json(text, file=file)
    _of_this_version(body, file)
    try:
        return Plan.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise Faults(_faults(error, text, body, file)) from error


def _of_this_version(body: object, file: str) -> None:
    version = body.get("exeunt") if isinstance(body, dict) else None
    if version is None:
        words = f'is no plan: it does not begin with "exeunt": "{VERSION}".'
        raise Faults([Fault(file, 0, 0, f"{words} Make one with 'exeunt plan'.")])
    if version != VERSION:
        words = f"is a file of version {shown(version)}; this Exeunt reads {VERSION}."
        raise Faults([Fault(file, 0, 0, f"{words} Make a plan with 'exeunt plan'.")])


def _faults(error: ValidationError, text: str, body: object, file: str) -> list[Fault]:
    places = JsonPlaces(text)
    details = error.errors(include_url=False)
    faults = []
    for each in details[:MOST_FAULTS]:
        if each["type"] == "json_invalid":
            faults.append(_not_json(each, file))
            continue
        of_key = each["type"] == "extra_forbidden"
        line, column = places.of(each["loc"], key=of_key)
        faults.append(Fault(file, line, column, _sentence(each, body)))
    if len(details) > MOST_FAULTS:
        words = f"has {len(details)} faults; here are the first {MOST_FAULTS}."
        faults.append(Fault(file, 0, 0, words))
    return faults


def _not_json(details: ErrorDetails, file: str) -> Fault:
    """Tell what Python's reader lets pass and pydantic's does not."""
    words = str(details.get("ctx", {}).get("error", "it cannot be read"))
    match = _PLACE.search(words)
    line, column = (int(match[1]), int(match[2])) if match else (0, 0)
    words = _PLACE.sub("", words)
    return Fault(file, line, column, f"this is not JSON: {words}. Mend it.")


def _sentence(details: ErrorDetails, body: object) -> str:
    path = details["loc"]
    name = label(body, path)
    if details["type"] in _WORDS:
        words = f"{shown(details['input'])} {_WORDS[details['type']]}"
        return f"{name}: {words}" if name else words
    return sentence(details, name=name, known=keys_at(Plan, path[:-1]))


def write_plan(plan: Plan) -> bytes:
    """
    Write *plan* so that the same plan is the same bytes, and a diff shows each trip.

    Every trip and every line of ``left`` stands on a line of its own.
    """
    body = plan.model_dump(mode="json", by_alias=True)
    entries = ",\n".join(f"  {_dumps(key)}: {_value(v)}" for key, v in body.items())
    return f"{{\n{entries}\n}}\n".encode()


def _value(value: object) -> str:
    if isinstance(value, list) and any(isinstance(row, dict) for row in value):
        rows = ",\n".join(f"    {_dumps(row)}" for row in value)
        return f"[\n{rows}\n  ]"
    return _dumps(value)


def _dumps(value: Any) -> str:
    """Write *value*; what no text may hold is escaped, so that it can be read back."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return UNPRINTABLE.sub(lambda odd: f"\\u{ord(odd[0]):04x}", text)
