"""What a batch has made of a council: files for each month, and the record of what they were made from. By it a month is not
made twice, and one of which a file is cut short, edited or of another version is made again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from scorecard.batch.storage import Folder
from scorecard.digests import digest

RECORD = "record.json"


def file_of(month: str, within: str = "") -> str:
    """The file of a month's measures; of a council `within` an extract of several, in a folder of its own."""
    return f"{within}/{month}.csv" if within else f"{month}.csv"


@dataclass
class Kept:
    """A council's results in a folder: `made_from` has a digest of each kind of thing, `months` the digests of each month's
    files by their names. By the council within an extract of several, else by "": `newest`, the month of the extract's newest
    record ("" for none), and `whole`, by indicator the first day (YYYY-MM-DD) of which no figure looks back beyond its
    records. `not_read`: a sentence for each file of the extract that is refused."""

    folder: Folder
    made_from: Mapping[str, str]
    months: dict[str, dict[str, str]] = field(default_factory=dict)
    newest: dict[str, str] = field(default_factory=dict)
    whole: dict[str, dict[str, str]] = field(default_factory=dict)
    not_read: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Folder, made_from: Mapping[str, str]) -> Self:
        """What is kept that was made from just this; nothing, if it was made from anything else."""
        record = _read(folder)
        if record.get("made_from") != dict(made_from):
            return cls(folder, made_from)
        months = {
            month: files
            for month, files in record["months"].items()
            if all(_content(folder, name) == sha for name, sha in files.items())
        }
        return cls(folder, made_from, months, record["newest"], record["whole"], record["not_read"])

    def without(self, months: Iterable[str]) -> list[str]:
        """Those of the months that are not kept."""
        return [month for month in months if month not in self.months]

    def add(self, month: str, files: Mapping[str, bytes]) -> None:
        """Put a month's files in their places, by their names in the folder."""
        for name, content in files.items():
            self.folder.write(name, content)
        self.months[month] = {name: digest(content) for name, content in files.items()}

    def write_record(self) -> None:
        record = {
            "made_from": dict(self.made_from),
            "months": dict(sorted(self.months.items())),
            "newest": self.newest,
            "whole": self.whole,
            "not_read": self.not_read,
        }
        self.folder.write(RECORD, (json.dumps(record, indent=1) + "\n").encode())


def _read(folder: Folder) -> dict[str, Any]:
    try:
        record = json.loads(folder.read(RECORD) or b"{}")
    except ValueError:
        return {}
    months = record.get("months") if isinstance(record, dict) else None
    each = isinstance(months, dict) and all(isinstance(files, dict) for files in months.values())
    said = all(isinstance(record.get(name), dict) for name in ("newest", "whole")) if each else False
    return record if said and isinstance(record.get("not_read"), list) else {}


def _content(folder: Folder, name: str) -> str:
    content = folder.read(name)
    return "" if content is None else digest(content)
