"""Put the brief together, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable

from exeunt.formats.brief.answer import (
    answer,
    answer_section,
    clearance_table,
    waits_table,
    what_it_buys,
)
from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.choosing import (
    choices_table,
    policies_section,
    safe_table,
)
from exeunt.formats.brief.evidence import (
    calendar_section,
    tripwire_section,
    waterfall_section,
)
from exeunt.formats.brief.fallbacks import fallback_section
from exeunt.formats.brief.grounds import (
    assumptions_section,
    made_section,
    unknown_section,
)
from exeunt.formats.brief.movement import binding_table, movement_section
from exeunt.formats.brief.rehearsed import rehearsed_section, worst_section
from exeunt.formats.brief.view import BriefView, Picture, Section, Table, row
from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.decide import decide_chart
from exeunt.formats.charts.fan import fan_chart
from exeunt.formats.charts.timeline import movement_timeline
from exeunt.formats.wording import moment


def brief_view(assessment: Assessment) -> BriefView:
    """Say what *assessment* found, in the order in which a duty officer reads."""
    file = assessment.post.file
    return BriefView(
        title=f"{file.name}: departure brief",
        known=f"As of {moment(assessment.as_of, assessment.post.zone)} "
        f"({file.time_zone}), with nothing that came out later.",
        notice=file.synthetic,
        answer=answer(assessment),
        sections=(
            answer_section(assessment),
            *_map(assessment),
            _timeline(assessment),
            _fan(assessment),
            _decide(assessment),
            *policies_section(assessment),
            rehearsed_section(assessment),
            *worst_section(assessment),
            tripwire_section(assessment),
            waterfall_section(assessment),
            calendar_section(assessment),
            *_bought(assessment),
            movement_section(assessment),
            *fallback_section(assessment),
            assumptions_section(assessment),
            unknown_section(assessment),
            made_section(assessment),
        ),
    )


def _map(assessment: Assessment) -> tuple[Section, ...]:
    if not assessment.map_svg:
        return ()
    return (
        Section(
            id="map",
            title="Map",
            pictures=(
                Picture(
                    title="Map of the plan",
                    wide=assessment.map_svg,
                    narrow=assessment.map_narrow,
                    caption="Lines are as wide as the people who go over them. Borders "
                    "do not imply any view on their status; disputed ones are dashed.",
                ),
            ),
        ),
    )


def _timeline(assessment: Assessment) -> Section:
    def draw(width: float, name: str) -> str:
        return movement_timeline(
            assessment.plan, assessment.post, width=width, name=name
        )

    return Section(
        id="timeline",
        title="Movement timeline",
        pictures=(
            _both(
                draw,
                "timeline",
                "One bar a trip, by vehicle; the figure is the number of people on "
                f"board. Planned for a decision at {_h_hour(assessment)}.",
            ),
        ),
        tables=(binding_table(assessment),) if assessment.plan.binding else (),
    )


def _h_hour(assessment: Assessment) -> str:
    return moment(assessment.plan.h_hour, assessment.post.zone)


def _both(draw: Callable[[float, str], str], name: str, caption: str) -> Picture:
    return Picture(
        title=name,
        wide=draw(WIDE, f"{name}-wide"),
        narrow=draw(NARROW, f"{name}-narrow"),
        caption=caption,
    )


def _fan(assessment: Assessment) -> Section:
    def draw(width: float, name: str) -> str:
        return fan_chart(
            assessment.rehearsal,
            assessment.warning.survivals,
            as_of=assessment.as_of,
            h_hour=assessment.plan.h_hour.astimezone(assessment.post.zone),
            width=width,
            name=name,
        )

    caption = (
        "How the plan comes out when it does not go as planned, against how long "
        "the exits are likely to stay open."
    )
    return Section(
        id="fan",
        title="Clearance against exits",
        pictures=(_both(draw, "fan", caption),),
        tables=(clearance_table(assessment), waits_table(assessment)),
    )


def _decide(assessment: Assessment) -> Section:
    if not assessment.decisions:
        return Section(
            id="decide", title="Decide by", words=("Nobody would be moved.",)
        )

    everybody = (assessment.everybody,) if assessment.everybody is not None else ()
    decisions = (*assessment.decisions, *everybody)

    def draw(width: float, name: str) -> str:
        return decide_chart(
            decisions,
            assessment.names,
            zone=assessment.post.zone,
            taken=assessment.taken,
            width=width,
            name=name,
        )

    caption = (
        "Deciding later lowers the chance that all are out in time, and the chance "
        "that leaving proves needless: both kinds of error."
    )
    return Section(
        id="decide",
        title="Decide by",
        pictures=(_both(draw, "decide", caption),),
        tables=(*safe_table(assessment), *choices_table(assessment)),
    )


def _bought(assessment: Assessment) -> tuple[Section, ...]:
    if assessment.bought is None:
        return ()
    table = Table(
        caption="What one more of each would buy, best first",
        head=("What", "Would buy", "Rehearsed worlds"),
        rows=tuple(
            row(b.what, what_it_buys(b), f"{b.replications:,}")
            for b in assessment.bought
        ),
        right=frozenset({2}),
        wide=1,
    )
    return (
        Section(
            id="time",
            title="What would buy time",
            tables=(table,) if assessment.bought else (),
            words=() if assessment.bought else ("There is nothing to try.",),
            close=assessment.levers,
        ),
    )
