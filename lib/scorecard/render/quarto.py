"""Renders the report with Quarto, where there is one."""

import os
import shutil
import subprocess
from pathlib import Path

from scorecard.project import Project
from scorecard.render.problems import CannotRender

# Tells report/pre-render.py that the sections are ready, perhaps for another month than parameters.yml says.
READY = "SCORECARD_SECTIONS_READY"


def executable() -> str | None:
    """The path of `quarto`, or None where it is not installed."""
    return shutil.which("quarto")


def name() -> str:
    """What made the report, for the analyst."""
    version = subprocess.run([executable(), "--version"], capture_output=True, encoding="utf-8", check=True)
    return f"Quarto {version.stdout.strip()}"


def render(project: Project, profile: str, output: Path) -> None:
    """Makes scorecard.html, .pdf and .docx in `output`, a folder of the project. Raises CannotRender."""
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
    for file in (folder / project.report.parent.name).glob(f"{project.report.stem}.*"):
        shutil.move(file, output / file.name)
