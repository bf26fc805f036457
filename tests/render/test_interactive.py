"""Charts in a browser without a network: they answer keyboard and mouse, give their picture away, and lose nothing
where scripts are off."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from scorecard.project import Project
from scorecard.render import quarto

from conftest import DESK, PHONE, needs_browser

pytestmark = needs_browser


def opened(browser: Browser, pack: Path, size: dict, *, scripts: bool = True) -> Page:
    """The page without a network; `page.heard` holds its requests and its console's errors."""
    page = browser.new_context(viewport=size, offline=True, java_script_enabled=scripts).new_page()
    page.heard = []
    page.on("request", lambda sent: page.heard.append(sent.url))
    page.on("console", lambda spoken: page.heard.append(spoken.text))
    page.on("pageerror", lambda error: page.heard.append(str(error)))
    page.goto((pack / "scorecard.html").as_uri())
    return page


@pytest.fixture(scope="module", params=[False, True], ids=["embedded", "quarto"])
def module_pack(request: pytest.FixtureRequest, pack_of) -> Path:
    """The finished report by either renderer, one after the other for the whole module."""
    if request.param and not quarto.executable():
        pytest.skip("there is no `quarto` on PATH")
    return pack_of(request.param)


@pytest.fixture(scope="module")
def desk(browser, module_pack) -> Page:
    return opened(browser, module_pack, DESK)


@pytest.fixture(scope="module")
def phone(browser, module_pack) -> Page:
    return opened(browser, module_pack, PHONE)


@pytest.fixture(scope="module")
def words_of(sample: Project) -> dict[str, list[str]]:
    """By chart, what each of its points says, in the order of the data in its specification; none for no data."""
    found = {}
    for notebook in sorted(sample.sections.glob("*.ipynb")):
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            label = re.match(r'#\| label: "?([\w-]+)', "".join(cell["source"]))
            for output in cell.get("outputs", []):
                specification = output.get("data", {}).get("application/vnd.vegalite.v6+json")
                if specification:
                    found[label[1]] = said_in(specification)
    return found


def said_in(specification: dict) -> list[str]:
    data = [each.get("data", {}).get("values", []) for each in [specification, *specification["layer"]]]
    points = [row for rows in data for row in rows if "said" in row and row.get("value", 0) is not None]
    return list(dict.fromkeys(row["said"] for row in points))


def charts(page: Page) -> list[str]:
    return page.eval_on_selector_all("figure.chart", "figures => figures.map(figure => figure.id)")


def tip(page: Page, chart: str) -> str:
    """The words that are shown over a chart; "" where none are."""
    words = page.locator(f"#{chart} .tip")
    return words.inner_text() if words.is_visible() else ""


def enter(page: Page, chart: str) -> None:
    """Comes to a chart by keyboard, from nowhere."""
    page.evaluate("document.activeElement.blur()")
    page.locator(f"#{chart} .walk").focus()


def heard_aloud(page: Page) -> str:
    return page.locator("[aria-live=polite]").text_content()


WALKED = """(steps) => Array.from({ length: steps }, () => {
    const walk = document.activeElement;
    walk.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
    const tip = walk.parentElement.querySelector(".tip");
    return [tip.checkVisibility() ? tip.innerText : "", document.querySelector("[aria-live=polite]").textContent];
})"""
"""What is shown and said at each step to the right, many steps at once, as by a key that is held down."""


def is_held(inner: dict, outer: dict) -> bool:
    """Whether a box reaches past neither side of another, but for a rounding."""
    left, right = inner["x"] - outer["x"], outer["x"] + outer["width"] - inner["x"] - inner["width"]
    return min(left, right) > -0.5


def is_below(one: dict, other: dict) -> bool:
    return one["y"] >= other["y"] + other["height"]


def test_arrow_keys_walk_every_figure_of_every_chart(desk, words_of):
    assert len(charts(desk)) > 20
    for chart in charts(desk):
        enter(desk, chart)
        walked = desk.evaluate(WALKED, len(words_of[chart]))
        assert walked == [[words, words] for words in words_of[chart]]
        desk.keyboard.press("ArrowDown")
        assert tip(desk, chart) == words_of[chart][-1]


