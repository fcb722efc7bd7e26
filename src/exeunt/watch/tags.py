"""Tags within what is said: *The bridge, he said, is gone*, and what goes on behind one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from exeunt.watch.any_case import AnyCase
from exeunt.watch.claims import Claim, Span, hull
from exeunt.watch.cue_words import STRONG
from exeunt.watch.quotes import Quote
from exeunt.watch.sentences import Sentence
from exeunt.watch.told import Told
from exeunt.watch.wording import words


_NOT_SAID = words(
    "and but while when as who which whose where according after before because since "
    "though although with in on at during speaking"
)
_TAIL = re.compile(r"[\s,;.\"'\u201d\u2019-]+$")
_LEAD = AnyCase(r"\W*(?:(?:and|but|yet|so|still)\b,? )?")
_FIRST = re.compile(r"\s*[\"'\u201c]*(\w[\w'\u2019-]*)")


def spanning(sentence: str, claim: Claim) -> Claim:
    """
    Let what is said go on behind a tag that commas set off from it.

    *The bridge, he said, is gone* says that the bridge is gone, on both sides.
    """
    if claim.source is None or claim.lemma not in STRONG:
        return claim
    claim = replace(claim, source=_nearest(sentence, claim.source, claim.cue))
    if claim.source is None or claim.source[0] > claim.cue[0]:
        return claim
    tag = hull(claim.source, claim.cue)
    before, after = sentence[: tag[0]].rstrip(), sentence[tag[1] :]
    after = _WHERE.sub(",", after, count=1)
    if not before.endswith(",") or not after.startswith(","):
        return claim
    if len(sentence[slice(*tag)].split()) > _LONGEST_TAG or not _goes_on(after[1:]):
        return claim
    start = _LEAD.match(sentence)
    content = start.end() if start else 0, len(_TAIL.sub("", sentence))
    return replace(claim, content=content) if content[0] < tag[0] else claim


_WHERE = re.compile(
    r"^ (?:earlier|later|on|in|at|during|this|last|[A-Z][a-z]+day)\b[^,;:\"\u201c\u201d]{0,60},"
)
"""Where and when it was said: *, he said earlier in the hearing,*."""
_LONGEST_TAG = 12


def _nearest(sentence: str, source: Span, cue: Span) -> Span:
    """Part *Dred Scott, Chief Roberts said*: one comma opens a tag, two an apposition."""
    comma = sentence.find(",", source[0], cue[0])
    if comma < 0 or sentence.find(",", comma + 1, cue[0]) >= 0:
        return source
    if not sentence.startswith(",", cue[1]) or comma + 2 >= source[1]:
        return source
    return comma + 2, source[1]


def _goes_on(rest: str) -> bool:
    first = _FIRST.match(rest)
    if first is None or len(rest.split()) < 2:
        return False
    word = first[1].lower()
    return word not in _NOT_SAID and not word.endswith("ing")


def spoken_before(
    text: str, body: Sequence[Sentence], out: Sequence[Told], quote: Quote, index: int
) -> Told | None:
    """Find the statement that ends with a tag, *, he said.*, right before *quote*."""
    if not index or body[index].paragraph != body[index - 1].paragraph:
        return None
    before = [
        t
        for t in out
        if t.sentence == index - 1
        and t.cue is not None
        and t.source is not None
        and t.content[1] <= min(t.cue[0], t.source[0])
        and _ends(text, (max(t.cue[1], t.source[1]), quote.start))
    ]
    return before[-1] if before else None


def _ends(text: str, span: Span) -> bool:
    return span[1] - span[0] <= 80 and text[slice(*span)].rstrip().endswith(".")
