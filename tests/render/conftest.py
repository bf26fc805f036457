"""A small report of the real one's shape that a test may spoil, and the sample council's own, rendered once by each renderer."""

import base64
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
import vl_convert
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import Browser, sync_playwright
from scorecard.project import Project
from scorecard.render import quarto, render
from shared import copy_project_files, made_once, make_sample

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="180" viewBox="0 0 400 180">'
    '<rect width="400" height="180" fill="white"/><path d="M10 150L390 30" stroke="#12436D" stroke-width="3"/>'
    '<text x="10" y="20" font-family="Liberation Sans, Arial" font-size="13">Per cent</text></svg>'
)
PICTURE = {"image/svg+xml": SVG, "image/png": base64.b64encode(vl_convert.svg_to_png(SVG)).decode()}
TABLE = "| Team | Staff |\n|:-----|-----:|\n| North | 12.4 |\n| South | 9 |\n"
MESSAGE = "The extract has no Missing file, so there is no figure here."
COUNCIL = {
    "name": "Smallshire Council",
    "synthetic": True,
    "colours": {"primary": "#12436D", "secondary": "#28A197"},
}
VARIABLES = {"month": {"name": "May 2020"}, "council": COUNCIL, "reviews_on_time": {"value": "92.4%"}}
REPORT = """---
title: "Corporate Parenting Scorecard"
subtitle: "{{< var month.name >}}"
---

::: {.tiles}
- **707** children in care
- **53.4** per 10,000
:::

## Service standards

### Reviews

::: {layout="[60,-4,36]"}
::: {.chart}
{{< embed sections/standards.ipynb#fig-reviews >}}
:::

::: {.commentary indicator="reviews_on_time" month="2020-05"}
{{< var reviews_on_time.value >}} were on time, as @fig-reviews and @tbl-signs show; @tbl-staff has the staff.
:::
:::

::: {.data}
{{< embed sections/standards.ipynb#tbl-staff >}}
:::

### Missing

{{< embed sections/standards.ipynb#fig-missing >}}

| Sign | Meaning |
|:-----|:--------|
| ▲ | better |

: How to read the signs {#tbl-signs}

::: {.content-visible when-format="html"}
Only on the page.
:::

## Figures behind the charts

::: {.data-appendix}
:::
"""


@dataclass(frozen=True)
class SmallReport:
    """A report of one notebook in its own project; `write` takes another text."""

    project: Project

    def write(self, text: str | bytes) -> None:
        self.project.report.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def notebook(self, *cells: tuple[str, dict[str, str]]) -> None:
        """Writes sections/standards.ipynb: cells by their source and the data of their output."""
        made = [
            new_code_cell(
                source, outputs=[new_output("display_data", data=data)] if data else [], id=f"cell-{n}"
            )
            for n, (source, data) in enumerate(cells)
        ]
        nbformat.write(new_notebook(cells=made), self.project.sections / "standards.ipynb")


@pytest.fixture
def small(tmp_path: Path) -> SmallReport:
    """The small report, whole and without fault, in a folder whose name has a space and an underscore."""
    report = SmallReport(Project(tmp_path / "a clone_of it"))
    report.project.sections.mkdir(parents=True)
    copy_project_files(report.project.root)
    report.project.variables.write_text(json.dumps(VARIABLES), encoding="utf-8")
    report.write(REPORT)
    report.notebook(
        (
            '#| label: "fig-reviews"\n#| fig-cap: "Reviews: **92.4%**"\n#| fig-alt: "Line chart: 80% to 92.4%"\n1',
            PICTURE,
        ),
        ('#| label: tbl-staff\n#| tbl-cap: "Staff by team"\n1', {"text/markdown": TABLE}),
        (
            '#| label: fig-missing\n#| fig-cap: "Missing"\n#| fig-alt: "No data"\n1',
            {"text/markdown": MESSAGE},
        ),
    )
    return report


needs_quarto = pytest.mark.skipif(not quarto.executable(), reason="there is no `quarto` on PATH")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run"
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
needs_browser = pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on PATH")
RENDERERS = [pytest.param(False, id="embedded"), pytest.param(True, id="quarto", marks=needs_quarto)]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A clone whose sections are the sample council's May 2020, in a folder that no ANSI code page can name."""
    root = tmp_path_factory.mktemp("sample") / "Łukasz ö ß 中"
    return Project(Path(shutil.copytree(made_once(tmp_path_factory, "sample", make_sample), root)))


@pytest.fixture(scope="session")
def pack_of(sample: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[[bool], Path]:
    """The folder of the sample council's finished report, by either renderer; each runs once."""

    def pack(with_quarto: bool) -> Path:
        def make(folder: Path) -> None:
            for file in render(sample, with_quarto=with_quarto).files:
                shutil.copy(file, folder / file.name)

        return made_once(tmp_path_factory, "pack by Quarto" if with_quarto else "pack", make)

    return pack


@pytest.fixture(params=RENDERERS)
def pack(request: pytest.FixtureRequest, pack_of: Callable[[bool], Path]) -> Path:
    """The same, for a test that holds for both renderers."""
    return pack_of(request.param)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that shows nothing and asks nobody for news."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield started
        started.close()
