"""Temporary folders with children's records or small numbers in them: readable by their owner alone, gone with what they are
made for, and, if their command was killed, when the next one of these begins."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_PREFIX = "scorecard-private-"
_LOCK = ".lock"


@contextmanager
def private_folder() -> Iterator[Path]:
    """An empty folder that is there for as long as the block runs."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_LOCK}"):
        _remove_left(old)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    lock = FileLock(folder / _LOCK)
    lock.acquire()
    try:
        (folder / "files").mkdir(mode=0o700)
        yield folder / "files"
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def _remove_left(lock: Path) -> None:
    """Remove a folder whose command is no more."""
    try:
        with FileLock(lock, timeout=0):
            pass
        shutil.rmtree(lock.parent, ignore_errors=True)
    except (Timeout, OSError):  # in use, or another user's
        pass
