"""The files that analysts edit by hand, read so that whatever an editor or Excel did to one is told in one line."""

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from scorecard.unusable import Unusable


def year(text: str) -> int:
    """A year as a column's kind. ValueError for anything but four digits, from 1900 on."""
    if not (re.fullmatch(r"[0-9]{4}", text) and int(text) >= 1900):
        raise ValueError
    return int(text)


def whole(text: str) -> int:
    """A whole number as a column's kind, such as 68900, 68,900 or 68900.0. ValueError for anything else."""
    if not _WHOLE.fullmatch(text):
        raise ValueError
    return int(text.partition(".")[0].replace(",", ""))


def above_0(text: str) -> int:
    """A whole number above 0 as a column's kind. ValueError for anything else."""
    if not (number := whole(text)):
        raise ValueError
    return number


def day(text: str) -> date:
    """A day as a column's kind, as it is written or as a spreadsheet writes it. ValueError for anything else."""
    return datetime.strptime(text, "%d/%m/%Y" if "/" in text else "%Y-%m-%d").date()


_WHOLE = re.compile(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.0*)?")
LINE = "_LINE"
LOST = "take it from an earlier copy of the repository"
EXPECTED = {
    whole: "a whole number",
    above_0: "a whole number above 0",
    float: "a number",
    year: "a year, such as 2020",
    day: "a day, such as 2019-12-05",
}


class UnusableFile(Unusable):
    """A file that the analyst edits cannot be read: one line with file, line and the way out."""


@dataclass(frozen=True)
class YamlFile:
    """A file of lines `name: value`: what it holds, under names that are text, and where."""

    name: str
    values: dict[str, Any]
    tree: yaml.MappingNode | None

    def place(self, *steps: str | int) -> str:
        """ "file, line 3", of the deepest of the steps (names, and numbers in a list) that the file holds."""
        node, line = self.tree, None
        for step in steps:
            if isinstance(node, yaml.MappingNode):
                found = [(key, value) for key, value in node.value if key.value == step]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                found = [(item, item) for item in node.value[step : step + 1]]
            else:
                break
            if not found:
                break
            key, node = found[0]
            line = key.start_mark.line + 1
        return f"{self.name}, line {line}" if line else self.name


def read_text(path: Path, name: str, lost: str = LOST) -> str:
    """A file's text, line ends and byte-order mark whatever the editor wrote; `lost` is the way out where it is gone.

    Raises UnusableFile for a file that is not there, cannot be opened or is not UTF-8.
    """
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise UnusableFile(f"{name} is not there; {lost}") from None
    except OSError:
        raise UnusableFile(f"{name} cannot be opened; close it in other programs") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        encoding = (
            "UTF-16 (Unicode)" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "Windows-1252 (ANSI)"
        )
        raise UnusableFile(
            f"{name}, line {line}: byte {data[error.start]:#x} is not UTF-8, as an editor writes that saves as "
            f"{encoding}; save the file as UTF-8"
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path, name: str, lost: str = LOST) -> YamlFile:
    """A file of lines `name: value`; an empty one holds nothing.

    Raises UnusableFile as `read_text`, for what is no YAML or no such lines, and for a name given twice.
    """
    text = read_text(path, name, lost)
    try:
        loader = _Loader(text)
        tree = loader.get_single_node()
        if tree is None:
            return YamlFile(name, {}, None)
        if not isinstance(tree, yaml.MappingNode):
            raise _refused("expected lines that read `name: value`", tree)
        return YamlFile(name, loader.construct_document(tree), tree)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        words = f"there is a control character ({error.character:#04x}) in it; take it out"
        raise UnusableFile(f"{name}, line {line}: {words}") from None
    except yaml.MarkedYAMLError as error:
        hint = (
            "" if isinstance(error, yaml.constructor.ConstructorError) else "; each line reads `name: value`"
        )
        raise UnusableFile(f"{name}, line {error.problem_mark.line + 1}: {error.problem}{hint}") from None


def read_rows(
    path: Path,
    name: str,
    columns: Mapping[str, Callable[[str], Any]],
    optional: Mapping[str, Callable[[str], Any]] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """The rows of a table that Excel saves as "CSV UTF-8", each cell as its column's kind: str, whole, year, day or
    float (NaN if blank), and its LINE. Columns not among these, or the optional ones, are left out.

    Raises UnusableFile as `read_text`, for columns that are missing, there twice or not parted by commas, and, a line each,
    for cells that are not of their kind.
    """
    reader = csv.reader(io.StringIO(read_text(path, name)), strict=True)
    rows, wrong = [], []
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        if missing := [column for column in columns if column not in headings]:
            expected = f"the columns {', '.join(columns)}, with commas between them"
            raise UnusableFile(f"{name}, line 1: expected {expected}; not there: {', '.join(missing)}")
        columns = {**{column: kind for column, kind in optional.items() if column in headings}, **columns}
        for column in columns:
            if headings.count(column) > 1:
                raise UnusableFile(f"{name}, line 1: {column} is there twice; keep one")
        for cells in filter(any, reader):
            if len(cells) != len(headings):
                wrong.append(f"{name}, line {reader.line_num}: expected {len(headings)} cells, as in line 1")
                continue
            row = dict(zip(headings, cells))
            rows.append({LINE: reader.line_num})
            for column, kind in columns.items():
                try:
                    rows[-1][column] = _cell(row[column].strip(), kind)
                except ValueError:
                    found = f"“{row[column]}”, expected {EXPECTED[kind]}"
                    wrong.append(f"{name}, line {reader.line_num}, {column}: {found}")
    except csv.Error:
        wrong.append(f"{name}, line {reader.line_num}: expected quotation marks in pairs")
    if wrong:
        raise UnusableFile("\n".join(wrong))
    return rows


def refuse_repeated(rows: Iterable[Mapping[str, Any]], name: str, *columns: str) -> None:
    """Raises UnusableFile for a row, as of `read_rows`, that says the same in these columns as one above it."""
    seen = set()
    for row in rows:
        said = tuple(row[column] for column in columns)
        if said in seen:
            words = " ".join(map(str, said))
            raise UnusableFile(f"{name}, line {row[LINE]}: {words} is given above already; keep one")
        seen.add(said)


def _cell(text: str, kind: Callable[[str], Any]) -> Any:
    if kind is not float:
        return kind(text)
    if text and not isfinite(float(text)):
        raise ValueError
    return float(text or "nan")


class _Loader(yaml.SafeLoader):
    """YAML whose names are text, each once, and whose errors all say where."""

    def compose_mapping_node(self, anchor: str | None) -> yaml.MappingNode:
        node = super().compose_mapping_node(anchor)
        lines: dict[str, int] = {}
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refused("expected a name before the colon", key)
            if key.value in lines:
                raise _refused(f"{key.value} is given on line {lines[key.value]} already; keep one", key)
            lines[key.value] = key.start_mark.line + 1
            key.tag = self.DEFAULT_SCALAR_TAG
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except ValueError:  # such as the 31st of February
            raise _refused(f"there is no such day or number as {node.value}", node) from None


def _refused(words: str, node: yaml.Node) -> yaml.constructor.ConstructorError:
    return yaml.constructor.ConstructorError(None, None, words, node.start_mark)
