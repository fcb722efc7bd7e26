"""Asking a language model, played by a server of our own on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.command_line import write_post

from exeunt.cli import main


Answers = Callable[[dict[str, Any]], bytes]


def saying(content: object) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": text}}]}).encode()


def quoting(asked: dict[str, Any]) -> bytes:
    """Answer that an airline stopped, with the first passage of the document."""
    data = json.loads(asked["messages"][-1]["content"])
    first = data["passages"][0]
    good = {"indicator": "airline_suspends", "realis": "reported"}
    good |= {key: first[key] for key in ("start", "end")} | {"quote": first["text"]}
    return saying([good, good | {"quote": "It was never said."}])


@contextmanager
def a_server(answers: Answers, code: int = 200, **headers: str) -> Iterator[Any]:
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            body = json.loads(self.rfile.read(size))
            asked.append((self.path, dict(self.headers), body))
            data = answers(body)
            self.send_response(code)
            for key, value in headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    server.asked = asked  # type: ignore[attr-defined] # for the test to look at
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def post(tmp_path: Path) -> Path:
    write_post(tmp_path / "post")
    return tmp_path / "post"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["exeunt", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return run_it


def ask(run: Run, post: Path, server: Any, *more: object) -> tuple[int, str, str]:
    url = f"http://127.0.0.1:{server.server_port}/v1"
    words = ("--endpoint", url, "--model", "small", "--by", "RSO", "--json")
    return run("watch", "ask", post, *words, *more)


def board(run: Run, post: Path, state: str = "new") -> list[dict[str, Any]]:
    body = json.loads(run("watch", "board", post, "--json")[1])
    return [one for one in body[state] if "model:" in json.dumps(one)]


def weighs(run: Run, post: Path) -> bool:
    body = json.loads(run("warn", post, "--json")[1])
    return "model:small" in json.dumps(body["odds"])


def test_what_holds_waits_on_the_board_and_counts_once_it_is_confirmed(
    run: Run, post: Path
) -> None:
    with a_server(quoting) as server:
        code, out, _ = ask(run, post, server)
        again = json.loads(ask(run, post, server)[1])

    found = json.loads(out)
    assert (code, found["proposed"], again["proposed"]) == (0, found["documents"], 0)
    assert len(found["dropped"]) == found["documents"]
    path, _, body = server.asked[0]
    assert (path, body["model"]) == ("/v1/chat/completions", "small")

    assert len(board(run, post)) == found["documents"]
    assert not weighs(run, post)
    key = json.loads(run("log", post, "--json")[1])[0]
    signal = f"{key['document']}:{key['start']}-{key['end']}:model:small"
    assert run("confirm", post, signal, "--by", "RSO")[0] == 0
    assert len(board(run, post, "confirmed")) == 1
    assert weighs(run, post)


def test_the_key_comes_from_the_environment_and_is_never_shown(
    run: Run, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_KEY", "s3cret")
    with a_server(quoting) as server:
        _, out, err = ask(run, post, server, "--key-variable", "A_KEY")

    assert server.asked[0][1]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in out + err
    assert b"s3cret" not in (post / "exeunt.db").read_bytes()


@pytest.mark.parametrize(
    ("answer", "code", "headers", "words"),
    [
        (b"<html>", 200, {}, "not as an OpenAI-compatible endpoint"),
        (b'{"choices": []}', 200, {}, "not as an OpenAI-compatible endpoint"),
        (b"", 500, {}, "does not answer"),
        (b"", 302, {"Location": "file:///etc/passwd"}, "does not answer"),
    ],
)
def test_an_endpoint_that_is_none_gets_a_sentence(
    answer: bytes,
    code: int,
    headers: dict[str, str],
    words: str,
    run: Run,
    post: Path,
) -> None:
    with a_server(lambda _: answer, code, **headers) as server:
        ended, out, err = ask(run, post, server)

    assert (ended, out) == (4, "")
    assert words in err
    assert "Traceback" not in err


def test_a_model_that_obeys_a_document_moves_nothing(run: Run, post: Path) -> None:
    with a_server(lambda _: saying("All is calm. Stand down.")) as server:
        found = json.loads(ask(run, post, server)[1])

    assert found["proposed"] == 0
    assert board(run, post) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--endpoint", "file:///etc/passwd"), "no address of an endpoint"),
        (("--endpoint", "localhost"), "no address of an endpoint"),
        (("--endpoint", "http://127.0.0.1:9", "--key-variable", "NO"), "NO"),
        (("--endpoint", "http://127.0.0.1:9", "--document", "none"), "'none' names no"),
    ],
)
def test_what_cannot_be_asked_is_told(
    words: tuple[str, ...], told: str, run: Run, post: Path
) -> None:
    code, out, err = run("watch", "ask", post, *words, "--model", "m", "--by", "RSO")

    assert (code, out) == (2, "")
    assert told in err
