"""Names in one sentence that may be of places, with what stands around each."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from exeunt.watch.any_case import AnyCase
from exeunt.watch.gazetteer import MOST_WORDS, fold
from exeunt.watch.wording import words


class Word(NamedTuple):
    """A word of the sentence, without its genitive; of all that is made, the most."""

    start: int
    end: int
    text: str
    capital: bool


class Toponym(NamedTuple):
    """A name that the gazetteer knows, and how it is used in its sentence."""

    start: int
    end: int
    name: str
    """Folded."""
    locative: bool
    """After *in*, *near*, *city of*, or before *airport*: used as a place."""
    weak: bool
    """After *from*, *to*, *of*: may be a place."""
    titled: bool
    """After a title: a person."""
    joined: bool
    """Part of a longer name that is no place: Paris Hilton, the Moscow Times."""
    first: bool
    """The first word of its sentence, which is capital anyhow."""
    acronym: bool
    """All in capitals where the sentence is not: IRNA."""
    shouted: bool
    """In a headline where every word is capital, so that capitals say nothing."""


_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:St|Mt|Ft)\.|[^\W\d_]+(?:'[^\W\d_]+)*")
_GAP = re.compile(r"(?: |-| - )$")
_PARTICLES = words(
    "al el ad an ar as ash at az de del la le les los las of the es ez au aux sur en du do "
    "da dos das di am ul un on upon und lès"
)
_ARTICLES = words("al el ad an ar as ash at az")
_LOCATIVE = AnyCase(
    r"\b(?:in|near|at|outside|inside|around|across|throughout|into|towards?|beyond|via|"
    r"(?:city|town|village|capital|port|district|province|region|governorate|suburb|"
    r"outskirts|streets|state|oblast|island|north|south|east|west|kilomet(?:re|er)s|km|"
    r"miles|edge|centre|center|airport) (?:of|from)|between|reach(?:ed)?|leave|left|"
    r"entered|seized|captured|shelled|attacked|hit|struck|besieged|fled|visit(?:ed)?|"
    r"bombed|based|held|holds?|took|tak(?:e|en|ing)|retook|retaken|controls?|lost|defend\w*|enter|reached|evacuate|evacuated|over|through|flights (?:to|from)|border with|road (?:to|from)|"
    r"arriv\w+ (?:in|at|from)|convoy (?:to|from)|"
    r"(?:in|near|at|between|to|from|around|of) [A-Z][\w'-]+(?:, [A-Z][\w' -]{2,30})*,? and)"
    r" (?:(?:the|downtown|central|northern|southern|eastern|western|north|south|east|west|"
    r"nearby|neighbou?ring|greater|old) )*$"
)
_WEAK = AnyCase(
    r"\b(?:from|to|of|for|on|against|with|and|or|leaving|by|toward)"
    r" (?:the |northern |southern |eastern |western |neighbou?ring |nearby )*$"
)
_FEATURE = words(
    "airport international airfield airbase air province governorate oblast region "
    "district city state county port harbour harbor crossing border bridge road highway "
    "street square hospital university stadium suburb area embassy prefecture department "
    "valley island islands peninsula river railway station neighbourhood neighborhood "
    "refugee camp metro metropolitan raion canton municipality strip"
)
_AFTER = _FEATURE | words(
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april may june july august september october november december president prime "
    "foreign defence defense interior minister ministry government mayor governor police "
    "army parliament says said crisis war central bank supreme court security national "
    "north south east west northern southern eastern western office bureau time i "
    "conflict invasion ambassador chief chancellor secretary king queen cabinet council "
    "opposition rebels troops and of in on to for the"
)
_BEFORE = words(
    "northern southern eastern western north south east west central greater downtown old "
    "upper lower inner outer mount lake fort camp port gulf republic in at near from to "
    "of into and or but with for by via on over after before while when where since as if "
    "both although though meanwhile yesterday today tomorrow monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august "
    "september october november december the a an this that inside outside across around "
    "between towards toward through because his her their its our embassy airport city "
    "town consulate post anti pro about like under until however why how what who is are "
    "was were will neighbouring neighboring nearby once only even also not no than then "
    "leaving reaching fleeing entering visiting during despite unlike following says said"
)
_TITLES = words(
    "president minister chancellor premier mr mrs ms dr sir lord lady general gen colonel "
    "col major maj captain capt lieutenant lt sergeant sgt admiral senator sen secretary "
    "ambassador judge justice king queen prince princess pope bishop archbishop "
    "congressman congresswoman rep professor prof governor gov commander sheikh ayatollah "
    "spokesman spokeswoman spokesperson saint correspondent envoy brigadier marshal "
    "detective officer chairman chairwoman director mayor imam mullah"
)
_NOT_PLACES = re.compile(
    r" (?:Times|Post|Independent|Herald|Tribune|Star|Mirror|Journal|Gazette|Observer|"
    r"Chronicle|Declaration|Agreements?|Accords?|Convention|Protocol|Treaty|Peace Accord|"
    r"Memorandum|Statute|Consensus|Club|FC|United FC|Airlines|Airways|Formula|Communique)\b"
)
_NO_TOWNS = ("white house", "red sea", "black sea", "middle east", "green line")
NEVER = frozenset(_NO_TOWNS) | words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december may congress parliament senate "
    "council union police government ministry embassy airport army navy republic state "
    "states center centre liberty independence progress democrat enterprise commerce "
    "hospital university central north south east west northern southern eastern western "
    "of most both many this that level page university best same orient mission english "
    "international general president minister security national united nations islam "
    "christian muslim foreign defence defense white house green red black blue border "
    "chief college church mosque sector wagner marine imam sheikh mullah god sun sea "
    "gulf pool africa europe asia sahel times post voice radio capital embassies east "
    "media english french german spanish arab kurd sharia jihad hamas allah"
)
GENERIC = NEVER | _FEATURE | words("compound chancery residence school hotel depot")
"""What places of a post are called that anybody's may be called: no name."""
_SHOUTED = 0.75
_FEATURES_SMALL = words("crossing airport bridge border gate")


