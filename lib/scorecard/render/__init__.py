"""Renders the report: Quarto where it is on PATH, else the embedded renderer. Same source, same looks, same files."""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scorecard import provenance
from scorecard.commentary.read_against import follow
from scorecard.project import UNFINISHED, Project
from scorecard.render import embedded, quarto
from scorecard.render.brand import read_brand
from scorecard.render.formats import file_names
from scorecard.render.problems import CannotRender
from scorecard.render.variables import read_variables
from scorecard.render.word import FINAL
from scorecard.words import list_of

__all__ = ["CannotRender", "RenderResult", "render"]


SUFFIXES = (".html", ".pdf", ".docx")


@dataclass(frozen=True)
class RenderResult:
    """The files made, the page first, the name and version of what made them, and the texts that only Quarto would render."""

    files: tuple[Path, ...]
    renderer: str
    skipped: tuple[Path, ...] = ()


def render(
    project: Project,
    audience: str = "internal",
    *,
    final: bool = False,
    with_quarto: bool | None = None,
    check: Callable[[list[Path]], None] | None = None,
) -> RenderResult:
    """The reports of the sections as they stand, each in its formats, under `_output/report`, for the public under
    `_output/public/report`.

    Nothing is made where they are there already, from the same inputs. `audience` is Quarto's profile of that name.
    A public report is a draft unless it is `final`. `with_quarto` None takes Quarto where there is one. Each file takes
    the place of the old one as soon as it is whole, the page first; those of a public report, with its measures and counts, only
    once all have passed `check`. What was made of a text or in a format that is gone goes. Raises what `check` raises, and
    CannotRender, whose lines say file, line and way out.
    """
    renderer = quarto if with_quarto or (with_quarto is None and quarto.executable()) else embedded
    os.environ.pop(FINAL, None)
    os.environ |= {FINAL: "1"} if final else {}
    read_brand(project)  # colours that few can see are refused before anything is made
    project.output.mkdir(exist_ok=True)
    target = project.output_of(audience) / project.report.parent.name
    reports = project.reports_for(audience)
    named = {report: file_names(project, report, renderer is quarto) for report in reports}
    beside = (project.measures, project.counts) if audience == "public" else ()
    names = [name for found in named.values() for name in found]
    files = tuple(target / name for name in [*names, *(file.name for file in beside)])
    result = RenderResult(files, renderer.name(), tuple(report for report in named if not named[report]))
    pages = provenance.pages(project, files, renderer.name(), audience, final)
    if not provenance.why_stale(pages, provenance.read_record(project)):
        return result
    if audience == "internal":
        follow(project, read_variables(project))
        pages = provenance.pages(project, files, renderer.name(), audience, final)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=project.output) as folder:
        put: list[Path] = []
        try:
            made = renderer.render(project, audience, Path(folder))
            if audience == "public":
                made = [file for file in made if file.name in names]
                made += [Path(shutil.copy(file, folder)) for file in beside]
                check(made)
            for file in made:
                target.mkdir(parents=True, exist_ok=True)
                put.append(replace(file, target / file.name))
        except CannotRender as error:
            older = list_of([file.name for file in files if file not in put])
            raise CannotRender([*error.problems, *([f"{older}: not made again"] if put else [])]) from None
    for text in {project.report, project.summary, project.slides}.difference(result.skipped):
        for left in {target / f"{text.stem}{suffix}" for suffix in SUFFIXES}.difference(files):
            with suppress(OSError):  # it is open in another program
                left.unlink(missing_ok=True)
    provenance.write_record(project, [pages], {pages.name: pages.contents})
    return result


def replace(file: Path, target: Path) -> Path:
    """Puts the new file where the old one was. Raises CannotRender where another program holds the old one."""
    try:
        return file.replace(target)
    except PermissionError:
        raise CannotRender(
            [f"{target.name} is open in another program; close it there and render again"]
        ) from None
