"""What may go otherwise than planned."""

from __future__ import annotations

from pydantic import Field

from exeunt.model.people import Id, Share
from exeunt.model.places import Mode
from exeunt.model.spread import DurationSpread, Spread
from exeunt.model.times import HOUR, MINUTE, Duration
from exeunt.model.value import Value


class Doubts(Value):
    """Every doubt of the post as a named distribution; none given means none."""

    mobilisation: dict[Id, DurationSpread] = Field(default_factory=dict)
    """By category: time from decision to a household being ready."""
    no_show: dict[Id, Share] = Field(default_factory=dict)
    """By category: chance that a household does not come at all."""
    travel: dict[Mode, Spread] = Field(default_factory=dict)
    """By mode: factor on travel time, one for a whole world (times a trip's own)."""
    trip: Spread | None = None
    """A trip's own factor on its travel time, beside its mode's."""
    processing: Spread | None = None
    """Factor on every place's processing rate, drawn per place and world."""
    repair: DurationSpread | None = None
    """How long a breakdown delays a trip."""
    hold: Duration = 30 * MINUTE
    """How long a trip waits for households that are planned on it."""
    sweep_every: Duration = 2 * HOUR
    """After its last planned trip, how often an idle vehicle goes for stragglers."""
    why: str = ""
