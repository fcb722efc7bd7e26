from __future__ import annotations

from pathlib import Path

from exeunt.review.eap.page import page


def test_the_page_of_rules_is_written_from_the_rules() -> None:
    written = Path(__file__).parents[2] / "docs" / "lint.md"
    assert written.read_text("utf-8") == page()
