"""Renders the report without Quarto: pandoc and Typst from their wheels, the same source, style sheets and file names.

Quarto's own settings file, `_quarto.yml`, says what each format takes; pandoc parses, Lua filters do the rest.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import pypandoc
import typst

from scorecard.edited_files import LOST, read_yaml
from scorecard.project import Project
from scorecard.render.formats import file_names
from scorecard.render.problems import CannotRender, located
from scorecard.render.source import Report, ready_for_pandoc
from scorecard.render.variables import read_variables
from scorecard.render.word import finish, is_draft
from scorecard.words import list_of

FORMATS = {"html": "html", "typst": "typ", "docx": "docx"}
PATHS = ("template", "reference-doc")
SETTINGS = ("toc", "toc-depth", "embed-resources", "shift-heading-level-by")
WHAT_QUARTO_DOES = Path(__file__).with_name("quarto.lua")


def name() -> str:
    """What made the report, for the analyst."""
    return f"embedded renderer (pandoc {pypandoc.get_pandoc_version()}, Typst {version('typst')})"


def render(project: Project, profile: str, output: Path) -> Iterator[Path]:
    """Makes the files of every report in `output`, a folder of the project: each as it is done. What only Quarto renders is
    not read. Raises CannotRender."""
    variables, settings = read_variables(project), read_settings(project.root / "_quarto.yml")
    own = [file for file in project.reports_for(profile) if file_names(project, file, with_quarto=False)]
    reports = [ready_for_pandoc(project, file, variables) for file in own]
    for report in reports:
        lay_out(report, output / report.file.stem)
    with ThreadPoolExecutor(min(os.cpu_count() or 1, len(FORMATS))) as side_by_side:
        for done in [
            side_by_side.submit(make, project, report, to, settings, profile, output / report.file.stem)
            for report in reports
            for to in report.formats
        ]:
            yield done.result()


def lay_out(report: Report, folder: Path) -> None:
    """What pandoc reads of a report, in a folder of its own: its text, its front matter and its pictures."""
    folder.mkdir()
    shutil.copy(WHAT_QUARTO_DOES, folder)
    for label, cell in report.cells.items():
        if not cell.markdown:
            (folder / f"{label}.svg").write_text(cell.outputs["image/svg+xml"], encoding="utf-8")
            (folder / f"{label}.png").write_bytes(cell.png)
    (folder / report.file.name).write_text(report.body, encoding="utf-8", newline="\n")
    (folder / "metadata.json").write_text(json.dumps(report.front_matter), encoding="utf-8")


def make(project: Project, report: Report, to: str, settings: dict, profile: str, work: Path) -> Path:
    """The file of one of pandoc's formats, or the PDF where that is Typst."""
    target = work / f"{report.file.stem}.{FORMATS[to]}"
    if to == "docx":
        # python-docx is loaded while pandoc works on the page
        from scorecard.render import reference

        reference.make(project)
    write(project, report, to, settings, profile, target)
    if to == "docx":
        variables = read_variables(project)
        finish(target, variables["month"]["name"], is_draft(variables))
    return to_pdf(project, report, settings["format"][to], target) if to == "typst" else target


def read_settings(file: Path) -> dict:
    """Quarto's settings of the project. Raises UnusableFile for what is no YAML, CannotRender where a format has none."""
    settings = read_yaml(file, file.name).values
    formats = settings.get("format")
    whole = isinstance(formats, dict) and all(isinstance(formats.get(to), dict) for to in FORMATS)
    if not whole or not {"lang", "filters"} <= settings.keys():
        words = f"expected lang, filters and the formats {list_of(list(FORMATS))}; {LOST}"
        raise CannotRender([located(file.name, words)])
    return settings


def write(project: Project, report: Report, to: str, settings: dict, profile: str, target: Path) -> None:
    """One of pandoc's formats. The folder of `target` holds the pictures and takes what pandoc reads."""
    format_settings = settings["format"][to] | {
        key: f"{report.file.parent.name}/{value}" if key in PATHS else value
        for key, value in report.formats[to].items()
    }
    work, suffix = target.parent, "png" if to == "docx" else "svg"
    cells = {
        label: {"caption": cell.caption, "alt": cell.alt, "kind": cell.kind}
        | ({"markdown": cell.markdown} if cell.markdown else {"picture": f"{label}.{suffix}"})
        for label, cell in report.cells.items()
    }
    # Named from the report's folder: on Windows Lua opens no path with letters that the machine's code page lacks.
    filters = [work / WHAT_QUARTO_DOES.name, *(project.root / each["path"] for each in settings["filters"])]
    defaults = {
        "from": "markdown",
        "to": to,
        "standalone": True,
        "wrap": "none",
        "eol": "lf",
        "input-files": [str(work / report.file.name)],
        "output-file": str(target),
        "metadata-files": [str(work / "metadata.json")],
        "metadata": {
            "lang": settings["lang"],
            "cells": cells,
            "profile": profile,
        },
        "filters": [os.path.relpath(file, report.file.parent) for file in filters],
        "resource-path": [str(work), "."],
        "fail-if-warnings": True,
        **{key: value for key, value in format_settings.items() if key in SETTINGS},
        **{key: str(project.root / value) for key, value in format_settings.items() if key in PATHS},
    }
    file = work / f"defaults-{to}.json"
    file.write_text(json.dumps(defaults), encoding="utf-8")
    run_pandoc(report, file)


def run_pandoc(report: Report, defaults: Path) -> None:
    """Pandoc in the report's folder, as Quarto runs it. Raises CannotRender with pandoc's own words and the line."""
    ran = subprocess.run(
        [pypandoc.get_pandoc_path(), "--defaults", str(defaults)],
        check=False,
        cwd=report.file.parent,
        capture_output=True,
        encoding="utf-8",
    )
    if ran.returncode:
        words = " ".join(ran.stderr.replace("[WARNING]", "").split())
        line = re.search(r"\bline (\d+)", words)
        raise CannotRender([located(report.name, words, int(line[1]) if line else 0)])


def to_pdf(project: Project, report: Report, settings: dict, source: Path) -> Path:
    """The PDF from its Typst source, to the standard that _quarto.yml names."""
    target = source.with_suffix(".pdf")
    try:
        typst.compile(
            str(source),
            output=str(target),
            root=str(project.root),
            font_paths=[str(project.root / folder) for folder in settings["font-paths"]],
            ignore_system_fonts=True,
            pdf_standards=settings["pdf-standard"],
        )
    except typst.TypstError as error:
        words = " ".join([str(error), *getattr(error, "hints", [])])
        raise CannotRender([located(report.name, f"no PDF, Typst says: {words}")]) from None
    return target
