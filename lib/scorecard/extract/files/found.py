"""Which files of a folder are the extract's, and how messages name them. Standard library only: finding nothing to do
is quick."""

import os
from pathlib import Path

OF_LINES = set(".csv .txt .tsv .tab .psv .dat .rpt .xml".split())
READ = OF_LINES | set(".xlsx .xlsm .xls .parquet".split())
NOT_READ = set(
    ".xlsb .ods .numbers .zip .7z .rar .gz .json .accdb .mdb .dbf .htm .html .mht .sav .dta .sas7bdat .rds .feather".split()
)


def extract_files(folder: Path) -> tuple[Path, ...]:
    """Every file in the folder and its sub-folders that may hold a table, in one order on all systems; but hidden and lock files,
    and those of hidden folders and of snapshots, in which Jupyter and file servers keep what was there before. Links are
    followed, to each folder once. Raises OSError for a folder that cannot be looked into."""
    return _files(folder, READ)


def other_files(folder: Path) -> tuple[Path, ...]:
    """The files that may hold a table, in a format that is not read; in the same order."""
    return _files(folder, NOT_READ)


def name_in(folder: Path, file: Path) -> str:
    """A file's name in messages and manifests: its path in the folder, bytes that are no text by their codes; of Parquet
    without its ending, for it may be a copy of a database's table."""
    path = file.relative_to(folder).as_posix().removesuffix(".parquet")
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def about_how_many_rows(path: Path) -> int:
    """How many rows a file may hold, by its bytes, a row of a workbook, which is packed but slow to read, counted as more; 0
    where they cannot be told."""
    try:
        return path.stat().st_size // (3 if path.suffix.lower() in {".xlsx", ".xlsm"} else 30)
    except OSError:
        return 0


def _files(folder: Path, kinds: set[str]) -> tuple[Path, ...]:
    found, seen = [], set()
    for place, folders, files in os.walk(folder, onerror=_refuse, followlinks=True):
        real = os.path.realpath(place)
        folders[:] = [] if real in seen else sorted(name for name in folders if not _is_hidden(name))
        found += [] if real in seen else [Path(place, name) for name in files if not _is_hidden(name)]
        seen.add(real)
    wanted = (
        path for path in found if path.suffix.lower() in kinds and (path.is_file() or path.is_symlink())
    )
    return tuple(sorted(wanted, key=Path.as_posix))


def _refuse(error: OSError) -> None:
    raise error


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~"))
