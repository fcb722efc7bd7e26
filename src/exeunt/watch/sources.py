"""Who speaks: what kind of source a name is, and whom a pronoun stands for."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from exeunt.model.signals import SpeakerClass
from exeunt.watch.actors import actors_in
from exeunt.watch.any_case import AnyCase
from exeunt.watch.grammar import verbs
from exeunt.watch.wording import words


class Sort(StrEnum):
    """What a pronoun can be said of."""

    PERSON = "person"
    PEOPLE = "people"
    THING = "thing"


class Mention(NamedTuple):
    """A source or a subject, as the text names it."""

    at: int
    paragraph: int
    name: str
    sort: Sort
    gender: str = ""
    """``m``, ``f`` or empty where the text does not tell."""
    weak: bool = False
    """Neither a source nor a subject, only named."""


_PAPER = AnyCase(
    r"\b(?:e-?mails?|memo(?:randum)?s?|cables?|reports?|letters?|documents?|papers?|"
    r"statements?|advisor(?:y|ies)|warnings?|notices?|filings?|transcripts?|polls?|"
    r"survey|study|audit|indictment|lawsuit|complaint|website|tweets?|texts?|messages?|"
    r"bulletins?|communiqu[ée]s?|press release|guidance|assessments?|analysis|records?|"
    r"alerts?|affidavit|resolution|draft|brief|book|article|post|files|notes)$"
)
_LEAKED = AnyCase(
    r"\b(?:leaked|internal|confidential|classified|secret|unpublished|hacked|stolen|"
    r"(?:obtained|seen|reviewed|viewed) by)\b"
)
_MEDIA = re.compile(
    r"\b(?:Reuters|Associated Press|AFP|CNN|BBC|MSNBC|NBC|CBS|ABC News|Fox News|NPR|"
    r"PBS|Bloomberg|Politico|POLITICO|Breitbart|Axios|Al Jazeera|Interfax|TASS|Xinhua|"
    r"[Nn]ewspapers?|[Bb]roadcaster|[Mm]edia|[Nn]ews (?:agency|agencies|outlets?|site)|"
    r"(?:New York |Washington |Financial |Los Angeles |The )(?:Times|Post)|Wall Street "
    r"Journal|USA Today|Guardian|Der Spiegel|Die Welt|Le Monde|Haaretz|journalists?|"
    r"[Mm]agazine|[Tt]abloid|[Dd]aily|Telegraph|Courier|Gazette|Herald|Tribune|"
    r"(?:state |local )?(?:television|radio))\b|^AP$"
)
_OFFICIAL = AnyCase(
    r"\b(?:officials?|spokes(?:man|woman|person|people|men)|minist(?:er|ers|ry|ries)|"
    r"presidents?|prime|premier|secretar(?:y|ies)|ambassadors?|embass(?:y|ies)|"
    r"departments?|governments?|kremlin|white house|pentagon|nato|generals?|army|"
    r"military|police|senators?|sen\.|rep\.|gov\.|gen\.|col\.|congress\w*|parliament|"
    r"administration|council|union|diplomats?|governors?|mayors?|chancellor|u\.?n\.?|"
    r"united nations|authorit(?:y|ies)|consul\w*|commission(?:er)?|agency|lawmakers?|"
    r"deput(?:y|ies)|envoys?|commanders?|colonel|admiral|chief|director|judges?|court|"
    r"attorney general|legislators?|delegates?|cabinet|state|king|emir|sheikh|junta|"
    r"party|campaign|candidates?|mission|aides?|advis[eo]rs?|negotiators?|regulators?|allies)\b"
)
_UNNAMED = AnyCase(
    r"\b(?:sources?|people|persons?|officials|aides|diplomats|insiders|advisers|"
    r"advisors|lawmakers|someone|individuals|experts|analysts|witnesses|residents|"
    r"critics|observers|allies|supporters|voters|members)\b"
)
_A_MAN = words(
    "john james robert michael william david richard thomas donald george paul mark "
    "joe joseph charles steven stephen kevin brian edward ronald timothy jason jeff "
    "jeffrey gary ryan eric jacob frank scott andrew peter patrick jack dennis jerry "
    "bernie ted marco ben chris mike tim bill barack antony ned vladimir sergei sergey "
    "emmanuel olaf boris volodymyr josep jens abiy ahmed mohammed muhammad ali hassan "
    "omar ivan igor dmitry dmytro oleksiy yuri pavel viktor carlos jose juan luis "
    "pedro antonio francisco anton martin simon adam daniel matthew anthony kenneth "
    "gregory alexander albert alan andre arthur bruce carl craig dmitri doug douglas "
    "ed eduardo felipe francois frederick fernando giorgio glenn graham hans harold howard "
    "hugh ian ibrahim jan jean jeremy jon jonathan jorge josh joshua karl keith ken larry "
    "lawrence leo marcus mario max miguel mitch nathan neil nicolas nick oliver oscar otto "
    "pierre rafael ralph ray rick rob roger roland russell sean stanley stuart terry todd "
    "tony ulrich vincent wayne will xavier yusuf henry walter philip phil sam tom jim bob dan greg lloyd jake"
)
_A_WOMAN = words(
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa "
    "margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa "
    "deborah stephanie rebecca laura sharon cynthia kathleen amy angela hillary anna "
    "marie ruth janet catherine christine samantha debra rachel carolyn maria heather "
    "diane julie joyce victoria kelly lauren joan olivia kellyanne huma cheryl loretta "
    "jen jill wendy kamala melania ivanka annalena ursula liz theresa nikki hope "
    "ada alice carla caroline charlotte claire clara dawn diana ellen emma eva eve fiona "
    "gina grace halima hannah helen ida ines irene isabel jane josephine judith julia "
    "kate katherine kim lena leah lucy louise maude mila nadia naomi nina norma petra "
    "rosa rose sally sophia sophie stella susana tanya teresa tina vera zoe "
    "tatiana olga svetlana irina natalia fatima aisha amina leila marina elena"
)
_HE = re.compile(
    r"\b(?:Mr\.?|Sir|Lord|King|Prince|spokesman|chairman|congressman|businessman|"
    r"father|husband|son|brother|policeman|Emir|Sheikh)\b"
)
_SHE = re.compile(
    r"\b(?:Mrs\.?|Ms\.?|Miss|Lady|Queen|Princess|spokeswoman|chairwoman|congresswoman|"
    r"businesswoman|mother|wife|daughter|sister|policewoman)\b"
)
_PLURAL_HEAD = re.compile(
    r"(?:\b(?:people|police|both|men|women|many|some|others|most|few|none)|"
    r"(?<![s'’])\b[a-z-]*[a-rt-z]s)$"
)
_SINGLE_S = words("news campus congress process press boss business access")
_ORGAN = AnyCase(
    r"\b(?:department|ministry|embassy|government|administration|white house|kremlin|"
    r"pentagon|council|commission|union|committee|agency|court|party|campaign|company|"
    r"bank|university|institute|airline|group|organi[sz]ation|army|military|team|house|"
    r"senate|office|mission|news|times|post|nato|association|foundation|alliance|"
    r"parliament|bureau|center|centre|coalition|side|city|state|country|nation|opposition|board|panel|jury|crowd|public|family|firm|network|regime|leadership|service|authority|ruling|bill|railway|fund|force)$"
)
PRONOUNS: dict[str, tuple[Sort, str]] = {
    "he": (Sort.PERSON, "m"),
    "him": (Sort.PERSON, "m"),
    "his": (Sort.PERSON, "m"),
    "she": (Sort.PERSON, "f"),
    "her": (Sort.PERSON, "f"),
    "they": (Sort.PEOPLE, ""),
    "them": (Sort.PEOPLE, ""),
    "their": (Sort.PEOPLE, ""),
    "it": (Sort.THING, ""),
    "its": (Sort.THING, ""),
}
"""What each pronoun of the third person can stand for."""
FIRST_PERSON = words("i we me us my our you your")
_BARE_ROLES = AnyCase(
    r"^the (?:(?:senior|same|former|top|u\.s\.) )?(?:official|spokes\w+|minister|"
    r"ambassador|president|senator|governor|diplomat|candidate|congress(?:wo)?man|"
    r"general|secretary|source|aide|analyst|mayor|nominee|businessman|envoy|billionaire)$"
)


@lru_cache(maxsize=1 << 12)
def sort_of(name: str) -> Sort:
    """Tell what a pronoun for *name* would be."""
    head = re.split(r"\b(?:of|for|in|at|from|with|to|who|obtained|on)\b", name)[
        0
    ].strip()
    last = head.split()[-1] if head.split() else ""
    if re.search(r"[A-Za-z] and [A-Z]", name) or _is_plural(head, last):
        return Sort.PEOPLE
    if _PAPER.search(head) or _ORGAN.search(head) or _MEDIA.search(head):
        return Sort.THING
    actors = actors_in(head)
    bodies = [a for a in actors if a.kind != "person" and a.end == len(head)]
    if bodies and not _HE.search(head):
        return Sort.THING
    return Sort.PERSON if last[:1].isupper() or _IS_ROLE.search(last) else Sort.THING


_IS_ROLE = re.compile(
    r"(?:man|woman|person|er|or|ist|ian|ent|ant|official|diplomat|aide|chief|general|"
    r"head|nurse|source|deputy|secretary|captain|boy|girl|one|colleague|wife|son|chair|"
    r"consul|judge|envoy|king|spokes\w+|candidate|nominee|analyst|lawyer|guide|critic)$"
)


def _is_plural(head: str, last: str) -> bool:
    if last.lower() in _SINGLE_S or last.lower() in _A_MAN:
        return False
    if _PLURAL_HEAD.search(last) or last.endswith(_PEOPLES):
        return True
    before = head.split()[:-1]
    alone = not before or before[0].lower() in _SOME
    return alone and last.endswith("s") and not last.endswith(("ss", "us", "is"))


_PEOPLES = ("icans", "ocrats", "ists", "ians", "atives", "erals", "sources")
_SOME = words("the some many most several two three all both other few these those")


def is_paper(name: str) -> bool:
    """Tell a report, a poll or a letter from somebody."""
    return bool(_PAPER.search(name))


@lru_cache(maxsize=1 << 12)
def gender_of(name: str) -> str:
    """Tell *m* or *f* where a title, a role or a first name does."""
    if _SHE.search(name):
        return "f"
    if _HE.search(name):
        return "m"
    for word in re.findall(r"[A-Z][a-z]+", name):
        if word.lower() in _A_WOMAN:
            return "f"
        if word.lower() in _A_MAN:
            return "m"
    return ""


def resolved(name: str, at: int, paragraph: int, mentions: list[Mention]) -> str:
    """
    Give the source that a pronoun or *the official* stands for, or *name* itself.

    The nearest one before it that agrees in number and gender, in the same paragraph
    first.
    """
    low = name.lower()
    if low in PRONOUNS:
        sort, gender = PRONOUNS[low]
    elif _BARE_ROLES.match(name):
        sort, gender = Sort.PERSON, gender_of(name)
    else:
        return name
    before = [m for m in mentions if m.at < at and paragraph - m.paragraph <= 6]
    fits = [m for m in before if _agrees(m, sort, gender, low)]
    if low not in PRONOUNS:
        fits = [m for m in fits if _shares_role(low, m.name)]
    here = [m for m in fits if m.paragraph == paragraph]
    for choice in (here, fits):
        strong = [m for m in choice if not m.weak]
        if strong or choice:
            return (strong or choice)[-1].name
    return name


def _agrees(mention: Mention, sort: Sort, gender: str, pronoun: str) -> bool:
    if gender and mention.gender and mention.gender != gender:
        return False
    if pronoun in {"they", "them", "their"}:
        return mention.sort is not Sort.THING and (
            mention.sort is Sort.PEOPLE or not mention.gender
        )
    return mention.sort is sort


def _shares_role(low: str, name: str) -> bool:
    role = low.rsplit(maxsplit=1)[-1]
    return role in name.lower() and name.lower() != low


_LEAD = AnyCase(r"^(?:(?:but|and|yet|still|however|so|then|meanwhile)\b,? )")


def lead_of(sentence: str) -> tuple[int, int] | None:
    """Give the subject a sentence begins with, when it is plain to see."""
    groups = verbs(sentence)
    if not groups:
        return None
    start = 0
    if opening := _LEAD.match(sentence):
        start = opening.end()
    head = sentence[start : groups[0].start].rstrip()
    if head.endswith(","):
        head = head.split(",", maxsplit=1)[0]
    elif "," in head:
        start += head.rindex(",") + 1
        head = sentence[start : groups[0].start].rstrip()
    lead = len(head) - len(head.lstrip(' "“'))
    words_in = head.split()
    if not 1 <= len(words_in) <= 9 or '"' in head[lead:]:
        return None
    known = words_in[0].lower() in PRONOUNS or re.search(r"[A-Z]|^[Tt]he ", head)
    return (start + lead, start + len(head)) if known and head.strip() else None


def class_of(name: str, sentence: str) -> SpeakerClass:
    """Tell what kind of source *name* is."""
    head = re.split(r"\b(?:of|for|in|obtained|seen|reviewed)\b", name)[0].strip()
    if not name or name.lower() in PRONOUNS or name.lower() in FIRST_PERSON:
        return SpeakerClass.UNKNOWN
    if _PAPER.search(head):
        leaked = _LEAKED.search(name) or _LEAKED.search(_near(sentence, name))
        return SpeakerClass.LEAKED_DOCUMENT if leaked else SpeakerClass.DOCUMENT
    if _MEDIA.search(head):
        return SpeakerClass.MEDIA
    states = [a for a in actors_in(name) if a.kind != "people"]
    if _OFFICIAL.search(name) or states:
        named = _is_named(name, head)
        return SpeakerClass.OFFICIAL_NAMED if named else SpeakerClass.OFFICIAL_UNNAMED
    named = bool(re.search(r"[A-Z][a-z]", re.sub(r"^(?:The|A|An) ", "", name)))
    if named and _OFFICIAL.search(_told_of(sentence, name)):
        return SpeakerClass.OFFICIAL_NAMED
    hidden = re.search(r"\bsources?\b", name, re.IGNORECASE)
    return SpeakerClass.PRIVATE if named and not hidden else SpeakerClass.UNNAMED


def _told_of(sentence: str, name: str) -> str:
    """Give what stands between commas behind a name: *, the mayor of Lyle,*."""
    at = sentence.find(name)
    told = (
        re.match(r", ([^,;.\"”]{3,90}),", sentence[at + len(name) :])
        if at >= 0
        else None
    )
    return told[1] if told else ""


def _near(sentence: str, name: str) -> str:
    at = sentence.find(name)
    return sentence[max(0, at - 30) : at + len(name) + 40] if at >= 0 else ""


_ROLE = AnyCase(
    r"\b(?:officials?|spokes\w+|diplomats?|aides?|sources?|lawmakers?|minister|"
    r"ambassador|advis[eo]rs?|commanders?|negotiators?|generals|senators|ministers)$"
)


def _is_named(name: str, head: str) -> bool:
    """Tell a name or a body that answers for it from *a senior official*."""
    if _UNNAMED.search(head):
        return False
    if _ROLE.search(head):
        return False
    return bool(re.search(r"[A-Z]", re.sub(r"^(?:The|A|An) ", "", name))) or bool(
        _ORGAN.search(head)
    )
