"""At which place alone a departure status holds: one consulate, one town, one region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from exeunt.model.roads import great_circle_km
from exeunt.model.signals import OwnPlace
from exeunt.model.statuses import DepartureStatus
from exeunt.watch.departure_frames import Cue
from exeunt.watch.scenes import Scene
from exeunt.watch.wording import words


@dataclass(frozen=True, slots=True)
class Where:
    """A place that a sentence names; offsets are within the sentence."""

    start: int
    end: int
    name: str
    own: bool = False
    """Whether people of the post live there."""


_NAME = r"(?-i:[A-Z][\w'-]+(?:(?: (?:el|al|de|of|la|es)\b)? [A-Z][\w'-]+){0,2})"
_NAMES = rf"{_NAME}(?:(?:, {_NAME}){{0,3}},? and {_NAME})?"
_SEAT = (
    r"consulates?[ -]generals?|consulates?|deputy high commissions?|(?:embassy )?branch offices?|"
    r"embassy offices?|consular (?:district|agency|office)|american presence post"
)
_CONSULATE = re.compile(
    rf"\b(?:{_SEAT})\b(?:(?:,? (?:in|at|of|for))? (?:the )?(?P<after>{_NAMES}))?",
    re.IGNORECASE,
)
_AHEAD = re.compile(rf"(?P<before>{_NAME}) $")
_EMBASSY = re.compile(
    r"\b(?:embass(?:y|ies)(?! (?:branch )?offices?\b)|chancery|(?<!deputy )high commission|whole mission|"
    r"(?:all|both|other) (?:its |of its |their )?(?:posts|missions))\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[;:]|\b(?:while|whereas|but|although|though|after|following|because|amid|since|when|as (?=the\b)|"
    r"due to|pending|days? before|hours? before)\b|, (?:and )?(?:the|its) (?:embassy|consulate)\b[^,;]{0,40}? "
    r"(?:remains?|stays?|is|continues?|keeps?|carries|goes)\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"(?: general| in [A-Z]\w+(?: [A-Z]\w+)?)* (?:(?:has|had) )?(?:said|says|announced|announces|told|tells|confirmed|"
    r"confirms|added|ordered|orders|warned|reported|stated|wrote|tweeted|directed|advised|authori[sz]ed)\b"
)
_ASIDE = re.compile(
    r"\b(?:to|towards?|via|including|unlike|except|near|outside|with|by) (?:the |its |their |a |our )?"
    r"(?:(?-i:[A-Z])[\w.'-]* |[a-z]+(?:an|ish|ese) ){0,2}?$|\baccording to (?:[\w.'-]+ ){0,4}?$",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"^(?:,? (?:in|at|general|staff|personnel|workers|employees)\b| {_NAME})*,?"
    r" (?:and|or|as well as|along with|plus|nor)\b(?: (?:of|from|at|the|its|their|our|those|all|both|staff|in|two|three|other|"
    r"(?-i:[A-Z][\w.'-]+)|[a-z]+an|british|polish|french|swedish|danish)){0,5} $",
    re.IGNORECASE,
)


_SAME_TOWN_KM = 30


def is_at(lat: float, lon: float, own: OwnPlace) -> bool:
    """Tell whether people of the post live in the town at *lat*, *lon* (degrees)."""
    return own.lived_in and great_circle_km(lon, lat, own.lon, own.lat) < _SAME_TOWN_KM


def limited_to(
    scene: Scene, cue: Cue, places: Sequence[Where], last_seat: str = ""
) -> str:
    """
    Give the place to which the status of *cue* is limited; empty where it is the post's.

    Parameters
    ----------
    scene
        The sentence.
    cue
        The words that say the status.
    places
        Places of the sentence.
    last_seat
        Where the consulate is that the text spoke of before: *the consulate* is that.
    """
    low, high = _stretch(scene.text, cue)
    seats = _seats(scene.text, low, high)
    if seats:
        if _with_the_embassy(scene.text, seats, low, high):
            return ""
        names = dict.fromkeys(_name(scene, one) for one in seats)
        return " and ".join(n for n in names if n) or last_seat
    return _town(scene, cue, places, low, high)


def seat_of(scene: Scene) -> str:
    """Give where the last consulate is that a sentence names with its place."""
    named = [_name(scene, one) for one in _CONSULATE.finditer(scene.text)]
    return next((name for name in reversed(named) if name), "")


def _stretch(sentence: str, cue: Cue) -> tuple[int, int]:
    """Give the stretch around *cue* that speaks of the same missions."""
    low, high = 0, len(sentence)
    for match in _STOP.finditer(sentence):
        if match.end() <= cue.start:
            low = match.end() if match[0][0] != "," else match.start()
        elif match.start() >= cue.end:
            high = match.start()
            break
    moved = cue.status is not DepartureStatus.SUSPENDED
    return (cue.start if moved and sentence[: cue.start].endswith(", ") else low), high


def _seats(sentence: str, low: int, high: int) -> list[re.Match[str]]:
    return [
        one
        for one in _CONSULATE.finditer(sentence, low, high)
        if not _SPEAKS.match(sentence, one.end()) and not _aside(sentence, low, one)
    ]


def _aside(sentence: str, low: int, mission: re.Match[str]) -> bool:
    """Tell a mission that people go to, or that is named in passing."""
    ahead = sentence[max(low, mission.start() - 40) : mission.start()]
    found = _ASIDE.search(ahead)
    leaving = found is not None and _ASSIGNED.search(ahead)
    return found is not None and not leaving


_ASSIGNED = re.compile(
    r"\b(?:assigned|accredited|attached|posted|seconded) to (?:\S+ ){0,3}$", re.I
)


def _with_the_embassy(
    sentence: str, seats: Sequence[re.Match[str]], low: int, high: int
) -> bool:
    """Tell a status of consulates from one of the embassy and consulates."""
    for one in _EMBASSY.finditer(sentence, low, high):
        for seat in seats:
            first, then = sorted((one.span(), seat.span()))
            if _JOINED.match(sentence[first[1] : then[0]]):
                return True
    return False


def _name(scene: Scene, seat: re.Match[str]) -> str:
    if seat["after"] and not _is_nation(scene, seat.start("after")):
        return _WHEN.sub("", seat["after"])
    ahead = _AHEAD.search(scene.text, max(0, seat.start() - 40), seat.start())
    while ahead and _is_nation(scene, ahead.start()):
        ahead = _AHEAD.search(scene.text, ahead.start() + 1, seat.start())
    return ahead["before"] if ahead and ahead["before"] not in _NO_TOWN else ""


_WHEN = re.compile(
    r",? (?:and )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$"
)
_NO_TOWN = words("The Its Their Our A This That All Both US U.S UK Embassy")


def _is_nation(scene: Scene, at: int) -> bool:
    return any(
        a.start <= at < a.end and a.kind in {"people", "country", "body"}
        for a in scene.actors
    )


_SEATS_OF_EMBASSIES = words(
    "abidjan aden colombo cotonou rangoon yangon jerusalem hague ramallah kiev nur-sultan asuncion"
) | {"Tel Aviv".casefold(), "Dar es Salaam".casefold(), "La Paz".casefold()}
"""Towns that are no capitals, and where embassies are or were."""
_FROM = re.compile(
    r"\b(?:in|from|of|out of|at|leave|depart|quit|departing|leaving|evacuated?) (?:the )?(?:city of |town of |province of )?$",
    re.IGNORECASE,
)
_MISSION = re.compile(r"\b(?:mission|post|ministry in|legation)\b", re.IGNORECASE)
_SIDE = re.compile(
    r"\b(?:(?:far |the )?(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?) (?:of )?$"
)
_NEAR_CUE = 70
_LISTED = re.compile(r",? (?:and (?:in )?)?")


def _town(scene: Scene, cue: Cue, places: Sequence[Where], low: int, high: int) -> str:
    """Give the town or part of the country out of which people go, by no embassy."""
    text = scene.text
    whole = _EMBASSY.search(text, low, high) or _MISSION.search(text, low, high)
    if whole or cue.status is DepartureStatus.SUSPENDED:
        return ""
    names = []
    last = 0
    for one in places:
        near = low <= one.start < min(high, cue.end + _NEAR_CUE)
        if not near or one.start < cue.start - _NEAR_CUE:
            continue
        side = _SIDE.search(text, max(0, one.start - 22), one.start)
        start = side.start() if side else one.start
        listed = last > 0 and _LISTED.fullmatch(text, last, start)
        if not listed and not _FROM.search(text, max(0, start - 26), start):
            continue
        last = one.end
        if side is None and _is_seat_of_state(scene, one):
            return ""
        names.append(text[start : one.end])
    return " and ".join(dict.fromkeys(names))


def _is_seat_of_state(scene: Scene, one: Where) -> bool:
    """Tell a country, its capital and towns where embassies are from other places."""
    named = scene.text[one.start : one.end].casefold()
    return named in _SEATS_OF_EMBASSIES or any(
        a.start < one.end and one.start < a.end and a.kind != "person"
        for a in scene.actors
    )
