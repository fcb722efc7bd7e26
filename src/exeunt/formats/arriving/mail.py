"""E-mail: one message (.eml) or a box of them (mbox), nested within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr

from exeunt.errors import Fault
from exeunt.formats.arriving.dates import moment_written
from exeunt.formats.arriving.markup import plain, tidied
from exeunt.formats.arriving.port import LONGEST_MB, Found, Incoming, fault, whole
from exeunt.formats.documents import decoded, whole_characters
from exeunt.model.arrivals import Arrival, Kind
from exeunt.model.documents import SourceClass


DEEPEST = 20
"""Parts within parts beyond which a message is not read."""
MOST_PARTS = 200
LONGEST_BOX_MB = 100
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]{0,300}\n")
_MULTIPART = re.compile(rb"content-type:\s{0,10}(?:multipart|message)/", re.IGNORECASE)
_BAD = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
"""What the parser raises on broken headers and encodings."""


def mail(incoming: Incoming) -> Iterator[Found]:
    """
    Yield the messages in a mail or a box of mails.

    Of a message its plain text counts, else its HTML. Attachments are named, not read.
    What a sender claims is what it is: the date and the name are not proved.
    """
    data = whole(incoming, limit_mb=LONGEST_BOX_MB)
    if isinstance(data, Fault):
        yield data
        return
    starts = [m.start() for m in _FROM.finditer(data)] if data[:5] == b"From " else []
    if not starts:
        yield _message(incoming, data, 1)
        return
    for number, (start, end) in enumerate(
        zip(starts, [*starts[1:], len(data)], strict=True), 1
    ):
        body = data[start:end].partition(b"\n")[2]
        yield _message(incoming, body.replace(b"\n>From ", b"\nFrom "), number)


def _message(incoming: Incoming, data: bytes, number: int) -> Found:
    if len(data) > LONGEST_MB * 1_000_000:
        return _unread(incoming, number, f"has more than {LONGEST_MB} MB")
    if len(_MULTIPART.findall(data)) > DEEPEST * 2:
        return _unread(incoming, number, "nests parts within parts without end")
    try:
        message = BytesParser(policy=policy.compat32).parsebytes(data)
        return _arrival(incoming, message, number)
    except _BAD as error:
        return _unread(incoming, number, f"is broken ({type(error).__name__})")


def _unread(incoming: Incoming, number: int, why: str) -> Fault:
    return fault(incoming, f"message {number} {why}. It is not read.")


def _arrival(incoming: Incoming, message: Message, number: int) -> Found:
    parts = list(_parts(message, 0))
    if len(parts) > MOST_PARTS:
        return _unread(incoming, number, f"has more than {MOST_PARTS} parts")
    subject = _header(message, "Subject")
    body = _body(parts)
    if not (subject or body):
        return _unread(incoming, number, "holds no words")
    name, address = parseaddr(_header(message, "From"))
    source = name.strip() or address.rpartition("@")[2] or "mail"
    named = _header(message, "Message-ID")
    attached = [_line(p.get_filename() or "") for p in parts if p.get_filename()]
    return Arrival(
        kind=Kind.MAIL,
        text="\n\n".join(part for part in (subject, body) if part),
        published=moment_written(_header(message, "Date"), zone=incoming.zone),
        source=source[:200],
        source_class=SourceClass.PRIVATE,
        title=subject,
        provenance=(
            f"mail {incoming.name}, message {number}",
            *(f"attached and not read: {name}" for name in attached[:20]),
        ),
        thing=f"mail:{named}" if named else "",
    )


def _parts(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something themselves, in order."""
    if depth > DEEPEST:
        raise RecursionError
    inner = message.get_payload()
    if isinstance(inner, list):
        for part in inner:
            if isinstance(part, Message):
                yield from _parts(part, depth + 1)
    else:
        yield message


def _body(parts: list[Message]) -> str:
    inline = [p for p in parts if not p.get_filename()]
    texts = [p for p in inline if p.get_content_type() == "text/plain"]
    pages = [p for p in inline if p.get_content_type() == "text/html"]
    if texts:
        words = "\n\n".join(_decoded(part) for part in texts)
        return tidied(words)
    return "\n\n".join(plain(_decoded(part)) for part in pages)


def _decoded(part: Message) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    try:
        charset = part.get_content_charset()
        return whole_characters(data.decode(charset or "utf-8"))
    except (MessageError, LookupError, ValueError):
        return decoded(data)


def _header(message: Message, name: str) -> str:
    """Give a header with its encoded words read."""
    from email.header import decode_header, make_header  # noqa: PLC0415 - of use here alone

    said = message.get(name)
    if said is None:
        return ""
    try:
        return _line(str(make_header(decode_header(str(said)[:2000]))))
    except _BAD:
        return _line(str(said))


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
