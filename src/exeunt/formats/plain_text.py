"""Text out of bytes, or the exact byte that is in the way."""

from __future__ import annotations

import re

from exeunt.errors import Fault, Faults


UNPRINTABLE = re.compile(
    r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""What no text holds, but for a byte gone wrong."""
_UTF16 = re.compile(rb"\xff\xfe|\xfe\xff|[^\0]\0[^\0]\0|\0[^\0]\0[^\0]", re.DOTALL)


def read_text(data: bytes, *, file: str, limit_mb: int = 10) -> str:
    """
    Decode *data* as UTF-8, with or without a byte order mark.

    Raises
    ------
    Faults
        When it is empty, too long, of another encoding, or holds characters that no
        text has. The fault says which byte, on which line.
    """
    if len(data) > limit_mb * 1_000_000:
        size = f"{len(data) / 1e6:.1f} MB"
        raise _whole(file, f"has {size}, more than the {limit_mb} MB that are read.")
    if _UTF16.match(data):
        raise _whole(file, "is UTF-16, not UTF-8. Save it again as UTF-8.")
    text = _decoded(data.removeprefix(b"\xef\xbb\xbf"), file)
    if not text.strip():
        raise _whole(file, "is empty. Fill it in, or remove it.")
    odd = UNPRINTABLE.search(text)
    if odd:
        line, column = place_in(text, odd.start())
        what = (
            "a NUL" if odd[0] == "\0" else f"the control character U+{ord(odd[0]):04X}"
        )
        raise Faults(
            [Fault(file, line, column, f"{what} is no part of a text. Delete it.")]
        )
    return text


def place_in(text: str, offset: int) -> tuple[int, int]:
    """Give line and column, from 1, of *offset* in *text*."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = place_in(before, len(before))
        message = (
            f"byte 0x{data[error.start]:02x} (number {error.start + 1} of the file) is "
            "not UTF-8. Save the file again as UTF-8."
        )
        raise Faults([Fault(file, line, column, message)]) from error


def _whole(file: str, message: str) -> Faults:
    return Faults([Fault(file, 0, 0, message)])
