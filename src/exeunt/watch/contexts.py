"""What surrounds a sentence says of it: years ago, made up, of sport, called false."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from exeunt.model.signals import Realis
from exeunt.model.statuses import DepartureStatus
from exeunt.watch.desk import Read
from exeunt.watch.invented import invented_in
from exeunt.watch.other_matters import is_of_other_matters
from exeunt.watch.rebuttals import called_false
from exeunt.watch.recap import recap_of, still_stands
from exeunt.watch.sentences import Sentence
from exeunt.watch.statuses import Said


@dataclass(frozen=True, slots=True)
class Contexts:
    """Of a document, the places of the sentences that are not news as they stand."""

    invented: frozenset[int]
    false: frozenset[int]
    paragraphs: Mapping[int, str]
    looks_back: bool
    """The whole document tells of years ago, and says of nothing that it stands."""

    def sense(self, one: Read, realis: Realis) -> Realis:
        """Say in what sense a thing is said that its sentence alone says in *realis*."""
        if one.at in self.false and realis is not Realis.CONTINGENCY:
            return Realis.DENIED
        if one.at in self.invented and realis is not Realis.DENIED:
            return Realis.CONTINGENCY
        told = realis not in {Realis.DENIED, Realis.CONTINGENCY}
        return Realis.HISTORIC if one.then and told else realis

    def statuses(self, one: Read, found: Iterable[Said]) -> list[Said]:
        """Read the departure statuses of a sentence in what surrounds it."""
        return [self._said(one, said) for said in found]

    def _said(self, one: Read, said: Said) -> Said:
        """Read a departure status in what surrounds it; what is false has no day."""
        closed = said.status is DepartureStatus.SUSPENDED
        stays = closed and one.then is not None and not self.looks_back
        if stays and one.at not in self.false | self.invented:
            return said
        realis = self.sense(one, said.realis)
        if realis is Realis.HISTORIC and said.realis is Realis.LIFTED:
            return said
        effective = None if one.at in self.false else said.effective
        return replace(said, realis=realis, effective=effective)

    def is_elsewhere(self, one: Read) -> bool:
        """Tell a paragraph of sport, trade or a pageant, which shows nothing."""
        return is_of_other_matters(self.paragraphs[one.sentence.paragraph])

    def has_meetings(self, one: Read) -> bool:
        """Tell whether what is dated in a sentence is an engagement at all."""
        unreal = one.at in self.invented or one.at in self.false
        return not unreal and not self.is_elsewhere(one)


def contexts_of(whole: Sequence[Read]) -> Contexts:
    """Look at all sentences of a document together."""
    given = [one.sentence for one in whole]
    told = frozenset(one.sentence.paragraph for one in whole if one.then)
    return Contexts(
        invented_in(given),
        called_false(given),
        _paragraphs(given),
        bool(told)
        and recap_of(given, whole[0].scene.published).story
        and not still_stands(given, told),
    )


def _paragraphs(given: Sequence[Sentence]) -> dict[int, str]:
    texts: dict[int, list[str]] = {}
    for sentence in given:
        texts.setdefault(sentence.paragraph, []).append(sentence.text)
    return {paragraph: " ".join(parts) for paragraph, parts in texts.items()}
