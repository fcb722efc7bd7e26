"""In what sense a sentence says a thing: as so, planned, in case of need, denied."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from exeunt.model.signals import Realis
from exeunt.watch.any_case import AnyCase
from exeunt.watch.found_times import Found
from exeunt.watch.grammar import Tense, Verb, governing


OLD_AFTER = timedelta(days=45)
"""What a sentence dates further back than this is history, not news."""

_BOUNDARY = re.compile(
    r"[;:]| - |, (?:but|although|though|while|whereas|yet)\b|\b(?:however|but)\b"
)
_DENIED = AnyCase(
    r"\b(?:no (?:immediate |current |such |final )?(?:plans?|intentions?|decisions?|"
    r"reason|need|orders?|evidence|indications?|requests?)|not|never|nobody|no one|none|cannot|n't|nor|"
    r"neither|denie[sd]|deny|denying|denial|rul(?:e[sd]?|ing) out|reject(?:s|ed|ing)?|"
    r"dismiss(?:es|ed|ing)?|refut(?:es|ed|ing)|false (?:reports?|rumou?rs?|claims?)|"
    r"untrue|without|stopped short of|premature to|rather than|instead of)\b|n't\b"
)
_NOT_ONLY = AnyCase(
    r"\bnot (?:only|just|critical|essential|merely|necessarily|limited|yet over)\b|\bif not\b|"
    r"\bwhether or not\b|\bnot to (?:travel|fly|operate|enter)\b|\bdoes not rely\b|\bdo not rely\b"
)
_CONTINGENT = AnyCase(
    r"\b(?:in case|in the event|in the case of|if|unless|should (?:the|it|they|a|an|"
    r"(?-i:[A-Z][a-z]+)|there|security|fighting|conditions|talks|we|hostilities)|conting\w+|"
    r"would|could|(?-i:may)|might|potential(?:ly)?|possib(?:le|ly|ility)|hypothetical\w*|"
    r"options?|were to|consider(?:s|ed|ing)?|considering|weigh(?:s|ed|ing)?|mull(?:s|ing|ed)?|"
    r"prepar(?:e|es|ed|ing|ation|ations)|ready to|in readiness|stand(?:s|ing)? ready|"
    r"draw(?:s|n|ing)? up|drew up|drafted|plans for|discuss(?:es|ed|ing)?|debat(?:es|ed|ing)|"
    r"ask(?:s|ed|ing)? (?:for|washington|london|the (?:state )?department|headquarters|"
    r"permission)|request(?:s|ed|ing)?|seek(?:s|ing)?|sought|proposed?|recommend(?:s|ed|ing)?|"
    r"review(?:s|ing) (?:whether|options|plans)|whether|"
    r"worst[- ]case|drills?|rehears\w+|exercise[sd]? (?:its|the|their) plan|"
    r"risk of|threat of|fears?|chance of|prospects? of|likel(?:y|ihood)|trigger)\b"
)
_LIFTED = AnyCase(
    r"\b(?:lift(?:s|ed|ing)?|rescind(?:s|ed|ing)?|revers(?:es|ed|ing) (?:the|its|that)|withdr(?:aw|ew|awn|awing) (?:the|its|that) (?:order|permission|author\w+)|terminat(?:es|ed|ing)|revok(?:es|ed|"
    r"ing)|end(?:s|ed|ing) (?:the |its |an? )?(?:order|author|evacuation|suspension)|"
    r"(?:has|have|had|was|were|is|are) (?:now |been )?ended|expired|no longer (?:under|in|on|subject)|"
    r"return(?:s|ed|ing)? to (?:normal|regular|full)|(?-i:may) (?:now )?return|"
    r"allow\w* .{0,40} to return|cancel(?:s|led|ed|ling)|"
    r"resum(?:e|es|ed|ing|ption of) (?:normal |its |full |all |regular |routine )*"
    r"(?:operations|services|work)|re-?open(?:s|ed|ing)?)\b"
)
_HISTORIC = AnyCase(
    r"\b(?:previously|formerly|in the past|at the time|back in|years? ago|decades? ago|"
    r"last year|historically|once before|earlier (?:war|conflict|crisis|evacuation)|"
    r"anniversary|as (?:it|they|we|the embassy|the united states) did in|the same as in|(?:years?|decades?) (?:after|since|later)|"
    r"recall(?:s|ed|ing)(?! (?:[\w-]+ ){0,4}?(?:ambassador|envoy|diplomat|staff|personnel|mission|consul|troops|"
    r"famil|reserv|workers|employees|citizens|parliament)))\b"
)
_REPORTED = AnyCase(
    r"\b(?:reportedly|according to (?:people|sources?|a source|media|reports?|two|three|"
    r"several|unnamed|local)|sources? (?:said|say|told)|media reports?|unconfirmed|"
    r"rumou?r(?:s|ed)?|alleged(?:ly)?|leaked|internal e-?mails?)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence around a cue, with what the judges look at."""

    sentence: str
    start: int
    end: int
    cue_start: int
    cue_end: int

    @property
    def before(self) -> str:
        """What the clause says ahead of the cue."""
        return self.sentence[self.start : self.cue_start]

    @property
    def cue(self) -> str:
        """The words that name the thing."""
        return self.sentence[self.cue_start : self.cue_end]

    @property
    def after(self) -> str:
        """What it says behind."""
        return self.sentence[self.cue_end : self.end]

    @property
    def whole(self) -> str:
        """All of it."""
        return self.sentence[self.start : self.end]


