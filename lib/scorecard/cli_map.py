"""The command `scorecard map`: a proposal of the council's own columns.yml."""

import json
import os
from pathlib import Path

import click

from scorecard.cli_common import A_PATH, refused_in_one_line
from scorecard.one_at_a_time import one_at_a_time
from scorecard.project import Project
from scorecard.unusable import Unusable
from scorecard.whole_files import write_whole


@click.command("map")
@click.argument("folder", type=A_PATH, help="The folder of the month's files.")
@click.option("--add", is_flag=True, help="Add to a columns.yml that is there.")
def map_columns(folder: Path, add: bool) -> None:
    """Propose which headings of files that are not known are which columns, and write data/reference/columns.yml.

    Files are looked at by the names of their columns and by what they hold. What stays unmapped is shown. Read the file
    through before the next command: one that is there only gets new entries, with --add.

    \b
    Examples:
      scorecard map ../extracts/june
      scorecard map ../extracts/june --add

    Exit status: 0 nothing is unmapped, 1 something is, 2 the folder or columns.yml cannot be used.
    """
    project = Project()
    with refused_in_one_line(project), one_at_a_time(project):
        from scorecard.extract.columns_text import ABOUT, unmapped, with_entries
        from scorecard.extract.own_columns import read_own_columns, sheet_named
        from scorecard.extract.proposal import proposed

        where, file = Path(os.path.expanduser(folder)).resolve(), project.own_columns
        if not where.is_dir():
            raise Unusable(f"{where}: no such folder")
        found = proposed(where, read_own_columns(project))
        name = project.shown(file)
        if found.proposals and file.exists() and not add:
            raise Unusable(
                f"{name} is there already, and is not written over; --add puts {len(found.proposals)} new entries into it"
            )
        if found.proposals:
            old = file.read_text(encoding="utf-8") if file.exists() else ABOUT
            write_whole(file, with_entries(old, found.proposals, name).encode())
    open_ends = [*found.unknown]
    for each in found.proposals:
        click.echo(f"{each.sheet.name}: {each.table.name}")
        for line in unmapped(each):
            click.echo(f"  {line}")
        open_ends += [line for line in unmapped(each) if not line.startswith("not used")]
    for each in found.unknown:
        quoted = json.dumps(sheet_named(each), ensure_ascii=False)
        click.echo(f"{each}: no table found; if it holds none, `leave out: [{quoted}]` in {name} says so")
    click.echo(f"Written: {name}. Read it through." if found.proposals else "Nothing to add.")
    raise click.exceptions.Exit(1 if open_ends else 0)
