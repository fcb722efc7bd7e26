"""
Ways in which a sentence says that people leave a mission, whatever its words.

A sentence is spelt with one letter for the class of each word (`departure_words`), and
each frame is a pattern over those letters: *ordered its staff in Sanaa to leave* and
*told families to get out* are the same frame. Every repeat is bounded, so that the
search is linear in the length of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exeunt.model.statuses import DepartureStatus
from exeunt.watch.any_case import AnyCase
from exeunt.watch.departure_words import spelt


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that name a departure status; offsets are within the sentence."""

    start: int
    end: int
    rule: str
    status: DepartureStatus
    who: str
    """From the words for the people on, empty where the frame names none."""

    @property
    def of_them(self) -> bool:
        """Whether the people are named by a pronoun alone."""
        return bool(_PRONOUN.match(self.who))


_PRONOUN = AnyCase(r"(?:[\w-]+ )?(?:them|us)\b")
_NP = r"(?:[xqEF]{0,9}[Pp](?:(?:,?c[cqx]?|,|F)[xqEF]{0,6}P|P){0,4})"
"""People, with those joined to them: *non-emergency staff and their families*."""
_WHO = rf"(?P<who>{_NP})"
_MOD = r"[xqEFcfPBKJQ,p]{0,14}?"
"""What may stand between people and their verb: a place, a day, whose they are."""
_MID = _MOD.replace("[x", "[!x")
"""The same before a passive: *employees whose presence is not required*."""
_GO = r"(?:T[xv]{0,2}(?:B?M|L|B?[Wm][xE]{0,4}[of]))"
"""To leave."""
_BE = r"[YV]?B{1,3}[xq]{0,3}"
_FRAMES: tuple[tuple[str, DepartureStatus, str], ...] = (
    (
        "ask_to_allow",
        DepartureStatus.AUTHORIZED,
        rf"O[xEF]{{1,7}}Tx{{0,2}}A{_WHO}{_MOD}T?[LD]",
    ),
    ("allow_to_leave", DepartureStatus.AUTHORIZED, rf"A{_WHO}{_MOD}T[xv]{{0,2}}[LM]"),
    ("let_leave", DepartureStatus.AUTHORIZED, rf"A{_WHO}[xE]{{0,4}}L"),
    (
        "give_leave",
        DepartureStatus.AUTHORIZED,
        rf"H{_WHO}{_MOD}[KL][xF]{{0,2}}(?:T[xv]{{0,2}})?[LMD]",
    ),
    (
        "grant_leave",
        DepartureStatus.AUTHORIZED,
        rf"H[xq]{{0,3}}[KL][xF]{{1,2}}?{_WHO}{_MOD}T[xv]{{0,2}}[LM]",
    ),
    (
        "given_leave",
        DepartureStatus.AUTHORIZED,
        rf"{_WHO}{_MID}{_BE}H[xq]{{0,2}}[KL][xF]{{0,2}}(?:T[xv]{{0,2}})?[LMD]",
    ),
    (
        "allowed_to_leave",
        DepartureStatus.AUTHORIZED,
        rf"{_WHO}{_MID}{_BE}A[x,]{{0,4}}T[xv]{{0,2}}[LM]",
    ),
    (
        "may_leave",
        DepartureStatus.AUTHORIZED,
        rf"{_WHO}{_MOD}Y[xv]{{0,2}}[LM][xEocfT,q]{{0,9}}[vJ]",
    ),
    (
        "choice_to_leave",
        DepartureStatus.AUTHORIZED,
        rf"A[xc,vJ]{{0,4}}D(?:[xEf]{{0,5}}F{_WHO})?|[AJ][x,]{{1,2}}D[xEf]{{0,5}}F(?P<whom>{_NP})",
    ),
    ("order_to_leave", DepartureStatus.ORDERED, rf"O{_WHO}{_MOD}{_GO}"),
    (
        "order_departure",
        DepartureStatus.ORDERED,
        rf"[OQ][xQ,q]{{0,5}}D[xEfT]{{0,7}}[Fx]{_WHO}",
    ),
    (
        "departure_is_ordered",
        DepartureStatus.ORDERED,
        rf"D{_BE}O[x]{{0,2}}f[xq]{{0,5}}E",
    ),
    (
        "departure_is_allowed",
        DepartureStatus.AUTHORIZED,
        rf"D{_BE}[AJ][x]{{0,2}}f[xq]{{0,5}}E",
    ),
    ("order_that_leave", DepartureStatus.ORDERED, rf"Ot{_WHO}{_MOD}[LM]"),
    (
        "order_out",
        DepartureStatus.ORDERED,
        rf"Oo[xFf]{{0,2}}{_WHO}|O(?P<whom>{_NP})[xEqf]{{0,6}}o",
    ),
    (
        "ordered_to_leave",
        DepartureStatus.ORDERED,
        rf"{_WHO}{_MID}{_BE}O(?:o|[x,]{{0,4}}{_GO})",
    ),
    (
        "must_leave",
        DepartureStatus.ORDERED,
        rf"{_WHO}[xqEFfP]{{0,8}}?(?:VT?|B[xO]?T)[xv]{{0,2}}(?:[LM]|B?[Wm]o)",
    ),
    ("order_for_leave", DepartureStatus.ORDERED, rf"O[x]{{1,2}}{_WHO}{_GO}"),
    ("compulsory", DepartureStatus.ORDERED, rf"DB{{0,2}}[xq]{{0,3}}Qx{{0,2}}?{_WHO}"),
    ("drawdown", DepartureStatus.ORDERED, rf"(?:M(?!f)[xo]{{0,2}}|m(?={_NP}$)){_WHO}"),
    (
        "drawdown_moved",
        DepartureStatus.ORDERED,
        rf"[Wm](?:o{{1,2}}F?{_WHO}|(?P<whom>{_NP})[xEFqcP]{{0,8}}?(?:o|f[xq]{{0,6}}E))",
    ),
    (
        "drawdown_passive",
        DepartureStatus.ORDERED,
        rf"{_WHO}{_MID}{_BE}(?:M|[Wm][xE]{{0,3}}[oTf])",
    ),
    ("drawdown_noun", DepartureStatus.ORDERED, rf"D[xEf]{{0,4}}F{_WHO}"),
    ("drawdown_cut", DepartureStatus.ORDERED, rf"C[xo]{{0,2}}{_WHO}|C[xoF]{{0,5}}E"),
    ("drawdown_to_core", DepartureStatus.ORDERED, rf"E[xq]{{0,6}}{_BE}C[xo]{{0,2}}T"),
    (
        "drawdown_mission",
        DepartureStatus.ORDERED,
        r"M[xq]{0,5}E|D[x]{0,2}F[xq]{0,5}E|E[xqf,]{0,5}B{1,3}[xqT]{0,3}B{0,2}(?:M|[Wm][xE]{0,3}o)",
    ),
    (
        "drawdown_left",
        DepartureStatus.ORDERED,
        rf"{_WHO}[xqEF]{{0,6}}?(?:B[xq]{{0,2}})?l|(?P<whom>{_NP})[xqEF]{{0,6}}?B[xq]{{0,2}}[Wm]T",
    ),
    ("operations_cease", DepartureStatus.SUSPENDED, r"S[xqEFcP]{0,6}?U"),
    ("operations_ceased", DepartureStatus.SUSPENDED, rf"U[xqEFf,]{{0,9}}?{_BE}S"),
    (
        "mission_shuts",
        DepartureStatus.SUSPENDED,
        r"s[xo]{0,6}E|n[x]{0,2}F[xU]{0,5}[EU]",
    ),
    (
        "mission_is_shut",
        DepartureStatus.SUSPENDED,
        r"E[xqfC,]{0,8}B{1,2}[xq]{0,2}s",
    ),
    (
        "mission_reopens",
        DepartureStatus.NORMAL,
        rf"E[xqf]{{0,6}}(?:{_BE})?Z|Z[xqF]{{0,6}}E|z[xqF]{{0,5}}U[xF]{{0,4}}E|E[xqf]{{0,5}}(?:{_BE})?zx{{0,3}}U",
    ),
)
_PATTERNS = tuple((rule, status, re.compile(frame)) for rule, status, frame in _FRAMES)


def framed(sentence: str) -> list[Cue]:
    """Find the frames of departure in an evened *sentence*, the finer ones first."""
    letters, spans = spelt(sentence)
    out = []
    for rule, status, pattern in _PATTERNS:
        for match in pattern.finditer(letters):
            low, high = match.start(), match.end()
            who = next((g for g in ("who", "whom") if match.groupdict().get(g)), None)
            people = ""
            if who:
                first, last = match.span(who)
                people = sentence[spans[first][0] : spans[high - 1][1]]
                if first == low:
                    low = _first_of(letters, first, last)
            out.append(Cue(spans[low][0], spans[high - 1][1], rule, status, people))
    return out


def _first_of(letters: str, first: int, last: int) -> int:
    """Give the first word for people of those that may stand before them."""
    return next((i for i in range(first, last) if letters[i] in "Pp"), first)
