"""The tense of a clause: which verb governs a place in a sentence, and when it says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from exeunt.watch.any_case import AnyCase
from exeunt.watch.pieces import may_match, needed
from exeunt.watch.wording import words


class Tense(StrEnum):
    """When a clause says that its matter is."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group, as long as it is sure to be one."""

    start: int
    end: int
    tense: Tense
    words: tuple[str, ...]
    modal: bool = False
    """Said with may, might, could, would or should."""

    @property
    def head(self) -> str:
        """The last word of the group."""
        return self.words[-1]


_TOKEN = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|'(?:ll|re|s|d|ve)\b|[,;:()\"-]")
_ADVERBS = words(
    "not also again then now both only still soon likely reportedly probably "
    "never already therefore jointly personally formally currently all each "
    "officially temporarily immediately formerly quickly finally initially long "
    "recently"
)
_WILL = frozenset(["will", "shall", "won't", "'ll"])
_MODAL = words("may might could would should can must 'd cannot")
_HEDGED = frozenset(["may", "might", "could", "would", "should", "'d", "can"])
_BE_NOW = frozenset(["is", "are", "am", "'re", "isn't", "aren't"])
_BE_THEN = frozenset(["was", "were", "wasn't", "weren't"])
_HAVE = words("has have had hasn't haven't hadn't having 've")
_LINKS = frozenset(["be", "been", "being", "have"])
AHEAD = words(
    "set due scheduled expected planned slated going poised likely supposed "
    "about timed bound meant billed pencilled arranged"
)
"""Words that put what follows in the future, after a form of *be*."""
_PAST_IRREGULAR = words(
    "said told met held began went came took made left found gave got spoke ran "
    "broke struck fell rose shut cut hit sent lost won kept led built fled "
    "withdrew became saw knew thought felt brought wrote drew grew drove flew "
    "chose stood understood sought taught swore shot dealt laid paid read heard "
    "did had put let quit fought slept spent sank rang sang swam drank ate forgot "
    "froze stole tore wore bore shook lay rode hid hung dug stuck blew threw bought "
    "caught sold fed woke swept crept meant beat lent bent slid shrank sprang"
)
_PARTICIPLES = words(
    "said told met held begun gone come taken made left found given got spoken "
    "run broken struck fallen risen shut cut hit sent lost won kept led built "
    "fled withdrawn become seen known thought felt brought written drawn grown "
    "beat beaten driven flown chosen stood sought shot dealt laid paid read heard done put "
    "let overrun set"
)
_NOT_PAST = words(
    "need indeed armed united unprecedented hundred red shed speed embed seed "
    "feed exceed proceed succeed bleed breed creed sacred naked wicked crossed "
    "high-ranked based so-called unnamed increased detailed limited retired "
    "landlocked continued heightened mixed alleged supposed related disputed "
    "displaced wounded backed proposed renewed sustained allied"
)
_DETERMINERS = words(
    "the a an its their his her our of this that these those your some any no"
)
BARE = words(
    "meet hold speak talk call host convene gather begin start end expire "
    "resume open visit travel vote sign launch close leave depart evacuate "
    "suspend relocate withdraw reopen take stop continue attend discuss arrive "
    "return impose declare order authorize authorise join lift move send pull "
    "invade attack announce decide brief testify hear gather negotiate fly go "
    "come lapse conclude run last reduce halt cancel shut cease consult confer "
    "chair receive deliver conduct stage get ask urge warn raise lower review "
    "extend keep stay remain make bring give"
)
_BARE = BARE
_NOW = frozenset(
    {
        {"go": "goes"}.get(w, w + ("es" if w.endswith(("sh", "ch", "s")) else "s"))
        for w in BARE
        if w not in {"visit", "call", "talk", "vote", "travel", "order", "end", "start"}
    }
    | words(
        "reaches travels flies lands sails heads faces plays marks celebrates airs "
        "premieres appears sits addresses unveils presents inaugurates follows runs"
    )
    | {"says", "tells", "plans", "wants", "advises", "has", "does", "denies"}
)
_NOW_PLURAL = frozenset(
    {"meet", "hold", "gather", "convene", "resume", "begin", "expire", "depart"}
)
_GET = frozenset(["get", "gets", "getting"])
"""What comes after these is no verb of its own: getting beaten."""
_SAID_AHEAD = words("scheduled slated due upcoming forthcoming planned")
_BEGIN = (
    frozenset({"to"})
    | _WILL
    | _MODAL
    | _BE_NOW
    | _BE_THEN
    | _HAVE
    | _SAID_AHEAD
    | _PAST_IRREGULAR
    | _NOW
    | _NOW_PLURAL
)
"""Every verb group begins with one of these, or with a word in *-ed*."""
_NOT_TO = words("failed refused used managed declined neglected seems seemed")


