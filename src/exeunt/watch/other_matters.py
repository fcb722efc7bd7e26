"""Paragraphs of sport, trade and pageants, whose words are those of war and of leaving."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from exeunt.watch.sentences import Sentence
from exeunt.watch.wording import words


_DOMAINS = {
    "sport": words(
        "coach squad striker midfielder goalkeeper defender winger fixture penalty semi-final final quarter-final "
        "league cup champions trophy tournament pitch goal goals captain teammate teammates injury hamstring "
        "substitute playoff season innings wicket wickets batsman batsmen bowler bowlers rugby football cricket tennis "
        "basketball hockey club fans derby relegation referee touchline scored equaliser olympic olympics medal "
        "sprinter cyclist cyclists peloton match matches player players champion bout boxer round rounds title team teams "
        "training transfer-market tie win lap qualifying driver stadium racket seed seeded half-time"
    ),
    "trade": words(
        "grocer grocers supermarket supermarkets discounter discounters retailer retailers shoppers shareholder "
        "shareholders boardroom takeover merger bidder chief-executive chief-executives executives brand brands price-war "
        "price-cuts market-share profit profits quarterly dividend stock shares earnings investors hostile-bid "
        "rival-bid streaming console smartphone smartphones advertising ceo customers sales startup start-up founder founders "
        "patent patents lawsuit bank-merger price"
    ),
    "hotel": words(
        "hotel hotels resort suites refit guests rooms spa lobby bookings chain refurbishment brand general-manager"
    ),
    "pageant": words(
        "festival carnival pageant reenactors re-enactment costume costumes horseback fair spectators actors stage "
        "audience theatre museum exhibition gallery concert orchestra tourists walkers runners runner marathon "
        "parade band musical dancers choir curator"
    ),
}
_ENOUGH = 3
_STRONG = words(
    "midfielder goalkeeper peloton touchline price-war takeover grocers discounters reenactors supermarkets "
    "pageant transfer-market refit champions-league hotel-brand batsmen hamstring"
)
_WAR = re.compile(
    r"\b(?:troops|soldiers|gunmen|militants?|militias?|taliban|rebels?|insurgents?|(?<!mock )army|junta|"
    r"missiles?|rockets?|shell(?:ed|ing)|bomb(?:s|ed|ing)?|explosions?|air ?strikes?|killed|wounded|casualt\w+|"
    r"curfew|state of emergency|police|refugees|evacuees|evacuated its|seized (?:power|the)|civilians?|"
    r"airlines? (?:suspend|halt|cancel)\w*|airspace|war-risk|foreign ministry|state department|"
    r"embassy (?:in|staff|said)|consulate|ambassador|diplomats?)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_PAIRS = re.compile(
    r"\b(price|transfer|market|chief|hotel|general|rival|hostile|champions)"
    r" (war|cuts|market|share|executives?|brand|manager|bid|league)\b"
)
_BY_WORD = {word: field for field, listed in _DOMAINS.items() for word in listed}


def of_other_matters(whole: Sequence[Sentence]) -> frozenset[int]:
    """Give the places of the sentences whose paragraph is of sport, trade or a pageant."""
    out: set[int] = set()
    paragraphs: dict[int, list[int]] = {}
    for i, sentence in enumerate(whole):
        paragraphs.setdefault(sentence.paragraph, []).append(i)
    for places in paragraphs.values():
        text = " ".join(whole[i].text for i in places)
        if is_of_other_matters(text):
            out.update(places)
    return frozenset(out)


def is_of_other_matters(text: str) -> bool:
    """Tell by several words of one field, and none of war, what a paragraph is of."""
    low = _PAIRS.sub(r"\1-\2", text.lower())
    here = set(_WORD.findall(low)) & _BY_WORD.keys()
    told = Counter(_BY_WORD[word] for word in here)
    if max(told.values(), default=0) + len(here & _STRONG) < _ENOUGH:
        return False
    return _WAR.search(text) is None
