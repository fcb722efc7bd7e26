"""No cell that is written is run by a spreadsheet, and each is read back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.formats.cells import cell_of, cells_of, text_of


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r",
        " =1",
        "＝1",
        "'=1",
    ],
)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert cell_of(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.5", "+2", "1e-5", "-.5", "Kyiv", "'tis", "a=b"])
def test_numbers_and_other_words_stay_as_they_are(text: str) -> None:
    assert cells_of([text, -1, None]) == [text, -1, None]


@given(st.text(alphabet="'=+-@\t\r\n a1.e＝", max_size=6) | st.text(max_size=6))
def test_a_cell_is_read_back_as_it_was(text: str) -> None:
    assert text_of(cell_of(text)) == text