def clause_around(sentence: str, start: int, end: int) -> Clause:
    """Cut out the clause that holds *start* to *end*."""
    left, right = 0, len(sentence)
    for match in _BOUNDARY.finditer(sentence):
        if match.end() <= start:
            left = match.end()
        elif match.start() >= end:
            right = match.start()
            break
    return Clause(sentence, left, right, start, end)


_SCOPE = 90


def is_denied(clause: Clause) -> bool:
    """Tell whether the cue is negated or denied."""
    before = clause.before[-_SCOPE:]
    cue = clause.cue
    after = clause.after[:45]
    for text, reach in ((before, _SCOPE), (cue, len(cue))):
        for match in _DENIED.finditer(text):
            if not _NOT_ONLY.match(text, match.start()) and (
                reach != _SCOPE or _in_scope(text[match.end() :])
            ):
                return True
    return bool(_NONE.search(before) or _DENIED_AFTER.search(after))


_NONE = AnyCase(r"\b(?:no|without(?: any)?|nor any)(?: [\w-]+){0,2} $")


_DENIED_AFTER = AnyCase(
    r"^\W*(?:\w+ ){0,4}?(?:(?:is|are|was|were|has|have|had|will|would|does|did|do)(?: not|n't)"
    r"(?! (?:only|just))|ha(?:s|ve) yet to|has been denied|was denied|is untrue|"
    r"was not|remains? off the table|is off the table)\b"
)
_SCOPE_ENDS = AnyCase(
    r"[;:]|\b(?:because|although|and (?:will|has|have|is|are|was|were|they|it|he|she)|after|"
    r"so that|who|which)\b"
)


def _in_scope(between: str) -> bool:
    return not _SCOPE_ENDS.search(between)


def is_contingent(clause: Clause) -> bool:
    """Tell whether the cue is spoken of for a case that is not so."""
    told = _as_told(clause.before + clause.cue)[len(clause.before) :]
    return is_contingent_around(clause) or bool(_CONTINGENT.search(told))


def is_contingent_around(clause: Clause) -> bool:
    """Tell the same by what stands around the cue alone."""
    before = _as_told(clause.before)[-140:]
    after = _COULD_HEAR.sub("", clause.after)
    return bool(_CONTINGENT.search(before) or _IF_AFTER.search(after))


