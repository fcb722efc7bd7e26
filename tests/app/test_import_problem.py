from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from tests.make_problem import BEP, an_icep, write_icep

from exeunt.app.check_post import check_post
from exeunt.app.clock import now
from exeunt.app.import_problem import import_bep, import_icep, read_problem
from exeunt.app.read_post import read_post
from exeunt.app.stated import next_problem
from exeunt.errors import Faults, InvalidInput
from exeunt.model.post import Post
from exeunt.plan.checker import examine
from exeunt.plan.solver import solve


NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)
_SHARED = Path(__file__).parents[3] / "shared" / "data" / "planning"
at_hand = pytest.mark.skipif(
    not _SHARED.is_dir(), reason="the public problems are not at hand"
)


def _bep(tmp_path: Path, data: bytes = BEP, *, unit_s: int = 900) -> Post:
    (tmp_path / "small.txt").write_bytes(data)
    out = tmp_path / "post"
    return import_bep(tmp_path / "small.txt", out, unit_s=unit_s, now=NOW)


def _icep(tmp_path: Path, scenario: str | None = "Storm") -> Post:
    folder = write_icep(tmp_path / "small")
    return import_icep(folder, tmp_path / "post", scenario=scenario, now=NOW)


def _planned_out(post: Post) -> tuple[int, int | None]:
    """Plan a post; give who is left, and when the last is out [s]."""
    problem = next_problem(post, as_of=NOW)
    plan = solve(problem, seconds=20, clock=process_time, iterations=20)
    report = examine(post, plan)
    assert report.breaches == ()
    assert report.summary is not None
    return report.summary.left, report.summary.clearance_s


def test_a_post_of_buses_reads_as_it_was_written(tmp_path: Path) -> None:
    post = _bep(tmp_path)
    assert read_post(tmp_path / "post", now=NOW) == post
    assert sorted(p.name for p in (tmp_path / "post").iterdir()) == [
        "estimates.yaml",
        "post.yaml",
    ]


def test_a_post_of_vessels_reads_as_it_was_written(tmp_path: Path) -> None:
    post = _icep(tmp_path)
    assert read_post(tmp_path / "post", now=NOW) == post


def test_the_same_file_makes_the_same_post(tmp_path: Path) -> None:
    for out in ("one", "other"):
        (tmp_path / out).mkdir()
        _bep(tmp_path / out)
    for name in ("post.yaml", "estimates.yaml"):
        first, second = (tmp_path / o / "post" / name for o in ("one", "other"))
        assert first.read_bytes() == second.read_bytes()


def test_an_imported_post_is_checked_without_fault(tmp_path: Path) -> None:
    (tmp_path / "small.txt").write_bytes(BEP)
    folder = write_icep(tmp_path / "small")
    import_bep(tmp_path / "small.txt", tmp_path / "bep", unit_s=900, now=now())
    import_icep(folder, tmp_path / "icep", scenario="Storm", now=now())
    for post in ("bep", "icep"):
        rules = {
            finding.rule for finding in check_post(tmp_path / post, now=None).findings
        }
        assert "EAP041" in rules  # the problem counts exactly, which no post can


def test_everybody_is_planned_to_a_shelter_in_the_fewest_units(tmp_path: Path) -> None:
    # six people, two a bus: one trip from point 2 and two from point 1, none of which
    # can be over before 6, whichever bus goes where
    assert _planned_out(_bep(tmp_path)) == (0, 6 * 900)


def test_everybody_is_planned_off_the_islands(tmp_path: Path) -> None:
    left, clearance_s = _planned_out(_icep(tmp_path))
    assert left == 0
    # Gull: 10 min until ready, 15 to North, 5 to board, 30 back, 5 to disembark
    assert clearance_s == 65 * 60


def test_a_detour_over_a_shelter_is_for_empty_buses_alone(tmp_path: Path) -> None:
    """Two people, one bed near, and one far that is near by way of the first."""
    data = b"1 1\n1 1\n2 2 2 0\n2 2 1 1\n1 1 9\n1 1 40\n2 1 1\n"
    assert _planned_out(_bep(tmp_path, data)) == (0, 43 * 900)


def test_a_unit_of_time_may_be_a_minute(tmp_path: Path) -> None:
    post = _bep(tmp_path, unit_s=60)
    assert (post.file.planning_step, post.file.deadline) == (60, 480)


@pytest.mark.parametrize("unit_s", [0, -60, 3601])
def test_a_unit_that_is_no_planning_step_is_refused(
    unit_s: int, tmp_path: Path
) -> None:
    with pytest.raises(InvalidInput, match="cannot be a planning step"):
        _bep(tmp_path, unit_s=unit_s)
    assert not (tmp_path / "post").exists()


