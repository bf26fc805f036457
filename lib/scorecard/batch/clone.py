"""A clone of the repository for another council: with its own reference data and texts, and nothing made yet. It has a copy of
this library, which finds the council's files where it looks for its own."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import yaml

from scorecard import board
from scorecard.batch.councils import Council
from scorecard.commentary.drafted import drafted_throughout
from scorecard.council import read_council
from scorecard.digests import digest_of
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.provenance import files_of, library
from scorecard.render import quarto
from scorecard.report_text import read_report
from scorecard.unusable import Unusable

FOLDERS = ("lib", "notebooks", "report", "data/reference")
COPIED = ("notebooks/*.ipynb", "report/*.*", "report/theme/**/*", "data/reference/*", "_quarto.yml")
LEFT_OUT = shutil.ignore_patterns(
    "sections", "*_files", ".*", "region.qmd", "region.ipynb", "slides.qmd", "population_by_group.csv"
)
WITHOUT = {
    "data/reference/population.csv": b"year_ending_31_march,under_18,source\n",
    "data/reference/targets.yml": b"",
    "data/reference/columns.yml": b"",
}
"""What stands in the place of this repository's own files where the council gives none."""
DRAFTED = "The commentary in this pack is drafted from the figures, and nobody has read it yet."


def source() -> str:
    """A digest of all that a clone is a copy of, and of what renders in it."""
    here = Project()
    copied = library(here), files_of(here.root, COPIED)
    return digest_of([*copied, quarto.name() if quarto.executable() else ""])


def has_texts(council: Council) -> bool:
    """Whether the council has words of its own; this repository's are of another."""
    return any(name.startswith("report/") for name in council.own_files)


def clone_for(council: Council, folder: Path) -> Project:
    """Make it in a folder. Raises Unusable for the council's files that cannot be used."""
    here, clone = Project(), Project(folder)
    for name in FOLDERS:
        shutil.copytree(here.root / name, folder / name, ignore=LEFT_OUT)
    shutil.copyfile(here.root / "_quarto.yml", folder / "_quarto.yml")
    for name, content in (WITHOUT | dict(council.own_files)).items():
        (folder / name).write_bytes(content)
    for text in clone.reports if has_texts(council) else ():
        if f"report/{text.name}" not in council.own_files:
            text.unlink()
    if "data/reference/council.yml" not in council.own_files:
        said = _nobody_else_s(read_council(here), council.name)
        text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
        (clone.reference / "council.yml").write_text(text, encoding="utf-8")
    return clone


def report(clone: Project, council: Council, month: str, extract: Path) -> dict[str, bytes]:
    """The files of a month's pack, by their names. Raises Unusable where it cannot be made."""
    parameters = Parameters(month, str(extract), "internal")
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in asdict(parameters).items()]
    clone.parameters.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if not has_texts(council):
        _draft(clone, parameters)
    command = [sys.executable, "-m", "scorecard", "report"]
    where = os.environ | {"PYTHONPATH": str(clone.root / "lib")}
    ran = subprocess.run(
        command, cwd=clone.root, env=where, capture_output=True, encoding="utf-8", check=False
    )
    if ran.returncode:
        raise Unusable(f"{month}: {_why(ran.stderr.splitlines())}")
    made = (clone.output / "report").iterdir()
    return {file.name: file.read_bytes() for file in (*sorted(made), clone.measures)}


def _why(lines: list[str]) -> str:
    """What stopped a report, without the words of a notebook's error, which may hold a cell of the extract."""
    progress = ("To make ", "made: ", "failed: ")
    said = [
        f"{line.partition(': ')[0]} failed" if line.startswith("notebooks/") else line
        for line in lines
        if line.strip() and not line.startswith(progress)
    ]
    return "; ".join(said) or "no pack was made"


def _draft(clone: Project, parameters: Parameters) -> None:
    """Put into the texts of this repository, which are of another council, their drafts on this council's figures."""
    of_council = board.worked_out(clone, parameters)
    here = Project()
    for file in clone.reports:
        text = read_report(here.root / "report" / file.name, clone.shown(file))
        drafted = drafted_throughout(text, of_council)
        if file == clone.report:
            lines = drafted.split("\n")
            drafted = "\n".join([*lines[: text.head], "", DRAFTED, *lines[text.head :]])
        file.write_text(drafted, encoding="utf-8", newline="\n")


def _nobody_else_s(said: Mapping, name: str) -> dict:
    """This repository's lines on the council for another one: without a logo, and without a comparison that is not its own."""
    kept = {key: value for key, value in said.items() if key != "logo"}
    return kept | {"name": name, "area": name, "similar": "Similar councils"}
