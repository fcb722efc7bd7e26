"""What binds, in words: the stage, the place, and the hours of the local day."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from exeunt.formats.wording import listed, percent
from exeunt.model.plan import ALONE, Plan, Stage
from exeunt.model.times import moment_of


def on_day(plan: Plan, after_s: int, zone: ZoneInfo) -> str:
    """Write a moment as ``14:00 on day 2``; the local day of H-hour is day 1."""
    clock, day = _clock(plan, after_s, zone)
    return f"{clock} on day {day}"


def span_words(plan: Plan, from_s: int, until_s: int, zone: ZoneInfo) -> str:
    """Write a span as ``14:00-19:00 on day 2``, or with the days of both ends."""
    first, day = _clock(plan, from_s, zone)
    last, end = _clock(plan, until_s, zone)
    if day == end:
        return f"{first}-{last} on day {day}"
    if day + 1 == end and last == "00:00":
        return f"{first}-24:00 on day {day}"
    return f"{first} on day {day} to {last} on day {end}"


def stage_words(plan: Plan, stage: Stage, zone: ZoneInfo) -> str:
    """Name a stage with its hours and how full it was."""
    hours = span_words(plan, stage.from_s, stage.until_s, zone)
    return f"{stage.what}, {hours} ({percent(stage.load)} full)"


def binding_sentence(plan: Plan, zone: ZoneInfo) -> str:
    """Say what binds, the worst first, or that nothing does."""
    if plan.binding:
        return (
            f"What binds: {listed([stage_words(plan, s, zone) for s in plan.binding])}."
        )
    if nothing_binds(plan):
        if plan.left:
            return "Nothing binds those who come out: they are out as soon as alone."
        return "Nothing binds: everybody is out as soon as they could be alone."
    return "No stage holds people up for long; what is lost is lost in small waits."


def nothing_binds(plan: Plan) -> bool:
    """Tell whether nobody who comes out could be out sooner, even were they alone."""
    hours = next((o for o in plan.objectives if o.name == "person_hours"), None)
    return (
        hours is not None
        and hours.how == ALONE
        and hours.gap < 1e-9
        and not plan.binding
    )


def _clock(plan: Plan, after_s: int, zone: ZoneInfo) -> tuple[str, int]:
    at = moment_of(plan.h_hour, after_s, zone)
    days = (at.date() - plan.h_hour.astimezone(zone).date()).days
    return f"{at:%H:%M}", days + 1
