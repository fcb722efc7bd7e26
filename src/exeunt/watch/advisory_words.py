"""Words that speak of a travel advisory, its level and what becomes of it."""

from __future__ import annotations

from exeunt.watch.any_case import AnyCase


ADVISORY = AnyCase(
    r"\b(?:travel (?:advisor(?:y|ies)|advice|warnings?|alerts?|guidance|notices?|"
    r"recommendations?)|advisory levels?|(?<!security )(?<!weather )advisor(?:y|ies)(?= (?:to |from |level|for |was|has|now))"
    r"|(?:its|their|our|the|this|s) (?:travel |official )?(?:advice|guidance) (?:to|against|for|on|about)\b|"
    r"level of advice|(?:travel )?risk level (?:for|of)|advice level|reisewarnung|"
    r"(?<!security )(?<!weather )(?<!health )advisory(?! (?:notice|board|committee|council|circular|opinion|group|body|role|"
    r"mission|firm|services?|team)))\b"
)
LEVEL = AnyCase(r"\blevel(?:[ -]|: ?)?(?:to )?([1-4]|one|two|three|four)\b(?!\s?%)")
LEVEL_TO = AnyCase(
    r"\b(?:level )?(?:from )?(?:level )?([1-4])(?: \([^)]{0,40}\))? (?:to|->) (?:a )?(?:level )?([1-4])\b"
)
LEVEL_ALONE = AnyCase(
    r"\b(?:advisory|level)[^.]{0,40}?\b(?:increased|raised|lowered|decreased|reduced|upgraded|elevated|downgraded|moved|changed)\b"
    r"[^.]{0,25}?\bto (?:a )?(?:level )?([1-4])\b"
)
PHRASES = AnyCase(
    r"\b(?:do not travel(?! (?:to (?:the |these |this |that |areas?|any))|on|by|at|alone|near|after|outside|within)|reconsider travel|exercise (?:increased|normal) (?:caution|precautions)|"
    r"(?:advis(?:es?|ed|ing)|warn(?:s|ed|ing)?|recommend(?:s|ed|ing)?) (?:\w+ ){0,4}?against (?:all )?(?:but essential |non-essential )?"
    r"travel(?:l?ing)?|against all (?:but essential )?travel|reconsider your need to travel|exercise a high degree of caution|"
    r"avoid (?:all |non-essential )*travel(?! (?:near|around|along|within|by|at|after|on|in)\b))\b"
)
RAISED = AnyCase(
    r"\b(?:bump(?:s|ed|ing)? (?:\w+ ){0,5}?up|dial(?:s|led|ed|ling|ing)? up|went up|goes up|rose|(?:up|higher) (?:a|one) notch|"
    r"strengthen(?:s|ed|ing)?|harden(?:s|ed|ing)?|rais(?:e[sd]?|ing)(?! (?:concern|alarm|fear))|upgrad(?:e[sd]?|ing)|elevat(?:e[sd]?|ing)|increas(?:e[sd]?|ing)(?! (?:threat|risk|caution|tension|violen|vigil|secur|crime)\w*)|"
    r"step(?:s|ped|ping)? up|toughen(?:s|ed|ing)?|tighten(?:s|ed|ing)?|heighten(?:s|ed|ing)?|hik(?:e[sd]?|ing)|"
    r"mov(?:e[sd]?|ing) (?:it |the country )?up)\b"
)
LOWERED = AnyCase(
    r"\b(?:fell|falls?|dial(?:s|led|ed|ling|ing)? (?:\w+ )?down|went down|down (?:a|one) notch|no longer (?=advis|warn|recommend)|"
    r"bump(?:s|ed|ing)? (?:\w+ ){0,5}?down|lower(?:s|ed|ing)?|downgrad(?:e[sd]?|ing)|reduc(?:e[sd]?|ing)|eas(?:e[sd]?|ing)|"
    r"relax(?:e[sd]?|es|ing)?|decreas(?:e[sd]?|ing)|soften(?:s|ed|ing)?|drop(?:s|ped|ping)?|lift(?:s|ed|ing)?)\b"
)
CHANGED = AnyCase(
    r"\b(?:updat(?:e[sd]?|ing)|revis(?:e[sd]?|ing)|amend(?:s|ed|ing)?|chang(?:e[sd]?|ing)|"
    r"reword(?:s|ed|ing)?|expand(?:s|ed|ing)?|now also (?:because|due)|now (?:advis|warn|cit|nam|includ|mention|say)\w*|"
    r"add(?:s|ed|ing)?|replac(?:e[sd]?|ing)|modif(?:y|ies|ied|ying))\b"
)
REISSUED = AnyCase(
    r"\b(?:re-?issu(?:e[sd]?|ing)|renew(?:s|ed|ing)?|issu(?:e[sd]?|ing)|publish(?:es|ed|ing)?)\b"
)
STANDS = AnyCase(
    r"\b(?:remain(?:s|ed|ing)?|stays?|stayed|stands?|stood|unchanged|continu(?:e[sd]?|ing)|"
    r"maintain(?:s|ed|ing)?|puts?|placed|still|already|kept|keeps?|no changes?|there were no changes|is at|was at|in place)\b"
)
NO_CHANGE = AnyCase(
    r"\bno changes? (?:was|were|to)\b|\bthere were no changes\b|\bno edits\b"
)
PART = AnyCase(
    r"^(?:\W{0,3}\w[\w -]{0,40}?)?\W{0,3}(?:to|for|in|areas?|along|near|within)\b"
    r"[^.]{0,30}?\b(?:regions?|provinces?|states? of|areas?|borders?|governorates?|"
    r"departments?|districts?|oblasts?|km|miles|islands?|counties|cities|city of)\b"
)
