"""Words that name a departure status, and what tells it from look-alikes."""

from __future__ import annotations

from exeunt.model.statuses import DepartureStatus
from exeunt.watch.any_case import AnyCase


_STAFF = (
    r"(?:staff(?:ers)?|personnel|employees?|diplomats?|officials|workers|families|"
    r"famil(?:y|ies)(?: members?)?|relatives|spouses|children|dependa?nts?|missions?|"
    r"volunteers|expatriates|expats|peacekeepers|teams?)"
)
_WHOSE = r"(?:[\w.,'&/-]+ ){0,9}?"
_NOT_OF_PEOPLE = (
    r"(?! (?:drinks?|lounges?|gifts?|part(?:y|ies)|dinner|lunch|cakes?|cards?|tax|taxes|"
    r"gates?|halls?|times?|boards?)\b)"
)
_CUES: tuple[tuple[str, DepartureStatus, str], ...] = (
    (
        "named_to_ordered",
        DepartureStatus.ORDERED,
        (
            rf"(?:departure )?status\b(?: (?:of|for) {_WHOSE}{_STAFF}.{{0,80}}?)? from "
            r"authori[sz]ed(?: departure)? to ordered(?: departure)?"
        ),
    ),
    (
        "named_to_authorized",
        DepartureStatus.AUTHORIZED,
        (
            rf"(?:departure )?status\b(?: (?:of|for) {_WHOSE}{_STAFF}.{{0,80}}?)? from "
            r"ordered(?: departure)? to authori[sz]ed(?: departure)?"
        ),
    ),
    (
        "named_to_authorized",
        DepartureStatus.AUTHORIZED,
        (
            r"(?:lowered|reduced|downgraded|eased|relaxed|dropped|cut|changed|converted|moved|reverted|stepped down|scaled back)"
            r"(?: (?:back|down))? to authori[sz]ed(?! departures?| to| by)"
        ),
    ),
    (
        "named_to_ordered",
        DepartureStatus.ORDERED,
        (
            r"(?:upgraded|raised|elevated|escalated|changed|converted|moved|stepped up|hardened)(?: up)? to ordered"
            r"(?! departures?| to| by)|from (?:authori[sz]ed|voluntary)(?: departure)? to (?:ordered|mandatory)(?! departures?| to)|"
            r"(?:authori[sz]ed|voluntary) departure (?:\w+ ){0,6}?(?:became|becomes|become|(?:is|was) (?:now|made)) "
            r"(?:ordered|mandatory|compulsory)(?! departures?)"
        ),
    ),
    (
        "named_both",
        DepartureStatus.AUTHORIZED,
        r"(?:authori[sz]ed|voluntary) or (?:ordered|mandatory) departure",
    ),
    (
        "named_authorized",
        DepartureStatus.AUTHORIZED,
        (
            r"(?:(?:authori[sz]ed|voluntary)(?:,? \(?\w+\)?)? departures?|"
            rf"authori[sz]ed[- ]departure)\b{_NOT_OF_PEOPLE}"
        ),
    ),
    (
        "named_ordered",
        DepartureStatus.ORDERED,
        (
            rf"(?:ordered|mandatory|compulsory|obligatory)[- ]departures?\b{_NOT_OF_PEOPLE}|"
            r"departure orders?"
        ),
    ),
    (
        "made_mandatory",
        DepartureStatus.ORDERED,
        (
            rf"(?:made|makes|making) (?:it |departure |leaving )?(?:mandatory|compulsory|obligatory) for {_WHOSE}{_STAFF}"
            rf"(?:,? (?:and|or) (?:[\w'-]+ ){{0,3}}?{_STAFF})?(?: to (?:leave|go|depart|quit|get out|(?:come|fly|return) home))?"
        ),
    ),
    (
        "suspended_operations",
        DepartureStatus.SUSPENDED,
        (
            r"(?:suspend(?:s|ed|ing)?|ceas(?:e[sd]?|ing)|halt(?:s|ed|ing)?|paus(?:e[sd]?|ing)) (?!consular|visa|flight|routine)"
            r"(?:all |its |their |the |our |normal |embassy |diplomatic |humanitarian |most |aid |relief |temporarily |"
            r"mission |field |programme |program |and )*(?:operations|activities|work|programmes|programs|presence)\b"
        ),
    ),
    (
        "suspension",
        DepartureStatus.SUSPENDED,
        (
            r"suspension of (?:all |its |the |embassy |diplomatic |mission |humanitarian |aid )*"
            r"(?:operations|activities|work|programmes|programs)"
        ),
    ),
    (
        "operations_suspended",
        DepartureStatus.SUSPENDED,
        (
            r"(?:operations|activities|work|programmes|programs)(?: \w+){0,5}? (?:is|are|was|were|has been|have been|had been|be|being|"
            r"remains?|remained) (?:now |all |temporarily |currently )*(?:suspended|halted|on hold)"
        ),
    ),
    (
        "mission_returned",
        DepartureStatus.NORMAL,
        (
            r"(?:embassy|mission|high commission)(?: (?:in|has|have|staff|itself|now|finally|also)){0,2} "
            r"(?:went|gone|moved|came|come|is) back (?:to|in) (?-i:[A-Z])[\w'-]+|"
            r"(?:embassy|high commission)(?: (?:has|have|now|finally)){0,2} returned to (?-i:[A-Z])[\w-]+\b(?!')"
        ),
    ),
    (
        "closed",
        DepartureStatus.SUSPENDED,
        (
            r"(?:clos(?:e[sd]?|ing)|shut(?:s|ting|tered)?(?: down)?|shutter(?:s|ed|ing)) (?:down )?"
            r"(?:its|the|their|our|all)(?: [\w.'-]+){0,5}? (?:embassy|embassies|mission|diplomatic mission|office|offices|bureau)\b"
            r"(?! (?:to the public|hours|buildings? to))"
        ),
    ),
    (
        "embassy_closed",
        DepartureStatus.SUSPENDED,
        (
            r"(?:embassy|mission)(?: [\w.'-]+){0,4}? (?:(?:has|have) (?:now |already |temporarily )?(?:closed|shut)(?! (?:its|their|the))|(?:is|was|has been|had been|will be|would be|be|remains) "
            r"(?:now |temporarily |indefinitely )*(?:closed|shut|shuttered))(?! (?:to the public|to visitors|on|today|for (?:the )?(?:holiday|day)))"
        ),
    ),
)
CUES = tuple(
    (rule, status, AnyCase(rf"\b(?:{pattern})\b")) for rule, status, pattern in _CUES
)
MOVES = AnyCase(
    r"depart|evacuat|withdr|relocat|recall|repatriat|suspend|suspension|clos|shut|"
    r"leave|leaving|pull|draw|drew|reduc|mov|airlift|fl[yieow]|sent|send|remov|thin|scal|halt|ceas|"
    r"br(?:ing|ought)|paus|\bout\b|\bhome\b|ordered\b|authori[sz]ed\b|left|shr[ia]nk|cut|downsiz|"
    r"optimi[sz]|^pack|^go\b|exit|^quit|trim|strip|empt|extract|ferr|whisk|^bus|^shipp?|open|resum|stop|^par(?:e|ing)|halv|slim|"
    r"driv|drov|usher|escort|^return|^back$"
)
PEOPLE = AnyCase(
    r"staff|personnel|employee|diplomat|official|worker|famil|relatives|spouse|children|"
    r"depend|mission|volunteer|expat|peacekeeper|team|departure|operations|activit|work|"
    r"program|presence|embass|office|bureau|^every(?:one|body)|wives|husband|^kids|consulat|envoy|chancer|^them\b|^us\b"
)
OURS = AnyCase(
    r"\b(?:we|our|embass(?:y|ies)|consulates?|(?:diplomatic |un |u\.n\. |field |country )?missions?|"
    r"chancer(?:y|ies)|legations?|representation|service members|military (?:families|dependa?nts)|diplomats?|diplomatic|posts?|ngos?|aid|humanitarian|agenc(?:y|ies)|charit(?:y|ies)|"
    r"organi[sz]ations?|u\.?n\.?|united nations|government employees|government personnel|"
    r"foreign (?:ministry|office)|state department|department of state|high commission|"
    r"delegation|osce|international staff|non-?(?:essential|emergency|critical)|"
    r"expatriates?|expats|red cross|save the children|msf|company|companies|unicef|wfp|unhcr|"
    r"programme|dependa?nts|family members|eligible family|ministry|consular|aid workers|"
    r"peacekeepers|government workers|offices?|bureau|(?:its|their) (?:[\w-]+ ){0,2}?(?:staff|personnel|diplomats))\b"
)
OTHERS = AnyCase(
    r"\b(?:u\.?n\.?(?=\W)|united nations|unicef|wfp|world food program\w*|unhcr|ocha|iom|osce|msf|"
    r"(?:aid|relief|humanitarian) (?:agenc\w+|groups?|organi[sz]ations?|workers|charit\w+)|ngos?|"
    r"charit(?:y|ies)|red cross|red crescent|save the children|oxfam|mercy corps|world vision|"
    r"compan(?:y|ies)|firms?|contractors?|corporations?|employers?|"
    r"oil (?:majors?|giants?|workers)|eni|bp|totalenergies|exxon(?:mobil)?|chevron|repsol|equinor|"
    r"wintershall|halliburton|schlumberger|glencore|siemens|programmes?)\b"
)
"""Bodies whose people leave without a departure status of a state."""
MISSIONS = AnyCase(
    r"\b(?:embass(?:y|ies)|consulates?|diplomats?|diplomatic|high commission|state department|"
    r"department of state|foreign (?:ministry|office)|u\.?s\.? government|government employees|"
    r"government personnel|(?:authori[sz]ed|ordered) departure|governments?|ministry)\b"
)
"""Words for a state's mission and its people."""
NOT_OURS = AnyCase(
    r"\b(?:airlines?|carriers?|flights?|airports?|factory|factories|plant|banks?|"
    r"schools?|hospitals?|refinery|ports?|troops|soldiers|residents|civilians|railway|"
    r"stock exchange|mine)\b"
)
