"""The page in a browser without a network: everything shows, nothing is asked for, and everybody can use it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import DESK, PHONE, needs_browser

pytestmark = needs_browser


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, pack: Path) -> Iterator[Page]:
    """The page at a desk and on a phone, without a network; `page.heard` holds its requests and its console's errors."""
    context = browser.new_context(viewport=request.param, offline=True)
    opened = context.new_page()
    opened.heard = []
    opened.on("request", lambda sent: opened.heard.append(sent.url))
    opened.on("console", lambda said: opened.heard.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: opened.heard.append(str(error)))
    opened.goto((pack / "scorecard.html").as_uri())
    yield opened
    context.close()


def test_it_asks_for_nothing_but_itself(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_load_state("networkidle")
    assert [heard for heard in page.heard if not heard.startswith("data:")] == [page.url]


def test_an_arrow_stays_in_the_line_of_its_number(page):
    cells = page.locator("#tbl-performance td").all_text_contents()
    moved = [cell for cell in cells if cell[0] in "↑↓→"]
    assert len(moved) > 20 and all(cell[1] == "\u00a0" for cell in moved)


def test_every_chart_shows(page):
    sizes = page.evaluate(
        "[...document.images].map(image => [image.alt, image.naturalWidth, image.clientWidth])"
    )
    assert len(sizes) > 15
    assert not [alt for alt, natural, shown in sizes if not (alt and natural > 0 and shown > 0)]


def test_nothing_is_wider_than_the_screen(page):
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


BROKEN = """() => [...document.querySelectorAll(".tiles li")].flatMap((tile) => {
  const text = tile.lastChild;
  return [...text.textContent.matchAll(/[a-z]+/gi)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(([word]) => word);
})"""


def test_no_word_of_a_tile_breaks_on_a_tablet(page):
    for width in (768, 820, 1080, 1112):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BROKEN) == []


def test_a_wide_table_keeps_its_caption_and_the_names_of_its_rows_in_sight(page):
    page.evaluate("document.querySelector('.wide:has(#tbl-performance)').scrollLeft = 250")
    for seen in ("caption .still", "tbody th >> nth=0"):
        box = page.locator("#tbl-performance").locator(seen).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]


def test_the_ring_round_a_link_of_the_contents_is_whole(page):
    """Three pixels wide and two away; the contents scroll, and what scrolls is cut at its sides."""
    cut = page.evaluate(
        """() => {
            const around = document.querySelector('#contents').getBoundingClientRect();
            const links = [...document.querySelectorAll('#contents a')].filter((link) => link.offsetWidth);
            return links.map((link) => link.getBoundingClientRect())
                .filter((box) => box.left - around.left < 5 || around.right - box.right < 5).length;
        }"""
    )
    assert cut == 0


def test_axe_finds_no_violation_where_all_figures_are_open(page):
    """Where they are closed: test_interactive.py."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []


def test_the_keyboard_reaches_the_report_past_the_contents(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#report")


def test_headings_nest_without_a_gap_below_one_title(page):
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(each => Number(each.tagName[1]))"
    )
    assert page.locator("h1").count() == 1 and levels[0] == 2
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_the_page_is_small_enough_for_an_email(pack):
    assert (pack / "scorecard.html").stat().st_size < 3_000_000
