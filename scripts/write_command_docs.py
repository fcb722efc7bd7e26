"""Write docs/commands.md: every command as its own help tells it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any

from typer.main import get_command

from exeunt.cli import COMMANDS, SUBCOMMANDS, module_of


PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """\
# Commands

Written by `scripts/write_command_docs.py` from the help of the commands; `exeunt COMMAND --help` tells the same.

A command exits with 0 when it did what was asked, 2 when its input is to be mended, 3 when the rules of the trade say
no, 4 when the world did not answer as it should (a disk is full, a folder locked) and 130 when Ctrl-C stopped it.
What it could not do it says in a sentence on standard error. `check` exits with 1 when a finding is an error, `verify`
when the plan breaks a rule.
"""


def page() -> str:
    """Write the page."""
    return "\n".join(
        [HEAD, *(_section(word) for name in COMMANDS for word in _with(name))]
    )


def _with(name: str) -> list[str]:
    """Give a command, and those of two words that begin with it."""
    return [name, *(f"{name} {second}" for second in SUBCOMMANDS.get(name, ()))]


def _section(name: str) -> str:
    command: Any = get_command(module_of(name).app)
    words = [" ".join(part.split()) for part in (command.help or "").split("\n\n")]
    lines = [f"{'###' if ' ' in name else '##'} {name}", ""]
    lines += [line for part in words for line in (part, "")]
    names = [_usage(p) for p in command.params if p.param_type_name == "argument"]
    lines += [f"    {' '.join(['exeunt', name, *names, '[OPTIONS]'])}", ""]
    lines += ["| Argument or option | | Unless given |", "|---|---|---|"]
    lines += [_row(parameter) for parameter in command.params]
    return "\n".join([*lines, ""])


def _usage(parameter: Any) -> str:
    name = parameter.name.upper() + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _row(parameter: Any) -> str:
    spelt = [*parameter.opts, *parameter.secondary_opts]
    if parameter.param_type_name == "argument":
        spelt = [parameter.name.upper()]
    words = ", ".join(f"`{one}`" for one in spelt)
    return f"| {words} | {parameter.help or ''} | {_default(parameter)} |"


def _default(parameter: Any) -> str:
    value = parameter.default
    if parameter.required:
        return "it must be given"
    if value is None or value is False or value in {"", ()}:
        return ""
    if value is True:
        return f"`{parameter.opts[0]}`"
    return f"`{value.value if isinstance(value, Enum) else value}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
