"""The commands of the month's turn: `scorecard new-month` and `scorecard verify`."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli_common import A_PATH, parameters_from, refused_in_one_line, tell_warnings
from scorecard.one_at_a_time import one_at_a_time
from scorecard.parameters import from_here
from scorecard.project import Project
from scorecard.unusable import Unusable

if TYPE_CHECKING:
    from scorecard.commentary.new_month import NewMonth

other_extract = click.option(
    "--extract", type=A_PATH, help="The folder of the month's files, if it is another now."
)


@click.command
@click.argument("month", help="The new reporting month, YYYY-MM, such as 2020-06.")
@other_extract
@click.option("--write", is_flag=True, help="Put each draft into its place in the text.")
@click.option("--out", type=A_PATH, help="Write the drafts into this file instead of printing them.")
def new_month(month: str, extract: Path | None, write: bool, out: Path | None) -> None:
    """Turn to a new month: check its extract, keep the outgoing report and measures, and set the month.

    Each commentary is due until its own month is set, and is printed with a draft on the new figures, which may
    be copied over it; none is changed but by --write, which puts each draft into its place and keeps the old
    words below it as a comment. Run again, as with a later extract, it prints what is still due, and
    leaves drafts that somebody has edited.

    \b
    Examples:
      scorecard new-month 2020-06
      scorecard new-month 2020-06 --extract "extracts/June 2020"
      scorecard new-month 2020-06 --write
      scorecard new-month 2020-06 --out drafts.md

    Exit status: 0 done, 2 the month, the extract or the report's text cannot be used.
    """
    project = Project()
    with refused_in_one_line(project), one_at_a_time(project):
        outgoing, incoming = parameters_from(project), parameters_from(project, month=month, extract=extract)

        from scorecard.commentary.new_month import turn_to

        if out:
            _refuse_as_drafts(out, project)
        turned = turn_to(project, outgoing, incoming, write=write)
        if out:
            out.write_text("\n".join(_told(turned)) + "\n", encoding="utf-8")
    click.echo(f"The reporting month is {turned.board.month.name}.")
    for file in turned.kept:
        click.echo(f"  kept: {project.shown(file)}")
    tell_warnings(turned.board.warnings)
    if not turned.due:
        click.echo(
            "Every commentary is set to it; `scorecard check` names those of which a figure changed since."
        )
    if not write and not out:
        for line in _told(turned):
            click.echo(line)
    if turned.due:
        click.echo(
            f"\nDue: {len(turned.due)}. `scorecard report` shows them marked; `--final` waits until none is due."
        )


def _refuse_as_drafts(out: Path, project: Project) -> None:
    """Refuse, before anything is changed, a file that the drafts cannot be written into, or that holds the report's text."""
    if out.is_dir():
        raise Unusable(f"{out} is a folder; name a file in it")
    if not out.parent.is_dir():
        raise Unusable(f"{out}: there is no folder {out.parent}; make it first, or name another")
    if out.resolve() in [each.resolve() for each in project.reports]:
        raise Unusable(f"{out} is the text of the report; name another file, or use --write")


def _told(turned: "NewMonth") -> Iterator[str]:
    """Each commentary that is due, by its place, beside its draft."""
    for due in turned.due:
        yield f"\n{due.file}, line {due.block.line}: {due.block.about}, written for {due.written_for}"
        yield due.beside()


@click.command
@click.argument("pack", type=A_PATH, help="The folder of an issued pack, such as packs/2020-05.")
@other_extract
def verify(pack: Path, extract: Path | None) -> None:
    """Make an issued pack again from the same inputs, in another folder, and name what differs.

    Compared are the input files, the code and the package versions, every figure, every chart and table, and
    the page. The pack itself is not touched.

    \b
    Examples:
      scorecard verify packs/2020-05
      scorecard verify packs/2020-05 --extract "D:/archive/May 2020"

    Exit status: 0 all the same, 1 something differs, 2 it is no pack, or its extract is not there.
    """
    project = Project()
    with refused_in_one_line(project):
        from scorecard.packs.verify import summary
        from scorecard.packs.verify import verify as compare

        verified = compare(project, pack.resolve(), from_here(project, extract))
    for difference in verified.differences:
        click.echo(difference)
    click.echo(summary(verified))
    raise click.exceptions.Exit(1 if verified.differences else 0)
