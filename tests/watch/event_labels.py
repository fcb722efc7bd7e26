"""Labelled event sentences, and how well a coder of events does on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import permutations
from pathlib import Path


OWN = Path(__file__).parent / "data" / "events.txt"
SHARED = Path(__file__).parents[3] / "shared/data/watch/plover/PLOVER_GSR_CAMEO.json"
"""The hand-coded sentences of the Open Event Data Alliance, CC BY-SA 4.0: read where it
lies, never copied."""
CODES = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07",
    "CONCEDE": "08", "YIELD": "08", "RETREAT": "08", "INVESTIGATE": "09", "DEMAND": "10",
    "REQUEST": "10", "DISAPPROVE": "11", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13",
    "PROTEST": "14", "MOBILIZE": "15", "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
    "FIGHT": "19",
}  # fmt: skip
"""CAMEO's root for each type of PLOVER, under its old and its new names."""
_BOTH = frozenset({"03", "04", "06"})
_OLD = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "NGO": "IGO"}

Triple = tuple[str, str, str]
"""Root code, whose doing, to whom."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One sentence with all events that are coded for it."""

    text: str
    triples: frozenset[Triple]

    @property
    def kept(self) -> bool:
        """Whether it was kept unread while the rules were written: two in five."""
        return int(sha256(self.text.encode()).hexdigest(), 16) % 5 < 2


def own() -> Iterator[Coded]:
    """Give the sentences written for Exeunt; codes of countries have two letters."""
    for line in OWN.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        root, sides, text = (part.strip() for part in line.split("|"))
        source, target = (side.strip() for side in sides.split(">"))
        yield Coded(text, frozenset({_even(CODES[root], source, target)}))


def plover() -> Iterator[Coded]:
    """Give the hand-coded sentences; codes of countries have three letters."""
    by_text: dict[str, set[Triple]] = {}
    for row in json.loads(SHARED.read_text(encoding="utf-8")):
        if row["event"] in CODES:
            by_text.setdefault(row["text"].strip(), set()).update(_triples(row))
    for text, triples in by_text.items():
        yield Coded(text, frozenset(triples))


def _triples(row: dict[str, object]) -> Iterator[Triple]:
    code = CODES[str(row["event"])]
    sources, targets = _sides(row.get("source")), _sides(row.get("target"))
    if not targets and len(sources) > 1:
        yield from (_even(code, *sorted(pair)) for pair in permutations(sources, 2))
        return
    for source in sources or [""]:
        for target in targets or [""]:
            yield _even(code, source, target)


def _sides(given: object) -> list[str]:
    if not isinstance(given, list):
        return []
    return list(dict.fromkeys(_OLD.get(one["code"], one["code"]) for one in given))


def _even(code: str, source: str, target: str) -> Triple:
    """Write what is done with one another one way round."""
    if code in _BOTH and source and target:
        source, target = sorted((source, target))
    return code, source, target


def score(
    sentences: Iterable[Coded], coder: Callable[[str], Iterable[Triple]]
) -> tuple[float, int]:
    """Give the F1 of root and pair of countries, and the number of sentences."""
    hits = sizes = count = 0
    for one in sentences:
        found = list(coder(one.text))
        turned = {(c, b, a) for c, a, b in found}
        got = {
            (c, *sorted((a, b))) if (c, a, b) in turned else _even(c, a, b)
            for c, a, b in ((c, _OLD.get(a, a), _OLD.get(b, b)) for c, a, b in found)
        }
        hits += len(got & one.triples)
        sizes += len(got) + len(one.triples)
        count += 1
    return 2 * hits / max(sizes, 1), count


_THREE = """
: AD:AND AE:ARE AF:AFG AG:ATG AI:AIA AL:ALB AM:ARM AO:AGO AQ:ATA AR:ARG AS:ASM AT:AUT
AU:AUS AW:ABW AX:ALA AZ:AZE BA:BIH BB:BRB BD:BGD BE:BEL BF:BFA BG:BGR BH:BHR BI:BDI
BJ:BEN BL:BLM BM:BMU BN:BRN BO:BOL BQ:BES BR:BRA BS:BHS BT:BTN BV:BVT BW:BWA BY:BLR
BZ:BLZ CA:CAN CC:CCK CD:COD CF:CAF CG:COG CH:CHE CI:CIV CK:COK CL:CHL CM:CMR CN:CHN
CO:COL CR:CRI CU:CUB CV:CPV CW:CUW CX:CXR CY:CYP CZ:CZE DE:DEU DJ:DJI DK:DNK DM:DMA
DO:DOM DZ:DZA EC:ECU EE:EST EG:EGY EH:ESH ER:ERI ES:ESP ET:ETH FI:FIN FJ:FJI FK:FLK
FM:FSM FO:FRO FR:FRA GA:GAB GB:GBR GD:GRD GE:GEO GF:GUF GG:GGY GH:GHA GI:GIB GL:GRL
GM:GMB GN:GIN GP:GLP GQ:GNQ GR:GRC GS:SGS GT:GTM GU:GUM GW:GNB GY:GUY HK:HKG HM:HMD
HN:HND HR:HRV HT:HTI HU:HUN ID:IDN IE:IRL IL:ISR IM:IMN IN:IND IO:IOT IQ:IRQ IR:IRN
IS:ISL IT:ITA JE:JEY JM:JAM JO:JOR JP:JPN KE:KEN KG:KGZ KH:KHM KI:KIR KM:COM KN:KNA
KP:PRK KR:KOR XK:XKX KW:KWT KY:CYM KZ:KAZ LA:LAO LB:LBN LC:LCA LI:LIE LK:LKA LR:LBR
LS:LSO LT:LTU LU:LUX LV:LVA LY:LBY MA:MAR MC:MCO MD:MDA ME:MNE MF:MAF MG:MDG MH:MHL
MK:MKD ML:MLI MM:MMR MN:MNG MO:MAC MP:MNP MQ:MTQ MR:MRT MS:MSR MT:MLT MU:MUS MV:MDV
MW:MWI MX:MEX MY:MYS MZ:MOZ NA:NAM NC:NCL NE:NER NF:NFK NG:NGA NI:NIC NL:NLD NO:NOR
NP:NPL NR:NRU NU:NIU NZ:NZL OM:OMN PA:PAN PE:PER PF:PYF PG:PNG PH:PHL PK:PAK PL:POL
PM:SPM PN:PCN PR:PRI PS:PSE PT:PRT PW:PLW PY:PRY QA:QAT RE:REU RO:ROU RS:SRB RU:RUS
RW:RWA SA:SAU SB:SLB SC:SYC SD:SDN SS:SSD SE:SWE SG:SGP SH:SHN SI:SVN SJ:SJM SK:SVK
SL:SLE SM:SMR SN:SEN SO:SOM SR:SUR ST:STP SV:SLV SX:SXM SY:SYR SZ:SWZ TC:TCA TD:TCD
TF:ATF TG:TGO TH:THA TJ:TJK TK:TKL TL:TLS TM:TKM TN:TUN TO:TON TR:TUR TT:TTO TV:TUV
TW:TWN TZ:TZA UA:UKR UG:UGA UM:UMI US:USA UY:URY UZ:UZB VA:VAT VC:VCT VE:VEN VG:VGB
VI:VIR VN:VNM VU:VUT WF:WLF WS:WSM YE:YEM YT:MYT ZA:ZAF ZM:ZMB ZW:ZWE CS:SCG AN:ANT
"""
THREE = dict(pair.split(":") for pair in _THREE.split())
"""ISO 3166: two letters to three."""
