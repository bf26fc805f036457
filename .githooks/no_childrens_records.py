"""What no commit may hold: an extract other than the sample, and a notebook with outputs of another extract.

    python .githooks/no_childrens_records.py FILE …

Prints a line for each file that may not be committed, and exits with 1 if there is one. Standard library only, so that it
runs wherever git does.
"""

import json
import sys
from pathlib import PurePosixPath

TABLES = {
    ".csv",
    ".tsv",
    ".tab",
    ".psv",
    ".dat",
    ".rpt",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".xml",
    ".parquet",
}
ALLOWED = ("data/sample", "data/region", "data/reference", "data/history", "tests", "packs")
SAMPLE = "data/sample"


def refused(path: str) -> str | None:
    """Why a file, by its path from the repository's root, may not be committed; None if it may. An issued pack may: what
    names a child was refused when it was issued."""
    file = PurePosixPath(path.replace("\\", "/"))
    if file.suffix.lower() in TABLES and not any(file.is_relative_to(folder) for folder in ALLOWED):
        return "may hold children's records; keep extracts outside the repository"
    if file.suffix == ".ipynb" and not file.is_relative_to("packs") and (extract := _other_extract(path)):
        return f"has outputs of {extract}; clear them, or run it with {SAMPLE}"
    return None


def _other_extract(path: str) -> str | None:
    """The extract, if it is not the sample, that a notebook with outputs was run with."""
    with open(path, encoding="utf-8") as text:
        cells = json.load(text)["cells"]
    if not any(cell.get("outputs") for cell in cells):
        return None
    for line in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"):
        for assignment in line.splitlines():
            name, equals, value = assignment.partition("=")
            if name.strip() == "extract" and equals and value.strip().strip("\"'") != SAMPLE:
                return value.strip()
    return None


def main(paths: list[str]) -> int:
    """Say what may not be committed: the exit status."""
    found = [f"{path} {why}" for path in paths if (why := refused(path))]
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
