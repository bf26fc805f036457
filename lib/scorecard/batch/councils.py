"""The councils of a batch: a folder each with its extract, and what `councils.yml` says of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.batch.storage import Folder
from scorecard.edited_files import YamlFile, read_yaml
from scorecard.unusable import Unusable
from scorecard.words import list_of, near_match

if TYPE_CHECKING:
    import pandas as pd

    from scorecard.extract.own_columns import OwnColumns

SAID = ("name", "population", "targets", "columns", "council", "report")
IN_REFERENCE = {
    "population": "population.csv",
    "targets": "targets.yml",
    "columns": "columns.yml",
    "council": "council.yml",
}
"""The council's own files, by the names that they have in data/reference."""


@dataclass(frozen=True)
class Council:
    """A council: `key` is its folder's name, `populations` as from `populations_in` (without one there is no rate), and
    `columns` as from `read_own_columns`. own_files: its own reference data and texts, by their paths in a repository. A
    folder whose extract is of several councils stands for them all."""

    key: str
    name: str
    extract: Folder
    populations: "Mapping[str, pd.Series]" = field(default_factory=dict, compare=False)
    columns: "OwnColumns | None" = field(default=None, compare=False)
    own_files: Mapping[str, bytes] = field(default_factory=dict, compare=False)


def councils(pattern: str, file: Path | None) -> list[Council]:
    """The councils whose extracts fit a pattern, in order of their folders' names.

    `file` has a block for any of them, by the folder's name: `name`; files beside it as in IN_REFERENCE; and `report`, a
    folder of texts. Raises Unusable where two folders or councils have one name.
    """
    folders = Folder.matching(pattern)
    if not folders:
        raise Unusable(f"--extracts: no folder fits {pattern}; a council is a folder with its extract")
    by_name: dict[str, list[Folder]] = {}
    for folder in folders:
        by_name.setdefault(folder.name, []).append(folder)
    for name, same in by_name.items():
        if len(same) > 1:
            raise Unusable(
                f"--extracts: {list_of([each.address for each in same])} are both named {name}; rename one"
            )
    if file and not file.is_file():
        raise Unusable(f"--councils: there is no file {file}; it lies on this machine")
    said = read_yaml(file, file.name) if file else YamlFile("", {}, None)
    wrong, found, beside = _unknown(said, by_name), [], file.parent if file else Path()
    for key, (extract,) in by_name.items():
        of_it = said.values.get(key) or {}
        wrong += _wrong(said, key, of_it, beside)
        if not wrong:
            found.append(Council(key, of_it.get("name", key), extract, **_own(beside, of_it)))
    names = [each.name for each in found]
    wrong += [
        f"{said.name}: two councils are named {name}"
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    if wrong:
        raise Unusable("\n".join(wrong))
    return found


def _own(beside: Path, of_it: Mapping[str, str]) -> dict:
    """What a council's block says of it, by the names of Council."""
    own = {}
    if population := of_it.get("population"):
        from scorecard.measures.population import populations_in  # with it comes pandas

        own["populations"] = populations_in(beside / population, population)
    if columns := of_it.get("columns"):
        from scorecard.extract.own_columns import own_columns_in

        own["columns"] = own_columns_in(beside / columns, columns)
    return own | {"own_files": _own_files(beside, of_it)}


def _own_files(beside: Path, of_it: Mapping[str, str]) -> dict[str, bytes]:
    found = {
        f"data/reference/{name}": beside / of_it[key] for key, name in IN_REFERENCE.items() if key in of_it
    }
    if "report" in of_it:
        texts = sorted((beside / of_it["report"]).glob("*.qmd"))
        if not texts:
            raise Unusable(f"{of_it['report']}: there is no text in it, such as scorecard.qmd")
        found |= {f"report/{text.name}": text for text in texts}
    return {name: path.read_bytes() for name, path in found.items()}


def _unknown(said: YamlFile, known: Sequence[str]) -> list[str]:
    return [
        f"{said.place(key)}: no extract has a folder {key}; {near_match(key, known, 'folders')}"
        for key in said.values
        if key not in known
    ]


def _wrong(said: YamlFile, key: str, of_it: object, beside: Path) -> list[str]:
    if not isinstance(of_it, dict):
        return [f"{said.place(key)}: expected lines {list_of([f'`{name}: …`' for name in SAID])} below it"]
    return [
        f"{said.place(key, name)}: {why}"
        for name, value in of_it.items()
        if (why := _why_wrong(name, value, beside))
    ]


def _why_wrong(name: str, value: object, beside: Path) -> str:
    if name not in SAID:
        return f"unknown {name}; {near_match(name, SAID, 'names')}"
    if not isinstance(value, str):
        return "expected a text"
    if name != "name" and not (beside / value).exists():
        return f"there is no {value} beside this file"
    return ""
