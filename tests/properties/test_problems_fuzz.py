"""Whatever bytes come in as a problem of the literature: told, or made a post."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from tests.make_problem import BEP, ICEP
from tests.often import often

from exeunt.errors import InvalidInput
from exeunt.formats.literature.bep import read_bep
from exeunt.formats.literature.bep_post import bep_post
from exeunt.formats.literature.icep import read_icep
from exeunt.formats.literature.icep_post import icep_post
from exeunt.formats.post_files import read_post_files


SLOW = often(200)
DAY = date(2030, 5, 6)
NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)
PIECES = st.sampled_from(
    [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b",", b"\r", b"\n", b"\n\n", b" ", b"-1",
     b"0", b"1", b"7", b"99999", b"999999999", b"1e999", b"NaN", b"inf", b"0.001", b".",
     b"East Pier", b"North", b"Gull", b"x"]
)  # fmt: skip
SPOILS = st.lists(
    st.tuples(
        st.floats(0, 1), st.integers(0, 12), st.one_of(PIECES, st.binary(max_size=4))
    ),
    max_size=4,
)
Spoils = list[tuple[float, int, bytes]]


def _spoilt(data: bytes, spoils: Spoils) -> bytes:
    for where, length, piece in spoils:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


@SLOW
@given(spoils=SPOILS, unit_s=st.integers(1, 3600))
def test_a_bus_problem_is_told_or_made_a_post(spoils: Spoils, unit_s: int) -> None:
    try:
        problem = read_bep(_spoilt(BEP, spoils), file="small.txt")
        files = bep_post(problem, name="small.txt", unit_s=unit_s, day=DAY)
    except InvalidInput:
        return
    post, _ = read_post_files(files, now=NOW)
    assert sum(e.likely for e in post.estimates) == sum(problem.waiting)


@SLOW
@given(spoils=st.fixed_dictionaries(dict.fromkeys(ICEP, SPOILS)), keep=st.floats(0, 1))
def test_a_vessel_problem_is_told_or_made_a_post(
    spoils: dict[str, Spoils], keep: float
) -> None:
    tables = {
        name: _spoilt(
            text.encode(), spoils[name] if len(spoils[name]) > 4 * keep else []
        )
        for name, text in ICEP.items()
    }
    try:
        problem = read_icep(tables)
        name = next(iter(problem.scenarios))
        files = icep_post(problem, name="small", scenario=name, day=DAY)
    except InvalidInput:
        return
    post, _ = read_post_files(files, now=NOW)
    assert post.file.fleets
