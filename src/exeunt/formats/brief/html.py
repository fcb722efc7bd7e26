"""The brief as one self-contained page: no script, no request, prints on A4."""

from __future__ import annotations

from jinja2 import BaseLoader, Environment, StrictUndefined
from markupsafe import Markup

from exeunt.formats.brief.view import BriefView
from exeunt.formats.charts.svg import clean


def brief_html(view: BriefView, template: str) -> bytes:
    """
    Lay out *view* by *template*.

    Everything is escaped but the pictures, which are our own SVG and have escaped
    their words themselves.
    """
    page = Environment(
        loader=BaseLoader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).from_string(template)
    text = page.render(view=view, picture=_inline)
    return clean(text).encode()


def _inline(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - our own pictures, escaped where they are made
