"""Where personal data may be written, and how: outside the repository and the extract, whole or not at all, readable by
its owner alone."""

import os
import tempfile
from pathlib import Path

from scorecard.unusable import Unusable


class CannotWrite(Unusable):
    """A list cannot be written there; one line with the way out."""


def private_path(out: Path, kinds: tuple[str, ...], root: Path, extract: Path, replace: bool) -> Path:
    """The file that `out` names, links followed. CannotWrite where it is of no kind (".csv", …) that is made, in a folder
    that is not there, inside the repository (`root`) or the `extract`, or there already and not to be replaced."""
    path = Path(os.path.realpath(os.path.expanduser(out)))
    if path.is_symlink():
        raise CannotWrite(f"{out}: its links lead round in a circle; name another file")
    if path.suffix.lower() not in kinds:
        raise CannotWrite(f"{out}: give the file a name that ends in {' or '.join(kinds)}")
    if not path.parent.is_dir():
        raise CannotWrite(f"{out}: there is no folder {path.parent}; make it first, or name another")
    if _inside(path, root):
        raise CannotWrite(
            f"{out} is inside the repository, where no personal data may be; name a file elsewhere"
        )
    if _inside(path, extract):
        raise CannotWrite(
            f"{out} is inside the extract, which would read it as a table; name a file elsewhere"
        )
    if path.is_dir():
        raise CannotWrite(f"{out} is a folder; name a file in it")
    if path.exists() and not replace:
        raise CannotWrite(f"{out} is there already; name another file, or add --replace")
    return path


def write_privately(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, with mode 600 from its first byte where the platform has modes. CannotWrite."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise CannotWrite(
            f"{path} cannot be written ({error.strerror}); is it open in another program?"
        ) from None


def _inside(path: Path, folder: Path) -> bool:
    """Whether a file is in a folder, by whatever name either goes."""
    return any(parent.exists() and parent.samefile(folder) for parent in path.parents)
