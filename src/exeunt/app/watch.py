"""Watch: read documents, of a post or named one by one."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from exeunt.app.read_documents import document_from_file, read_documents
from exeunt.app.read_post import read_post
from exeunt.model.documents import Document, SourceClass
from exeunt.model.places import PlaceKind
from exeunt.model.post import Post
from exeunt.model.signals import OwnPlace, Reading
from exeunt.watch.reading import read


Watched = tuple[Document, Reading]


def watch_post(folder: Path) -> list[Watched]:
    """Read every document of the post in *folder*, oldest first."""
    post = read_post(folder)
    own = own_places(post)
    country, zone = post.file.country, post.zone
    return [
        (document, read(document, country=country, zone=zone, own=own))
        for document in read_documents(folder)
    ]


def own_places(post: Post) -> tuple[OwnPlace, ...]:
    """Give the places of *post* that are surely in its own country."""
    return tuple(
        OwnPlace(name=p.name, country=post.file.country, lat=p.lat, lon=p.lon)
        for p in post.file.places
        if not p.kind.safe and p.kind is not PlaceKind.BORDER_CROSSING
    )


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
