"""Bytes of documents that came in, whatever they say of themselves."""

from __future__ import annotations

import pytest

from exeunt.formats.documents import decoded


@pytest.mark.parametrize("name", ["idna", "punycode", "undefined", "hex", "no-such"])
def test_a_page_that_declares_what_is_no_encoding_is_read_as_latin(name: str) -> None:
    page = b'<meta charset="%s"><p>caf\xe9' % name.encode()
    assert decoded(page).endswith("<p>café")


def test_a_page_is_read_as_it_declares() -> None:
    page = '<meta charset="koi8-u"><p>Київ'.encode("koi8-u")
    assert decoded(page).endswith("<p>Київ")
