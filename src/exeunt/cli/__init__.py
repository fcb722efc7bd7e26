"""The command line: one command a module, loaded only when it is asked for."""

from __future__ import annotations

import importlib
import os
import sys

from exeunt.errors import ExeuntError


COMMANDS = {
    "demo": "Copy the bundled Kyiv case and answer its question.",
    "init": "Write a commented post folder to start from.",
    "check": "Find what is missing, stale or fragile in a post folder.",
    "schema": "Print the JSON Schema of the files of a post folder.",
    "watch": "Read documents and print the signals in them.",
    "warn": "Show tripwires, scenario odds and the proposed status.",
    "plan": "Make a movement plan with a bound on how good any plan can be.",
    "verify": "Check a plan against the post, independently of the planner.",
    "rehearse": "Play a plan in many worlds that do not keep to it.",
    "decide": "Find how late the decision can be left.",
    "brief": "Do all of it, and write the brief, the plan and the manifests.",
    "replay": "Run every day of a past case, with what was known then.",
    "map": "Draw the map of a post.",
    "confirm": "Record that a signal or a tripwire is so.",
    "refuse": "Record that a signal does not count.",
    "clear": "Record that a tripwire is closed, with the reason.",
    "declare": "Record a departure status for a category.",
    "log": "Show what was recorded.",
}
"""Every command, with its line of help; ``exeunt.cli.<command>`` holds it."""


def main() -> None:
    """Run the command that the arguments name; exit as the error tree says."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(_usage())
        sys.exit(0)
    if arguments[0] == "--version":
        from exeunt import __version__  # noqa: PLC0415 - only this branch needs it

        print(f"exeunt {__version__}")
        sys.exit(0)
    sys.exit(_run(arguments[0], arguments[1:]))


def _run(command: str, arguments: list[str]) -> int:
    if command not in COMMANDS:
        from difflib import get_close_matches  # noqa: PLC0415 - rare

        near = get_close_matches(command, COMMANDS, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        print(
            f"exeunt: there is no command {command!r}.{hint} "
            "'exeunt --help' lists them.",
            file=sys.stderr,
        )
        return 2
    module = importlib.import_module(f"exeunt.cli.{command}")
    try:
        module.app(args=arguments, prog_name=f"exeunt {command}")
    except ExeuntError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return 0


def _usage() -> str:
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {text}" for name, text in COMMANDS.items()]
    return "\n".join(
        [
            "usage: exeunt COMMAND [OPTIONS]",
            "",
            "Must our people leave, who goes first, how do they get out,",
            "and how late can we leave the decision?",
            "",
            *lines,
            "",
            "'exeunt COMMAND --help' tells more.",
        ]
    )
