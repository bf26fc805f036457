"""Files that are there whole or not at all, whenever a command is killed: each is written beside its place, then put into it."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from scorecard.project import UNFINISHED


def write_whole(file: Path, content: bytes) -> None:
    """Put a file in its place, or in that of the file to which it is a link, in a folder that is made if it is not there."""
    file = Path(os.path.realpath(file))
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f"{UNFINISHED}{file.name}.{os.getpid()}")
    new.write_bytes(content)
    os.replace(new, file)


def clear_unfinished(folder: Path) -> None:
    """Take away what a killed command left there that is not whole."""
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()
