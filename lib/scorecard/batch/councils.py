"""The councils of a batch: a folder each with its extract, and what `councils.yml` says of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from scorecard.batch.storage import Folder
from scorecard.edited_files import YamlFile, read_yaml
from scorecard.extract.own_columns import NONE, OwnTable, own_columns_in
from scorecard.measures.population import UNKNOWN, population_in
from scorecard.unusable import Unusable
from scorecard.words import list_of, near_match

SAID = ("name", "population", "columns")


@dataclass(frozen=True)
class Council:
    """A council: `key` is its folder's name, `population` as from `read_population` (without one there is no rate), and
    `columns` as from `read_own_columns`."""

    key: str
    name: str
    extract: Folder
    population: pd.Series = field(default_factory=lambda: UNKNOWN, compare=False)
    columns: tuple[OwnTable, ...] = field(default=NONE, compare=False)


def councils(pattern: str, file: Path | None) -> list[Council]:
    """The councils whose extracts fit a pattern, in order of their folders' names. `file` has a block for any of them, by
    the folder's name: `name`, and `population` and `columns`, files beside it. Raises Unusable where two folders or councils
    have one name."""
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
    said = read_yaml(file, file.name) if file else YamlFile("", {}, None)
    wrong = [*_unknown(said, by_name)]
    found = []
    for key, (extract,) in by_name.items():
        of_it = said.values.get(key) or {}
        wrong += _wrong(said, key, of_it)
        if not wrong:
            population, columns = of_it.get("population"), of_it.get("columns")
            found.append(
                Council(
                    key,
                    of_it.get("name", key),
                    extract,
                    population_in(file.parent / population, population) if population else UNKNOWN,
                    own_columns_in(file.parent / columns, columns) if columns else NONE,
                )
            )
    names = [each.name for each in found]
    wrong += [f"{said.name}: two councils are named {name}" for name in {*names} if names.count(name) > 1]
    if wrong:
        raise Unusable("\n".join(sorted(wrong)))
    return found


def _unknown(said: YamlFile, known: Sequence[str]) -> list[str]:
    return [
        f"{said.place(key)}: no extract has a folder {key}; {near_match(key, known, 'folders')}"
        for key in said.values
        if key not in known
    ]


def _wrong(said: YamlFile, key: str, of_it: object) -> list[str]:
    if not isinstance(of_it, dict):
        return [f"{said.place(key)}: expected lines {list_of([f'`{name}: …`' for name in SAID])} below it"]
    return [
        f"{said.place(key, name)}: unknown {name}; {near_match(name, SAID, 'names')}"
        if name not in SAID
        else f"{said.place(key, name)}: expected a text"
        for name, value in of_it.items()
        if name not in SAID or not isinstance(value, str)
    ]
