"""The glossary: in order, whole, and with every word that files and plans use."""

from __future__ import annotations

from pathlib import Path

import pytest

from exeunt.model.places import PlaceKind
from exeunt.model.scenarios import ScenarioKind
from exeunt.model.statuses import DepartureStatus


ROOT = Path(__file__).parents[2]


def _rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "glossary.md").read_text().splitlines()
    table = [line for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[1:]]


def test_the_terms_stand_in_the_order_of_the_alphabet() -> None:
    terms = [row[0].casefold() for row in _rows()]
    assert terms == sorted(set(terms))


def test_every_term_has_a_meaning_and_a_source() -> None:
    assert all(len(row) == 3 and all(row) for row in _rows())


@pytest.mark.parametrize("kind", PlaceKind)
def test_every_kind_of_place_is_explained(kind: PlaceKind) -> None:
    assert kind.value.replace("_", " ") in {row[0].casefold() for row in _rows()}


@pytest.mark.parametrize("status", DepartureStatus)
def test_every_departure_status_is_explained(status: DepartureStatus) -> None:
    firsts = [row[0].casefold().split()[0] for row in _rows()]
    assert status.value in firsts


@pytest.mark.parametrize("kind", ScenarioKind)
def test_every_kind_of_scenario_is_explained(kind: ScenarioKind) -> None:
    terms = {row[0].casefold().replace("-", " ") for row in _rows()}
    assert kind.value.replace("_", " ") in terms


def test_rules_that_the_glossary_cites_are_there() -> None:
    rules = (ROOT / "docs" / "rules.md").read_text()
    cited = {row[2].split("rule ")[1] for row in _rows() if "rule §" in row[2]}
    assert cited
    assert all(f"**{rule}**" in rules for rule in cited)
