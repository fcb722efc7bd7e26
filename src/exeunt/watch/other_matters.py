"""Paragraphs of sport, trade and pageants, whose words are those of war and of leaving."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from exeunt.watch.any_case import AnyCase
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
_WAR = AnyCase(
    r"\b(?:troops|soldiers|gunmen|militants?|militias?|taliban|rebels?|insurgents?|(?<!mock )army|junta|"
    r"missiles?|rockets?|shell(?:ed|ing)|bomb(?:s|ed|ing)?|explosions?|air ?strikes?|killed|wounded|casualt\w+|"
    r"curfew|state of emergency|police|refugees|evacuees|evacuated its|seized (?:power|the)|civilians?|"
    r"airlines? (?:suspend|halt|cancel)\w*|airspace|war-risk|foreign ministry|state department|"
    r"embassy (?:in|staff|said)|consulate|ambassador|diplomats?)\b",
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_PAIRS = re.compile(
    r"\b(price|transfer|market|chief|hotel|general|rival|hostile|champions)"
    r" (war|cuts|market|share|executives?|brand|manager|bid|league)\b"
)
_BY_WORD = {word: field for field, listed in _DOMAINS.items() for word in listed}
_ANY = _BY_WORD.keys() | words(
    "price transfer market chief hotel general rival hostile champions"
)
_APART = str.maketrans(dict.fromkeys(".,;:!?\"'()/\u2019\u201c\u201d", " "))


@lru_cache(maxsize=64)
def is_of_other_matters(text: str) -> bool:
    """Tell by several words of one field, and none of war, what a paragraph is of."""
    low = text.lower()
    here = _ANY & set(low.translate(_APART).split())
    if len(here) + bool(here & _STRONG) < _ENOUGH:
        return False
    here = set(_WORD.findall(_PAIRS.sub(r"\1-\2", low))) & _BY_WORD.keys()
    told = Counter(_BY_WORD[word] for word in here)
    if max(told.values(), default=0) + len(here & _STRONG) < _ENOUGH:
        return False
    return _WAR.search(text) is None
