"""The files of a post folder: bytes in, a post and the place of each value out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from exeunt.errors import Fault, Faults
from exeunt.formats.model_faults import faults_of
from exeunt.formats.post_sense import OnLand, estimate_faults, sense_faults
from exeunt.formats.references import Known, reference_faults
from exeunt.formats.roster import Roster, read_roster
from exeunt.formats.truths import truth_faults
from exeunt.formats.yaml_nodes import Located, read_yaml
from exeunt.model.people import Estimate
from exeunt.model.positions import Path, Positions
from exeunt.model.post import History, Post, PostFile
from exeunt.model.tripwires import Tripwire
from exeunt.model.value import Value


class EstimatesFile(Value):
    """What ``estimates.yaml`` holds: people who are on no roster."""

    estimates: tuple[Estimate, ...] = ()


class TripwiresFile(Value):
    """What ``tripwires.yaml`` holds."""

    tripwires: tuple[Tripwire, ...] = ()


YAML_FILES: dict[str, type[BaseModel]] = {
    "post.yaml": PostFile,
    "estimates.yaml": EstimatesFile,
    "tripwires.yaml": TripwiresFile,
    "history.yaml": History,
}
"""By name, the model of each; only the first must be there."""
ROSTERS = ("roster.csv", "roster.xlsx")
"""A post has one of them, or neither."""


def read_post_files(
    files: Mapping[str, bytes],
    *,
    now: datetime,
    known: Known | None = None,
    on_land: OnLand | None = None,
) -> tuple[Post, Positions]:
    """
    Read the files of a post, all of them to the end.

    Parameters
    ----------
    files
        The bytes of ``post.yaml`` and of whichever others there are, by name.
    now
        The present moment: an estimate cannot be dated after it.
    known
        What there is beside the post that it may name.
    on_land
        Tells land from sea by longitude and latitude.

    Returns
    -------
    tuple
        The post, and where in the files its values stand.

    Raises
    ------
    Faults
        With every fault of every file, in reading order.
    """
    reading = _Reading()
    for name, model in YAML_FILES.items():
        if name in files:
            reading.read_yaml(name, files[name], model)
    reading.read_roster(files)
    reading.check(now=now, known=known or Known(), on_land=on_land)
    if reading.faults:
        raise Faults(reading.faults)
    return reading.post(), reading.positions()


@dataclass(slots=True)
class _Reading:
    """What has been read so far, sound or not."""

    located: dict[str, Located] = field(default_factory=dict)
    sound: dict[str, BaseModel] = field(default_factory=dict)
    roster: Roster | None = None
    faults: list[Fault] = field(default_factory=list)

    def read_yaml(self, name: str, data: bytes, model: type[BaseModel]) -> None:
        try:
            located = read_yaml(data, file=name)
        except Faults as error:
            self.faults += error.faults
            return
        self.located[name] = located
        context = {"written": True, "zone": self._zone()}
        try:
            self.sound[name] = model.model_validate(located.data, context=context)
        except ValidationError as error:
            told = faults_of(error, located, file=name, model=model)
        else:
            told = []
        told += truth_faults(located, file=name, model=model, told=told)
        self.faults += told

    def _zone(self) -> tzinfo:
        """Give the time zone in which dates without one are meant."""
        post = self.located.get("post.yaml")
        named = (
            post.data.get("time_zone") if post and isinstance(post.data, dict) else 0
        )
        try:
            return ZoneInfo(named) if isinstance(named, str) else UTC
        except (KeyError, ValueError, OSError):
            return UTC

    def read_roster(self, files: Mapping[str, bytes]) -> None:
        given = [name for name in ROSTERS if name in files]
        if len(given) > 1:
            words = "is there beside roster.csv. Keep one of the two."
            self.faults.append(Fault("roster.xlsx", 0, 0, words))
        for name in given:
            try:
                self.roster = read_roster(files[name], file=name)
            except Faults as error:
                self.faults += error.faults
            else:
                self.faults += self.roster.faults

    def check(
        self,
        *,
        now: datetime,
        known: Known,
        on_land: OnLand | None,
    ) -> None:
        self.faults += reference_faults(self.located, self.roster, known=known)
        post = self.sound.get("post.yaml")
        if isinstance(post, PostFile):
            self.faults += sense_faults(
                post, self.located["post.yaml"], on_land=on_land
            )
        estimates = self.sound.get("estimates.yaml")
        if isinstance(estimates, EstimatesFile):
            self.faults += estimate_faults(
                estimates.estimates, self.located["estimates.yaml"], now=now
            )

    def post(self) -> Post:
        parts = {"file": self.sound["post.yaml"]}
        for value in self.sound.values():
            if isinstance(value, History):
                parts["history"] = value
            elif not isinstance(value, PostFile):
                parts |= dict(value)
        people = self.roster.people if self.roster else ()
        return Post.model_validate({**parts, "people": people})

    def positions(self) -> Positions:
        values: dict[str, Mapping[Path, tuple[int, int]]] = {
            name: located.values for name, located in self.located.items()
        }
        if self.roster:
            lines = enumerate(self.roster.table.lines)
            values[self.roster.file] = {(row,): (line, 1) for row, line in lines}
        keys = {name: located.keys for name, located in self.located.items()}
        return Positions(values=values, keys=keys)
