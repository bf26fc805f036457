"""Renders the report with Quarto, where there is one."""

import os
import shutil
import subprocess
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from scorecard.commentary.report_variables import mistaken_variables
from scorecard.commentary.tiles import too_long
from scorecard.project import Project
from scorecard.render.formats import file_names
from scorecard.render.problems import CannotRender, located
from scorecard.render.variables import read_variables
from scorecard.report_text import read_reports, unmerged

# Tells report/run-by-quarto.py that the sections are ready, perhaps for another month than parameters.yml says.
READY = "SCORECARD_SECTIONS_READY"


def executable() -> str | None:
    """The path of `quarto`, or None where it is not installed."""
    return shutil.which("quarto")


def name() -> str:
    """What made the report, for the analyst."""
    version = subprocess.run([executable(), "--version"], capture_output=True, encoding="utf-8", check=True)
    return f"Quarto {version.stdout.strip()}"


def refuse_unreadable(project: Project, audience: str) -> None:
    """Raises UnusableFile or CannotRender for a report that Quarto would mangle or not understand: no UTF-8, or with a
    byte-order mark."""
    for text, file in zip(read_reports(project, audience), project.reports_for(audience)):
        if file.read_bytes().startswith(BOM_UTF8):
            message = "begins with a byte-order mark, which Quarto does not read; save the file as UTF-8 without one"
            raise CannotRender([located(text.name, message, 1)])


def refuse_mistaken_variables(project: Project, audience: str) -> None:
    """Raises CannotRender for variables that Quarto would print as `?var:`, or as they stand, and for what has no room."""
    variables = read_variables(project)
    wrong = [
        remark.of(text.name)
        for text in read_reports(project, audience)
        for remark in sorted(
            [*unmerged(text), *mistaken_variables(text, variables), *too_long(text, variables)]
        )
    ]
    if wrong:
        raise CannotRender(wrong)


def render(project: Project, profile: str, output: Path) -> Iterator[Path]:
    """Makes the files of every report in `output`, a folder of the project. Raises CannotRender."""
    refuse_unreadable(project, profile)
    refuse_mistaken_variables(project, profile)
    # not above: the embedded renderer loads python-docx while pandoc works
    from scorecard.render import reference

    reference.make(project)
    folder = output / "quarto"
    ran = subprocess.run(
        [
            executable(),
            "render",
            "--profile",
            profile,
            "--output-dir",
            folder.relative_to(project.root).as_posix(),
        ],
        check=False,
        cwd=project.root,
        env=os.environ | {READY: "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if ran.returncode:
        raise CannotRender(
            ["Quarto could not render the report; it says:", *ran.stdout.strip().splitlines()[-20:]]
        )
    for report in project.reports_for(profile):
        yield from (
            folder / report.parent.name / name for name in file_names(project, report, with_quarto=True)
        )
