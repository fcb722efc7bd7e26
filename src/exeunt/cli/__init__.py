"""The command line: one command a module, loaded only when it is asked for."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from itertools import pairwise
from types import ModuleType

from exeunt.cli.plainer import print_plainer
from exeunt.cli.stopping import STOPPED, forget_interrupts, has_ended, listen, stop_in


COMMANDS = {
    "demo": "Copy the bundled Kyiv case and answer its question.",
    "init": "Write a commented post folder to start from.",
    "import": "Make a post of a public problem of the literature.",
    "check": "Find what is missing, stale or fragile in a post folder.",
    "schema": "Print the JSON Schema of the files of a post folder.",
    "watch": "Read documents and print the signals in them.",
    "warn": "Show tripwires, scenario odds and the proposed status.",
    "plan": "Make a movement plan with a bound on how good any plan can be.",
    "portfolio": "Plan many posts side by side, here or on a Dask cluster.",
    "replan": "Plan anew from where everybody is, keeping what was announced.",
    "verify": "Check a plan against the post, independently of the planner.",
    "people": "Draw up standby lists, alternates, manifests and notices of a plan.",
    "rehearse": "Play a plan in many worlds that do not keep to it.",
    "decide": "Find how late the decision can be left.",
    "brief": "Do all of it, and write the brief, the plan and the manifests.",
    "replay": "Run every day of a past case, with what was known then.",
    "history": "Rehearse bundled past cases and compare with the record.",
    "map": "Draw the map of a post.",
    "confirm": "Record that a signal or a tripwire is so.",
    "refuse": "Record that a signal does not count.",
    "clear": "Record that a tripwire is closed, with the reason.",
    "declare": "Record a departure status for a category.",
    "reviewed": "Record that a status was reviewed and stays.",
    "judge": "Record how likely an analyst judges that an exit closes.",
    "ledger": "Show what analysts judged, and how it turned out.",
    "request": "Draft the request for a departure status, with what is missing.",
    "log": "Show what was recorded.",
}
"""Every command, with its line of help; ``module_of`` gives what holds it."""
_MODULES = {"import": "import_problem"}
"""Of a command that is a word of Python's own."""
SUBCOMMANDS = {"watch": ("ingest", "board", "feed-log", "ask")}
"""Second words that are commands of their own; a file of that name is ``./ingest``."""
MOST_WORLDS = 1_000_000
"""Played at once; more would tell nothing more."""


def main() -> None:
    """Run the command that the arguments name; exit as the error tree says."""
    _open_what_is_closed()
    print_plainer()
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(_usage())
        sys.exit(0)
    if arguments[0] == "--version":
        from exeunt import __version__  # noqa: PLC0415 - only this branch needs it

        print(f"exeunt {__version__}")
        sys.exit(0)
    try:
        code = _run(arguments[0], arguments[1:])
    finally:
        has_ended()
    sys.exit(code)


def module_of(command: str) -> ModuleType:
    """Load the module that holds *command*, be it of one word or of two."""
    name = _MODULES.get(command, command).replace(" ", "_").replace("-", "_")
    return importlib.import_module(f"exeunt.cli.{name}")


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
    listen()
    try:
        code = _heard(command, arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = STOPPED
    except BrokenPipeError:
        _write_no_more()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _write_no_more()
        print(
            "The answer cannot be written: no space left on device. Make room, or let "
            "it go elsewhere.",
            file=sys.stderr,
        )
        return 4
    if code == STOPPED:
        forget_interrupts()
        print("Stopped.", file=sys.stderr)
    return code


def _open_what_is_closed() -> None:
    """Join to nothing what whoever started this closed, as by ``>&-``, for all of us."""
    # in this order each takes the number that is its own, which helpers are started with
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - to the end
            os.set_inheritable(nowhere.fileno(), True)
            setattr(sys, name, nowhere)


def _write_no_more() -> None:
    """Let what is still to be written go nowhere, or Python would try again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _heard(command: str, arguments: list[str]) -> int:
    """Answer, and be stopped by what Python made an error of as well."""
    try:
        return _answered(command, arguments)
    except RuntimeError as error:
        stop = stop_in(error)
        if stop is None:
            raise
        raise stop from error


def _answered(command: str, arguments: list[str]) -> int:
    if arguments and arguments[0] in SUBCOMMANDS.get(command, ()):
        command, arguments = f"{command} {arguments[0]}", arguments[1:]
    module = module_of(command)
    from typer import TyperException  # noqa: PLC0415 - the list of commands is quick

    from exeunt.cli.harmless import harmless  # noqa: PLC0415 - Ctrl-C is heard by now
    from exeunt.errors import ExeuntError  # noqa: PLC0415 - likewise

    try:
        code = module.app(
            args=arguments, prog_name=f"exeunt {command}", standalone_mode=False
        )
    except SystemExit as end:
        # the libraries that print call it a failure when nobody reads on
        if isinstance(end.__context__, BrokenPipeError):
            raise BrokenPipeError from end
        raise
    except TyperException as error:
        told = harmless(error.format_message().rstrip(".") + _given(error, arguments))
        print(f"{told}. 'exeunt {command} --help' tells more.", file=sys.stderr)
        return error.exit_code
    except ExeuntError as error:
        print(harmless(str(error)), file=sys.stderr)
        return error.exit_code
    return code if isinstance(code, int) else 0


def _given(error: Exception, arguments: list[str]) -> str:
    """Show the value that an option was given, which the parser does not tell."""
    names = getattr(getattr(error, "param", None), "opts", ())
    options = [name for name in names if name.startswith("-")]
    values = [v for name, v in pairwise(arguments) if name in options]
    if not values or repr(values[-1]) in str(error):
        return ""
    return f", not {values[-1]!r}"


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
