"""What one sentence says and the next one calls false."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exeunt.watch.any_case import AnyCase
from exeunt.watch.marked import marked
from exeunt.watch.sentences import Sentence


_WORDS = (
    *(
        "incorrect",
        "false",
        "untrue",
        "not true",
        "not so",
        "not correct",
        "not the case",
    ),
    *("wrong", "baseless", "unfounded", "foundation", "fabricat", "fake", "inaccurate"),
    *(
        "hoax",
        "nonsense",
        "no truth",
        "denied",
        "denies",
        "rejected",
        "dismissed",
        "no such",
    ),
    *("of the kind", "of the sort", "groundless", "invention", "refuted", "mistaken"),
)
_FALSE = (
    r"(?:(?:entirely|simply|wholly|completely|totally|utterly|quite|plainly|just|also|all|both) )?"
    r"(?:incorrect|false|untrue|not (?:true|so|correct|the case|accurate)|wrong|baseless|unfounded|"
    r"groundless|mistaken|without (?:any )?(?:foundation|basis|substance)|fabricat\w+|fake(?: news)?|inaccurate|"
    r"a hoax|(?:an? |pure )?(?:invention|fabrication)|nonsense|untruthful)"
)
_CLAIM = (
    r"(?:reports?|claims?|stories|story|rumou?rs?|allegations?|accounts?|suggestions?|assertions?|"
    r"posts?|talk|speculation|word|news|message|video|voice note)"
)
_BE = r"(?:is|are|was|were|has been|have been|proved|proves|turned out to be)"
_CALLED_FALSE = re.compile(
    rf"^\W*(?:But )?(?:(?:That|This|It|These|They|Both|All of (?:this|that|it)|"
    rf"(?:The|Those|These|Such|That|This) {_CLAIM}(?: (?!that\b|of\b|about\b)[\w-]+){{0,3}}?) {_BE} {_FALSE}\b(?! (?:that|to)\b)|"
    r"(?:There (?:is|was) no truth (?:in|to) (?:it|this|that|them|(?:the|these|those|such) \w+)\b(?! (?:that|of|about)\b))|"
    r"(?:None of (?:it|this|that|these)(?: reports?| claims?)? (?:is|was|are|were) (?:true|so|accurate|correct)\b)|"
    r"(?:Not so|Not true|False|Untrue)\W*$|"
    r"No such (?:decision|order|step|instruction|instructions|move|measure|announcement|closure|attack|advice|evacuation|incident|plan)s? "
    r"(?:has|have|had|was|were|is|exists?|took)\b|"
    r"Nothing of the (?:kind|sort) (?:has|had|is|was)\b)",
    re.IGNORECASE,
)
_DENIED_IT = re.compile(
    rf"^\W*(?:(?:But |Yet )?(?:[\w.'-]+ ){{1,8}}?)(?:has |have |had |later |swiftly |promptly |flatly |since )*"
    rf"(?:denied|denies|rejected|rejects|dismissed|dismisses|refuted) (?:it|this|that|them|"
    rf"(?:the|these|those|such) {_CLAIM})\b(?! (?:that|of|about|on)\b)",
    re.IGNORECASE,
)
_HEARSAY = AnyCase(
    r"\b(?:report(?:s|ed|edly)|claim(?:s|ed|ing)?|stories|rumou?r(?:s|ed)?|alleg\w+|outlets?|"
    r"social media|posts?|posted|viral|circulat\w+|shared|tweet\w*|whatsapp|telegram|messages?|"
    r"speculation|suggest(?:s|ed|ing)|voice notes?|video|newspapers?|websites?|said to have)\b",
)
_IN_ITSELF = AnyCase(
    rf"\b(?:talk|rumou?rs?|reports?|claims?|stories|suggestions?|word|allegations?|speculation|posts?) "
    rf"(?:of|about|that|on)\b[^.;]{{3,160}}?\b{_BE} {_FALSE}\b|"
    rf"\bthere (?:is|was) no truth (?:in|to) (?:the )?{_CLAIM}\b",
)


def called_false(whole: Sequence[Sentence]) -> frozenset[int]:
    """Give the places of the sentences that they or the one behind them call false."""
    out: set[int] = set()
    for i in marked(whole, _WORDS):
        sentence = whole[i]
        if _IN_ITSELF.search(sentence.text):
            out.add(i)
        if i and whole[i - 1].paragraph == sentence.paragraph:
            out.update(_before(whole, i))
    return frozenset(out)


def _before(whole: Sequence[Sentence], i: int) -> list[int]:
    """Give the sentence before, where the one at *i* says that it is not so."""
    text, claim = whole[i].text, whole[i - 1].text
    if not (_CALLED_FALSE.match(text) or _DENIED_IT.match(text)):
        return []
    own = _CALLED_FALSE.match(text) and '"' not in text
    return [i - 1] if own or _HEARSAY.search(claim) else []
