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
_LEAVE = r"(?:leave|depart|evacuate|go home|return home|be evacuated|get out)"
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
        "named_both",
        DepartureStatus.AUTHORIZED,
        r"(?:authori[sz]ed|voluntary) or (?:ordered|mandatory) departure",
    ),
    (
        "named_authorized",
        DepartureStatus.AUTHORIZED,
        (
            r"(?:(?:authori[sz]ed|voluntary)(?: \(?\w+\)?)? departures?|"
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
        "authorize",
        DepartureStatus.AUTHORIZED,
        (
            rf"(?:authori[sz](?:e[sd]?|ing|ation (?:of|for))|approv(?:e[sd]?|ing)|"
            rf"allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|offer(?:s|ed|ing)?) (?:the |a |an )?(?:voluntary |temporary )*"
            rf"(?:departures?|evacuation|relocation|withdrawal|return home)"
            rf"(?: (?:of|for|from|by) {_WHOSE}{_STAFF})?"
        ),
    ),
    (
        "authorize_to_leave",
        DepartureStatus.AUTHORIZED,
        (
            rf"(?:authori[sz](?:e[sd]?|ing)|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|"
            rf"free|offer(?:s|ed|ing)?|giv(?:en|ing|es?)|gave) {_WHOSE}{_STAFF}(?: {_WHOSE}| )(?:to "
            rf"(?:voluntarily )?{_LEAVE}|the (?:option|choice|opportunity) (?:to leave|of leaving|to depart))"
        ),
    ),
    (
        "may_leave",
        DepartureStatus.AUTHORIZED,
        (
            rf"{_STAFF} (?:\w+ ){{0,6}}?(?:may|are free to|were free to|can|are allowed to|"
            rf"were allowed to|have been allowed to) (?:now )?(?:{_LEAVE}) (?:if they wish|voluntarily|"
            rf"at government expense|if they (?:want|choose)|the country)"
        ),
    ),
    (
        "order_departure",
        DepartureStatus.ORDERED,
        (
            rf"(?:order(?:s|ed|ing)?|direct(?:s|ed|ing)?|mandat(?:es?|ed|ing)|instruct(?:s|ed|ing)?) "
            rf"(?:the )?(?:immediate |full |partial |temporary |mandatory )*"
            rf"(?:departures?|evacuation|withdrawal|relocation|pull-?out|drawdown|return) "
            rf"(?:of|for) {_WHOSE}{_STAFF}"
        ),
    ),
    (
        "order_to_leave",
        DepartureStatus.ORDERED,
        (
            rf"(?:order(?:s|ed|ing)?|direct(?:s|ed|ing)?|instruct(?:s|ed|ing)?|t(?:old|ell(?:s|ing)?)|"
            rf"requir(?:es?|ed|ing)) (?!citizens|americans|nationals){_WHOSE}{_STAFF}(?: {_WHOSE}| )to {_LEAVE}"
        ),
    ),
    (
        "ordered_out",
        DepartureStatus.ORDERED,
        (
            rf"(?:order(?:s|ed|ing)?|t(?:old|ells?)|direct(?:s|ed)) {_WHOSE}{_STAFF}(?: {_WHOSE}| )(?:out\b|home\b)|"
            rf"{_STAFF} (?:{_WHOSE})?(?:were|was|are|is|have been|had been|being|been) "
            rf"(?:ordered|told|directed|instructed|asked) (?:to {_LEAVE}|out\b|home\b)"
        ),
    ),
    (
        "must_leave",
        DepartureStatus.ORDERED,
        (
            rf"(?:government|embassy|consulate|direct[- ]hire|eligible|non-?\w+) {_WHOSE}{_STAFF}(?: {_WHOSE}| )"
            rf"(?:must|are required to|are to|were required to) (?:now |immediately )?{_LEAVE}\b"
        ),
    ),
    (
        "drawdown",
        DepartureStatus.ORDERED,
        (
            rf"(?:evacuat(?:e[sd]?|ing)|withdr(?:aws?|ew|awn|awing)|pull(?:s|ed|ing)?(?: out)?|"
            rf"relocat(?:e[sd]?|ing)|remov(?:e[sd]?|ing)|recall(?:s|ed|ing)?|repatriat(?:e[sd]?|ing)|"
            rf"reduc(?:e[sd]?|ing)|mov(?:e[sd]?|ing)|fl(?:y|ies|ew|own|ying) out|send(?:s|ing)? home|sent home|"
            rf"draw(?:s|n|ing)? down|drew down|airlift(?:s|ed|ing)?|bring(?:s|ing)? (?:out|home)|brought (?:out|home)|"
            rf"scal(?:e[sd]?|ing) (?:back|down)|thin(?:s|ned|ning)? out) (?!from\b){_WHOSE}"
            rf"{_STAFF}(?! (?:and equipment )?from (?:its|the) (?:border|front))"
        ),
    ),
    (
        "drawdown_mission",
        DepartureStatus.ORDERED,
        (
            r"(?:reduc(?:e[sd]?|ing)|shrink(?:s|ing)?|shrank|scal(?:e[sd]?|ing) (?:back|down)|"
            r"cut(?:s|ting)?|downsiz\w+) (?:\w+ ){0,3}?(?:embassy|(?:diplomatic |embassy )?"
            r"mission|diplomatic (?:presence|footprint))\b"
        ),
    ),
    (
        "drawdown_noun",
        DepartureStatus.ORDERED,
        (
            rf"(?:evacuations?|withdrawal|relocation|draw-?down|repatriation|reduction|"
            rf"departure|airlift|pull-?out) of {_WHOSE}{_STAFF}"
        ),
    ),
    (
        "drawdown_passive",
        DepartureStatus.ORDERED,
        (
            rf"{_STAFF} (?:{_WHOSE})?(?:were|was|are|is|have been|has been|had been|being|be|to be|been) "
            rf"(?:now |also |temporarily |safely )?(?:being )?(?:evacuated|withdrawn|relocated|pulled out|"
            rf"moved (?:out|to)|flown out|sent home|airlifted|brought (?:out|home)|repatriated|recalled|leaving)"
        ),
    ),
    (
        "drawdown_left",
        DepartureStatus.ORDERED,
        (
            rf"(?:all|most|some|many|the last|the remaining|remaining|non-?\w+)(?: of)? {_WHOSE}"
            rf"{_STAFF}(?: {_WHOSE}| )(?:have left|had left|has left|left|have departed|departed)"
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
    r"br(?:ing|ought)|paus|\bout\b|\bhome\b|ordered\b|authori[sz]ed\b|left|shr[ia]nk|cut|downsiz"
)
PEOPLE = AnyCase(
    r"staff|personnel|employee|diplomat|official|worker|famil|relatives|spouse|children|"
    r"depend|mission|volunteer|expat|peacekeeper|team|departure|operations|activit|work|"
    r"program|presence|embass|office|bureau"
)
OURS = AnyCase(
    r"\b(?:we|our|embass(?:y|ies)|consulates?|(?:diplomatic |un |u\.n\. |field |country )?missions?|"
    r"diplomats?|diplomatic|post|ngos?|aid|humanitarian|agenc(?:y|ies)|charit(?:y|ies)|"
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
    r"oil (?:majors?|giants?|workers)|programmes?)\b"
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
