"""One command at a time makes anything in a checkout: another one waits for it, and says so.

Sections, variables, measures and pages have one place each, whatever month they are of, so two commands side by side
would mix two months in one pack. The operating system lets go of the lock when its process ends, however it ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from scorecard.project import Project
from scorecard.unusable import Unusable
from scorecard.whole_files import clear_unfinished

PATIENCE = 60
"""Seconds that a command waits for another one."""


@contextmanager
def one_at_a_time(project: Project) -> Iterator[None]:
    """Be the one command that makes things in this checkout, and clear what a killed one left unfinished.

    Waits while there is another one. Raises Unusable, one line, where that goes on for more than `PATIENCE`.
    """
    from filelock import FileLock, Timeout  # commands that make nothing do without

    lock = FileLock(project.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        click.echo(
            f"Another scorecard command is at work here; waiting for it, {PATIENCE} seconds at most.",
            err=True,
        )
        try:
            lock.acquire(timeout=PATIENCE)
        except Timeout:
            raise Unusable(
                f"The other command is still at work after {PATIENCE} seconds, so nothing was done; "
                "run this again when it has ended"
            ) from None
    try:
        for folder in (
            project.root,
            project.report.parent,
            project.sections,
            project.reference,
            project.history,
            project.published,
            project.output,
            project.packs,
            project.packs / "public",
        ):
            clear_unfinished(folder)
        yield
    finally:
        lock.release()
