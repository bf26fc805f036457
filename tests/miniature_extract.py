"""Where the miniature extract lies: few children made by hand, every rule's edge among them."""

import shutil
from pathlib import Path

MINIATURE = Path(__file__).parent / "miniature"


def few_tables(folder: Path) -> Path:
    """Its episodes and reviews alone, for which a board is worked out in half the time."""
    folder.mkdir()
    for table in ("Header", "Episodes", "Reviews"):
        shutil.copy(MINIATURE / f"{table}.csv", folder)
    return folder
