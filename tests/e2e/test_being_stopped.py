"""Ctrl-C and a polite kill: no half-written file, no traceback, a plain exit code."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest


CASE = str(files("exeunt")) + "/data/cases/kyiv"
BUSY = {
    "plan": f"plan {CASE} --as-of 2021-12-30 --seconds 600 --gap 0 --output out/plan.json",
    "brief": f"brief {CASE} --as-of 2021-12-30 --seconds 600 --output out/brief",
    "replay": f"replay {CASE} --seconds 600 --output out/replay",
}
"""Commands that would go on for minutes."""
STOPPED = 130
FULL = Path("/dev/full")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "out").mkdir()
    return tmp_path


def _start(line: str, place: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "exeunt", *line.split()],
        cwd=place,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _after_cpu_seconds(pid: int, seconds: float) -> None:
    """Wait until the process has worked for so long, however busy the machine is."""
    ticks = 0
    while ticks < seconds * 100:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        assert fields[0] != "Z", "it ended before it was stopped"
        ticks = int(fields[11]) + int(fields[12])
        time.sleep(0.05)


def _stopped(
    line: str, place: Path, how: signal.Signals, *, after: float
) -> tuple[int, str, str]:
    process = _start(line, place)
    try:
        _after_cpu_seconds(process.pid, after)
        process.send_signal(how)
        out, err = process.communicate(timeout=120)
    finally:
        process.kill()
    return process.returncode, out, err


def _left_in(place: Path) -> Iterator[str]:
    for path in sorted((place / "out").rglob("*")):
        yield str(path.relative_to(place))


linux = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="asks Linux how long a process worked"
)


@linux
@pytest.mark.parametrize("after", [0.3, 2.5])
@pytest.mark.parametrize("command", ["plan", "brief", "replay"])
def test_ctrl_c_ends_it_at_once_and_leaves_nothing_half(
    command: str, after: float, place: Path
) -> None:
    code, out, err = _stopped(BUSY[command], place, signal.SIGINT, after=after)
    assert "Traceback" not in out + err
    if command == "plan" and code == 0:
        assert list(_left_in(place)) == ["out/plan.json"]
        assert "people out" in out
        return
    assert (code, err.splitlines()[-1:]) == (STOPPED, ["Stopped."]), (code, out, err)
    assert list(_left_in(place)) == []


@linux
@pytest.mark.parametrize("command", ["plan", "brief"])
def test_being_ended_leaves_nothing_half(command: str, place: Path) -> None:
    code, out, err = _stopped(BUSY[command], place, signal.SIGTERM, after=2.0)
    assert "Traceback" not in out + err
    assert code in {-signal.SIGTERM, 128 + signal.SIGTERM}
    assert list(_left_in(place)) == []


AT_LOADING = "importlib.import_module = lambda _: exec('raise KeyboardInterrupt')\n"
IN_THE_COMMAND = (
    "import types, typer\n"
    "app = typer.Typer()\n"
    "@app.command()\n"
    "def schema():\n"
    "    exec('raise KeyboardInterrupt')\n"
    "load, ours = importlib.import_module, types.SimpleNamespace(app=app)\n"
    "importlib.import_module = lambda name, **more: (\n"
    "    ours if name == 'exeunt.cli.schema' else load(name, **more)\n"
    ")\n"
)


@pytest.mark.parametrize("where", [AT_LOADING, IN_THE_COMMAND])
def test_an_interrupt_while_python_makes_a_class_gives_the_same_exit_code(
    where: str, place: Path
) -> None:
    (place / "interrupted.py").write_text(
        "import importlib\n"
        "import sys\n"
        "from exeunt.cli import main\n"
        f"{where}"
        "sys.argv[1:] = ['schema']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        check=False,
        cwd=place,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (STOPPED, "Stopped.\n")


@linux
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_library_is_loaded_to_its_end_first(how: signal.Signals, place: Path) -> None:
    """What is compiled crashes, or gives a traceback, on an exception in its start."""
    (place / "loading.py").write_text(
        "import importlib\n"
        "import os\n"
        "import sys\n"
        "import time\n"
        "from exeunt.cli import main\n"
        "class ExtensionFileLoader:\n"
        "    def exec_module(self, name):\n"
        f"        os.kill(os.getpid(), {int(how)})\n"
        "        print('loaded', flush=True)\n"
        "def load(name):\n"
        "    ExtensionFileLoader().exec_module(name)\n"
        "    time.sleep(60)\n"
        "importlib.import_module = load\n"
        "sys.argv[1:] = ['schema']\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "loading"],
        check=False,
        cwd=place,
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert (done.returncode, done.stdout) == (128 + how, "loaded\n")
