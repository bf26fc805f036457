"""What each product was made from, by content: whether it is still that, and if not why, in words.

A product is a section, the measures, their evidence, the variables or the report's pages. `report/sections/.run.json`
records what each was made from and what came out, by which one that is missing, cut short or edited is noticed too. Time
stamps and line ends play no part, and deleting the record or a product only means that it is made again. An issued pack's
manifest says the same of all its files, by name. No pandas here: finding nothing to do is quick.
"""

import json
import platform
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scorecard import __version__
from scorecard.council import read_council
from scorecard.digests import digest, digest_of, digest_of_file
from scorecard.extract.files.found import extract_files, name_in
from scorecard.extract.whereabouts import extract_folder
from scorecard.parameters import Parameters, RegionParameters, key_named
from scorecard.project import REGION, Project
from scorecard.whole_files import write_whole

NOT_IN_A_SECTION = (
    "render/",
    "commentary/",
    "packs/",
    "lists/",
    "batch/",
    "cli",
    "one_at_a_time.py",
    "__main__.py",
)
"""How the parts of the library begin that no section is made by."""

LOOKS = ("_quarto.yml", "report/run-by-quarto.py", "report/theme/**/*")
"""What else decides how the pages look."""

PAGES = ("_quarto*.yml", "_variables.yml", "report/**/*", "data/reference/*")
"""What the pages are rendered from."""

CORRECTIONS = "corrections.json"
"""Which month's pack puts right the figures of which, beside what was published."""

_RELEASE, _WARNINGS = ".release", ".warnings"

Files = dict[str, str]
"""Digests of files by their paths from some folder."""


@dataclass(frozen=True)
class Product:
    """Something that is made: its files, and a digest of each kind of thing that it is made from."""

    name: str
    files: tuple[Path, ...]
    made_from: Mapping[str, str]

    @property
    def contents(self) -> list[str]:
        """Digests of the files that are there."""
        return [digest_of_file(file) for file in self.files if file.is_file()]


@dataclass(frozen=True)
class RegionOrigin:
    """All that a regional pack's section is made from."""

    project: Project
    parameters: RegionParameters

    def products(self) -> list[Product]:
        """The section of its notebook, and its variables."""
        project, notebook = self.project, self.project.region_notebook
        common = {
            "parameters": digest_of(asdict(self.parameters)),
            "library": digest_of(of_figures(library(project))),
            "council": digest_of(files_of(project.reference, ("council.yml",))),
            "packages": digest_of([platform.python_version(), packages()]),
            "measures": digest_of_file(project.resolve(self.parameters.measures)),
        }
        section = {"notebook": _notebook(notebook), **common}
        return [
            Product(notebook.stem, (project.sections / notebook.name,), section),
            Product("region variables", (project.variables,), common),
        ]


def origin_of(project: Project, parameters: Parameters | RegionParameters) -> "Origin | RegionOrigin":
    """What a council's own pack is made from, or a regional one."""
    return (RegionOrigin if isinstance(parameters, RegionParameters) else Origin)(project, parameters)


@dataclass(frozen=True)
class Origin:
    """All that a month's products are made from, read once."""

    project: Project
    parameters: Parameters

    def products(self) -> list[Product]:
        """The section of each notebook, then the measures, their evidence and the variables."""
        project, common = self.project, self._common
        sections = [
            Product(path.stem, (project.sections / path.name,), {"notebook": _notebook(path), **common})
            for path in project.section_notebooks
        ]
        public = self.parameters.audience == "public"
        beside = {"counts": project.counts} if public else {"evidence": project.evidence}
        figures = {"measures": project.measures, **beside, "variables": project.variables}
        return [*sections, *(Product(name, (file,), common) for name, file in figures.items())]

    def manifest(self) -> dict[str, Any]:
        """The parts of a pack's manifest that say what it is made from: release, parameters, inputs, code, git, python,
        packages.

        `inputs` has the extract's files by their path in its folder, and the reference data; `code` the library,
        notebooks (without their outputs), theme and settings, by their path in the repository. Each has a SHA-256.
        """
        project = self.project
        library = {f"lib/scorecard/{name}": sha for name, sha in self._library.items()}
        notebooks = {project.shown(file): _notebook(file) for file in project.section_notebooks}
        looks = files_of(project.root, LOOKS)
        return {
            "release": __version__,
            "parameters": asdict(self.parameters),
            "inputs": {"extract": self._extract, "reference": files_of(project.reference, ("**/*",))},
            "code": dict(sorted({**library, **notebooks, **looks}.items())),
            "git": git_state(project.root),
            "python": platform.python_version(),
            "packages": packages(),
        }

    @cached_property
    def _common(self) -> dict[str, str]:
        project = self.project
        history = files_of(project.history, ("*.csv",))
        return {
            "parameters": digest_of(asdict(self.parameters)),
            **self._published,
            "library": digest_of(of_figures(self._library)),
            "reference data": digest_of([files_of(project.reference, ("**/*",)), history]),
            "packages": digest_of([platform.python_version(), packages()]),
            "extract": digest_of(self._extract),
        }

    @cached_property
    def _published(self) -> dict[str, str]:
        """What only public figures are made from: the key, and what was published before."""
        if self.parameters.audience == "internal":
            return {}
        key = self.project.resolve(key_named(self.project) or "")
        published = files_of(self.project.published, ("*",))
        own = f"{self.parameters.month}.csv"  # what a pack has published is no cause to make it again
        return {
            "key": digest_of_file(key) if key.is_file() else "",
            "published figures": digest_of(
                {name: sha for name, sha in published.items() if name < own or name == CORRECTIONS}
            ),
        }

    @cached_property
    def _library(self) -> Files:
        return library(self.project)

    @cached_property
    def _extract(self) -> Files:
        return files_of_extract(extract_folder(self.project, self.parameters.extract))


