"""What people are told to bring, and what they may take (rule §42)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exeunt.formats.wording import listed
from exeunt.model.people import Need, Person
from exeunt.model.places import Mode
from exeunt.model.post import NoticeWords


_USUAL = (
    "Bring passports, papers of children, medicine, a charged telephone, warm clothes, "
    "water, and one bag each."
)
_FOR_NEEDS = {
    Need.INFANT: "food, water and nappies for a day",
    Need.MEDICAL: "medicine for two weeks, and the prescriptions",
    Need.PREGNANCY: "maternity papers",
    Need.PET: "a carrier, and the animal's papers",
    Need.WHEELCHAIR: "the wheelchair, labelled",
    Need.UNACCOMPANIED_MINOR: "a parent's written consent",
}
_BY = {
    Mode.ROAD: "by road",
    Mode.AIR: "by air",
    Mode.SEA: "by sea",
    Mode.RAIL: "by rail",
    Mode.FOOT: "on foot",
    Mode.OWN: "by own means",
}


def bring_words(
    words: NoticeWords, modes: Iterable[Mode | None], people: Sequence[Person]
) -> tuple[str, ...]:
    """
    Say what *people* bring, and what each may take.

    Parameters
    ----------
    words
        What the post says of it.
    modes
        How the trips go, in order.
    people
        Those who ride, as far as they have names.
    """
    own = [
        told
        for need, told in _FOR_NEEDS.items()
        if any(need in person.needs for person in people)
    ]
    said = [words.bring or _USUAL, *_allowances(words, modes)]
    if own:
        said.append(f"Those who need it bring {'; '.join(own)}.")
    if any(person.documents == "held_by_post" for person in people):
        said.append("Passports held by the post are handed out at loading.")
    return tuple(said)


def _allowances(words: NoticeWords, modes: Iterable[Mode | None]) -> Iterable[str]:
    for mode in dict.fromkeys(modes):
        if mode is not None and words.baggage.get(mode):
            yield f"Baggage {_BY[mode]}: {words.baggage[mode].rstrip('.')}."


def needs_words(people: Iterable[Person]) -> str:
    """List the needs of *people*, each once."""
    return listed(
        sorted({need.value.replace("_", " ") for p in people for need in p.needs})
    )
