from __future__ import annotations

from pathlib import Path

import pytest
from tests.make_folder import POST, a_folder, read_folder

from exeunt.errors import Faults


def _cases() -> list[tuple[str, str, str, str, str]]:
    """Read the table: name, file, old text, new text, and what is then said."""
    text = (Path(__file__).parent / "bad_input.txt").read_text("utf-8")
    out = []
    for block in text.split("\n[")[1:]:
        head, *rest = block.strip("\n").split("\n")
        file, old, new, *said = rest
        told = "\n".join(line.removeprefix("= ") for line in said)
        out.append((head.rstrip("]"), file, _plain(old), _plain(new), told))
    return out


def _plain(line: str) -> str:
    return line[2:].replace("\\n", "\n")


CASES = _cases()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_a_bad_value_gets_one_clear_sentence(
    file: str, old: str, new: str, told: str
) -> None:
    with pytest.raises(Faults) as caught:
        read_folder(a_folder((file, old, new)))
    assert str(caught.value) == told


def test_no_convoy_goes_where_only_one_sets_out_at_a_time() -> None:
    with pytest.raises(Faults) as caught:
        read_folder(
            a_folder(
                ("post.yaml", "    lat: 50.3\n", "    lat: 50.3\n    slots_per_h: 4\n"),
                ("post.yaml", "    time: 90m\n", "    time: 90m\n    convoy: 2\n"),
            )
        )
    assert (
        "link 'airport-sea', convoy: 'airport' has slots_per_h, so no two vehicles set "
        "out or arrive there together. Delete one of them."
    ) in str(caught.value)


def test_an_escort_is_missed_where_there_is_no_fleet_either() -> None:
    fleets = POST[POST.index("fleets:") : POST.index("services:")]
    with pytest.raises(Faults) as caught:
        read_folder(
            a_folder(
                ("post.yaml", fleets, ""),
                (
                    "post.yaml",
                    "    time: 2h\n",
                    "    time: 2h\n    convoy: 2\n    escort: x\n",
                ),
            )
        )
    assert "link 'office-crossing', escort: there is no fleet at all" in str(
        caught.value
    )


@pytest.mark.parametrize(
    ("doubt", "how"),
    [
        ("withdrawal", "{p10: 1d, p50: 2d, p90: 3d}"),
        (
            "dwindling",
            (
                "{seats: {begins: {p10: 1d, p50: 2d, p90: 3d}, "
                "lasts: {p10: 1d, p50: 2d, p90: 3d}}}"
            ),
        ),
    ],
)
def test_a_service_that_ends_is_missed_where_there_is_none(
    doubt: str, how: str
) -> None:
    services = POST[POST.index("services:") : POST.index("doubts:")]
    with pytest.raises(Faults) as caught:
        read_folder(
            a_folder(
                ("post.yaml", services, ""),
                (
                    "post.yaml",
                    "  processing: {p10: 0.7",
                    (f"  {doubt}:\n    airline: {how}\n  processing: {{p10: 0.7"),
                ),
            )
        )
    assert f"doubts.{doubt}: there is no service at all. Add 'airline'" in str(
        caught.value
    )


def test_the_table_is_not_lost() -> None:
    assert len(CASES) >= 65


def test_every_fault_of_every_file_comes_at_once() -> None:
    with pytest.raises(Faults) as caught:
        read_folder(
            a_folder(
                ("post.yaml", "mode: air", "mode: aire"),
                ("post.yaml", "prior: 0.9", "prior: 2"),
                ("post.yaml", "    to: over-the-hill", "    to: hill"),
                ("estimates.yaml", "low: 40", "low: forty"),
                ("tripwires.yaml", "staff: ordered", "staf: ordered"),
                ("roster.csv", "P3,H2,staff", "P3,H2,staf"),
            )
        )
    where = [(f.file, f.line) for f in caught.value.faults]
    assert where == [
        ("estimates.yaml", 5),
        ("post.yaml", 88),
        ("post.yaml", 94),
        ("post.yaml", 125),
        ("roster.csv", 4),
        ("tripwires.yaml", 7),
    ]
