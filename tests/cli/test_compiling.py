"""That compiling is told of, and nothing else is taken for it."""

from __future__ import annotations

import time

import pytest

from exeunt.cli import compiling
from exeunt.cli.compiling import (
    NO_COMPILING,
    WORDS,
    WORDS_EACH_TIME,
    telling_of_compiling,
)
from exeunt.model.compiling import COMPILED, compiled


NUMBA = "/somewhere/numba/core/compiler.py"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "WAIT_S", 0.05)
    monkeypatch.setattr(compiling, "AGAIN_S", 0.02)


def _asleep_in(file: str) -> None:
    code = "import time\ndef work(): time.sleep(0.3)\nwork()"
    exec(compile(code, file, "exec"), {})


def test_a_stall_in_the_compiler_is_told_once() -> None:
    told: list[str] = []
    with telling_of_compiling(told.append):
        _asleep_in(NUMBA)
    assert told == [WORDS]


def test_where_nothing_can_be_kept_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("exeunt.model.compiling.NOT_KEPT", {"play"})
    told: list[str] = []
    with telling_of_compiling(told.append):
        _asleep_in(NUMBA)
    assert told == [WORDS_EACH_TIME]


@pytest.mark.skipif(not COMPILED, reason="there is no compiler here")
def test_with_nowhere_to_keep_it_a_function_is_compiled_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known: set[str] = set()
    monkeypatch.setattr("exeunt.model.compiling.NOT_KEPT", known)
    monkeypatch.setattr("numba.core.caching.CacheImpl._locator_classes", [])
    assert compiled(_twice)(21) == 42
    assert known == {"_twice"}


def _twice(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("file", ["/x/numba/core/caching.py", "/x/slow.py"])
def test_what_is_slow_for_another_reason_is_not(file: str) -> None:
    told: list[str] = []
    with telling_of_compiling(told.append):
        _asleep_in(file)
    assert told == []


@pytest.mark.parametrize("name", NO_COMPILING)
def test_what_else_the_compiler_does_is_not_compiling(name: str) -> None:
    told: list[str] = []
    code = compile("import time; time.sleep(0.3)", NUMBA, "exec")
    with telling_of_compiling(told.append):
        exec(code.replace(co_name=name), {})
    assert told == []


def test_what_is_quick_is_not_told() -> None:
    told: list[str] = []
    with telling_of_compiling(told.append):
        time.sleep(0.001)
    assert told == []


def test_nobody_is_told_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with telling_of_compiling():
        _asleep_in(NUMBA)
    assert capsys.readouterr() == ("", "")
