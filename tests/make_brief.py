"""Builders of what a brief is written from: an assessment of a small busy post."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from tests.make import H_HOUR, a_category, a_fleet, a_link, a_person, a_place, a_post

from exeunt.formats.brief.assessment import Assessment, Moved
from exeunt.model.decision import Bought, CurvePoint, DecideBy, Proposal
from exeunt.model.departures import DepartureDay, Departures, PastCase
from exeunt.model.documents import Document, SourceClass
from exeunt.model.occupancy import Hourly, Occupancy
from exeunt.model.outcomes import ClearanceQuantiles, Rehearsal, StageWait
from exeunt.model.plan import CohortLoad, Left, Objective, Plan, Stage, Trip
from exeunt.model.post import Post
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.signals import Engagement, EngagementStatus, Evidence, Reading
from exeunt.model.statuses import DepartureStatus
from exeunt.model.stories import (
    Cause,
    Difference,
    Differs,
    Failures,
    LeftGroup,
    Step,
    StepKind,
    Story,
)
from exeunt.model.tripwires import TripwireState
from exeunt.model.warning import (
    CalendarEntry,
    Contribution,
    ExitSurvival,
    Odds,
    TripwireReading,
    WarningPicture,
)
from exeunt.plan.covers import for_people
from exeunt.review.departures import score


AS_OF = H_HOUR - timedelta(hours=8)
"""The midnight before ``H_HOUR``."""
HOUR = 3600


def a_busy_post(**given: Any) -> Post:
    """Make a post with two fleets, own means, an estimate and two categories."""
    body: dict[str, Any] = {
        "name": "Porto Vento / Порто Венто",
        "synthetic": "Everything: country, people & <dates>.",
        "why": "Five days are what the last order took.",
        "categories": [
            a_category(
                "family", name="Families <of staff>", weight=5, why="First & fast."
            ),
            a_category("citizen", name="Private citizens", kind="private_citizen"),
        ],
        "places": [
            a_place(name="Home quarter", why="Assumed."),
            a_place(
                "port",
                name="Airport of Porto Vento",
                kind="airport",
                lat=50.3,
                processes_per_h=90,
            ),
            a_place(
                "haven",
                name="Haven",
                kind="safe_haven",
                lat=52,
                lon=21,
                why="Beds agreed.",
            ),
        ],
        "links": [
            a_link(to="port", why="City traffic."),
            a_link("port", "haven", mode="air", why="Scheduled block time."),
            a_link("home", "haven", mode="own", time="9h", both_ways=False),
        ],
        "fleets": [
            a_fleet(
                "coach",
                name="Coaches of the contractor",
                vehicles=3,
                seats={"seat": 30, "wheelchair": 1},
            ),
            a_fleet(
                "jet",
                name="Charter aircraft",
                mode="air",
                based="port",
                seats={"seat": 150, "wheelchair": 2},
                vehicles=1,
            ),
        ],
        "exits": [
            {
                "place": "port",
                "name": "Air from Porto Vento",
                "why": "Insurers leave first.",
                "closes": {"sudden_closure": {"p10": "1d", "p50": "4d", "p90": "15d"}},
            },
            {
                "place": "home",
                "name": "Road over the pass",
                "closes": {"sudden_closure": {"p10": "4d", "p50": "9d", "p90": "30d"}},
            },
        ],
    }
    people = tuple(
        a_person(
            f"p{n}",
            household=f"h{n // 3}",
            name=f"Олена Прізвище {n}" if n < 3 else None,
            needs=frozenset({"wheelchair"} if n == 4 else {"infant"} if n == 5 else ()),
        )
        for n in range(60)
    )
    whole: dict[str, Any] = {
        "people": people,
        "estimates": (
            {
                "id": "visitors",
                "category": "citizen",
                "place": "home",
                "low": 50,
                "likely": 120,
                "high": 400,
                "basis": "Arrivals at the airport.",
                "date": datetime(2029, 5, 1, tzinfo=UTC),
                "ready": [{"after": "12h", "share": 1.0}],
            },
        ),
        "tripwires": (
            {
                "id": "peers",
                "observable": "Another mission sends families away.",
                "when": {"indicator": "peer_departure"},
                "owner": "Deputy Chief of Mission",
                "actions": ("Order departure of families", "Tell citizens the same"),
                "proposes": {"family": "ordered"},
            },
            {
                "id": "border",
                "observable": "Queues at the border pass a day.",
                "when": {"indicator": "border_queue"},
                "owner": "",
            },
        ),
    }
    return a_post(**whole | body | given)


def a_trip(number: int, **given: Any) -> Trip:
    """Make a loaded coach trip to the airport."""
    body: dict[str, Any] = {
        "id": f"t{number}",
        "vehicle": f"coach/{number % 3 + 1}",
        "link": "home-port",
        "from": "home",
        "to": "port",
        "depart_s": (2 + 3 * (number // 3)) * HOUR,
        "arrive_s": (3 + 3 * (number // 3)) * HOUR,
    }
    return Trip(**body | given)


def a_plan(post: Post, **given: Any) -> Plan:
    """Make a plan in which most people go by coach and aircraft, some by car."""
    coaches = [a_trip(n, households=[f"h{2 * n}", f"h{2 * n + 1}"]) for n in range(9)]
    flights = [
        a_trip(
            20 + n,
            vehicle="jet/1",
            link="port-haven",
            **{"from": "port", "to": "haven"},
            households=[f"h{6 * n + k}" for k in range(6)],
            depart_s=(6 + 8 * n) * HOUR,
            arrive_s=(7 + 8 * n) * HOUR,
        )
        for n in range(3)
    ]
    empties = [
        a_trip(
            30 + n,
            vehicle="jet/1",
            link="port-haven",
            **{"from": "haven", "to": "port"},
            depart_s=(9 + 8 * n) * HOUR,
            arrive_s=(10 + 8 * n) * HOUR,
        )
        for n in range(2)
    ]
    own = [
        a_trip(
            40 + n,
            vehicle=None,
            link="home-haven",
            to="haven",
            cohorts=[CohortLoad(cohort="visitors/1", persons=5)],
            depart_s=(12 + n) * HOUR,
            arrive_s=(21 + n) * HOUR,
        )
        for n in range(20)
    ]
    body: dict[str, Any] = {
        "post": post.file.name,
        "post_sha256": "ab" * 32,
        "h_hour": H_HOUR,
        "deadline_s": post.file.deadline,
        "moving": ("family", "citizen"),
        "trips": (*coaches, *flights, *empties, *own),
        "left": (
            Left(
                household="h18",
                persons=3,
                at="home",
                because="no wheelchair place on any coach in time",
            ),
            Left(
                household="h19",
                persons=3,
                at="home",
                because="no wheelchair place on any coach in time",
            ),
            Left(
                cohort="visitors/1",
                persons=20,
                at="home",
                because="the road shuts at night",
            ),
        ),
        "objectives": (
            Objective(
                name="left_behind",
                unit="weighted persons",
                value=50,
                bound=50,
                how="relaxation",
            ),
            Objective(
                name="person_hours", unit="h", value=1000, bound=990, how="relaxation"
            ),
        ),
        "binding": (
            Stage(
                place="port",
                what="processing at 90 an hour",
                from_s=3 * HOUR,
                until_s=9 * HOUR,
                load=0.97,
            ),
        ),
        "solver": "test",
    }
    return Plan(**body | given)


def evidence(number: int = 0, **given: Any) -> Evidence:
    """Make the evidence of one sentence."""
    body: dict[str, Any] = {
        "document": f"{number:02d}" * 32,
        "source": "Gazette of Porto Vento",
        "source_class": SourceClass.MEDIA,
        "reliability": "B",
        "credibility": 2,
        "published": AS_OF - timedelta(days=20 - number),
        "start": 10,
        "end": 40,
        "sentence": f"Sentence {number}: troops & <armour> moved to the border.",
        "rule": "indicator.x",
        "speaker": "A spokesman",
    }
    return Evidence(**body | given)


def odds(count: int = 6) -> Odds:
    """Make odds with *count* contributions that add up."""
    lines = tuple(
        Contribution(
            label=f"Indicator {n} with a rather long name, as they have",
            group=f"g{n}",
            log10_by_scenario={
                ScenarioKind.STATUS_QUO: 0.0,
                ScenarioKind.SUDDEN_CLOSURE: (-0.2 if n % 4 == 2 else 0.6 - 0.03 * n),
            },
            evidence=evidence(n),
            age_days=20.0 - n,
            superseded=n % 2,
        )
        for n in range(count)
    )
    prior = {ScenarioKind.STATUS_QUO: 0.97, ScenarioKind.SUDDEN_CLOSURE: 0.03}
    ratio = (
        0.03
        / 0.97
        * 10
        ** sum(line.log10_by_scenario[ScenarioKind.SUDDEN_CLOSURE] for line in lines)
    )
    posterior = {
        ScenarioKind.STATUS_QUO: 1 / (1 + ratio),
        ScenarioKind.SUDDEN_CLOSURE: ratio / (1 + ratio),
    }
    return Odds(prior=prior, posterior=posterior, contributions=lines)


def a_rehearsal(**given: Any) -> Rehearsal:
    """Make a rehearsal of forty worlds with a plain spread."""
    times = np.arange(0, 5 * 86400, 2 * HOUR, dtype=np.int64)
    speed = np.linspace(0.6, 1.2, 40)[:, None]
    share = (
        np.clip(times[None, :] * speed / (30 * HOUR), 0, 1)
        * np.linspace(0.93, 1, 40)[:, None]
    )
    counts = np.ones((40, 2), dtype=np.int64)
    body: dict[str, Any] = {
        "seed": 7,
        "categories": ("family", "citizen"),
        "exits": ("port", "home"),
        "cleared_s": counts * 30 * HOUR,
        "left": counts * 0,
        "through_s": np.full((40, 2, 2), 28 * HOUR, dtype=np.int64),
        "out": counts * 60,
        "no_show": counts * 0,
        "out_by_s": times,
        "out_share": share,
        "stages": ("port",),
        "waited_h": np.array([12.0]),
        "held_last": np.array([1.0]),
        "seats": 9000,
        "empty_seats": 0.2,
    }
    return Rehearsal(**body | given)


def a_past_case(post: Post) -> PastCase:
    """Make a past case of three days, one of them not scored."""
    days = tuple(
        DepartureDay(
            by=H_HOUR + timedelta(hours=hours),
            persons=persons,
            confidence="H",
            given=given,
            sources=("news",),
            unscored=unscored,
        )
        for hours, persons, given, unscored in (
            (12, 40, 32, ""),
            (24, 60, 32, "Two sources differ."),
            (48, 200, 32, ""),
        )
    )
    departures = Departures(
        exeunt=1,
        decided=H_HOUR,
        counts="Everybody <who came> & went.",
        sources={"news": "https://example.org/news"},
        days=days,
    )
    rehearsal = a_rehearsal()
    return PastCase(
        name="porto-vento",
        post=post,
        departures=departures,
        plan=a_plan(post),
        rehearsal=rehearsal,
        stages=(
            StageWait(stage="queue at Port <A>", hours=12.0, held_last=1.0),
            StageWait(stage="riding", hours=40.0, held_last=0.0),
        ),
        score=score(departures, rehearsal, h_hour=H_HOUR),
    )


def a_decision(category: str = "family", **given: Any) -> DecideBy:
    """Make a decision that falls due four days after H-hour."""
    curve = tuple(
        CurvePoint(
            decide_at=H_HOUR + timedelta(days=n),
            all_out=0.97 - 0.022 * n,
            half_width=0.02,
            false_alarm=0.45 + 0.01 * n,
        )
        for n in range(15)
    )
    body: dict[str, Any] = {
        "category": category,
        "target": 0.9,
        "curve": curve,
        "latest": H_HOUR + timedelta(days=4),
        "beyond": False,
        "now": 0.97,
    }
    return DecideBy(**body | given)


def a_warning(post: Post, **given: Any) -> WarningPicture:
    """Make a picture of two tripwires: one crossed, one unknown."""
    chances = odds().posterior
    body: dict[str, Any] = {
        "as_of": AS_OF,
        "tripwires": (
            TripwireReading(
                tripwire="peers",
                state=TripwireState.TRUE,
                since=AS_OF - timedelta(days=3),
                why="Seen once within 14 d.",
                evidence=(evidence(3),),
            ),
            TripwireReading(
                tripwire="border",
                state=TripwireState.UNKNOWN,
                since=None,
                why="No document of these classes for 7 d.",
            ),
        ),
        "odds": odds(),
        "survivals": tuple(
            ExitSurvival(exit=e, weights=chances) for e in post.file.exits
        ),
        "proposed_by_tripwires": {"family": DepartureStatus.ORDERED},
    }
    return WarningPicture(**body | given)


def a_proposal(category: str = "family", **given: Any) -> Proposal:
    """Make a proposal to order departure."""
    body: dict[str, Any] = {
        "category": category,
        "in_force": DepartureStatus.NORMAL,
        "proposed": DepartureStatus.ORDERED,
        "by_model": DepartureStatus.AUTHORIZED,
        "by_tripwires": DepartureStatus.ORDERED,
        "why": "Tripwire peers is crossed.",
    }
    return Proposal(**body | given)


def an_entry(day: date = date(2030, 5, 9), **given: Any) -> CalendarEntry:
    """Make an engagement of which one document speaks."""
    body: dict[str, Any] = {
        "day": day,
        "kind": "talks",
        "parties": ("Porto Vento", "Neighbour"),
        "status": EngagementStatus.PLANNED,
        "overdue": False,
    }
    body |= given
    told = {key: body[key] for key in ("day", "kind", "parties", "status")}
    body.setdefault("reports", (Engagement(**told, evidence=evidence(1)),))
    return CalendarEntry(**body)


def a_reading(**given: Any) -> Reading:
    """Make the reading of a document."""
    body: dict[str, Any] = {
        "document": a_document().id,
        "published": AS_OF - timedelta(days=2),
        "source_class": SourceClass.MEDIA,
        "analysed": True,
        "indicators": (),
    }
    return Reading(**body | given)


def a_document(number: int = 0, **given: Any) -> Document:
    """Make a document that came in."""
    body: dict[str, Any] = {
        "sha256": f"{number:02d}" * 32,
        "name": f"{number}.txt",
        "text": "Text.",
        "published": AS_OF - timedelta(days=2),
        "source": "Gazette of Porto Vento",
        "source_class": SourceClass.MEDIA,
        "title": "Troops <moved>",
    }
    return Document(**body | given)


def a_lever(what: str = "one more vehicle: Coaches", **given: Any) -> Bought:
    """Make a lever that buys six hours."""
    body: dict[str, Any] = {
        "what": what,
        "more_all_out": 0.031,
        "half_width": 0.012,
        "waiting_s": 6.0 * HOUR,
        "waiting_half_width_s": 3600.0,
        "at_least": False,
        "replications": 240,
    }
    return Bought(**body | given)


def failed() -> Failures:
    """Make what seven of forty worlds failed of."""
    causes = (
        Cause(stage="waiting for a vehicle at Home quarter", worlds=5, share=5 / 7),
        Cause(stage="riding", worlds=2, share=2 / 7),
    )
    return Failures(worlds=7, of=40, causes=causes)


def a_story(**given: Any) -> Story:
    """Make the story of a world in which three people were left."""
    body: dict[str, Any] = {
        "world": 17,
        "left": (
            LeftGroup(
                category="family",
                where="Home quarter",
                doing=StepKind.WAIT,
                persons=3,
                households=1,
            ),
        ),
        "last_out_s": 40 * HOUR,
        "end_s": 120 * HOUR,
        "differences": (
            Difference(
                kind=Differs.SHUT,
                name="Airport <of> Porto Vento",
                count=2,
                from_s=3 * HOUR,
                until_s=9 * HOUR,
            ),
            Difference(kind=Differs.NO_SHOW, name="citizen", count=1, of=12),
        ),
        "last": (
            Step(kind=StepKind.READY, place="Home quarter", from_s=HOUR, until_s=HOUR),
            Step(kind=StepKind.QUEUE, place="Port", from_s=HOUR, until_s=5 * HOUR),
            Step(kind=StepKind.WAIT, place="Port", from_s=5 * HOUR, until_s=9 * HOUR),
            Step(
                kind=StepKind.RIDE,
                place="Port",
                to="Haven",
                by="own",
                from_s=9 * HOUR,
                until_s=39 * HOUR,
            ),
            Step(
                kind=StepKind.OPENING,
                place="Haven",
                from_s=39 * HOUR,
                until_s=40 * HOUR,
            ),
        ),
        "last_category": "family",
        "last_persons": 4,
    }
    return Story(**body | given)


def an_hourly(name: str = "Airport <of> Porto Vento", most: float = 120.0) -> Hourly:
    """Make two days of something that rises and falls."""
    mean = most / 2 * np.sin(np.linspace(0, np.pi, 48))
    return Hourly(name=name, mean=mean, high=2 * mean)


def an_occupancy() -> Occupancy:
    """Make who waits where, and what is in use, in forty worlds."""
    return Occupancy(
        worlds=40,
        waiting=(an_hourly(), an_hourly("Home quarter", 3210.0)),
        fleets=(an_hourly("Coaches & vans", 1.0),),
        stations=(an_hourly(most=1.0),),
    )


def an_assessment(**given: Any) -> Assessment:
    """Make everything that was found on one day."""
    post: Post = given.pop("post", None) or a_busy_post()
    body: dict[str, Any] = {
        "post": post,
        "as_of": AS_OF,
        "h_hour": H_HOUR,
        "documents": (a_document(), a_document(1)),
        "readings": (
            a_reading(),
            a_reading(document=a_document(1).id, analysed=False),
        ),
        "warning": a_warning(post),
        "proposals": (
            a_proposal(),
            a_proposal(
                "citizen", proposed=DepartureStatus.NORMAL, why="Target met for 9 d."
            ),
        ),
        "plan": a_plan(post),
        "rehearsal": a_rehearsal(),
        "quantiles": (
            ClearanceQuantiles(
                category="family",
                p50_s=30 * HOUR,
                p80_s=38 * HOUR,
                p95_s=None,
                p50_between_s=(29 * HOUR, 31 * HOUR),
                p80_between_s=(36 * HOUR, 41 * HOUR),
                p95_between_s=(50 * HOUR, None),
                all_out=0.93,
                half_width=0.016,
            ),
            ClearanceQuantiles(
                category="citizen",
                p50_s=40 * HOUR,
                p80_s=48 * HOUR,
                p95_s=60 * HOUR,
                p50_between_s=(39 * HOUR, 41 * HOUR),
                p80_between_s=(47 * HOUR, 50 * HOUR),
                p95_between_s=(57 * HOUR, 66 * HOUR),
                all_out=0.99,
                half_width=0.006,
            ),
        ),
        "decisions": (
            a_decision(),
            a_decision("citizen", latest=None, now=0.7, target=0.98),
        ),
        "calendar": (
            an_entry(date(2030, 5, 6), kind="call", status=EngagementStatus.HELD),
            an_entry(),
            an_entry(
                kind="deadline", parties=("C",), status=EngagementStatus.CANCELLED
            ),
        ),
        "failures": failed(),
        "stories": (a_story(),),
        "occupancy": an_occupancy(),
        "bought": (
            a_lever(),
            a_lever("a quarter more people an hour", more_all_out=0.001, waiting_s=0.0),
        ),
        "levers": "2 of 9 levers of the post were looked at.",
        "moved": (Moved(words="Peer departure was seen (+0.6)"),),
        "made_with": {"Exeunt": "0.1.0"},
    }
    body |= given
    body.setdefault("for_people", for_people(body["post"], body["plan"]))
    return Assessment(**body)
