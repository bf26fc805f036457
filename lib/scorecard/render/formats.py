"""The formats of a report: those that its front matter names, as Quarto takes them, or all that the project has."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from scorecard.project import Project
from scorecard.report_text import ReportText, read_report

SUFFIXES = {"html": ".html", "typst": ".pdf", "docx": ".docx"}
"""What each format's file ends in, in the order in which they are made."""
QUARTO_ALONE = {"revealjs": ".html"}
"""The same of what no other renderer makes."""


def formats_of(text: ReportText, suffixes: Mapping[str, str] = SUFFIXES) -> dict[str, dict[str, Any]]:
    """The settings of each of a report's formats that are among these, over those of the project."""
    try:
        found = yaml.safe_load(text.front_matter)
    except yaml.YAMLError:  # which its reader tells by line
        found = None
    named = found.get("format") if isinstance(found, dict) else None
    if isinstance(named, str):
        named = {named: {}}
    if not isinstance(named, dict):
        return {to: {} for to in SUFFIXES}
    return {to: named[to] if isinstance(named[to], dict) else {} for to in suffixes if to in named}


def file_names(project: Project, report: Path, with_quarto: bool) -> list[str]:
    """The names of the files that a report is made into."""
    suffixes = SUFFIXES | (QUARTO_ALONE if with_quarto else {})
    return [
        report.stem + suffixes[to] for to in formats_of(read_report(report, project.shown(report)), suffixes)
    ]
