"""``state.yaml``: what is otherwise than a plan has it, as people write it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pydantic import ValidationError

from exeunt.errors import Fault, Faults
from exeunt.formats.labels import label, meant, shown
from exeunt.formats.model_faults import faults_of
from exeunt.formats.references import matches
from exeunt.formats.truths import truth_faults
from exeunt.formats.yaml_nodes import Located, read_yaml
from exeunt.model.post import Post
from exeunt.model.problem import cohorts_of, households_of
from exeunt.model.state import StateFile


VERSION = "state/1"
NO_HOUSEHOLD = (
    "there is no such household among those who move. Write it as the roster does."
)
"""Households are people: no message repeats which there are."""


def read_state(
    data: bytes, *, file: str, post: Post, moving: tuple[str, ...]
) -> StateFile:
    """
    Read what people say of how things stand.

    Parameters
    ----------
    data
        The bytes of the file: UTF-8, YAML.
    file
        Its name, for the faults.
    post
        The post; moments without a zone are meant in its time zone.
    moving
        Ids of the categories that the plan moves.

    Raises
    ------
    Faults
        With everything that is wrong with the file, line and column.
    """
    located = read_yaml(data, file=file)
    context = {"written": True, "zone": post.zone}
    faults: list[Fault] = []
    said: StateFile | None = None
    try:
        said = StateFile.model_validate(located.data, context=context)
    except ValidationError as error:
        faults += faults_of(
            error, located, file=file, model=StateFile, private={"household"}
        )
    faults += truth_faults(located, file=file, model=StateFile, told=faults)
    faults += _Names(located, file, post, moving).faults()
    if said is not None and not faults:
        faults += _uncounted(said, located, file, post)
    if faults or said is None:
        raise Faults(faults)
    return said


class _Names:
    """The names that a state gives, beside those that there are."""

    def __init__(
        self, located: Located, file: str, post: Post, moving: tuple[str, ...]
    ) -> None:
        self._located = located
        self._file = file
        self._post = post
        categories = post.file.categories
        households = households_of(post, moving)
        cohorts = cohorts_of(post.estimates, categories, moving)
        self._movers = {
            "household": [h.id for h in households],
            "cohort": [c.id for c in cohorts],
        }
        self._vehicles = {f.id: f.vehicles for f in post.file.fleets}

    def faults(self) -> Iterator[Fault]:
        """Find names of nothing, and names given twice."""
        places = [place.id for place in self._post.file.places]
        links = [link.id for link in self._post.file.links]
        yield from self._unknown("parties", "household", self._movers["household"])
        yield from self._unknown("parties", "cohort", self._movers["cohort"])
        yield from self._unknown("parties", "place", places)
        yield from self._unknown("vehicles", "place", places)
        yield from self._unknown("closures", "place", places)
        yield from self._unknown("closures", "link", links)
        yield from self._announced("link", links)
        yield from self._announced("to", places)
        yield from self._no_vehicle()
        yield from self._twice("parties", "household")
        yield from self._twice("vehicles", "vehicle")

    def _unknown(self, part: str, key: str, known: Collection[str]) -> Iterator[Fault]:
        for path, value in matches(self._located.data, (part, "*", key)):
            if isinstance(value, str) and value not in known:
                words = f"there is no {key} {shown(value)} {_of_whom(key)}"
                words = f"{words.strip()}. {meant(value, known)}"
                yield self._fault(path, NO_HOUSEHOLD if key == "household" else words)

    def _announced(self, key: str, known: Collection[str]) -> Iterator[Fault]:
        pattern = ("parties", "*", "announced", "*", key)
        what = "link" if key == "link" else "place"
        for path, value in matches(self._located.data, pattern):
            if isinstance(value, str) and value not in known:
                words = f"there is no {what} {shown(value)}. {meant(value, known)}"
                yield self._fault(path, words)

    def _no_vehicle(self) -> Iterator[Fault]:
        pattern = ("vehicles", "*", "vehicle")
        for path, value in matches(self._located.data, pattern):
            if not isinstance(value, str):
                continue
            fleet, slash, number = value.rpartition("/")
            if not slash or fleet not in self._vehicles:
                words = f"{shown(value)} is not a fleet and a number, like "
                words += f"'{next(iter(self._vehicles), 'coach')}/1'. "
                yield self._fault(path, words + meant(fleet, self._vehicles))
            elif not _counts(number, self._vehicles[fleet]):
                yield self._fault(
                    path,
                    f"fleet {shown(fleet)} has {self._vehicles[fleet]} vehicles, "
                    f"numbered from 1, so there is no {shown(value)}. Mend the number, "
                    "or give the fleet more in post.yaml.",
                )

    def _twice(self, part: str, key: str) -> Iterator[Fault]:
        first: dict[str, int] = {}
        for path, value in matches(self._located.data, (part, "*", key)):
            if not isinstance(value, str):
                continue
            if value in first:
                name = "this household" if key == "household" else shown(value)
                words = f"{name} stands there already, on line {first[value]}."
                yield self._fault(path, f"{words} Keep one of the two.")
            first.setdefault(value, self._located.values[path][0])

    def _fault(self, path: tuple[str | int, ...], words: str) -> Fault:
        name = label(self._located.data, path)
        line, column = self._located.values[path]
        return Fault(self._file, line, column, f"{name}: {words}")


def _uncounted(
    said: StateFile, located: Located, file: str, post: Post
) -> Iterator[Fault]:
    """Find more people than an estimate takes for possible: most often a slip."""
    for estimate in post.estimates:
        batches = cohorts_of((estimate,), post.file.categories, (estimate.category,))
        ids = {cohort.id for cohort in batches}
        theirs = [n for n, p in enumerate(said.parties) if p.cohort in ids]
        named = {said.parties[n].cohort for n in theirs}
        people = sum(said.parties[n].persons or 0 for n in theirs)
        people += sum(c.persons for c in batches if c.id not in named)
        if theirs and people > estimate.high:
            path = ("parties", theirs[-1], "persons")
            yield Fault(
                file,
                *located.values[path],
                f"{label(located.data, path)}: that makes {people} people of estimate "
                f"{shown(estimate.id)}, which says {estimate.high} at most. Mend the "
                "number, or raise 'high' in estimates.yaml.",
            )


def _of_whom(key: str) -> str:
    return "among those who move" if key == "cohort" else ""


def _counts(number: str, most: int) -> bool:
    plain = number.isascii() and number.isdecimal() and not number.startswith("0")
    return plain and len(number) <= 9 and 1 <= int(number) <= most
