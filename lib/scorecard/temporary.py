"""Temporary folders with children's records or small numbers in them: readable by their owner alone, gone with what they are
made for, and, if their command was killed, when the next one of these begins."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "scorecard-private-"
_LOCK, _FILES = ".lock", "files"
"""Only a folder that was locked has files: one that is just being made is nobody's to remove."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """An empty folder that is there for as long as the block runs."""
    for files in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_FILES}"):
        _remove_left(files.parent)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = FileLock(folder / _LOCK)
    lock.acquire()
    try:
        (folder / _FILES).mkdir(mode=0o700)
        yield folder / _FILES
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _remove_left(folder: Path) -> None:
    """Remove a folder whose command is no more."""
    try:
        with FileLock(folder / _LOCK, timeout=0):
            pass
        shutil.rmtree(folder, ignore_errors=True)
    except (Timeout, OSError):  # in use, or another user's
        pass
