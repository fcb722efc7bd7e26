from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests import make_folder as texts
from tests.make_folder import NOW, a_folder, read_folder

from exeunt.model.findings import Finding, Severity
from exeunt.model.positions import NOWHERE
from exeunt.review.eap import RULES, lint


Change = tuple[str, str, str]
POST, ROSTER = "post.yaml", "roster.csv"
ESTIMATES, TRIPWIRES, HISTORY = "estimates.yaml", "tripwires.yaml", "history.yaml"

FIRES: dict[str, tuple[str, int, list[Change]]] = {
    # rule: the file and line at which it fires, and what is changed in a good post
    "EAP001": (POST, 8, [(POST, "Kept by the consul; people join on a form.", "''")]),
    "EAP002": (POST, 7, [(POST, "  transport_assessed: 2030-01-10\n", "")]),
    "EAP003": (
        POST,
        9,
        [(POST, "transport_assessed: 2030-01-10", "transport_assessed: 2029-05-01")],
    ),
    "EAP004": (POST, 10, [(POST, "The capital calls every emergency contact.", "''")]),
    "EAP005": (POST, 7, [(POST, "reviewed: 2030-01-10", "reviewed: 2029-05-01")]),
    "EAP006": (POST, 7, [(POST, "reviewed: 2030-01-10", "reviewed: 2028-10-01")]),
    "EAP007": (POST, 7, [(POST, "reviewed: 2030-01-10", "reviewed: 2030-06-01")]),
    "EAP008": (POST, 11, [(POST, "[Head of mission, Deputy]", "[]")]),
    "EAP009": (POST, 11, [(POST, "[Head of mission, Deputy]", "[Head of mission]")]),
    "EAP010": (POST, 12, [(POST, "contingency: Radio, ", "")]),
    "EAP011": (POST, 12, [(POST, "alternate: Telephone", "alternate: text")]),
    "EAP012": (POST, 13, [(POST, "[airport, crossing]", "[airport]")]),
    "EAP013": (POST, 13, [(POST, "[airport, crossing]", "[airport, airport]")]),
    "EAP014": (HISTORY, 2, [(HISTORY, "2030-05-01", "2030-04-01")]),
    "EAP015": (HISTORY, 2, [(HISTORY, "2030-05-01", "2029-11-01")]),
    "EAP020": (TRIPWIRES, 1, [(TRIPWIRES, texts.TRIPWIRES, "tripwires: []\n")]),
    "EAP021": (TRIPWIRES, 6, [(TRIPWIRES, "[Call the coaches]", "[]")]),
    "EAP022": (TRIPWIRES, 5, [(TRIPWIRES, "Political officer", "' '")]),
    "EAP023": (TRIPWIRES, 3, [(TRIPWIRES, "Forces gather at the border.", "''")]),
    "EAP024": (
        TRIPWIRES,
        2,
        [(TRIPWIRES, "{family: ordered, staff: ordered, citizens: ordered}", "{}")],
    ),
    "EAP025": (POST, 23, [(TRIPWIRES, "staff: ordered", "staff: authorized")]),
    "EAP026": (
        TRIPWIRES,
        5,
        [
            (TRIPWIRES, "at_least: 2, ", ""),
            (TRIPWIRES, "    owner:", "    sources: [official, private]\n    owner:"),
        ],
    ),
    "EAP030": (POST, 29, [(POST, "At home on full pay.", "''")]),
    "EAP031": (POST, 15, [(ROSTER, "P2,H1,family", "P2,H1,staff")]),
    "EAP032": (ROSTER, 4, [(ROSTER, "non-emergency", "")]),
    "EAP033": (ROSTER, 4, [(ROSTER, "homes,,non-emer", "homes,unaccompanied minor,non-emer")]),
    "EAP034": (ROSTER, 4, [(ROSTER, "non-emergency,ready", "non-emergency,missing")]),
    "EAP035": (ROSTER, 4, [(ROSTER, "non-emergency,ready", "non-emergency,held by post")]),
    "EAP036": (ROSTER, 4, [(ROSTER, "non-emergency,ready", "non-emergency,")]),
    "EAP037": (ROSTER, 5, [(ROSTER, "local,homes,,,,yes", "local,homes,,,,no")]),
    "EAP038": (ROSTER, 3, [(ROSTER, "consent,name", "consent,split_approved_by"), (ROSTER, "homes,wheelchair|pet,,ready,yes,Bert", "homes,infant,,ready,yes,Bert")]),
    "EAP040": (ESTIMATES, 9, [(ESTIMATES, "2030-04-20", "2029-10-01")]),
    "EAP041": (ESTIMATES, 5, [(ESTIMATES, "low: 40\n    likely: 100\n    high: 260", "low: 100\n    likely: 100\n    high: 100")]),
    "EAP042": (ESTIMATES, 8, [(ESTIMATES, "Counted by the wardens in April.", "''")]),
    "EAP043": (ESTIMATES, 7, [(ESTIMATES, "high: 260", "high: 200")]),
    "EAP044": (POST, 15, [(POST, "kind: private_citizen", "kind: third_country")]),
    "EAP045": (POST, 15, [(POST, "kind: local_staff", "kind: contractor")]),
    "EAP050": (POST, 36, [(POST, "based: office", "based: office\n    links: [crossing-hill]"), (POST, "mode: own", "mode: rail")]),
    "EAP051": (POST, 36, [(POST, "    from: homes\n    to: airport\n    mode: own", "    from: office\n    to: airport\n    mode: own")]),
    "EAP052": (POST, 41, [(POST, "    from: homes\n    to: airport\n    mode: own", "    from: office\n    to: airport\n    mode: own")]),
    "EAP053": (POST, 100, [(POST, "vehicles: 3", "vehicles: 1"), (POST, "mode: own", "mode: rail")]),
    "EAP054": (POST, 76, [(POST, "mode: own", "mode: rail")]),
    "EAP055": (POST, 70, [(POST, "links:\n", "  - {id: depot, name: Depot, kind: waypoint, lat: 50, lon: 30}\nlinks:\n")]),
    "EAP056": (POST, 102, [(POST, "based: office", "based: airport")]),
    "EAP057": (POST, 140, [(POST, "sudden_closure: {p10: 3d", "status_quo: {p10: 3d")]),
    "EAP058": (POST, 48, [(POST, "  - place: airport\n    name: By air", "  - place: office\n    name: By air"), (POST, "pace: [airport,", "pace: [office,")]),
    "EAP059": (POST, 138, [(POST, "from: office\n    to: crossing", "from: airport\n    to: office"), (POST, "from: crossing\n    to: over-the-hill\n    mode: road", "from: crossing\n    to: over-the-hill\n    mode: foot\n    both_ways: false")]),
    "EAP060": (POST, 5, [(POST, "vehicles: 3", "vehicles: 1"), (POST, "deadline: 5d", "deadline: 26h"), (POST, "seats: {seat: 40, wheelchair: 2}", "seats: {seat: 4, wheelchair: 1}"), (POST, "seats: {seat: 60, wheelchair: 1}", "seats: {seat: 10, wheelchair: 1}")]),
    "EAP061": (POST, 5, [(POST, "vehicles: 3", "vehicles: 1"), (POST, "deadline: 5d", "deadline: 50h"), (POST, "seats: {seat: 40, wheelchair: 2}", "seats: {seat: 4, wheelchair: 1}"), (POST, "seats: {seat: 60, wheelchair: 1}", "seats: {seat: 20, wheelchair: 1}")]),
    "EAP062": (POST, 64, [(POST, "    holds: 1000\n", "")]),
    "EAP063": (POST, 63, [(POST, "    holds: 2000", "    holds: 20"), (POST, "    holds: 1000", "    holds: 30")]),
    "EAP064": (POST, 36, [(POST, "kind: safe_haven", "kind: waypoint"), (POST, "kind: safe_haven", "kind: waypoint")]),
    "EAP065": (ROSTER, 3, [(POST, "seats: {seat: 40, wheelchair: 2}", "seats: {seat: 40}"), (POST, "seats: {seat: 60, wheelchair: 1}", "seats: {seat: 60}")]),
    "EAP066": (POST, 19, [(POST, "moves_at: authorized", "moves_at: authorized\n    ready_after: 6d")]),
    "EAP070": (POST, 15, [(POST, "    family: {p10: 10h, p50: 24h, p90: 48h}\n", "")]),
    "EAP071": (POST, 113, [(POST, "    air: {p10: 0.9, p50: 1, p90: 1.4}\n", "")]),
    "EAP072": (POST, 103, [(POST, "  repair: {p10: 1h, p50: 3h, p90: 8h}\n", "")]),
    "EAP073": (POST, 46, [(POST, "  processing: {p10: 0.7, p50: 1, p90: 1.1}\n", "")]),
    "EAP074": (POST, 126, [(POST, "90 of 100", "Judgement of 2030")]),
    "EAP075": (POST, 97, [(POST, "    why: Contract.\n", "")]),
}  # fmt: skip