_SAID_WOULD = AnyCase(
    r"(\b(?:said|says|announced|confirmed|added|told|stated|declared|promised|pledged|"
    r"vowed|decided)\b[^.;]{0,80}?\b)would\b"
)


_COULD_HEAR = re.compile(r"\b(?:could|can|may)(?= (?:\w+ )?be (?:heard|seen|felt)\b)")


def _as_told(text: str) -> str:
    """
    Put *will* for the *would* of indirect speech, at the same length.

    Of what could be heard or seen it is no more than said that it was.
    """
    heard = _COULD_HEAR.sub(lambda m: " " * len(m[0]), text)
    return _SAID_WOULD.sub(r"\1will ", heard)


_IF_AFTER = AnyCase(
    r"\b(?:if|in case|in the event|should (?:the|it|(?-i:[A-Z][a-z]+)|there|fighting|conditions)|"
    r"unless|were to|would be|could be|may be|might be|is being considered|"
    r"(?:was|were) (?:discussed|considered)|under consideration|is an option|"
    r"(?:are|is) possible|remains? (?:possible|an option))\b"
)


def lifting(clause: Clause) -> re.Match[str] | None:
    """Give the word that ends the thing, in a clause that says so."""
    return next(
        (
            match
            for match in _LIFTED.finditer(clause.sentence, clause.start, clause.end)
            if not _MEANT_TO.search(
                clause.sentence, max(clause.start, match.start() - 30), match.start()
            )
        ),
        None,
    )


def is_lifted(clause: Clause) -> bool:
    """Tell whether the clause says that the thing was ended."""
    return lifting(clause) is not None


_MEANT_TO = AnyCase(
    r"\b(?:plan(?:s|ned|ning)?|hop(?:e[sd]?|ing)|wants?|wanted|intend(?:s|ed)?|seeks?) to $"
)


def is_planned(clause: Clause, groups: tuple[Verb, ...]) -> bool:
    """Tell whether the cue is said of the future."""
    verb = governing(clause.sentence, clause.cue_start, clause.cue_end, groups)
    inside = [
        g
        for g in groups
        if g.start >= clause.cue_start - 1 and g.end <= clause.cue_end + 1
    ]
    if any(g.tense in {Tense.PAST, Tense.PRESENT} for g in inside):
        return False
    overlapping = [
        g for g in groups if g.start < clause.cue_end and g.end > clause.cue_start
    ]
    if overlapping:
        return overlapping[0].tense is Tense.FUTURE
    return verb is not None and verb.tense is Tense.FUTURE


def is_historic(clause: Clause, times: tuple[Found, ...], published: date) -> bool:
    """Tell whether the clause dates the cue, or calls it, long past."""
    near = [t for t in times if t.last and clause.start <= t.start < clause.end]
    if near:
        closest = min(near, key=lambda t: _gap(t, clause))
        since = clause.sentence[max(0, closest.start - 7) : closest.start].lower()
        if closest.last and closest.last < published - OLD_AFTER:
            return "since" not in since and not any(
                t.last and t.last >= published - OLD_AFTER for t in near
            )
        return False
    return bool(_HISTORIC.search(clause.whole))


def _gap(time: Found, clause: Clause) -> int:
    if time.start >= clause.cue_end:
        return time.start - clause.cue_end
    return max(0, clause.cue_start - time.end)


def is_reported(sentence: str) -> bool:
    """Tell whether the sentence gives no named source for what it says."""
    return bool(_REPORTED.search(sentence))


def realis_of(
    clause: Clause,
    *,
    groups: tuple[Verb, ...],
    times: tuple[Found, ...],
    published: date,
) -> Realis:
    """
    Say in what sense the cue of *clause* is said.

    Denial counts before contingency, contingency before history, history before plans.
    """
    if is_denied(clause):
        return Realis.DENIED
    if is_contingent(clause):
        return Realis.CONTINGENCY
    if is_historic(clause, times, published):
        return Realis.HISTORIC
    if is_planned(clause, groups):
        return Realis.PLANNED
    return Realis.REPORTED
