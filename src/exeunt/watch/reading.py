"""Read one document: everything watched for that is in it, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from exeunt.model.documents import Document, SourceClass
from exeunt.model.signals import (
    Engagement,
    EventSeen,
    IndicatorSeen,
    OwnPlace,
    PlaceMention,
    Reading,
    StatusMention,
    TimeMention,
)
from exeunt.watch.actors import actors_in
from exeunt.watch.advisory_reports import advisories_of
from exeunt.watch.attribution import told_in
from exeunt.watch.claims import Analyser
from exeunt.watch.contexts import Contexts, contexts_of
from exeunt.watch.covering import with_speakers
from exeunt.watch.desk import Desk, Read
from exeunt.watch.engagements import Meeting, meetings_in, same_engagement
from exeunt.watch.event_actors import Located
from exeunt.watch.events import events_in
from exeunt.watch.found_times import Found, Said
from exeunt.watch.grammar import verbs
from exeunt.watch.indicators import signs_in
from exeunt.watch.language import is_english
from exeunt.watch.main_text import shown_page
from exeunt.watch.places import Spotted, Text, places_in
from exeunt.watch.recap import day_told_of, entered, gone_on, recap_of
from exeunt.watch.rule_claims import RULES
from exeunt.watch.scenes import Scene
from exeunt.watch.sentences import Sentence, sentences
from exeunt.watch.statements import statements_of
from exeunt.watch.status_places import Where, is_at, seat_of
from exeunt.watch.statuses import as_limited, settled, statuses_in
from exeunt.watch.times import day_comes_first, remembered, times_in
from exeunt.watch.wording import evened
from exeunt.watch.zones import Zone


def read(
    document: Document,
    *,
    country: str,
    zone: ZoneInfo,
    home: str = "US",
    analyser: Analyser = RULES,
    own: Sequence[OwnPlace] = (),
) -> Reading:
    """
    Read *document* and give what it says, in reading order.

    A text that is not English is not analysed, and of a longer text than ``LONGEST``
    only the beginning; the reading says so. No text, however broken, raises.

    Parameters
    ----------
    document
        What came in. Days are counted from ``published``, in the zone it is given in.
    country
        ISO code of the country the post is in.
    zone
        Time zone of the post: what a text calls local time.
    home
        ISO code of the state whose post it is; other states' missions are peers.
    analyser
        Finds who says what in a sentence.
    own
        The post's own places, which a name means first.

    Returns
    -------
    Reading
        Offsets of every signal index ``document.text``.
    """
    if document.mute or document.unusable:
        return _silent(document)
    page = shown_page(document)
    text = evened(page.text)[:LONGEST]
    if not is_english(text):
        return _not_analysed(document)
    published = document.published
    country = document.about or country
    desk = Desk(document, page, country, home, published.date())
    whole = _scenes(desk, text, zone)
    body = [r for r in whole if r.sentence.zone is Zone.BODY]
    around = contexts_of(whole)
    spotted = _spotted(desk, whole, own)
    told = told_in(page.text, [r.sentence for r in body], analyser)
    wheres = _wheres(whole, spotted, own)
    statuses = _statuses(desk, body, wheres, around)
    reading = Reading(
        document=document.id,
        published=published,
        source_class=document.source_class,
        analysed=True,
        source=document.source,
        times=_times(desk, whole),
        engagements=_engagements(desk, body, around),
        statuses=statuses,
        advisories=advisories_of(desk, whole, wheres),
        indicators=as_limited(_indicators(desk, _titled(whole), around), statuses),
        statements=statements_of(desk, body, told),
        analyser=analyser.name,
        places=_places(desk, whole, spotted),
        events=_events(desk, whole, spotted),
        read_to=_read_to(desk),
    )
    return with_speakers(reading)


LONGEST = 500_000
"""Characters of a document that are read: a thick book."""


def _scenes(desk: Desk, text: str, zone: ZoneInfo) -> list[Read]:
    """Read sentence by sentence: what days a later one means hangs on those before."""
    day_first = day_comes_first(text)
    whole = []
    said = Said()
    given = sentences(text)
    recap = recap_of(given, desk.today)
    for at, sentence in enumerate(given):
        groups = verbs(sentence.text)
        recap = entered(recap, sentence)
        said = replace(said, then=day_told_of(recap, sentence, groups))
        times = times_in(
            sentence.text,
            groups,
            published=desk.document.published,
            zone=zone,
            day_first=day_first,
            said=said,
        )
        recap, then = gone_on(recap, sentence, times, groups, desk.today)
        said = remembered(said, sentence.text, times)
        actors = actors_in(sentence.text)
        scene = Scene(sentence.text, groups, times, actors, desk.today, desk.country)
        whole.append(Read(sentence, scene, at, then))
    return whole


def _read_to(desk: Desk) -> int | None:
    if len(desk.page.text) <= LONGEST:
        return None
    return desk.page.given(LONGEST - 1, LONGEST)[1]


def _titled(whole: list[Read]) -> list[Read]:
    """Give the body and, of the top of the document, the title."""
    return [
        r
        for r in whole
        if r.sentence.zone is Zone.BODY
        or (r.sentence.zone is Zone.HEADLINE and r.sentence.paragraph == 0)
    ]


def _not_analysed(document: Document) -> Reading:
    return Reading(
        document=document.id,
        published=document.published,
        source_class=document.source_class,
        analysed=False,
        source=document.source,
    )


def _silent(document: Document) -> Reading:
    """Give the reading of what is no signal, or of a feed that was not believed."""
    return Reading(
        document=document.id,
        published=document.published,
        source_class=document.source_class,
        analysed=not document.unusable,
        source=document.source,
        mute=document.mute,
        unusable=document.unusable,
        until=document.until,
    )


def _times(desk: Desk, whole: list[Read]) -> tuple[TimeMention, ...]:
    return tuple(
        _time(desk, one.sentence.start, part)
        for one in whole
        for time in one.scene.times
        for part in time.parts or (time,)
    )


def _time(desk: Desk, base: int, time: Found) -> TimeMention:
    start, end = desk.page.given(base + time.start, base + time.end)
    return TimeMention(
        start=start,
        end=end,
        text=desk.page.text[base + time.start : base + time.end],
        value=time.value,
        rule=time.rule,
        type=time.type,
        alternatives=time.others,
    )


def _engagements(
    desk: Desk, body: list[Read], around: Contexts
) -> tuple[Engagement, ...]:
    kept: list[tuple[Meeting, Engagement]] = []
    for one in body:
        found = meetings_in(one.scene)
        for meeting in found if found and around.has_meetings(one) else ():
            if any(same_engagement(meeting, known) for known, _ in kept):
                continue
            kept.append((meeting, _engagement(desk, one.sentence, meeting)))
    return tuple(engagement for _, engagement in kept)


def _engagement(desk: Desk, sentence: Sentence, meeting: Meeting) -> Engagement:
    return Engagement(
        day=meeting.day,
        kind=meeting.kind,
        parties=meeting.parties,
        status=meeting.status,
        evidence=desk.evidence(sentence, meeting.start, meeting.end, meeting.rule),
    )


def _wheres(
    whole: list[Read], spotted: tuple[Spotted, ...], own: Sequence[OwnPlace]
) -> dict[int, list[Where]]:
    """Give the places of each sentence, by where it begins."""
    out: dict[int, list[Where]] = {}
    for one in spotted:
        start = whole[one.sentence].sentence.start
        ours = any(is_at(one.lat, one.lon, place) for place in own)
        named = whole[one.sentence].scene.text[one.start : one.end]
        out.setdefault(start, []).append(Where(one.start, one.end, named, ours))
    return out


def _statuses(
    desk: Desk, body: list[Read], wheres: dict[int, list[Where]], around: Contexts
) -> tuple[StatusMention, ...]:
    found = []
    seat = ""
    for one in body:
        places = wheres.get(one.sentence.start, [])
        found += [
            StatusMention(
                status=said.status,
                population=said.population,
                realis=said.realis,
                effective=said.effective,
                since=said.since,
                evidence=desk.evidence(one.sentence, said.start, said.end, said.rule),
                whose=said.whose,
                place=said.place,
                change=said.change,
            )
            for said in around.statuses(one, statuses_in(one.scene, places, seat))
        ]
        seat = seat_of(one.scene) or seat
    return settled(tuple(found))


_IN_TITLES = frozenset({"security_alert"})
"""What the title of a document says as well as its body does."""


def _indicators(
    desk: Desk, body: list[Read], around: Contexts
) -> tuple[IndicatorSeen, ...]:
    un = desk.document.source_class is SourceClass.UN
    return tuple(
        IndicatorSeen(
            indicator=sign.indicator.id,
            direction=sign.indicator.direction,
            group=sign.indicator.group,
            realis=around.sense(one, sign.realis),
            evidence=desk.evidence(
                one.sentence, sign.start, sign.end, f"indicator:{sign.indicator.id}"
            ),
        )
        for one in body
        for sign in signs_in(one.scene, home=desk.home, un=un)
        if one.sentence.zone is Zone.BODY or sign.indicator.id in _IN_TITLES
        if not around.is_elsewhere(one)
    )


def _spotted(
    desk: Desk, whole: list[Read], own: Sequence[OwnPlace]
) -> tuple[Spotted, ...]:
    texts = [
        Text(one.scene.text, one.scene.actors, one.sentence.zone is Zone.DATELINE)
        for one in whole
    ]
    return places_in(texts, host=desk.country, own=own)


def _places(
    desk: Desk, whole: list[Read], spotted: tuple[Spotted, ...]
) -> tuple[PlaceMention, ...]:
    out = []
    for one in spotted:
        base = whole[one.sentence].sentence.start
        start, end = desk.page.given(base + one.start, base + one.end)
        out.append(
            PlaceMention(
                start=start,
                end=end,
                text=desk.page.text[base + one.start : base + one.end],
                name=one.name,
                country=one.country,
                lat=one.lat,
                lon=one.lon,
            )
        )
    return tuple(out)


def _events(
    desk: Desk, whole: list[Read], spotted: tuple[Spotted, ...]
) -> tuple[EventSeen, ...]:
    located: dict[int, list[Located]] = {}
    for place in spotted:
        at = Located(place.start, place.end, place.country)
        located.setdefault(place.sentence, []).append(at)
    return tuple(
        event
        for i, one in enumerate(whole)
        if one.sentence.zone is Zone.BODY
        for event in _events_of(desk, one, located.get(i, []))
    )


def _events_of(desk: Desk, one: Read, located: list[Located]) -> list[EventSeen]:
    out = []
    base = one.sentence.start
    for event in events_in(one.scene.text, located):
        start, end = desk.page.given(base + event.start, base + event.end)
        out.append(
            EventSeen(
                root=event.root,
                code=event.code,
                source=event.source,
                target=event.target,
                start=start,
                end=end,
                sentence=desk.shown(one.sentence),
            )
        )
    return out
