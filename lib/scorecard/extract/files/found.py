"""Which files of a folder are the extract's, and how messages name them. Standard library only: finding nothing to do
is quick."""

from pathlib import Path

READ = {".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".xls", ".xml", ".parquet"}
NOT_READ = {".xlsb", ".ods", ".numbers", ".zip", ".7z", ".rar", ".json", ".accdb", ".mdb"}


def extract_files(folder: Path) -> tuple[Path, ...]:
    """Every file in the folder and its sub-folders that may hold a table, in one order on all systems; but hidden and lock files,
    and those of hidden folders and of snapshots, in which Jupyter and file servers keep what was there before."""
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
    found = (path for path in folder.rglob("*") if path.suffix.lower() in kinds and path.is_file())
    shown = (path for path in found if not _is_hidden(path.relative_to(folder)))
    return tuple(sorted(shown, key=Path.as_posix))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~")) for part in path.parts)
