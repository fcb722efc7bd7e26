"""Ask a language model at an OpenAI-compatible endpoint what documents say."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from uuid import uuid4

from exeunt.app.log import events_of, log_of
from exeunt.app.proposals import proposal_of
from exeunt.app.read_documents import read_documents
from exeunt.app.read_post import read_post
from exeunt.app.record import Said
from exeunt.errors import InvalidInput, WorldError
from exeunt.model.documents import Document
from exeunt.model.events import Event, SignalProposed
from exeunt.watch.second_reader import answer_of, is_cut, question


TIMEOUT_S = 120.0
_MOST_BYTES = 4_000_000
OnDocument = Callable[[int, int], None]
"""Told how many documents have been asked about, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where the model answers, and by which name and key."""

    url: str
    model: str
    key: str = ""

    @classmethod
    def of(cls, url: str, *, model: str, key_variable: str | None) -> Endpoint:
        """
        Read what was given on the command line; the key is in the environment.

        Raises
        ------
        InvalidInput
            When the address is none of http or https, or the key is not there.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise InvalidInput(
                f"{url!r} is no address of an endpoint; write it like "
                "http://localhost:11434/v1."
            )
        key = os.environ.get(key_variable, "") if key_variable else ""
        if key_variable and not key:
            raise InvalidInput(
                f"There is no key in the environment variable {key_variable}. Set it, "
                "or leave --key-variable out."
            )
        return cls(url=url.rstrip("/"), model=model, key=key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What came of asking."""

    documents: int
    proposed: int
    """New signals on the board, for a person to confirm or refuse."""
    dropped: tuple[str, ...]
    """Why each answer that does not hold does not."""
    cut: tuple[str, ...]
    """Documents of which only the beginning was shown."""


def ask_model(
    folder: Path,
    endpoint: Endpoint,
    *,
    only: str | None,
    said: Said,
    on_document: OnDocument,
) -> Asked:
    """
    Ask about the documents of the post in *folder*, and put what holds on the board.

    What is proposed for a document is recorded before the next one is asked about, so
    an interruption loses nothing. What the same model proposed before is not proposed
    again.

    Parameters
    ----------
    folder
        The post.
    endpoint
        Where to ask.
    only
        The id of one document, or its beginning; none: every one.
    said
        Who asks.
    on_document
        Told how far it is.

    Raises
    ------
    InvalidInput
        When the post cannot be read, or has no such document.
    WorldError
        When the endpoint cannot be reached, or does not answer as such do.
    """
    post = read_post(folder, now=said.now)
    documents = _chosen(read_documents(folder), only)
    at = said.moment(post.zone)
    proposed = 0
    dropped: list[str] = []
    for number, document in enumerate(documents):
        on_document(number, len(documents))
        answer = answer_of(_reply(endpoint, document), document)
        dropped += answer.dropped
        events = [
            SignalProposed(
                id=uuid4().hex,
                at=at,
                by=said.by.strip(),
                document=document.id,
                indicator=one.indicator,
                realis=one.realis,
                start=one.start,
                end=one.end,
                model=endpoint.model,
            )
            for one in answer.proposals
        ]
        proposed += _record(folder, events, document)
    return Asked(
        documents=len(documents),
        proposed=proposed,
        dropped=tuple(dropped),
        cut=tuple(one.name for one in documents if is_cut(one)),
    )


def _chosen(documents: tuple[Document, ...], only: str | None) -> tuple[Document, ...]:
    if only is None:
        return documents
    found = tuple(d for d in documents if d.id.startswith(only) or d.name == only)
    if not only or len(found) != 1:
        raise InvalidInput(
            f"{only!r} names {len(found) or 'no'} document{'s' * (len(found) > 1)} of "
            "the post. 'exeunt watch board' shows their ids."
        )
    return found


def _record(folder: Path, events: list[SignalProposed], document: Document) -> int:
    """Append what was not proposed before; give how many that were."""
    history = events_of(folder)
    known = {_key(event, document) for event in history}
    fresh = [event for event in events if _key(event, document) not in known]
    if fresh:
        log_of(folder).append(fresh, after=len(history))
    return len(fresh)


def _key(event: Event, document: Document) -> str:
    if not isinstance(event, SignalProposed) or event.document != document.id:
        return ""
    signal = proposal_of(event, document)
    return signal.evidence.key if signal else ""


class _NoRedirects(HTTPRedirectHandler):
    """Documents go where the user said, and nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Follow nothing."""


def _reply(endpoint: Endpoint, document: Document) -> str:
    body = {
        "model": endpoint.model,
        "messages": question(document),
        "temperature": 0,
    }
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    request = Request(  # noqa: S310 - Endpoint lets http and https alone through
        f"{endpoint.url}/chat/completions",
        data=json.dumps(body).encode(),
        headers=headers,
    )
    try:
        with build_opener(_NoRedirects).open(request, timeout=TIMEOUT_S) as answer:
            return _content(endpoint, answer)
    except (URLError, HTTPException, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise WorldError(
            f"{endpoint.url} does not answer: {reason}. See that the model runs there; "
            "what was proposed so far is on the board.",
            retryable=True,
        ) from error


def _content(endpoint: Endpoint, answer: HTTPResponse) -> str:
    data = answer.read(_MOST_BYTES)
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise WorldError(
            f"{endpoint.url} answers, but not as an OpenAI-compatible endpoint does. "
            "Give the address before /chat/completions, like http://localhost:11434/v1."
        ) from error
    return content if isinstance(content, str) else ""
