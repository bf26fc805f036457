"""The three parameters (month, extract, audience), from `parameters.yml` or a command's options, refused
when wrong; beside them the name of the key for public packs, which goes into no notebook, and what the regional
pack is for.

`parameters.yml` is papermill's own parameters file; papermill passes on whatever it holds, so it is checked
here.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scorecard.edited_files import YamlFile, read_yaml
from scorecard.extract.named import PASSWORD, USER, is_database, names_a_user
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.words import near_match

NAME_IT = "name the folder that holds the month's files"


class ParameterError(Unusable, ValueError):
    """Parameters that cannot be used: a line for each thing that is wrong, with the way out."""


def _a_month(value: Any) -> None:
    ReportingMonth.parse(value)


def _a_folder(value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"extract {value!r} is not the name of a folder, such as data/sample")
    if names_a_user(value):
        raise ValueError(
            "the extract's URL names a user; leave user and password out, and set "
            f"{USER} and {PASSWORD} in the environment"
        )


def _an_audience(value: Any) -> None:
    if value not in AUDIENCES:
        raise ValueError(f"audience {value!r} is not known; use audience: {' or '.join(AUDIENCES)}")


def _a_key(value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(
            f"key {value!r} is not the name of a file; make one by `scorecard disclosure-key FILE`"
        )


def _a_file(value: Any) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"region {value!r} is not the name of a file; name the measures.csv of a batch")


def _a_council(value: Any) -> None:
    if not isinstance(value, str):
        raise ValueError(f"council {value!r} is not the name of a council of the region")


AUDIENCES = ("internal", "public")
CHECKS = {"month": _a_month, "extract": _a_folder, "audience": _an_audience}
BESIDE = {"key": _a_key, "region": _a_file, "council": _a_council}


@dataclass(frozen=True)
class Parameters:
    """What a run is for: `month` (YYYY-MM), `extract` (a folder, from the repository's root,
    or a database), `audience`.

    Raises ParameterError.
    """

    month: str
    extract: str
    audience: str

    def __post_init__(self) -> None:
        wrong = _wrong(vars(self))
        if wrong:
            raise ParameterError("\n".join(wrong.values()))

    @property
    def internal(self) -> "Parameters":
        """The same for the board itself, for what is told of the extract whoever the report is for."""
        return replace(self, audience="internal")

    @property
    def reporting_month(self) -> ReportingMonth:
        return ReportingMonth.parse(self.month)


@dataclass(frozen=True)
class RegionParameters:
    """What a regional pack is for: `month` (YYYY-MM), the merged `measures` of a batch (a file, from the repository's root)
    and the `council` whose own copy it is, "" for none."""

    month: str
    measures: str
    council: str = ""

    audience = "internal"

    @property
    def reporting_month(self) -> ReportingMonth:
        return ReportingMonth.parse(self.month)


def refuse_public_region(project: Project) -> None:
    """Raises ParameterError where the parameters file is for a public pack, which a regional one cannot be."""
    file = _file(project)
    if file.values.get("audience") == "public":
        place = file.place("audience")
        raise ParameterError(
            f"{place}: the regional pack shows small numbers, so it is internal only; set audience: internal"
        )


def read_region_parameters(project: Project, **options: str | None) -> RegionParameters:
    """Those of the regional pack from the parameters file, with the options that are given in the place of its lines: month,
    region and council.

    Raises UnusableFile as `read_parameters`, ParameterError as that and for a public audience or a region that is not there.
    """
    refuse_public_region(project)
    file = _file(project)
    given = {name: value for name, value in options.items() if value is not None}
    values = file.values | given
    wrong = _wrong(values)
    if not wrong and "region" not in values:
        wrong["region"] = "region is missing; add a line `region: …` with the measures.csv of a batch"
    if not wrong and not project.resolve(values["region"]).is_file():
        wrong["region"] = f"there is no file {values['region']}; `scorecard batch` makes it"
    if wrong:
        raise ParameterError(
            "\n".join(f"{_place(name, given, file)}: {said}" for name, said in wrong.items())
        )
    return RegionParameters(values["month"], values["region"], values.get("council", ""))


def read_parameters(project: Project, **options: str | None) -> Parameters:
    """The parameters file, with the options that are given (not None) in the place of its lines.

    Raises UnusableFile for a file that cannot be read, ParameterError for an unknown name, a wrong month, audience or key
    and an extract folder that is not there or holds the repository.
    """
    given = {name: value for name, value in options.items() if value is not None}
    file = _file(project)
    values = file.values | given
    wrong = _wrong(values)
    if not wrong and "://" not in values["extract"]:
        folder = project.resolve(values["extract"])
        kind, there = (
            ("file", folder.is_file()) if is_database(values["extract"]) else ("folder", folder.is_dir())
        )
        if not there:
            wrong["extract"] = f"there is no {kind} {values['extract']}; {NAME_IT}"
        elif project.root.resolve().is_relative_to(folder.resolve()):
            wrong["extract"] = f"the folder {values['extract']} holds the scorecard itself; {NAME_IT}"
    if wrong:
        raise ParameterError(
            "\n".join(f"{_place(name, given, file)}: {said}" for name, said in wrong.items())
        )
    return Parameters(**{name: values[name] for name in CHECKS})


def key_named(project: Project) -> str | None:
    """The file of the key for public packs that the parameters file names. Raises UnusableFile."""
    return _file(project).values.get("key")


def _file(project: Project) -> YamlFile:
    return read_yaml(
        project.parameters,
        project.shown(project.parameters),
        lost="write it with the lines month, extract and audience",
    )


def _wrong(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, by parameter: empty if nothing is."""
    wrong = {name: f"{name} is missing; add a line `{name}: …`" for name in CHECKS if name not in values}
    for name, value in values.items():
        if name not in CHECKS | BESIDE:
            wrong[name] = f"unknown parameter {name}; {near_match(name, CHECKS | BESIDE, 'parameters')}"
            continue
        try:
            (CHECKS | BESIDE)[name](value)
        except ValueError as error:
            wrong[name] = str(error)
    return wrong


def _place(field: str, given: dict[str, str], file: YamlFile) -> str:
    return f"--{field}" if field in given else file.place(field)


def from_here(project: Project, folder: str | Path | None) -> str | None:
    """An extract named on the command line, relative to where the command runs, as `parameters.yml` would
    name it.
    """
    if folder is None or "://" in str(folder):
        return folder
    return project.shown(Path(os.path.expanduser(folder)).resolve())