def library(project: Project) -> Files:
    """The package's own source."""
    return files_of(project.library, ("**/*.py", "**/*.lua"))


def of_figures(library: Files) -> Files:
    """The part of the source that figures and sections are made by."""
    return {name: sha for name, sha in library.items() if not name.startswith(NOT_IN_A_SECTION)}


def files_of_extract(folder: Path) -> Files:
    """An extract's files, by their path in its folder."""
    return {name_in(folder, file): digest_of_file(file) for file in extract_files(folder)}


def pages(
    project: Project, files: Iterable[Path], renderer: str, audience: str, final: bool = False
) -> Product:
    """The finished report's files, as made by a renderer for an audience from the sections as they stand, a draft or
    `final`."""
    texts = {
        name: sha for name, sha in files_of(project.root, PAGES).items() if _is_of(name, audience == REGION)
    }
    texts.pop(project.shown(project.word_styles), None)  # made of the others
    if logo := read_council(project).get("logo"):
        texts["logo"] = digest_of_file(project.root / logo)
    made_from = {
        "renderer": renderer,
        "audience": audience,
        **({"final": "yes"} if final else {}),
        "report": digest_of(texts),
        "library": digest_of(files_of(project.library / "render", ("*",))),
    }
    return Product("pages" if audience == "internal" else f"{audience} pages", tuple(files), made_from)


def _is_of(name: str, region: bool) -> bool:
    """Whether a file is one that the regional pack is rendered from, or else a council's own."""
    shared = not name.startswith("report/") or name.startswith("report/theme/")
    own = name in ("_quarto-region.yml", "report/region.qmd", "report/sections/region.ipynb")
    return own or shared if region else not own


def read_record(project: Project) -> dict[str, Any]:
    """The record of what was made last; an empty one if there is none that can be read."""
    try:
        record = json.loads(_record_file(project).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def release_of(record: Mapping[str, Any]) -> str:
    """The release that made what was recorded; this one, if nothing was."""
    return str(record.get(_RELEASE, __version__))


def warnings_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """What the run that was recorded warned of."""
    return tuple(record.get(_WARNINGS, ()))


def why_stale(product: Product, record: Mapping[str, Any]) -> str | None:
    """Why a product has to be made, in words for the analyst; None if it is up to date."""
    recorded = record.get(product.name)
    if not isinstance(recorded, dict) or not isinstance(recorded.get("made_from"), dict):
        return "not made yet"
    if recorded.get("contents") != product.contents or not product.contents:
        return "the result is missing, cut short or edited"
    changed = [kind for kind, now in product.made_from.items() if recorded["made_from"].get(kind) != now]
    return f"changed: {', '.join(changed)}" if changed else None


def write_record(
    project: Project,
    products: Iterable[Product],
    made: Mapping[str, list[str]],
    warnings: Iterable[str] | None = None,
) -> None:
    """Record the products just made, and of sections what their run warned of, beside what was recorded before. Written whole
    or not at all.

    `made` has, by name, the digests of what was put in place. What lies there now may be another run's, which the next
    run notices.
    """
    new = {
        product.name: {"made_from": dict(product.made_from), "contents": made[product.name]}
        for product in products
        if product.name in made
    }
    record = {**read_record(project), **new, _RELEASE: __version__}
    if warnings is not None:
        record[_WARNINGS] = list(warnings)
    write_whole(_record_file(project), (json.dumps(record, indent=1) + "\n").encode())


def _record_file(project: Project) -> Path:
    return project.sections / ".run.json"


def files_of(folder: Path, patterns: Iterable[str]) -> Files:
    """Digests of the files in a folder that fit the patterns, hidden and lock files apart, whatever line ends git gave
    them on this machine; in order of their paths."""
    found = {path for pattern in patterns for path in folder.glob(pattern) if path.is_file()}
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes().replace(b"\r\n", b"\n"))
        for path in sorted(found)
        if not path.name.startswith((".", "~"))
    }


def _notebook(file: Path) -> str:
    """A notebook by its cells: Jupyter saves outputs with it, which nothing is made from."""
    data = file.read_bytes()
    try:
        cells = [
            [cell["cell_type"], "".join(cell["source"]), *cell["metadata"].get("tags", [])]
            for cell in json.loads(data)["cells"]
        ]
    except (ValueError, TypeError, KeyError, AttributeError):
        return digest(data)  # no notebook, as the run will say
    return digest_of(cells)


def packages() -> dict[str, str]:
    """Every installed package's version, by the names of their metadata folders."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    installed = (entry.stem.partition("-") for folder in folders for entry in folder.glob("*.dist-info"))
    return dict(sorted((name, version) for name, _, version in installed))


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
