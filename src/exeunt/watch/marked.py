"""Sentences that have one of some words in them, found quickly."""

from __future__ import annotations

from collections.abc import Sequence

from exeunt.watch.pieces import lowered
from exeunt.watch.sentences import Sentence


def marked(whole: Sequence[Sentence], words: Sequence[str]) -> list[int]:
    """
    Give the places of the sentences with a piece of *words*, in small letters.

    The document is asked first, so that most words are looked for only once.
    """
    low = [lowered(sentence.text) for sentence in whole]
    together = "\n".join(low)
    here = [word for word in words if word in together]
    if not here:
        return []
    return [i for i, text in enumerate(low) if any(word in text for word in here)]
