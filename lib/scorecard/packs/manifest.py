"""What a pack was made from, so that it can be traced: input files, code, parameters, packages, each by content or version."""

import json
import platform
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from scorecard import __version__
from scorecard.extract.recognise import csv_files, name_in
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.running.fingerprints import digest

LOOKS = ("_quarto.yml", "report/pre-render.py", "report/theme")
"""What else decides how a pack looks."""


def made_from(project: Project, parameters: Parameters) -> dict[str, Any]:
    """The parts of a manifest that say what a run is made from: release, parameters, inputs, code, git, python, packages.

    `inputs` has the extract's files by their path in its folder, and the reference data; `code` the library, notebooks
    (without their outputs), theme and settings, by their path in the repository. Each has a SHA-256.
    """
    return {
        "release": __version__,
        "parameters": asdict(parameters),
        "inputs": {
            "extract": _extract(project.resolve(parameters.extract)),
            "reference": _files(project.reference, project.reference),
        },
        "code": dict(sorted(_code(project))),
        "git": git_state(project.root),
        "python": platform.python_version(),
        "packages": dict(sorted((each.name, each.version) for each in distributions())),
    }


def git_state(root: Path) -> dict[str, Any] | None:
    """The commit and whether all but the packs was committed; None where there is no git or no repository."""
    if not shutil.which("git"):
        return None
    commit = _git(root, "rev-parse", "HEAD")
    if commit is None:
        return None
    return {"commit": commit, "clean": _git(root, "status", "--porcelain", "--", ".", ":!packs") == ""}


def _git(root: Path, *arguments: str) -> str | None:
    command = ["git", "-C", str(root), *arguments]
    ran = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    return ran.stdout.strip() if ran.returncode == 0 else None


def _extract(folder: Path) -> dict[str, str]:
    return {name_in(folder, file): digest(file.read_bytes()) for file in csv_files(folder)}


def _code(project: Project) -> Iterator[tuple[str, str]]:
    library = project.library
    for file in library.rglob("*"):
        if file.suffix in (".py", ".lua"):
            yield f"lib/scorecard/{file.relative_to(library).as_posix()}", _as_text(file)
    for file in project.notebooks.glob("*.ipynb"):
        yield project.shown(file), _notebook(file)
    for name in LOOKS:
        yield from _files(project.root / name, project.root).items()


def _files(place: Path, root: Path) -> dict[str, str]:
    """A file, or every file in a folder but hidden and lock files, by its path from `root`."""
    files = [place] if place.is_file() else sorted(file for file in place.rglob("*") if file.is_file())
    return {
        file.relative_to(root).as_posix(): _as_text(file)
        for file in files
        if not file.name.startswith((".", "~"))
    }


def _as_text(file: Path) -> str:
    """A file's digest whatever line ends git gave it on this machine."""
    return digest(file.read_bytes().replace(b"\r\n", b"\n"))


def _notebook(file: Path) -> str:
    """A notebook by its cells' sources: Jupyter saves outputs with it, and they are not code."""
    data = file.read_bytes()
    try:
        cells = [[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(data)["cells"]]
    except (ValueError, TypeError, KeyError):
        return digest(data)  # no notebook, as the run will say
    return digest(json.dumps(cells).encode())
