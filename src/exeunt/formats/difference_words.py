"""What was otherwise than planned in a world, in words."""

from __future__ import annotations

from exeunt.formats.wording import counted, duration, short_moment
from exeunt.model.plan import Plan
from exeunt.model.post import Post
from exeunt.model.stories import Difference, Differs
from exeunt.model.times import moment_of


MODE_WORDS = {"own": "own means", "foot": "foot"}
"""How people go by a mode, where its name does not say it."""


class Voice:
    """Says times of *plan* and names of *post*."""

    def __init__(self, post: Post, plan: Plan) -> None:
        self._zone = post.zone
        self._h_hour = plan.h_hour
        self.names = {c.id: c.name.strip() for c in post.file.categories}

    def at(self, seconds: int) -> str:
        """Say a moment."""
        return short_moment(moment_of(self._h_hour, seconds, self._zone), self._zone)


_TOLD = {
    Differs.ENVIRONMENT: "the environment was {name}",
    Differs.SHUT: "{name} was shut without notice{times} {start} to {end} ({lasted})",
    Differs.WITHDRAWN: "{name} was withdrawn from {start} on",
    Differs.FEWER_DEPARTURES: "of {departures} of {name} from {start} on, {count} did not "
    "take place",
    Differs.FEWER_SEATS: "of {seats} for us on {name} from {start} on, {count} {were_left} "
    "still for sale",
    Differs.MORE: "{count} people of {who} came at {place}, not {of} as held likely",
    Differs.FEWER: "{count} people of {who} came at {place}, not {of} as held likely",
    Differs.SLOW_TO_COME: "the last of {who} came at {place} at {end}, {lasted} later "
    "than planned",
    Differs.LATE: "of {households} of {who}, {were} ready over an hour late, the last "
    "at {end}, {lasted} later than planned",
    Differs.NO_SHOW: "of {households} of {who}, {count} did not come",
    Differs.PROCESSING: "{name} processed {count} people an hour, not {of}",
    Differs.TRAVEL: "journeys by {by} took {factor} times as long as planned in the "
    "mean, most from {start}",
    Differs.BREAKDOWN: "{breakdowns}, the longest of {lasted}: {name} from {place}, "
    "{start}",
    Differs.LATE_TRIPS: "of {trips}, {count} set out over half an hour late, the worst "
    "by {lasted}",
    Differs.DROPPED: "of {trips}, {count} did not take place: nobody was there, or no "
    "moment was left",
    Differs.FULL: "all {beds} at {name} were taken",
}


def difference_words(voice: Voice, difference: Difference) -> str:
    """Tell *difference*, without a capital and a full stop."""
    d = difference
    start, end = d.from_s or 0, d.until_s or 0
    return _TOLD[d.kind].format(
        name=d.name,
        who=voice.names.get(d.name, d.name),
        by=MODE_WORDS.get(d.name, d.name),
        place=d.place,
        count=f"{d.count:,}",
        were=f"{d.count:,} {'was' if d.count == 1 else 'were'}",
        times=f" {d.count} times, longest" if d.count > 1 else ",",
        of=f"{d.of:,}",
        households=counted(d.of, "household"),
        trips=counted(d.of, "planned trip"),
        breakdowns=counted(d.count, "breakdown"),
        departures=counted(d.of, "departure"),
        seats=counted(d.of, "seat"),
        were_left="was" if d.count == 1 else "were",
        beds=counted(d.count, "bed"),
        factor=f"{d.factor:.1f}",
        start=voice.at(start),
        end=voice.at(end),
        lasted=duration(end - start),
    )
