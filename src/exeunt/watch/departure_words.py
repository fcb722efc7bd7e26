"""Classes of words that say who leaves a mission, and at whose word: one letter each."""

from __future__ import annotations

from functools import lru_cache

from exeunt.watch.any_case import AnyCase
from exeunt.watch.wording import words


_CLASSES = {
    "P": (
        "staff staffers personnel employee employees diplomat diplomats officials worker workers "
        "families family family-members members relative relatives spouse spouses wives husbands "
        "child children kids dependant dependants dependent dependents efms eligibles volunteers expatriates "
        "expats peacekeepers team teams envoys attaches guardians everyone everybody hires direct-hires "
        "servants aides"
    ),
    "E": (
        "embassy embassies consulate consulates mission missions chancery chanceries legation "
        "representation post posts consulate-general"
    ),
    "O": (
        "order orders ordered ordering direct directs directed directing instruct instructs instructed "
        "instructing tell tells told telling require requires required requiring mandate mandates "
        "mandated mandating command commands commanded oblige obliges obliged compel compelled "
        "ask asks asked asking urge urges urged urging advise advises advised request requests requested"
    ),
    "N": "instructions instruction notice marching",
    "A": (
        "authorize authorizes authorized authorizing authorise authorises authorised authorising approve "
        "approves approved approving allow allows allowed allowing permit permits permitted permitting "
        "let lets letting clear clears cleared clearing free enable enables enabled sanctioned endorse "
        "endorsed encourage encouraged"
    ),
    "H": "give gives gave given giving grant grants granted granting offer offers offered offering",
    "K": (
        "permission option choice chance opportunity clearance authorization authorisation "
        "go-ahead possibility consent"
    ),
    "L": "head heads heading follow following leave leaving leaves depart departs departing go going quit exit get pack",
    "l": "left departed gone quitted exited",
    "M": (
        "evacuate evacuates evacuated evacuating withdraw withdraws withdrew withdrawn withdrawing "
        "relocate relocates relocated relocating repatriate repatriates repatriated repatriating recall "
        "recalls recalled recalling airlift airlifts airlifted airlifting extract extracts extracted "
        "extracting remove removes removed removing"
    ),
    "m": "move moves moved moving",
    "W": (
        "pull pulls pulled pulling fly flies flew flown flying bring brings brought bringing send sends "
        "sent sending gets got getting come return move moves moved moving take takes took taken taking lift "
        "lifts lifted lifting drive drives drove driven driving ship shipped bus bused bussed whisk "
        "whisked usher ushered ferry ferried escort escorted"
    ),
    "C": (
        "reduce reduces reduced reducing cut cuts cutting trim trims trimmed trimming shrink shrinks "
        "shrank shrinking downsize downsizes downsized downsizing thin thins thinned thinning scale "
        "scales scaled scaling draw draws drew drawn drawing pare pares pared paring slim slims "
        "slimmed slimming whittle whittled optimise optimised optimising optimize optimized optimizing "
        "strip stripped empty empties emptied emptying halve halves halved halving drawdown"
    ),
    "D": (
        "departure departures evacuation evacuations withdrawal withdrawals relocation relocations "
        "drawdown draw-down pullout pull-out repatriation airlift exit exodus removal reduction extraction"
    ),
    "B": "is are was were be been being has have had having am become became becomes",
    "T": "to",
    "o": "out home away off overland abroad back down homeward",
    "f": "from",
    "F": "of",
    "t": "that",
    "c": "and or with as along plus including",
    "q": "all most many some half majority nearly almost last remaining more than few several every",
    "V": "must shall need needs needed",
    "Y": "may can",
    "v": "voluntarily wish wishes choose want like prefer expense cost voluntary choosing request discretion",
    "J": "voluntary authorised authorized",
    "Q": "mandatory compulsory obligatory mandated",
    "S": (
        "suspend suspends suspended suspending cease ceases ceased ceasing halt halts halted halting "
        "pause pauses paused pausing stop stops stopped stopping freeze froze frozen discontinue "
        "discontinued"
    ),
    "s": "close closes closed closing shut shuts shutting shutter shutters shuttered",
    "n": "closure suspension shutdown closing shuttering",
    "U": "operations operating activities activity work working functioning function programmes programs",
    "Z": "reopen reopens reopened reopening re-open re-opens re-opened re-opening",
    "z": "resume resumes resumed resuming restart restarts restarted resumption",
    "!": "not never nobody none no n't don't didn't won't hasn't haven't cannot",
    "#": "consular visa visas routine flight flights public passport reporters journalists lawmakers citizens americans nationals britons residents civilians",
    "p": "them us",
}
_LETTER = {
    word: letter for letter, some in reversed(_CLASSES.items()) for word in words(some)
}
_TOKEN = AnyCase(r"direct[ -]hires?\b|[Ii]n order to\b|[^\W_](?:[\w.'&/-]*\w)?|[,;:]")
_MARKS = {",": ",", ";": ";", ":": ";"}
REST = "x"
"""The letter of every other word."""


@lru_cache(maxsize=1 << 14)
def letter_of(word: str) -> str:
    """Give the class of a word, whatever its case and without its genitive."""
    if word in _MARKS:
        return _MARKS[word]
    return _LETTER.get(word.lower().replace(" ", "-").removesuffix("'s"), REST)


def spelt(sentence: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Give one letter for each word of *sentence*, and where each word stands."""
    found = [*_TOKEN.finditer(sentence)]
    letters = [letter_of(match[0]) for match in found]
    return "".join(letters), tuple(match.span() for match in found)