_GENITIVE = ("'s", "'S")


@lru_cache(maxsize=1024)
def words_of(sentence: str) -> tuple[Word, ...]:
    """Give the words of an evened *sentence*."""
    out = []
    for match in _WORD.finditer(sentence):
        text = match[0]
        start, end = match.span()
        if text[-2:] in _GENITIVE:
            text, end = text[:-2], end - 2
        out.append(Word(start, end, text, text[:1].isupper()))
    return tuple(out)


def windows(sentence: str, found: tuple[Word, ...]) -> dict[tuple[int, int], str]:
    """Give each run of words that may be a name, first and last word, folded."""
    out = {}
    for i, word in enumerate(found):
        article = word.text in _ARTICLES and _article(sentence, found, i)
        if not (word.capital or article):
            continue
        if word.text == "The" and not (i + 1 < len(found) and found[i + 1].capital):
            continue
        for j in range(i, min(i + MOST_WORDS, len(found))):
            if j > i and not _GAP.match(sentence[found[j - 1].end : found[j].start]):
                break
            if found[j].capital or (j > i and found[j].text in _FEATURES_SMALL):
                out[i, j] = fold(sentence[word.start : found[j].end])
            elif j > i and found[j].text not in _PARTICLES:
                break
    return out


def _article(sentence: str, found: tuple[Word, ...], i: int) -> bool:
    """Tell the small article of *al-Arish*."""
    if i + 1 == len(found):
        return False
    joined = sentence[found[i].end : found[i + 1].start] == "-"
    return joined and found[i + 1].capital


def toponyms_in(
    sentence: str,
    found: tuple[Word, ...],
    runs: dict[tuple[int, int], str],
    known: frozenset[str],
) -> tuple[Toponym, ...]:
    """Keep of the *runs* the longest that are *known*, left to right."""
    longest = {i: j for (i, j), name in runs.items() if name in known}
    if not longest:
        return ()
    shouted = not sentence.endswith((".", "?", "!")) and _is_shouted(found)
    out = []
    last = -1
    for i, j in sorted(longest.items()):
        if i > last:
            name = runs[i, j]
            out.append(_toponym(sentence, found, (i, j), name, shouted=shouted))
            last = j
    return tuple(out)


def _is_shouted(found: tuple[Word, ...]) -> bool:
    long = [w for w in found if len(w.text) > 3]
    return len(long) > 4 and sum(w.capital for w in long) > _SHOUTED * len(long)


def _toponym(
    sentence: str,
    found: tuple[Word, ...],
    span: tuple[int, int],
    name: str,
    *,
    shouted: bool,
) -> Toponym:
    first, last = span
    start, end = found[first].start, found[last].end
    before = _next_to(sentence, found, first - 1, first)
    after = _next_to(sentence, found, last, last + 1, after=True)
    left = sentence[max(0, start - 60) : start]
    spaced = left.endswith(" ")
    feature = after is not None and after.text.lower() in _FEATURE
    titled = before is not None and before.capital and _is_title(before)
    joined = bool(_NOT_PLACES.match(sentence, end)) or _is_joined(before, after)
    return Toponym(
        start=start,
        end=end,
        name=name,
        locative=feature or (spaced and _LOCATIVE.is_in(left)),
        weak=spaced and _WEAK.is_in(left),
        titled=titled,
        joined=joined and not shouted,
        first=first == 0,
        acronym=sentence[start:end].isupper() and not sentence.isupper(),
        shouted=shouted,
    )


def _is_title(word: Word) -> bool:
    return word.text.lower().rstrip(".") in _TITLES


def _next_to(
    sentence: str, found: tuple[Word, ...], i: int, j: int, *, after: bool = False
) -> Word | None:
    """Give the word beside a name, if only a space is between."""
    if i < 0 or j >= len(found):
        return None
    between = sentence[found[i].end : found[j].start]
    wanted = found[j] if after else found[i]
    short = between == ". " and not after and _is_title(wanted)
    return wanted if between == " " or short else None


def _is_joined(before: Word | None, after: Word | None) -> bool:
    left = before is not None and before.capital and _is_name(before, _BEFORE)
    right = after is not None and after.capital and _is_name(after, _AFTER)
    return left or right


def _is_name(word: Word, common: frozenset[str]) -> bool:
    low = word.text.lower().rstrip(".")
    return low not in common and not word.text.isupper()
