"""Words that attribute: the verbs, nouns and phrases by which a text says who said it."""

from __future__ import annotations

from dataclasses import dataclass

from exeunt.model.signals import StatementKind as Kind
from exeunt.watch.wording import words


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that attributes, and what it may take as content."""

    lemma: str
    kind: Kind
    clause: bool = False
    """A clause, or what is quoted."""
    infinitive: bool = False
    """What the source means to do: *to leave*."""
    urging: bool = False
    """What somebody else should do: *them to leave*."""
    thing: bool = False
    """What a noun stands for: *the plan*."""
    quoted: bool = False
    """Quoted words only: *he continued*."""
    prepositions: frozenset[str] = frozenset()


_SAYING = words(
    "say tell add announce argue assert claim confirm contend declare disclose explain "
    "insist maintain mention note observe predict proclaim promise pledge vow recall "
    "reiterate remark repeat reply report respond reveal state stress suggest swear "
    "testify tweet warn write acknowledge admit advise affirm agree allege boast caution "
    "charge clarify complain concede conclude counter estimate forecast indicate inform "
    "joke lament quip reaffirm reassure recount remind retort signal speculate underline "
    "underscore urge wonder emphasise emphasize highlight demand propose recommend "
    "request hint imply notify chant quote ask question protest comment rule guarantee "
    "assure hypothesise certify attest preach concur fume object opine fret worry brag "
    "theorize theorise grumble gripe confide volunteer stipulate advocate relay decree "
    "threaten mandate post specify project determine recite reason rejoin posit "
    "surmise prophesy counsel clarify deduce interject opine"
)
_QUOTED = words(
    "continue begin interject snap muse plead shout yell read ask inquire respond joke "
    "laugh offer finish start exclaim whisper close tout cry thunder deadpan tease "
    "intone answer crow rail blast rant rave gush mumble murmur mutter scream sigh "
    "chuckle bellow sneer gloat demur growl scoff reference"
)
_SHOWING = words("show find suggest indicate mean read")
"""Said of polls, studies and papers."""
_BELIEVING = words(
    "think believe feel know hope fear expect doubt suspect assume imagine understand "
    "realise realize anticipate guess suppose reckon foresee trust wish dream consider "
    "recognise recognize remember forget conclude learn hear assess calculate figure "
    "judge deem envision bet regret presume pray decide mind sense care discover"
)
_INTENDING = words(
    "plan intend want hope aim seek vow pledge promise threaten refuse decline "
    "agree expect prefer wish consider contemplate mull offer propose swear "
    "desire resolve hesitate aspire strive claim "
    "volunteer demand "
)
_URGING = words(
    "urge ask tell want advise order encourage invite warn implore beg instruct direct "
    "expect call press pressure challenge remind persuade push request require like "
    "need recommend lobby exhort caution believe consider prefer"
)
_THING = words(
    "announce propose criticise criticize condemn denounce blast slam praise reject "
    "dismiss demand predict promise threaten blame accuse cite reiterate express voice "
    "question oppose support favor favour welcome applaud decry outline defend hail mock "
    "discuss deny refute rebut repudiate disavow dispute acknowledge admit confirm "
    "deplore lament recommend suggest advocate endorse describe call label brand dub "
    "term compare consider regard view weigh mull contemplate want fear expect "
    "doubt repeat stress emphasize emphasise highlight note underscore deride "
    "ridicule lambast castigate assail tout float pledge vow "
    "challenge disclose reveal explain report allege claim assert declare "
    "anticipate prefer believe protest urge envision embrace rebuke admire "
    "bemoan attribute ascribe credit fault liken portray characterize characterise "
    "chide scold resent understand convey "
    "guarantee assure admonish berate knock scorn trumpet champion reaffirm "
    "mention recall signal back rip hammer savage skewer trash bash pan "
    "disparage denigrate deprecate vilify malign laud extol commend salute thank "
    "recognise recognize contest underline second articulate "
    "compliment endorse echo charge expose"
)
_DENYING = words(
    "deny reject dismiss refute rebut repudiate disavow dispute disbelieve doubt refuse "
    "decline"
)
_WITH: dict[str, frozenset[str]] = {
    "warn": words("of about against over"),
    "call": words("for on"),
    "speak": words("of about against out"),
    "talk": words("about of"),
    "complain": words("about of"),
    "worry": words("about over"),
    "apologise": words("for"),
    "apologize": words("for"),
    "allude": words("to"),
    "insist": words("on upon"),
    "refer": words("to"),
    "object": words("to"),
    "agree": words("with on to"),
    "disagree": words("with on"),
    "think": words("about of"),
    "push": words("for"),
    "press": words("for"),
    "argue": words("for against"),
    "lash": words("out at"),
    "hint": words("at"),
    "boast": words("about of"),
    "brag": words("about of"),
    "joke": words("about"),
    "lie": words("about"),
    "care": words("about"),
    "rail": words("against"),
    "plead": words("for with"),
    "appeal": words("for to"),
    "vow": words("to"),
    "plan": words("on for"),
    "hope": words("for"),
    "advocate": words("for"),
    "protest": words("against"),
    "caution": words("against"),
    "opt": words("for"),
    "approve": words("of"),
    "disapprove": words("of"),
    "weigh": words("in"),
    "campaign": words("for against on"),
    "accuse": words("of"),
    "break": words("with"),
    "charge": words("with"),
    "bristle": words("at"),
    "scoff": words("at"),
    "balk": words("at"),
    "marvel": words("at"),
    "rejoice": words("in at"),
    "comment": words("on"),
    "vouch": words("for"),
    "inquire": words("about"),
    "ask": words("about for"),
    "wonder": words("about"),
    "theorise": words("about"),
    "speculate": words("about on"),
    "testify": words("about to"),
    "report": words("on"),
}
_MEANING = words(
    "plan intend want aim seek mull weigh contemplate vow pledge promise threaten "
    "propose desire resolve aspire opt strive need like love hate elect prefer choose "
    "dare"
)
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "feel": "feels felt feeling",
    "know": "knows knew known knowing",
    "write": "writes wrote written writing",
    "swear": "swears swore sworn swearing",
    "understand": "understands understood understanding",
    "seek": "seeks sought seeking",
    "find": "finds found finding",
    "mean": "means meant meaning",
    "show": "shows showed shown showing",
    "begin": "begins began begun beginning",
    "speak": "speaks spoke spoken speaking",
    "foresee": "foresees foresaw foreseen foreseeing",
    "forecast": "forecasts forecasting",
    "read": "reads reading",
    "hear": "hears heard hearing",
    "forget": "forgets forgot forgotten forgetting",
    "choose": "chooses chose chosen choosing",
    "bet": "bets betting",
    "lie": "lies lied lying",
    "cast": "casts casting",
    "beg": "begs begged begging",
    "shoot": "shoots shot shooting",
    "hit": "hits hitting",
    "go": "goes went gone going",
    "set": "sets setting",
    "lay": "lays laid laying",
    "admit": "admits admitted admitting",
    "plan": "plans planned planning",
    "rebut": "rebuts rebutted rebutting",
    "quip": "quips quipped quipping",
    "refer": "refers referred referring",
    "prefer": "prefers preferred preferring",
    "dub": "dubs dubbed dubbing",
    "opt": "opts opted opting",
    "fret": "frets fretted fretting",
    "hint": "hints hinted hinting",
    "slam": "slams slammed slamming",
    "brag": "brags bragged bragging",
    "snap": "snaps snapped snapping",
    "rip": "rips ripped ripping",
    "pan": "pans panned panning",
    "break": "breaks broke broken breaking",
    "paint": "paints painted painting",
    "see": "sees saw seen seeing",
}


PHRASAL: dict[str, tuple[frozenset[str], Kind]] = {
    "point": (words("out"), Kind.SPEECH),
    "shoot": (words("back"), Kind.SPEECH),
    "fire": (words("back"), Kind.SPEECH),
    "hit": (words("back"), Kind.SPEECH),
    "push": (words("back"), Kind.DENIAL),
    "go": (words("on"), Kind.SPEECH),
    "lash": (words("out"), Kind.SPEECH),
    "rule": (words("out"), Kind.DENIAL),
    "set": (words("out"), Kind.SPEECH),
    "spell": (words("out"), Kind.SPEECH),
    "lay": (words("out"), Kind.SPEECH),
    "call": (words("out"), Kind.SPEECH),
    "brush": (words("off aside"), Kind.DENIAL),
    "shrug": (words("off"), Kind.DENIAL),
    "play": (words("down"), Kind.DENIAL),
    "chime": (words("in"), Kind.SPEECH),
    "weigh": (words("in"), Kind.SPEECH),
    "figure": (words("out"), Kind.BELIEF),
    "find": (words("out"), Kind.BELIEF),
    "single": (words("out"), Kind.SPEECH),
    "sign": (words("off"), Kind.SPEECH),
    "speak": (words("out up"), Kind.SPEECH),
}
"""Verbs that attribute with a particle, with what they do then."""


def forms(lemma: str) -> tuple[str, ...]:
    """Give every form of a verb, the bare one first."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma].split())
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        stem = lemma[:-1]
        return lemma, stem + "ies", stem + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return lemma, lemma + ending, lemma + "ed", lemma + "ing"


