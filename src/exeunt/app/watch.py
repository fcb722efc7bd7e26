"""Watch: read documents, of a post or named one by one."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from exeunt.app.read_documents import document_from_file, read_documents
from exeunt.app.read_post import read_post
from exeunt.model.documents import Document, SourceClass
from exeunt.model.signals import Reading
from exeunt.watch.reading import read


Watched = tuple[Document, Reading]


def watch_post(folder: Path) -> list[Watched]:
    """Read every document of the post in *folder*, oldest first."""
    post = read_post(folder)
    return [
        (document, read(document, country=post.file.country, zone=post.zone))
        for document in read_documents(folder)
    ]


def watch_files(
    paths: list[Path],
    *,
    published: str | None,
    source: str,
    source_class: SourceClass,
    country: str,
) -> list[Watched]:
    """
    Read each of the files *paths* as a document of its own.

    *country* is the ISO code of the country that the reader is in. All files are found
    fit before the first one is read.
    """
    documents = [
        document_from_file(
            path, published=published, source=source, source_class=source_class
        )
        for path in paths
    ]
    return [(d, read(d, country=country, zone=ZoneInfo("UTC"))) for d in documents]
