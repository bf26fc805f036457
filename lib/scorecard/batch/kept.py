"""What a batch has made of a council: a CSV file a month, and the record of what they were made from. By it a month is not
made twice, and a file that is cut short, edited or of another version is made again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from scorecard.batch.storage import Folder
from scorecard.provenance import digest

RECORD = "record.json"


def file_of(month: str) -> str:
    return f"{month}.csv"


@dataclass
class Kept:
    """A council's results: `made_from` has a digest of each kind of thing, `months` one of each month's file, and `newest`
    is the month of the extract's newest record."""

    folder: Folder
    made_from: Mapping[str, str]
    months: dict[str, str] = field(default_factory=dict)
    newest: str = ""

    @classmethod
    def of(cls, folder: Folder, made_from: Mapping[str, str]) -> Self:
        """What is kept that was made from just this; nothing, if it was made from anything else."""
        record = _read(folder)
        if record.get("made_from") != dict(made_from):
            return cls(folder, made_from)
        months = {
            month: sha for month, sha in record["months"].items() if _content(folder, file_of(month)) == sha
        }
        return cls(folder, made_from, months, record["newest"])

    def without(self, months: Iterable[str]) -> list[str]:
        """Those of the months that are not kept."""
        return [month for month in months if month not in self.months]

    def add(self, month: str, content: bytes) -> None:
        self.folder.write(file_of(month), content)
        self.months[month] = digest(content)

    def write_record(self) -> None:
        record = {
            "made_from": dict(self.made_from),
            "months": dict(sorted(self.months.items())),
            "newest": self.newest,
        }
        self.folder.write(RECORD, (json.dumps(record, indent=1) + "\n").encode())


def _read(folder: Folder) -> dict[str, Any]:
    try:
        record = json.loads(folder.read(RECORD) or b"{}")
    except ValueError:
        return {}
    whole = isinstance(record, dict) and isinstance(record.get("months"), dict)
    return record if whole and isinstance(record.get("newest"), str) else {}


def _content(folder: Folder, name: str) -> str:
    content = folder.read(name)
    return "" if content is None else digest(content)
