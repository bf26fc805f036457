"""Whose scorecard it is: `data/reference/council.yml`, checked whole."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from scorecard.edited_files import read_yaml
from scorecard.plain_text import one_line
from scorecard.project import Project
from scorecard.unusable import Unusable

TEXTS = (
    ("name",),
    ("contact", "name"),
    ("contact", "address"),
    ("colours", "primary"),
    ("colours", "secondary"),
    ("area",),
    ("region",),
    ("similar",),
)
ADDRESS = ("contact", "address")
NAMES = (*dict.fromkeys(first for first, *_ in TEXTS), "logo", "synthetic")


class CouncilError(Unusable):
    """The council's file cannot be used: a line for each thing that is wrong, with the way out."""


def read_council(project: Project) -> dict[str, Any]:
    """The lines of council.yml by their names: the texts above, `logo` (a file) and `synthetic` if they are given.

    Raises UnusableFile for a file that cannot be read, and CouncilError for a line that is missing, unknown or no text, and
    for a logo that is not there.
    """
    path = project.reference / "council.yml"
    file = read_yaml(path, project.shown(path))
    wrong = [f"{file.place(*steps)}: {words}" for steps, words in _wrong(file.values, project)]
    if wrong:
        raise CouncilError("\n".join(wrong))
    for *under, name in TEXTS:
        lines = file.values[under[0]] if under else file.values
        lines[name] = one_line(lines[name])
    return file.values


def _wrong(council: dict[str, Any], project: Project) -> Iterator[tuple[tuple[str, ...], str]]:
    for steps in TEXTS:
        value: Any = council
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        if not isinstance(value, str) or not one_line(value):
            *under, name = steps
            yield steps, f'expected a line `{name}: "…"`' + "".join(f" under `{each}:`" for each in under)
        elif steps == ADDRESS and not re.fullmatch(r"[^\s<>()\[\]\\\"]+@[^\s<>()\[\]\\\"]+", value.strip()):
            yield steps, f"{value} is no e-mail address, such as name@council.gov.uk"
    for name in council:
        if name not in NAMES:
            yield (name,), f"unknown line {name}; known are {', '.join(NAMES)}"
    if not isinstance(council.get("synthetic", False), bool):
        yield ("synthetic",), "expected `synthetic: true` or `synthetic: false`"
    logo = council.get("logo")
    if logo is not None and not (
        isinstance(logo, str) and _is_inside(logo) and (project.root / logo).is_file()
    ):
        yield (
            ("logo",),
            f"there is no file {logo} in the repository; name the logo's from its folder, or take the line out",
        )


def _is_inside(file: str) -> bool:
    """Whether a file is named from the repository's folder, and lies below it."""
    path = PurePath(file.replace("\\", "/"))
    return not path.is_absolute() and ".." not in path.parts
