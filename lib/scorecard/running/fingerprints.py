"""What each product of a run is made from, by content, so that nothing is made twice and nothing stale is
kept.

A product is a section, the measures or the variables. `report/sections/.run.json` records what it was made
from and what came out, by which a product that is missing, cut short or edited is noticed. Time stamps play
no part, and deleting the record or a product only means that it is made again. No pandas here: finding
nothing to do is quick.
"""

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from scorecard import __version__
from scorecard.extract.recognise import csv_files, name_in, read_headings, recognise
from scorecard.parameters import Parameters
from scorecard.project import UNFINISHED, Project

NOT_IN_A_SECTION = {
    "render",
    "commentary",
    "packs",
    "cli.py",
    "cli_month.py",
    "one_at_a_time.py",
    "telling.py",
    "__main__.py",
}
"""The parts of the library that no section is made by."""

_NEWEST, _RELEASE = ".newest", ".release"


@dataclass(frozen=True)
class Product:
    """Something that a run makes: its file, and a fingerprint of each kind of thing that it is made from."""

    name: str
    path: Path
    made_from: Mapping[str, str]


@dataclass(frozen=True)
class Inputs:
    """Everything that the products of a run are made from, read once."""

    project: Project
    parameters: Parameters

    def products(self, newest: Mapping[str, str]) -> list[Product]:
        """The section of each notebook, then the measures and the variables."""
        sections = [
            Product(path.stem, self.project.sections / path.name, self._of_section(path))
            for path in sorted(self.project.notebooks.glob("*.ipynb"))
        ]
        return [
            *sections,
            Product("measures", self.project.measures, self._common | {"extract": self._extract(None)}),
            Product("variables", self.project.variables, self._common | {"extract": self._extract(None)}),
        ]

    def newest(self, of_tables: Mapping[str, str]) -> dict[str, str]:
        """The tables' newest dates by the tables' fingerprints, so that a later run knows them without reading."""
        return {self._extract({table}): date for table, date in of_tables.items()}

    def _of_section(self, notebook: Path) -> dict[str, str]:
        return {"notebook": _notebook(notebook), **self._common, "extract": self._extract(None)}

    @cached_property
    def _common(self) -> dict[str, str]:
        code, reference, history = self.project.library, self.project.reference, self.project.history
        modules = [
            path for path in code.rglob("*.py") if path.relative_to(code).parts[0] not in NOT_IN_A_SECTION
        ]
        return {
            "parameters": digest(json.dumps(asdict(self.parameters)).encode()),
            "library": digest_of_files(modules, code),
            "reference data": digest_of_files(
                [*reference.rglob("*"), *history.glob("*.csv")], reference.parent
            ),
            "packages": _packages(),
        }

    @cached_property
    def _files_by_table(self) -> dict[str, tuple[str, str]]:
        """The table and the content of each of the extract's files.

        Where a file's first line does not tell its table, the table is '' and counts for every section.
        """
        folder = self.project.resolve(self.parameters.extract)
        return {
            name_in(folder, path): (_table(path), digest(path.read_bytes())) for path in csv_files(folder)
        }

    def _extract(self, tables: set[str] | None) -> str:
        files = self._files_by_table.items()
        return _of(
            [name, content] for name, (table, content) in files if not tables or table in {"", *tables}
        )


def read_record(project: Project) -> dict[str, Any]:
    """The record of the last run; an empty one if there is none that can be read."""
    try:
        record = json.loads(_record_file(project).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def known_newest(record: Mapping[str, Any]) -> Mapping[str, str]:
    """The newest dates of the last run's tables, by the tables' fingerprints."""
    known = record.get(_NEWEST)
    pairs = known.items() if isinstance(known, dict) else ()
    return {table: date for table, date in pairs if isinstance(date, str)}


def release_of(record: Mapping[str, Any]) -> str:
    """The release that made what was recorded; this one, if nothing was."""
    return str(record.get(_RELEASE, __version__))


def why_stale(product: Product, record: Mapping[str, Any]) -> str | None:
    """Why a product has to be made, in words for the analyst; None if it is up to date."""
    recorded = record.get(product.name)
    if not isinstance(recorded, dict) or not isinstance(recorded.get("made_from"), dict):
        return "not made yet"
    if not product.path.is_file() or recorded.get("content") != digest(product.path.read_bytes()):
        return "the result is missing, cut short or edited"
    changed = [kind for kind, now in product.made_from.items() if recorded["made_from"].get(kind) != now]
    return f"changed: {', '.join(changed)}" if changed else None


def write_record(
    project: Project,
    record: Mapping[str, Any],
    products: Iterable[Product],
    made: Mapping[str, str],
    newest: Mapping[str, str],
) -> None:
    """Record the products just made beside those recorded before, and how far the tables reach. Written whole
    or not at all.

    `made` has, by name, the digest of what this run put in place. What lies there now may be another run's, which
    the next run notices.
    """
    new = {
        product.name: {"made_from": dict(product.made_from), "content": made[product.name]}
        for product in products
        if product.name in made
    }
    file = _record_file(project)
    temporary = file.with_name(f"{UNFINISHED}{os.getpid()}")
    temporary.write_text(
        json.dumps({**record, **new, _NEWEST: newest, _RELEASE: __version__}, indent=1) + "\n",
        encoding="utf-8",
        newline="\n",
    )
    os.replace(temporary, file)


def _record_file(project: Project) -> Path:
    return project.sections / ".run.json"


def _notebook(path: Path) -> str:
    """A notebook by its cells and metadata: outputs, which Jupyter saves with it, are not what a section is
    made from.
    """
    data = path.read_bytes()
    try:
        notebook = json.loads(data)
        for cell in notebook["cells"]:
            for result in ("outputs", "execution_count"):
                cell.pop(result, None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return digest(data)
    return _of(notebook)


def _table(path: Path) -> str:
    """The table that a file's headings are those of, or ''."""
    with path.open("rb") as file:
        first = file.readline().removeprefix(b"\xef\xbb\xbf")
    try:
        table = recognise(read_headings(first.decode("utf-8"))).table
    except UnicodeDecodeError:
        return ""
    return table.name if table else ""


def _packages() -> str:
    """Python, and every installed package with its version, by the names of their metadata folders."""
    folders = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    installed = sorted(entry.name for folder in folders for entry in folder.glob("*.dist-info"))
    return _of([sys.version, *installed])


def digest_of_files(paths: Iterable[Path], folder: Path) -> str:
    """One for the names, from the folder, and the contents of the files among the paths, but hidden and lock files."""
    files = sorted(path for path in paths if path.is_file() and not path.name.startswith((".", "~")))
    return _of([path.relative_to(folder).as_posix(), digest(path.read_bytes())] for path in files)


def _of(value: dict[str, Any] | Iterable[Any]) -> str:
    plain = value if isinstance(value, dict) else list(value)
    return digest(json.dumps(plain, sort_keys=True).encode())


def digest(data: bytes) -> str:
    """SHA-256, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
