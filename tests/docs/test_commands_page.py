from __future__ import annotations

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from exeunt.cli import COMMANDS


ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "commands.md"


def test_the_page_of_commands_is_written_from_their_help() -> None:
    spec = spec_from_file_location("written", ROOT / "scripts/write_command_docs.py")
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert PAGE.read_text("utf-8") == script.page()


def test_every_command_has_its_section_in_the_order_of_the_help() -> None:
    found = re.findall(r"^## (\w+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert found == list(COMMANDS)


def test_every_argument_and_option_says_what_it_is() -> None:
    rows = re.findall(r"^\| `.*$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(rows) > len(COMMANDS)
    assert [row for row in rows if not row.split("|")[2].strip()] == []