@lru_cache(maxsize=1024)
def verbs(sentence: str) -> tuple[Verb, ...]:
    """Find the verb groups of an evened *sentence*, left to right."""
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    found: list[Verb] = []
    i = 0
    while i < len(tokens):
        low = tokens[i][0].lower()
        if low not in _BEGIN and low[-2:] != "ed":
            i += 1
            continue
        group = _group_at(tokens, i)
        if group is None:
            i += 1
            continue
        length, tense, modal = group
        words = tuple(t[0].lower() for t in tokens[i : i + length])
        found.append(Verb(tokens[i][1], tokens[i + length - 1][2], tense, words, modal))
        i += length
    return tuple(found)


_Token = tuple[str, int, int]


def _group_at(tokens: list[_Token], i: int) -> tuple[int, Tense, bool] | None:
    word, before = tokens[i][0], tokens[i - 1][0].lower() if i else ""
    low = word.lower()
    if low in _WILL and before not in _DETERMINERS:
        return _chain(tokens, i), Tense.FUTURE, False
    if low in _MODAL and word[0].islower():
        length = _chain(tokens, i)
        tense = Tense.PAST if _had_been(tokens, i, length) else Tense.FUTURE
        return length, tense, low in _HEDGED
    if low in _BE_NOW or low in _BE_THEN:
        return _be(tokens, i, then=low in _BE_THEN)
    if low in _HAVE:
        return _have(tokens, i)
    if low == "to":
        return _infinitive(tokens, i, before)
    return _single(tokens, i, before)


def _skip(tokens: list[_Token], i: int, words: frozenset[str]) -> int:
    limit = min(i + 4, len(tokens))
    while i < limit and tokens[i][0].lower() in words:
        i += 1
    return i


def _at(tokens: list[_Token], i: int) -> str:
    return tokens[i][0].lower() if i < len(tokens) else ""


def _chain(tokens: list[_Token], i: int) -> int:
    j = _skip(tokens, i + 1, _ADVERBS | _LINKS)
    return j - i + (1 if j < len(tokens) and tokens[j][0].isalpha() else 0)


def _had_been(tokens: list[_Token], i: int, length: int) -> bool:
    """Tell *may have died* from *may die*."""
    have = any(tokens[k][0].lower() == "have" for k in range(i + 1, i + length))
    return have and _is_participle(_at(tokens, i + length - 1))


def _is_participle(word: str) -> bool:
    return word in _PARTICIPLES or (word.endswith("ed") and len(word) > 3)


def _be(tokens: list[_Token], i: int, *, then: bool) -> tuple[int, Tense, bool]:
    j = _skip(tokens, i + 1, _ADVERBS | frozenset({"being"}))
    following = _at(tokens, j)
    if following == "to" or (following in AHEAD and _ahead(tokens, j)):
        return j - i + 1, Tense.FUTURE, False
    tense = Tense.PAST if then else Tense.PRESENT
    taken = _is_participle(following) or following.endswith("ing")
    return j - i + taken, tense, False


def _ahead(tokens: list[_Token], j: int) -> bool:
    return _at(tokens, j) != "about" or _at(tokens, j + 1) == "to"


def _have(tokens: list[_Token], i: int) -> tuple[int, Tense, bool]:
    j = _skip(tokens, i + 1, _ADVERBS | frozenset({"been"}))
    following = _at(tokens, j)
    if following in AHEAD and tokens[j - 1][0].lower() == "been":
        return j - i + 1, Tense.FUTURE, False
    if following == "to":
        return j - i + 1, Tense.FUTURE, False
    past = _is_participle(following) or tokens[i][0].lower() == "had"
    tense = Tense.PAST if past or tokens[j - 1][0].lower() == "been" else Tense.PRESENT
    return j - i + _is_participle(following), tense, False


