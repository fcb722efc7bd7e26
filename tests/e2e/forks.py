"""A server of command lines: one line of JSON in, a forked command, one line out."""

from __future__ import annotations

import atexit
import ctypes
import importlib
import json
import os
import resource
import struct
import sys
import tempfile
import threading
import traceback

from exeunt.app.maps import is_on_land
from exeunt.cli import COMMANDS, main, module_of


_VERSION_3 = 0x20080522
_NO_FORCED_READING = ~(1 << 1 | 1 << 2) & 0xFFFFFFFF  # CAP_DAC_OVERRIDE, _READ_SEARCH
_MOST_S = 60
"""Of the processor: a command that runs away is stopped."""
_MOST_BYTES = 4_000_000_000


def _obey_permissions() -> None:
    """Make root heed the permissions of files, as everybody else must."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = struct.pack("Ii", _VERSION_3, 0)
    sets = ctypes.create_string_buffer(24)
    if libc.capget(header, sets):
        return
    words = list(struct.unpack("6I", sets.raw))
    words[:3] = [word & _NO_FORCED_READING for word in words[:3]]
    libc.capset(header, struct.pack("6I", *words))


def _run(arguments: list[str], cwd: str, out: int, err: int) -> None:
    os.chdir(cwd)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out, 1)
    os.dup2(err, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_S, _MOST_S))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    sys.argv = ["exeunt", *arguments]
    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # what the interpreter itself would print and exit with
        traceback.print_exc()
    _end_as_the_interpreter_does()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _end_as_the_interpreter_does() -> None:
    """Wait for processes that help, and put away what was shared with them."""
    threading._shutdown()  # type: ignore[attr-defined]  # no public name, and no other way
    atexit._run_exitfuncs()


def _served(asked: dict[str, object]) -> dict[str, object]:
    arguments, cwd = asked["arguments"], asked["cwd"]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            assert isinstance(arguments, list)
            _run(arguments, str(cwd), out.fileno(), err.fileno())
        _, status, used = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "out": out.read().decode(),
            "err": err.read().decode(),
            "most_mb": used.ru_maxrss / 1024,
        }


def _serve() -> None:
    _obey_permissions()
    for command in COMMANDS:
        module_of(command)
    for module in ("brief", "replay", "record", "verify_plan", "rehearse_post"):
        importlib.import_module(f"exeunt.app.{module}")
    is_on_land(0.0, 0.0)  # reads the map, once for all
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_served(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
