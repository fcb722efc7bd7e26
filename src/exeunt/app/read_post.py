"""Read a post folder: files in, a post without fault out."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from exeunt.app.clock import now as clock_now
from exeunt.app.folders import bytes_of, folder_of
from exeunt.app.log import LOG
from exeunt.app.read_documents import FOLDER as DOCUMENTS
from exeunt.errors import Fault, Faults, InvalidInput
from exeunt.formats.post_files import ROSTERS, YAML_FILES, read_post_files
from exeunt.formats.references import Known
from exeunt.formats.yaml_nodes import read_yaml
from exeunt.model.positions import Positions
from exeunt.model.post import Post


def read_post(folder: Path, *, now: datetime | None = None) -> Post:
    """
    Read the post in *folder*.

    Parameters
    ----------
    folder
        Holds ``post.yaml`` and, where there are such, a roster, estimates, tripwires
        and history.
    now
        The present moment; none asks the clock.

    Returns
    -------
    Post
        With kilometres and line of every link that goes ``via: roads``.

    Raises
    ------
    InvalidInput
        When the folder or one of its files cannot be used; as ``Faults``, with every
        fault of every file.
    """
    return read_located(folder, now=now)[0]


def read_located(
    folder: Path, *, now: datetime | None = None
) -> tuple[Post, Positions]:
    """Read the post in *folder*, and where in its files each value stands."""
    from exeunt.app.maps import is_on_land  # noqa: PLC0415 - maps are heavy

    bodies = _bodies(folder)
    post, positions = read_post_files(
        bodies, now=now or clock_now(), known=_known(), on_land=is_on_land
    )
    if any(link.via == "roads" for link in post.file.links):
        post = _with_roads(post, positions)
    return post, positions


def files_of_post(folder: Path) -> list[Path]:
    """Give what a post is read from in *folder*, there or not; none may be lost."""
    names = (*YAML_FILES, *ROSTERS, DOCUMENTS, LOG)
    return [folder / name for name in names]


def _bodies(folder: Path) -> dict[str, bytes]:
    folder_of(folder)
    given = {name: bytes_of(folder, name) for name in (*YAML_FILES, *ROSTERS)}
    bodies = {name: data for name, data in given.items() if data is not None}
    if "post.yaml" not in bodies:
        raise InvalidInput(
            f"{folder} has no post.yaml, so it is no post folder. Name another, or make "
            "one with 'exeunt init'."
        )
    return bodies


@cache
def _known() -> Known:
    """Read what comes with Exeunt that a post may name."""
    from exeunt.app.maps import pack_names  # noqa: PLC0415 - maps are heavy

    name = "indicators.yaml"
    data = files("exeunt").joinpath("data", name).read_bytes()
    library = read_yaml(data, file=name).data
    entries = library.get("indicators") if isinstance(library, dict) else None
    indicators = [
        entry["id"]
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict) and isinstance(entry.get("id"), str)
    ]
    return Known(indicators=frozenset(indicators), packs=frozenset(pack_names()))


def _with_roads(post: Post, positions: Positions) -> Post:
    """Put the roads under links that want them; a fault gets the link's own place."""
    from exeunt.app.maps import load_roads, resolve_links  # noqa: PLC0415 - maps are heavy

    try:
        file = resolve_links(post.file, load_roads())
    except Faults as error:
        raise Faults([_placed(one, post, positions) for one in error.faults]) from error
    return post.model_copy(update={"file": file})


def _placed(fault: Fault, post: Post, positions: Positions) -> Fault:
    for number, link in enumerate(post.file.links):
        if fault.message.startswith(f"link {link.id!r}:"):
            path = ("links", number, "via")
            line, column = positions.of_value(fault.file, path)
            return Fault(fault.file, line, column, fault.message)
    return fault