def _lint(*changes: Change) -> tuple[Finding, ...]:
    post, positions = read_folder(a_folder(*changes))
    return lint(post, positions, now=NOW)


def test_a_good_post_has_no_findings() -> None:
    assert _lint() == ()


def test_every_rule_is_tried() -> None:
    assert [rule.id for rule in RULES] == list(FIRES)


@pytest.mark.parametrize("rule", FIRES)
def test_a_rule_fires_where_it_should(rule: str) -> None:
    file, line, changes = FIRES[rule]
    found = [f for f in _lint(*changes) if f.rule == rule]
    assert (file, line) in {(f.file, f.line) for f in found}


@pytest.mark.parametrize("rule", FIRES)
def test_a_finding_says_what_is_so_and_how_to_mend_it(rule: str) -> None:
    _, _, changes = FIRES[rule]
    found = next(f for f in _lint(*changes) if f.rule == rule)
    assert found.message.endswith(".")
    assert found.mend.endswith(".")
    assert len(found.message) < 200


def test_numbers_of_rules_are_unique_and_ascend() -> None:
    numbers = [rule.id for rule in RULES]
    assert numbers == sorted(set(numbers))


def test_findings_name_nobody() -> None:
    changes = [
        (ROSTER, "non-emergency", ""),
        (ROSTER, "P1,H1,staff,homes,,emergency,ready,yes", "P1,H1,staff,homes,,,,no"),
    ]
    words = " ".join(f.message for f in _lint(*changes))
    assert "P1" not in words
    assert "Anna" not in words


def test_a_post_that_was_not_read_from_files_can_be_reviewed() -> None:
    post, _ = read_folder(a_folder((POST, "[Head of mission, Deputy]", "[]")))
    (found,) = lint(post, NOWHERE, now=NOW)
    assert (found.file, found.line, found.severity) == (POST, 0, Severity.ERROR)


def test_a_status_is_not_stale_before_it_was_declared() -> None:
    post, positions = read_folder(a_folder())
    before = datetime(2030, 4, 1, tzinfo=UTC)
    rules = {f.rule for f in lint(post, positions, now=before)}
    assert not rules & {"EAP014", "EAP015"}