def test_scenarios_are_listed_for_who_names_none(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        _icep(tmp_path, None)
    assert str(caught.value) == (
        "There is more than one scenario. Name one with --scenario: Storm, Fire."
    )


def test_scenarios_are_listed_for_who_names_another(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as caught:
        _icep(tmp_path, "storm")
    assert str(caught.value) == (
        "--scenario: there is no scenario 'storm'. Name one with --scenario: Storm, Fire."
    )
    assert not (tmp_path / "post").exists()


def test_the_only_scenario_need_not_be_named(tmp_path: Path) -> None:
    tables = an_icep(("input/scenarios.csv", "Fire,North,0,20,0.5\n", ""))
    folder = write_icep(tmp_path / "small", tables)
    post = import_icep(folder, tmp_path / "post", scenario=None, now=NOW)
    assert sum(e.likely for e in post.estimates) == 60


def test_folders_of_tables_may_have_capitals(tmp_path: Path) -> None:
    folder = write_icep(tmp_path / "small")
    (folder / "input").rename(folder / "Input")
    (folder / "incidences").rename(folder / "Incidences")
    assert read_problem(folder).mainland == ("East Pier", "West Pier")


def test_tables_that_cannot_be_read_are_told_with_all_other_faults(
    tmp_path: Path,
) -> None:
    tables = an_icep(("input/vessels.csv", "East Pier,50", "East Pier,0"))
    del tables["incidences/gamma.csv"]
    folder = write_icep(tmp_path / "small", tables)
    (folder / "input/scenarios.csv").unlink()
    (folder / "input/scenarios.csv").mkdir()
    with pytest.raises(Faults) as caught:
        import_icep(folder, tmp_path / "post", scenario="Storm", now=NOW)
    told = str(caught.value).replace(str(folder), "small").splitlines()
    assert told == [
        "incidences/gamma.csv: is missing, or is no file. Put the table in its place.",
        (
            "input/scenarios.csv: small/input/scenarios.csv is no file. Put a plain "
            "file in its place."
        ),
        "input/vessels.csv:2:26: max_cap: 0 is too little. Write a number above 0.",
    ]
    assert not (tmp_path / "post").exists()


def test_a_table_that_leads_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    folder = write_icep(tmp_path / "small")
    (tmp_path / "secret.csv").write_text("Dock,Location\nquux,quux\n")
    (folder / "input/island docks.csv").unlink()
    (folder / "input/island docks.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Faults, match="leads out of the folder") as caught:
        import_icep(folder, tmp_path / "post", scenario="Storm", now=NOW)
    assert "quux" not in str(caught.value)


@pytest.mark.parametrize("used", ["a file", "a folder"])
def test_what_is_there_is_not_written_over(used: str, tmp_path: Path) -> None:
    if used == "a file":
        (tmp_path / "post").write_text("mine")
    else:
        (tmp_path / "post").mkdir()
        (tmp_path / "post/mine.txt").write_text("mine")
    with pytest.raises(InvalidInput, match="Name a folder that is new or empty"):
        _bep(tmp_path)


@at_hand
def test_every_public_bus_evacuation_imports(tmp_path: Path) -> None:
    with (_SHARED / "bep/optima.csv").open(encoding="utf-8") as file:
        optima = {
            (r["set"], r["instance"]): int(r["optimum"]) for r in csv.DictReader(file)
        }
    paths = sorted(_SHARED.glob("bep/set*/*.txt"))
    assert len(paths) == 50
    for path in paths:
        post = import_bep(path, tmp_path / path.stem, unit_s=900, now=NOW)
        optimum = optima[path.parent.name[3:], path.stem.rpartition("-i")[2]]
        assert optimum * 900 <= post.file.deadline <= 2.5 * optimum * 900
        assert read_post(tmp_path / path.stem, now=NOW) == post


@at_hand
@pytest.mark.parametrize(
    ("folder", "people"),
    [
        ("icep", {"Scenario 1": 250, "Scenario 2": 285, "Scenario 3": 418}),
        ("icep-mit/test_1_heuristic", {"Scenario 1": 210, "Scenario 2": 300}),
    ],
)
def test_every_public_island_imports(
    folder: str, people: dict[str, int], tmp_path: Path
) -> None:
    for scenario, lifted in people.items():
        out = tmp_path / scenario
        post = import_icep(_SHARED / folder, out, scenario=scenario, now=NOW)
        assert sum(e.likely for e in post.estimates) == lifted
        assert read_post(out, now=NOW) == post


@at_hand
@pytest.mark.parametrize("number", [1, 2])
def test_published_routes_take_as_long_as_the_links_say(
    number: int, tmp_path: Path
) -> None:
    """Each leg of the greedy routes, to the half minute; loading and unloading too."""
    case = _SHARED / "icep-mit/test_1_heuristic"
    post = import_icep(case, tmp_path / "post", scenario=f"Scenario {number}", now=NOW)
    ids = {p.name: p.id for p in post.file.places if not p.id.startswith("area")}
    path = case / f"solution/best_route_plan_scenario_{number}.csv"
    with path.open(encoding="utf-8") as file:
        legs = list(csv.DictReader(file))
    assert len(legs) > 9
    for leg in legs:
        fleet = next(f for f in post.file.fleets if f.name == leg["resource_id"])
        ends = ids[leg["origin"]], ids[leg["destination"]]
        link = post.link(f"{fleet.id}-{ends[0]}-{ends[1]}")
        took_min = float(leg["route_end_time"]) - float(leg["route_start_time"])
        assert 0 <= fleet.travel_s(link, 30) / 60 - took_min < 0.5
        turn_min = float(leg["load_end_time"]) - float(leg["load_start_time"])
        assert fleet.loading / 60 == pytest.approx(turn_min)
        assert fleet.unloading == fleet.loading
