"""Output that nobody reads on, and Ctrl-C: what is told, and the exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.test_rehearse_and_decide import POST, ROSTER, _plan

from exeunt import cli
from exeunt.cli import main
from exeunt.cli.stopping import STOPPED, has_ended, listen
from exeunt.formats.plan_files import write_plan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a post folder with a plan in it."""
    (tmp_path / "post.yaml").write_text(POST)
    (tmp_path / "roster.csv").write_text(ROSTER)
    (tmp_path / "plan.json").write_bytes(write_plan(_plan(tmp_path)))
    return tmp_path


@pytest.mark.parametrize("more", [(), ("--json",), ("--json", "--stories", "9")])
def test_output_that_nobody_reads_on_is_no_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    given = ("rehearse", folder, folder / "plan.json", "--replications", "9", *more)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as nobody:
        monkeypatch.setattr("sys.stdout", nobody)
        monkeypatch.setattr("sys.argv", ["exeunt", *map(str, given)])
        with pytest.raises(SystemExit) as caught:
            main()
    assert caught.value.code == 0


def test_output_that_is_closed_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.argv", ["exeunt", "schema"])
    with pytest.raises(SystemExit) as caught:
        main()
    sys.stdout.close()
    assert caught.value.code == 0


def test_helpers_are_started_with_what_was_closed() -> None:
    helper = "import sys; print(sys.stderr is not None, flush=True)"
    code = (
        "import subprocess, sys; from exeunt.cli import main; sys.argv = ['exeunt']\n"
        "try: main()\n"
        f"finally: subprocess.run([sys.executable, '-Sc', {helper!r}])"
    )
    ran = subprocess.run(
        ["/bin/sh", "-c", '"$0" -S -c "$1" 2>&-', sys.executable, code],
        env={"PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.startswith("True\n")


class _Drops:
    """Is interrupted while it is cleared away, where Python drops an exception."""

    def __del__(self) -> None:
        """Interrupt."""
        signal.raise_signal(signal.SIGINT)


def test_a_ctrl_c_that_python_drops_is_asked_for_again() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hook = sys.unraisablehook
    listen()
    try:
        with pytest.raises(KeyboardInterrupt):
            _be_interrupted()
    finally:
        has_ended()
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])
    assert sys.unraisablehook is hook


def _be_interrupted() -> None:
    _Drops()
    signal.sigtimedwait([signal.SIGUSR2], 10)


class _Named:
    """Is interrupted while a class is made, where older Pythons raise another error."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Interrupt."""
        raise KeyboardInterrupt


def _makes_a_class(**_: object) -> None:
    type("Made", (), {"named": _Named()})


def test_a_ctrl_c_while_a_class_is_made_is_no_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = SimpleNamespace(app=_makes_a_class)
    monkeypatch.setattr(cli, "module_of", lambda _: command)
    monkeypatch.setattr("sys.argv", ["exeunt", "decide"])
    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == STOPPED
    assert capsys.readouterr().err == "Stopped.\n"


def test_an_error_that_is_no_stop_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("lost") from ValueError("found")

    monkeypatch.setattr(cli, "module_of", lambda _: SimpleNamespace(app=fails))
    monkeypatch.setattr("sys.argv", ["exeunt", "decide"])
    with pytest.raises(RuntimeError, match="lost"):
        main()


def test_little_is_imported_before_a_ctrl_c_is_heard() -> None:
    code = "import sys, exeunt.cli; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-S", "-c", code],
        env={"PYTHONPATH": str(Path(cli.__file__).parents[2])},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"dataclasses", "inspect", "typing", "typer"} & set(ran.stdout.split())
