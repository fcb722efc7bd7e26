"""The brief as people see it: in a browser without a network, on a phone and a desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.make_brief import an_assessment

from exeunt.formats.brief.assemble import brief_view
from exeunt.formats.brief.html import brief_html
from exeunt.formats.charts.palette import contrast


CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))),
    None,
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium"
)
WIDTHS = [390, 1280]

# Every word of every picture that is shown must lie within its picture.
CUT_WORDS = """() => [...document.querySelectorAll('figure svg text')]
  .filter(t => t.getClientRects().length)
  .filter(t => {
    const word = t.getBoundingClientRect();
    const paper = t.ownerSVGElement.getBoundingClientRect();
    return word.left < paper.left - 1 || word.right > paper.right + 1
      || word.bottom > paper.bottom + 1;
  })
  .map(t => t.textContent)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        opened = player.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    template = files("exeunt") / "data" / "templates" / "brief.html"
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    view = brief_view(an_assessment())
    path.write_bytes(brief_html(view, template.read_text("utf-8")))
    return path


def opened(
    browser: Browser, brief: Path, width: int, *, dark: bool = False
) -> tuple[Page, list[str]]:
    page = browser.new_page(
        viewport={"width": width, "height": 800},
        offline=True,
        java_script_enabled=True,
        color_scheme="dark" if dark else "light",
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(brief.as_uri())
    return page, asked


def unfolded(browser: Browser, brief: Path, width: int) -> tuple[Page, list[str]]:
    """Open the page with all that a phone folds away."""
    page, asked = opened(browser, brief, width)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    return page, asked


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_asks_for_itself_alone(
    browser: Browser, brief: Path, width: int
) -> None:
    page, asked = unfolded(browser, brief, width)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert asked == [brief.as_uri()]
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_no_wider_than_the_window(
    browser: Browser, brief: Path, width: int
) -> None:
    page, _ = unfolded(browser, brief, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.locator(".scroll")
    assert boxes.count() > 10
    for box in boxes.all():
        found = box.bounding_box()
        assert found is not None
        assert found["x"] >= 0
        assert found["x"] + found["width"] <= width
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_picture_is_cut(browser: Browser, brief: Path, width: int) -> None:
    page, _ = unfolded(browser, brief, width)
    assert page.evaluate(CUT_WORDS) == []
    page.close()


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide")])
def test_each_picture_is_shown_once_in_letters_that_can_be_read(
    browser: Browser, brief: Path, width: int, shown: str
) -> None:
    page, _ = unfolded(browser, brief, width)
    for figure in page.locator("figure").all():
        seen = [s for s in figure.locator("svg").all() if s.is_visible()]
        assert len(seen) == 1
        assert seen[0].evaluate(f"s => s.parentElement.classList.contains('{shown}')")
        smallest = seen[0].evaluate(
            "s => Math.min(...[...s.querySelectorAll('text')]"
            ".map(t => t.getBoundingClientRect().height))"
        )
        assert smallest >= 9
    page.close()


def test_a_phone_shows_the_answer_and_folds_the_rest(
    browser: Browser, brief: Path
) -> None:
    page, _ = opened(browser, brief, 390)
    assert page.locator("#answer table").is_visible()
    folded = page.locator("section:not(#answer) details")
    assert folded.count() > 8
    for fold in folded.all():
        assert not fold.locator("figure, table").first.is_visible()
    folded.last.locator("summary").click()
    assert folded.last.locator("figure, table").first.is_visible()
    page.close()


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_desk_and_paper_show_everything(
    browser: Browser, brief: Path, media: Literal["screen", "print"]
) -> None:
    page, _ = opened(browser, brief, 1280)
    page.emulate_media(media=media)
    for shown in page.locator("details table").all():
        assert shown.is_visible()
    for word in page.locator("summary").all():
        assert not word.is_visible()
    page.close()


def test_a_phone_prints_everything(browser: Browser, brief: Path) -> None:
    page, _ = opened(browser, brief, 390)
    page.emulate_media(media="print")
    assert all(table.is_visible() for table in page.locator("details table").all())
    page.close()


def test_a_link_into_what_is_folded_opens_it(browser: Browser, brief: Path) -> None:
    page, _ = opened(browser, brief, 390)
    anchor = page.locator("section:not(#answer) details [id^='ev-']").first
    name = str(anchor.get_attribute("id"))
    page.goto(f"{brief.as_uri()}#{name}")
    assert page.locator(f"#{name}").is_visible()
    page.close()


def test_a_bar_leads_to_its_sentence(browser: Browser, brief: Path) -> None:
    page, _ = opened(browser, brief, 1280)
    bar = page.locator(".wide svg a[href^='#ev-']").first
    anchor = str(bar.get_attribute("href"))
    bar.click()
    row = page.locator(f"tr:has({anchor})")
    assert row.is_visible()
    assert "Sentence" in row.inner_text()
    found = row.bounding_box()
    assert found is not None
    assert 0 <= found["y"] < 800
    page.close()


def test_the_page_can_be_read_without_light(browser: Browser, brief: Path) -> None:
    page, _ = opened(browser, brief, 1280, dark=True)

    def colour(of: str, what: str) -> str:
        value = str(page.evaluate(f"getComputedStyle({of}).{what}"))
        parts = [int(part) for part in value[value.index("(") + 1 : -1].split(",")[:3]]
        return "#" + "".join(f"{part:02x}" for part in parts)

    body = "document.body"
    assert contrast(colour(body, "color"), colour(body, "backgroundColor")) >= 7
    page.close()
