"""``exeunt map``: draw the map of a post."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from exeunt.errors import InvalidInput


if TYPE_CHECKING:
    from exeunt.model.post import Post


app = typer.Typer(add_completion=False)


@app.command()
def draw(  # noqa: PLR0913, PLR0917 - one argument an option
    post: Annotated[Path | None, typer.Argument(help="The folder of the post.")] = None,
    plan: Annotated[
        Path | None,
        typer.Option(help="A plan of the post, such as plan.json, to draw on it."),
    ] = None,
    pack: Annotated[
        str | None,
        typer.Option(help="Without a post: the map pack to draw, such as ukraine."),
    ] = None,
    view: Annotated[
        str, typer.Option(help="Without a post: whose borders, un or de_facto.")
    ] = "un",
    output: Annotated[
        Path, typer.Option(help="Where the picture goes; - prints it.")
    ] = Path("map.svg"),
    width: Annotated[
        float, typer.Option(min=300, max=4000, help="Width of the picture [px].")
    ] = 640,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document.")
    ] = False,
) -> None:
    """
    Draw the map of a post as SVG: its places, ways out and, with a plan, who moves.

    Without a post, draw a bundled map pack with nothing on it.
    """
    from exeunt.app.read_post import files_of_post  # noqa: PLC0415 - help is quick
    from exeunt.app.writing import (  # noqa: PLC0415 - help is quick
        check_file,
        write_atomically,
    )

    if (post is None) == (pack is None):
        raise InvalidInput("Name a post folder, or a map pack with --pack; not both.")
    if json and str(output) == "-":
        raise InvalidInput("--json and --output - both want the output; choose one.")
    if str(output) != "-":
        kept = [] if post is None else files_of_post(post)
        check_file(output, keep=kept if plan is None else [*kept, plan])
    if post is None:
        svg, about = _of_pack(str(pack), view, width)
    else:
        svg, about = _of_post(post, plan, width)
    if str(output) == "-":
        print(svg)
        return
    write_atomically(output, svg.encode())
    _tell({"map": str(output), "bytes": len(svg.encode()), **about}, as_json=json)


def _of_pack(name: str, view: str, width: float) -> tuple[str, dict[str, Any]]:
    from exeunt.app.maps import draw_pack_map, load_pack  # noqa: PLC0415 - help is quick

    if view not in {"un", "de_facto"}:
        raise InvalidInput(f"--view is un or de_facto, not {view!r}.")
    svg = draw_pack_map(load_pack(name), view=view, width=width)
    return svg, {"pack": name, "view": view}


def _of_post(
    folder: Path, plan_file: Path | None, width: float
) -> tuple[str, dict[str, Any]]:
    from exeunt.app.maps import draw_post_map  # noqa: PLC0415 - help is quick
    from exeunt.app.read_plan import read_plan_for  # noqa: PLC0415 - help is quick
    from exeunt.app.read_post import read_post  # noqa: PLC0415 - help is quick

    post = read_post(folder)
    plan = None if plan_file is None else read_plan_for(post, plan_file)
    choice = post.file.map
    about = {"pack": choice.pack, "view": choice.view, "links": _links(post)}
    return draw_post_map(post, plan, width=width), about


def _links(post: Post) -> list[dict[str, Any]]:
    return [
        {
            "id": link.id,
            "from": link.from_,
            "to": link.to,
            "mode": link.mode.value,
            "km": link.km,
            "via": link.via,
        }
        for link in post.file.links
    ]


def _tell(about: dict[str, Any], *, as_json: bool) -> None:
    from json import dumps  # noqa: PLC0415 - help is quick

    if as_json:
        print(dumps(about, indent=2, ensure_ascii=False))
        return
    print(f"{about['map']}: {about['bytes'] / 1000:,.0f} kB")
    for link in about.get("links", []):
        if link["via"] == "roads":
            print(f"  {link['from']} to {link['to']}: {link['km']:,.0f} km by road")