def _kind(lemma: str) -> Kind:
    if lemma in _DENYING:
        return Kind.DENIAL
    if lemma in _MEANING:
        return Kind.INTENT
    if lemma in _BELIEVING and lemma not in _SAYING:
        return Kind.BELIEF
    return Kind.SPEECH


def _cue(lemma: str) -> Cue:
    return Cue(
        lemma=lemma,
        kind=_kind(lemma),
        clause=lemma in _SAYING | _BELIEVING | _SHOWING | _DENYING - {"refuse"},
        infinitive=lemma in _INTENDING,
        urging=lemma in _URGING,
        thing=lemma in _THING,
        quoted=lemma in _QUOTED | _SAYING,
        prepositions=_WITH.get(lemma, frozenset()),
    )


AS = words("see paint cast depict frame pitch present bill treat")
"""Verbs whose object is content only with *as*: *see the talks as a trap*."""
_ALL = (
    _SAYING
    | _QUOTED
    | _SHOWING
    | _BELIEVING
    | _INTENDING
    | _URGING
    | _THING
    | _DENYING
    | AS
    | frozenset(_WITH)
)
VERBS: dict[str, Cue] = {
    form: cue
    for cue in map(_cue, sorted(_ALL, reverse=True))
    for form in forms(cue.lemma)
}
"""Every form of every verb that attributes."""