@pytest.mark.parametrize(
    ("chart", "figures"), [("children-in-care", 1), ("reviews-on-time", 3), ("started", 2)]
)
def test_the_last_point_says_what_the_table_says_of_its_month(desk, chart, figures):
    row = desk.locator(f"#tbl-{chart} tbody tr", has=desk.locator("th", has_text="May 2020"))
    cells = row.filter(has_not_text="up to").locator("td").all_text_contents()
    enter(desk, f"fig-{chart}")
    desk.keyboard.press("End")
    period, _, words = tip(desk, f"fig-{chart}").partition(": ")
    said = re.findall(r"\d[\d,.]*", words)
    assert period == "May 2020" and len(said) == figures
    assert set(said) <= {cell.removesuffix("%") for cell in cells}


def test_home_end_and_going_back(desk, words_of):
    chart = "fig-started"
    enter(desk, chart)
    seen = []
    for key in ("ArrowLeft", "ArrowUp", "Home", "ArrowLeft", "End"):
        desk.keyboard.press(key)
        seen.append(tip(desk, chart))
    words = words_of[chart]
    assert seen == [words[-1], words[-2], words[0], words[0], words[-1]]


def test_escape_and_tab_leave(desk):
    chart = "fig-reviews-on-time"
    enter(desk, chart)
    hint = desk.locator(f"#{chart} .hint")
    assert hint.inner_text() == "Arrow keys show each figure" and not tip(desk, chart)
    assert is_below(hint.bounding_box(), desk.locator(f"#{chart} img").bounding_box())
    desk.keyboard.press("Home")
    desk.keyboard.press("Escape")
    assert not tip(desk, chart) and heard_aloud(desk) == ""
    desk.keyboard.press("Home")
    desk.keyboard.press("Tab")
    assert not tip(desk, chart) and heard_aloud(desk) == ""
    assert desk.evaluate("document.activeElement.textContent").startswith("Save as PNG")


def test_focus_is_seen_and_hides_nothing_of_the_chart(desk):
    enter(desk, "fig-started")
    read = (
        "({ outlineStyle, outlineWidth, backgroundColor }) => [outlineStyle, outlineWidth, backgroundColor]"
    )
    style = desk.locator("#fig-started .walk").evaluate(f"each => ({read})(getComputedStyle(each))")
    assert style == ["solid", "3px", "rgba(0, 0, 0, 0)"]


def test_the_mouse_shows_the_point_that_is_near(desk, words_of):
    chart = desk.locator("#fig-reviews-on-time img")
    chart.scroll_into_view_if_needed()
    box, words = chart.bounding_box(), words_of["fig-reviews-on-time"]
    desk.mouse.move(box["x"] + 0.86 * box["width"], box["y"] + 0.4 * box["height"])
    assert tip(desk, "fig-reviews-on-time") == words[-1]
    over = desk.locator("#fig-reviews-on-time .tip").bounding_box()
    desk.mouse.move(over["x"] + 5, over["y"] + 5)
    assert tip(desk, "fig-reviews-on-time") == words[-1], "the words stay under the mouse"
    desk.keyboard.press("Escape")
    assert not tip(desk, "fig-reviews-on-time")
    desk.mouse.move(box["x"] + 0.86 * box["width"], box["y"] + 0.4 * box["height"])
    desk.mouse.move(box["x"] - 30, box["y"])
    assert not tip(desk, "fig-reviews-on-time")


def test_no_words_are_cut_at_the_sides(phone, words_of):
    for chart in charts(phone):
        picture = phone.locator(f"#{chart} img").bounding_box()
        enter(phone, chart)
        for key in ("Home", "End"):
            phone.keyboard.press(key)
            assert is_held(phone.locator(f"#{chart} .tip").bounding_box(), picture)
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("chart", ["fig-legal-status", "fig-age", "fig-time-in-care"])
def test_words_on_a_bar_hide_no_neighbours_value(desk, words_of, chart):
    labels = """chart => {
        const image = document.querySelector(`#${chart} img`);
        const drawing = new DOMParser().parseFromString(atob(image.src.split(",")[1]), "image/svg+xml").documentElement;
        const around = image.getBoundingClientRect();
        Object.assign(drawing.style, { position: "fixed", left: `${around.left}px`, top: `${around.top}px` });
        drawing.setAttribute("width", around.width);
        drawing.setAttribute("height", around.height);
        document.body.append(drawing);
        const found = [...drawing.querySelectorAll("text")].map((text) => {
            const { x, y, width, height } = text.getBoundingClientRect();
            return { words: text.textContent, x, y, width, height };
        });
        drawing.remove();
        return found;
    }"""
    enter(desk, chart)
    desk.locator(f"#{chart}").scroll_into_view_if_needed()
    others = desk.evaluate(labels, chart)
    for words in words_of[chart]:
        desk.keyboard.press("ArrowRight")
        over = desk.locator(f"#{chart} .tip").bounding_box()
        hidden = [each["words"] for each in others if "(" in each["words"] and are_over(each, over)]
        assert [each for each in hidden if each not in words] == []


