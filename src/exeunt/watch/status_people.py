"""Of whom a departure status is: staff, those not needed, families."""

from __future__ import annotations

from exeunt.watch.any_case import AnyCase
from exeunt.watch.departure_frames import Cue


_FAMILIES = AnyCase(
    r"\b(?:famil(?:y|ies)|dependa?nts?|spouses?|child(?:ren)?|kids|wives|husbands|relatives|efms?|guardians)\b"
)
_CORE = AnyCase(
    r"\bnon-?(?:emergency|essential|critical|core|key)\b|\b(?:some|most|part of|half (?:of )?|a number of|many|all but|"
    r"almost all|nearly all|majority of)\b(?: [\w'.-]+){0,5}? (?:staff|personnel|diplomats|employees|workers|officials)|"
    r"\beveryone (?:else|whose|not)\b|\b(?:not|n't) (?:needed|required|essential|critical)\b|\bwhose (?:\w+ ){1,3}?"
    r"(?:can|could|may|is|are)\b|\bdr(?:aw|ew)|\breduc|\bthin|\bscal|\bcut|\btrim|\bpar(?:ed?|ing)\b|\bslim|\bhalv|"
    r"\boptimi|\bshr[iau]n|\bdownsiz"
)
_ANYBODY = AnyCase(
    r"\b(?:staff(?:ers)?|personnel|employees?|diplomats?|officials|workers|volunteers|expatriates|"
    r"expats|missions?|teams?|everyone|everybody|envoys|attach[eé]s|direct[ -]hires?|servants|aides|eligibles)\b"
)
_CITIZENS = AnyCase(r"\b(?:citizens|nationals|americans|britons|civilians)\b")


_FAMILY = r"(?:famil(?:y|ies)(?: members)?|dependa?nts|spouses|relatives|children|kids|wives|husbands)"
_STAFF = r"(?:staff(?:ers)?|personnel|employees?|diplomats?|workers|officials)"
_WHOSE_FAMILY = AnyCase(
    rf"\b{_FAMILY}(?: \(\w+\))?(?:,? and (?:\w+ )?{_FAMILY})*,? (?:\w+ \w+ \d+ )?of "
    rf"(?:[\w.'-]+ ){{0,5}}?{_STAFF}|\b{_STAFF}'?s?'? (?={_FAMILY})|\b{_STAFF}'?s?'? ?(?=\W*fam)"
)


def groups_of(stretch: str, *, core: bool = False) -> str:
    """
    Give the groups of people that *stretch* speaks of, as a status names them.

    With *core* the staff are those who are not needed, whatever the stretch calls them.
    """
    out = []
    staff = _WHOSE_FAMILY.sub(" ", stretch)
    if _ANYBODY.search(staff):
        few = core or _CORE.search(stretch)
        out.append("non-emergency staff" if few else "all staff")
    if _FAMILIES.search(stretch):
        out.append("families")
    if not out and _CITIZENS.search(stretch):
        out.append("citizens")
    return " and ".join(out)


def people_of(sentence: str, cue: Cue) -> str:
    """Give the groups of people of whom *cue* speaks."""
    if cue.who:
        tail = _AND_THEIRS.match(sentence, cue.end)
        few = _FEW_AFTER.match(sentence, cue.end) or cue.rule == "drawdown_cut"
        who = f"{cue.who}{tail[0] if tail else ''}"
        return groups_of(who, core=bool(few))
    if cue.rule in {"drawdown_cut", "drawdown_to_core"}:
        return "non-emergency staff"
    if cue.rule == "drawdown_mission":
        return "all staff"
    after = sentence[cue.end : cue.end + 110]
    stop = _OTHER_STATUS.search(after)
    stretch = sentence[cue.start : cue.end] + after[: stop.start() if stop else 110]
    if not groups_of(stretch):
        stretch += " " + sentence[max(0, cue.start - 60) : cue.start]
    return groups_of(stretch)


_AND_THEIRS = AnyCase(
    r"(?: (?:the|its|of|from|in|at)(?: [\w.'-]+){1,6})?,? (?:and|as well as|along with|with) (?:[\w.'-]+ ){0,4}?"
    r"(?:famil(?:y|ies)|relatives|dependa?nts|spouses|children|staff|personnel|employees|diplomats)\b"
)
_FEW_AFTER = AnyCase(
    r"(?: (?:at|in|of)(?: [\w.'-]+){1,4}?)?,? (?:whose|who (?:are|were) not|not (?:needed|required|essential)|other than|except|apart from|"
    r"all but|keeping|leaving)\b"
)
_OTHER_STATUS = AnyCase(
    r"\b(?:order(?:s|ed|ing)?|authori[sz]\w*|direct(?:s|ed)|suspend\w*|;|while|but|after|"
    r"because|due to|which|amid|as)\b|(?-i:[a-z])\. "
)