def _infinitive(
    tokens: list[_Token], i: int, before: str
) -> tuple[int, Tense, bool] | None:
    j = _skip(tokens, i + 1, _ADVERBS | _LINKS)
    word = tokens[j][0] if j < len(tokens) else ""
    if before in _NOT_TO:
        return (j - i + 1, Tense.PAST, False) if word.isalpha() else None
    if word in _BARE or (j > i + 1 and _is_participle(word)):
        return j - i + 1, Tense.FUTURE, False
    if word.islower() and word not in _DETERMINERS and _awaited(tokens, i):
        return j - i + 1, Tense.FUTURE, False
    return None


_AWAITING = words(
    "expect expects expected likely forecast forecasts projected hopes hope hoped "
    "wants want plans plan planning planned hoping aims aim promised promises pledged intends agreed due"
)


def _awaited(tokens: list[_Token], i: int) -> bool:
    """Tell *expects the economy to shrink*: any verb may follow."""
    near = tokens[max(0, i - 6) : i]
    return any(token[0].lower() in _AWAITING for token in near)


def _single(
    tokens: list[_Token], i: int, before: str
) -> tuple[int, Tense, bool] | None:
    word = tokens[i][0]
    named = before in _DETERMINERS and before != "that"
    if named or not word[0].islower() or (before in _GET and _is_participle(word)):
        return None
    if word in _SAID_AHEAD:
        return 1, Tense.FUTURE, False
    if word == "closed" and _at(tokens, i + 1) in {"doors", "door", "session"}:
        return None
    if word in _PAST_IRREGULAR or (
        word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST
    ):
        return 1, Tense.PAST, False
    if word in _NOW or word in _NOW_PLURAL:
        return 1, Tense.PRESENT, False
    return None


_FAR = 10_000
_AFTER = 25
"""How much farther a verb to the right is than it seems."""
_ASIDE = 60
"""How much farther a participle is than it seems: in towns *held by* rebels."""
_TURN = re.compile(
    r"[;:]| - |\b(?:and|but|while|as|that|which|who|whom|whose|after|before|when|"
    r"where|because|since|although|though|if|so)\b"
)
_AHEAD_OF = AnyCase(
    r"\b(?:ahead of|in advance of|prior to|upcoming|forthcoming|in the run-up to|"
    r"in preparation for|deadline of|scheduled for|set for|due on|planned for|"
    r"expected on)\b[^,;]{0,40}$"
)
_OF_AHEAD = needed(_AHEAD_OF.pattern)


_NEVER_WAS = re.compile(
    r"^[^,;.]{0,30}\b(?:did not (?:take place|happen|go ahead)|never (?:took place|happened)|"
    r"fell through|came to nothing)\b"
)


def never_was(sentence: str, end: int) -> bool:
    """Tell whether what a day stands with, up to *end*, is said not to have come about."""
    return bool(_NEVER_WAS.search(sentence[end : end + 80]))


def governing(
    sentence: str, start: int, end: int, groups: tuple[Verb, ...]
) -> Verb | None:
    """
    Give the verb group that governs what stands at *start* to *end*.

    A verb to the left is preferred; commas and conjunctions in between make a verb
    count as farther away than it is.
    """
    best, cost = None, _FAR
    last = bisect_right(groups, start, key=attrgetter("end")) - 1
    if last >= 0 and (away := _distance(sentence, groups[last].end, start)) < cost:
        best, cost = groups[last], away
    first = bisect_left(groups, end, key=attrgetter("start"))
    for verb in islice(groups, first, None):
        if _AFTER + verb.start - end >= cost:
            break
        away = _AFTER + _distance(sentence, end, verb.start)
        if len(verb.words) == 1 and sentence.startswith(" by ", verb.end):
            away += _ASIDE
        if away < cost:
            best, cost = verb, away
    return best


def _distance(sentence: str, start: int, end: int) -> int:
    between = sentence[start:end]
    return len(between) + 40 * between.count(",") + 25 * len(_TURN.findall(between))


def tense_at(sentence: str, start: int, end: int, groups: tuple[Verb, ...]) -> Tense:
    """Tell in which tense the sentence speaks of what stands at *start* to *end*."""
    if never_was(sentence, end):
        return Tense.PAST
    before = sentence[max(0, start - 80) : start]
    if may_match(_OF_AHEAD, before.lower()) and _AHEAD_OF.search(before):
        return Tense.FUTURE
    verb = governing(sentence, start, end, groups)
    return Tense.NONE if verb is None else verb.tense