def are_over(one: dict, other: dict) -> bool:
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


def test_a_table_takes_the_focus_only_where_it_scrolls(desk, phone):
    box = ".wide:has(#tbl-performance)"
    assert phone.locator(box).get_attribute("tabindex") == "0"
    assert phone.locator(box).get_attribute("aria-label") == "Table 1"
    desk.wait_for_function("document.querySelectorAll('.wide:has(#tbl-comparisons)[tabindex]').length === 0")
    assert desk.locator(".wide:has(#tbl-comparisons)").get_attribute("role") is None


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_a_chart_is_saved_with_a_name_that_tells_it(desk, kind, tmp_path):
    with desk.expect_download() as given:
        desk.get_by_role("button", name=f"Save as {kind} of Figure 5").click()
    assert given.value.suggested_filename == (
        f"corporate-parenting-scorecard-may-2020-reviews-on-time.{kind.lower()}"
    )
    given.value.save_as(tmp_path / "saved")
    content = (tmp_path / "saved").read_bytes()
    if kind == "PNG":
        assert content.startswith(b"\x89PNG") and int.from_bytes(content[16:20]) == 1600
    else:
        alternative = desk.locator("#fig-reviews-on-time img").get_attribute("alt")
        assert content.startswith(b"<svg") and f"<title>{alternative}</title>" in content.decode("utf-8")


def test_a_chart_and_its_figures_take_four_steps_of_the_keyboard(browser, module_pack):
    page = opened(browser, module_pack, DESK)
    enter(page, "fig-children-in-care")
    steps = []
    while page.evaluate("document.activeElement.closest('figure')?.id") != "fig-started":
        steps.append(page.evaluate("document.activeElement.textContent"))
        page.keyboard.press("Tab")
    assert steps == [
        "",
        "Save as PNG of Figure\u00a01",
        "Save as SVG of Figure\u00a01",
        "Show the figures (Table\u00a03)",
    ]
    page.locator("details.data summary").first.press("Enter")
    assert page.locator("#tbl-children-in-care").is_visible()
    page.context.close()


@pytest.mark.parametrize(
    ("size", "scripts"),
    [(DESK, True), (PHONE, True), (PHONE, False)],
    ids=["desk", "phone", "phone without scripts"],
)
def test_axe_finds_no_violation(browser, module_pack, size, scripts):
    """Axe itself is a script: where scripts are off, the page's own are taken out of the file before it is opened."""
    page = browser.new_context(viewport=size, offline=True).new_page()
    source = (module_pack / "scorecard.html").read_text(encoding="utf-8")
    page.set_content(source if scripts else re.sub(r"<script.*?</script>", "", source, flags=re.DOTALL))
    assert (page.locator(".walk").count() > 20) == scripts
    if scripts:
        page.locator(".walk").first.focus()
        page.keyboard.press("End")
    found = Axe().run(page).response["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found] == []
    page.context.close()


def test_without_scripts_every_chart_and_its_data_are_there_and_no_button_that_does_nothing(
    browser, module_pack
):
    page = opened(browser, module_pack, DESK, scripts=False)
    pictures = page.locator("figure.chart > img")
    assert pictures.count() > 20
    for picture in pictures.all():
        assert picture.get_attribute("alt") and picture.bounding_box()["width"] > 300
    assert page.locator("button, .tip, .walk").count() == 0
    page.locator("details.data summary").first.click()
    assert page.locator("#tbl-children-in-care").is_visible()
    page.context.close()


def test_on_paper_there_is_the_picture_alone(desk):
    enter(desk, "fig-started")
    desk.keyboard.press("End")
    desk.emulate_media(media="print")
    assert desk.locator("#fig-started img").is_visible()
    assert not desk.locator(".ring:visible, .tip:visible, .controls:visible").count()
    desk.emulate_media(media="screen")


def test_nothing_was_asked_for_and_nothing_went_wrong(desk, phone):
    """Last of all, after everything above was pressed."""
    for page in (desk, phone):
        heard = [each for each in page.heard if not each.startswith(("data:", "blob:"))]
        assert heard == [page.url]
