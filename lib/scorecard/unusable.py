"""What ends a command, or one of its products: something that the analyst gave, and can mend."""

import errno
import os
from pathlib import Path

from scorecard.project import Project

DISK_FULL = {errno.ENOSPC, errno.EDQUOT}


class Unusable(Exception):
    """The parameters, the extract, the targets or the report's text cannot be used: a line for each reason, with file,
    line and the way out. `status` is that of a command that ends for it."""

    status = 2


def trouble_with_a_file(error: OSError | RuntimeError, project: Project) -> str:
    """Why a file or folder could not be read or written, in one line that names it; blank where none is at fault."""
    if isinstance(error, RuntimeError):  # so says Path.resolve until Python 3.12
        _, loop, name = str(error).partition("Symlink loop from ")
        return f"{name[1:-1]}: its links lead round in a circle; name another" if loop else ""
    if error.errno in DISK_FULL:
        return "the disk is full; make room, and run this again"
    named = error.filename2 or error.filename  # of two, the second is the one to be replaced
    if named is None and isinstance(error, FileNotFoundError):
        return "the folder that this runs in is not there any more; change to another"
    if not isinstance(named, str | bytes):
        return ""
    name = project.shown(Path(os.fsdecode(named)))
    if isinstance(error, PermissionError):
        return f"{name} cannot be opened or replaced; close it in other programs, or ask for the right to it"
    if isinstance(error, FileNotFoundError):
        return f"{name} is not there any more; put it back, and run this again"
    return f"{name}: {error.strerror}"
