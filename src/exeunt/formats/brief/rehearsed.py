"""What the rehearsal shows: pictures, what worlds failed of, and the worst of them."""

from __future__ import annotations

from exeunt.formats.brief.assessment import Assessment
from exeunt.formats.brief.view import Picture, Section, Table, row
from exeunt.formats.charts.axes import NARROW, WIDE
from exeunt.formats.charts.rehearsal import Drawn, rehearsal_pictures
from exeunt.formats.stories import CAUSE_RULE, Teller, cause_lines, failure_words
from exeunt.model.stories import Failures, Story


def rehearsed_section(assessment: Assessment) -> Section:
    """Draw the rehearsal: people out, who waits where, what is in use, lost time."""
    drawn = rehearsal_pictures(
        assessment.rehearsal,
        assessment.occupancy,
        h_hour=assessment.plan.h_hour.astimezone(assessment.post.zone),
        deadline_s=assessment.plan.deadline_s,
    )
    return Section(
        id="rehearsed",
        title="What the rehearsal shows",
        pictures=tuple(_picture(one) for one in drawn),
    )


def _picture(one: Drawn) -> Picture:
    return Picture(
        title=one.title,
        wide=one.draw(WIDE, f"{one.name}-wide"),
        narrow=one.draw(NARROW, f"{one.name}-narrow"),
        caption=f"{one.title}. {one.caption}",
    )


def worst_section(assessment: Assessment) -> tuple[Section, ...]:
    """Say what worlds failed of, and retell the worst of them."""
    failures = assessment.failures
    if failures is None:
        return ()
    teller = Teller(assessment.post, assessment.plan)
    stories = [_story(teller, story) for story in assessment.stories]
    return (
        Section(
            id="worst",
            title="What worlds fail of, and the worst of them",
            words=(failure_words(failures),),
            tables=(*_causes(failures), *stories),
            close="Numbers of worlds are those of 'exeunt rehearse --seed "
            f"{assessment.rehearsal.seed}'.",
        ),
    )


def _causes(failures: Failures) -> tuple[Table, ...]:
    if not failures.causes:
        return ()
    table = Table(
        caption=f"What they failed of. {CAUSE_RULE}",
        head=("Cause", "Share of the worlds that failed"),
        rows=tuple(row(*line) for line in cause_lines(failures)),
        right=frozenset({1}),
    )
    return (table,)


def _story(teller: Teller, story: Story) -> Table:
    return Table(
        caption=teller.title(story),
        head=("", "What happened"),
        rows=tuple(row(*line) for line in teller.rows(story)),
        wide=1,
    )