PHRASES: dict[str, Cue] = {
    f"{form} {particle}": Cue(
        lemma=f"{lemma} {particle}",
        kind=kind,
        clause=kind is not Kind.DENIAL,
        thing=True,
        quoted=True,
        prepositions=words("on at against"),
    )
    for lemma, (particles, kind) in PHRASAL.items()
    for form in forms(lemma)
    for particle in sorted(particles)
}
"""Every form of a verb with its particle."""

SHOWING = _SHOWING
FINDINGS = words(
    "poll polls polling survey surveys analysis study studies data figures numbers "
    "average averages results returns records report reports review reviews documents "
    "emails estimates statistics research investigation audit filings evidence images "
    "footage tally count"
)
"""What shows, finds or suggests something, without anybody saying so."""
STRONG = words(
    "say tell add announce argue assert claim confirm contend declare disclose explain "
    "insist maintain predict promise pledge vow reiterate reply report respond reveal "
    "state stress suggest swear testify tweet warn write acknowledge admit allege "
    "caution concede conclude complain deny think believe know hope fear doubt suspect "
    "note observe recall predict recount remark boast"
)
"""Verbs whose clause needs no *that* to be content."""

NOUNS: dict[str, Kind] = {
    **dict.fromkeys(
        words(
            "claim claims statement statements suggestion suggestions allegation "
            "allegations argument arguments assertion assertions warning warnings "
            "prediction predictions assurance assurances announcement conclusion rumour "
            "rumours rumor rumors accusation accusations admission insistence contention "
            "acknowledgement acknowledgment charge charges complaint complaints "
            "recommendation criticism comment comments remark remarks testimony "
            "declaration reports report word news message recollection case praise "
            "condemnation apology apologies support opposition outrage anger objection "
            "objections endorsement"
        ),
        Kind.SPEECH,
    ),
    **dict.fromkeys(
        words(
            "belief beliefs hope hopes fear fears view views opinion expectation "
            "expectations suspicion suspicions concern concerns doubt doubts worry "
            "worries speculation sense feeling conviction confidence notion impression "
            "understanding idea perception"
        ),
        Kind.BELIEF,
    ),
    **dict.fromkeys(
        words(
            "promise promises pledge pledges vow vows threat threats plan plans intention "
            "intentions desire proposal proposals decision willingness call calls demand "
            "demands offer request requests commitment bid determination refusal "
            "readiness appeal ambition wish motion petition"
        ),
        Kind.INTENT,
    ),
    **dict.fromkeys(words("denial denials rejection"), Kind.DENIAL),
}
"""Nouns that attribute what follows them."""

ADJECTIVES: dict[str, Kind] = {
    **dict.fromkeys(
        words(
            "concerned convinced confident worried sure aware certain afraid hopeful "
            "optimistic sceptical skeptical adamant clear doubtful fearful wary "
            "disappointed surprised glad proud happy pessimistic sorry unsure angry "
            "frustrated alarmed pleased unaware uncertain unconvinced excited mindful "
            "critical supportive furious outraged grateful dismissive opposed open"
        ),
        Kind.BELIEF,
    ),
    **dict.fromkeys(
        words(
            "willing ready eager determined reluctant prepared unwilling keen anxious "
            "hesitant inclined committed loath loth intent"
        ),
        Kind.INTENT,
    ),
}
"""What people are who hold the content true or mean to do it."""

SILENCE = words("comment say speak discuss answer respond reply elaborate identify")
"""What is refused by people who do not speak: it has no content."""
GATHERING = words("meet hold host convene visit attend speak gather")
"""What bodies plan as a date in the calendar, and not as an aim of theirs."""
