"""What every problem of the literature has in common once it is a post."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

import yaml

from exeunt.errors import InvalidInput
from exeunt.model.times import DAY, HOUR, MINUTE


MOST_PEOPLE = 100_000
LONGEST_D = 90
"""Of the deadline of any post."""
SPARE = 1.25
"""The deadline is so many times what simple dispatching needs."""
CATEGORY = "people"
_ABREAST = 20
_LONGITUDES = 121.0, 0.5
"""Of the first place of a row, and from one to the next."""
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Body = dict[str, object]


def post_files(
    head: Sequence[str], post: Body, estimates: list[Body]
) -> dict[str, bytes]:
    """Write the files of a post folder; *head* is what is said above all."""
    told = "".join(f"# {line}".rstrip() + "\n" for line in head)
    counted = "# Who is to be fetched, as the problem counts them: exactly.\n"
    return {
        "estimates.yaml": _written(counted, {"estimates": estimates}),
        "post.yaml": _written(told, post),
    }


def _written(head: str, body: Body) -> bytes:
    text = yaml.dump(
        body,
        Dumper=_DUMPER,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=None,  # what holds nothing further stands on one line
        width=100,
    )
    return f"{head}\n{text}".encode()


def frame(*, name: str, why: str, synthetic: str, day: date) -> Body:
    """Give what a post must say and a problem of the literature leaves open."""
    return {
        "exeunt": 1,
        "name": plain(name),
        "country": "XX",
        "time_zone": "UTC",
        "synthetic": synthetic,
        "why": why,
        "paper": {"reviewed": f"{day:%Y-%m-%d}"},
        "categories": [
            {
                "id": CATEGORY,
                "name": "People",
                "kind": "private_citizen",
                "moves_at": "ordered",
                "ready_after": "0s",
                "course_of_action": "Fetched by what the problem has.",
            }
        ],
        "scenarios": [
            _scenario("status_quo", "Nothing shuts", 0.99),
            _scenario("sudden_closure", "Everything shuts at once", 0.01),
        ],
    }


def _scenario(kind: str, name: str, prior: float) -> Body:
    made_up = "made up: the problem has no scenarios of this kind"
    return {"kind": kind, "name": name, "prior": prior, "reference_class": made_up}


def estimate(place: str, people: int, *, basis: str, day: date) -> Body:
    """Write down *people* who wait at *place* from the beginning."""
    counts = {"low": people, "likely": people, "high": people}
    body: Body = {"id": f"at-{place}", "category": CATEGORY, "place": place, **counts}
    ready = [{"after": "0s", "share": 1}]
    return {**body, "basis": basis, "date": f"{day:%Y-%m-%d}", "ready": ready}


def exits(havens: Mapping[str, str]) -> list[Body]:
    """Let every safe haven, by id and name, be an exit that never shuts."""
    return [{"place": place, "name": n, "closes": {}} for place, n in havens.items()]


def positions(many: int, *, latitude: float) -> list[Body]:
    """Make up positions: rows from west to east, one below the other."""
    west, apart = _LONGITUDES
    rows = -(-many // _ABREAST)
    down = min(0.2, 1.6 / rows) if rows else 0.0
    return [
        {
            "lat": round(latitude - down * (k // _ABREAST), 3),
            "lon": west + apart * (k % _ABREAST),
        }
        for k in range(many)
    ]


def deadline_s(last_s: int, step_s: int, *, mend: str) -> int:
    """
    Leave simple dispatching, which takes *last_s*, some time to spare.

    Raises
    ------
    InvalidInput
        When no post can be planned so far ahead; *mend* says what to do then.
    """
    deadline = -int(-last_s * SPARE // step_s) * step_s
    if deadline > LONGEST_D * DAY:
        raise InvalidInput(
            f"Fetching all of them may take {deadline / DAY:,.0f} days, and no more "
            f"than {LONGEST_D} are planned. {mend}"
        )
    return max(deadline, step_s)


def span(seconds: int) -> str:
    """Write a duration as posts have it, like ``4h 15m``."""
    hours, rest = divmod(seconds, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    parts = [f"{n}{u}" for n, u in ((hours, "h"), (minutes, "m"), (rest, "s")) if n]
    return " ".join(parts) or "0s"


def plain(text: str) -> str:
    """Replace what no text has by question marks."""
    return "".join(mark if mark.isprintable() else "?" for mark in text)


def quoted(text: str) -> str:
    """Write *text* so that it stays within a comment."""
    return json.dumps(text)
