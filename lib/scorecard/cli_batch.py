"""The command for many councils and months: `scorecard batch`."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard import cli_region
from scorecard.cli_common import A_PATH, INTERRUPTED, MOST_TOLD, refused_in_one_line, tell_warnings
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.words import count, list_of

if TYPE_CHECKING:
    from scorecard.batch.council_months import Done


@click.command
@click.option("--months", required=True, help="The months, first and last, such as 2019-06:2020-05, or one.")
@click.option("--extracts", required=True, help="The councils' folders, a pattern such as 'extracts/*'.")
@click.option("--out", required=True, help="The folder for the results.")
@click.option("--councils", type=A_PATH, help="A file with the councils' names, populations and headings.")
@click.option(
    "--processes",
    type=click.IntRange(0),
    default=0,
    help="So many side by side; 0 for as many as there are processors.",
)
@click.option("--scheduler", help="A Dask cluster instead, such as tcp://host:8786.")
@click.option("--packs", is_flag=True, help="Each council's own pack of each month too.")
@click.option("--region", is_flag=True, help="The regional pack of the last month too.")
@click.option("--copies", is_flag=True, help="With --region: each council's own copy as well.")
def batch(
    months: str,
    extracts: str,
    out: str,
    councils: Path | None,
    processes: int,
    scheduler: str | None,
    packs: bool,
    region: bool,
    copies: bool,
) -> None:
    """Work out the measures of many councils and months, and put them together in one file.

    A council is a folder with its extract, which is read once for all months. Each month's measures are written to
    a folder of the council's name, those of all councils to measures.csv and measures.parquet, with a column
    council. What is there already and made from the same files is not made again. Without a population in the file
    of --councils a council has no rate. A folder may hold the extract of many councils, by a column COUNCIL in its
    files.

    --packs makes each council's own pack of each month as well, in packs/2020-05 of its folder, with its name,
    population, targets and headings from the file of --councils. Without texts of its own there the commentary is
    drafted from the figures.

    --region makes the regional pack, for the councils' own use, in _output/region/report/: each figure's councils
    beside each other, and who stands out. --copies puts each council's own copy, in which it is highlighted, into its
    folder of the results.

    On a Dask cluster --extracts and --out are folders or URLs (s3://…) that all workers see.

    \b
    Examples:
      scorecard batch --months 2019-06:2020-05 --extracts "extracts/*" --out region
      scorecard batch --months 2020-05 --extracts "extracts/*" --councils councils.yml --out region --processes 2
      scorecard batch --months 2020-05 --extracts "extracts/*" --councils councils.yml --out region --packs
      scorecard batch --months 2020-05 --extracts "extracts/*" --out region --region

    Exit status: 0 all made, 1 a council failed (the others are made), 2 an option cannot be used.
    """
    from scorecard.batch.storage import Folder

    project = Project()
    with refused_in_one_line(project):
        these = _months(months)
        if region or copies:
            cli_region.refuse(project, out)
        results, of_packs = _made(extracts, councils, these, out, packs, processes, scheduler)
    councils_there = {
        f"{done.council.key}/{within}".rstrip("/"): name
        for done in results
        for within, name in done.councils.items()
    }
    failed = [done.council.name for done in (*results, *of_packs) if done.failure]
    if words := _behind(results):
        click.echo(words)
    click.echo(f"{count(len(councils_there), 'councils')}, {count(len(these), 'months')}: {out}")
    if region or copies:
        of_copies = councils_there if copies else {}
        cli_region.regional_pack(project, str(these[-1]), Path(Folder.of(out).address), of_copies)
    if failed:
        click.echo(f"Failed: {list_of(failed)}.", err=True)
        raise click.exceptions.Exit(1)


def _made(
    extracts: str,
    councils: Path | None,
    months: list[ReportingMonth],
    out: str,
    packs: bool,
    processes: int,
    scheduler: str | None,
) -> "tuple[list[Done], list[Done]]":
    """How each council's measures and packs ended, with progress. Exits with status 130 when interrupted."""
    from scorecard.batch import workers
    from scorecard.batch.councils import councils as read_councils
    from scorecard.batch.run import run, run_packs
    from scorecard.batch.storage import Folder

    number = min(processes or os.cpu_count() or 1, max(1, len(Folder.matching(extracts))))
    try:
        with workers.cluster(scheduler) if scheduler else workers.processes(number) as executor:
            found, folder = read_councils(extracts, councils), Folder.of(out)
            results = run(found, months, folder, executor, _progress(len(found)))
            there = [done.council for done in results if not done.failure]
            told = _progress(len(there), "packs")
            return results, run_packs(there, months, folder, executor, told) if packs else []
    except KeyboardInterrupt:
        click.echo("Interrupted. What was made by then is kept; the same command makes the rest.", err=True)
        raise click.exceptions.Exit(INTERRUPTED) from None


def _months(text: str) -> list[ReportingMonth]:
    first, colon, last = text.partition(":")
    try:
        month, end = ReportingMonth.parse(first), ReportingMonth.parse(last if colon else first)
    except ValueError as error:
        raise Unusable(f"--months: {error}") from None
    if month > end:
        raise Unusable(f"--months: {month} is after {end}; the first month comes first")
    found = [month]
    while found[-1] < end:
        found.append(found[-1].next())
    return found


def _progress(number: int, noun: str = "") -> Callable[["Done"], None]:
    """Says how each of so many councils ended, and how many are left."""
    left = number

    def say(done: "Done") -> None:
        nonlocal left
        left -= 1
        click.echo(f"{_said(done, noun)} ({f'{left} left' if left else 'the last'})", err=True)
        tell_warnings([f"{done.council.name}: {each}" for each in done.not_read], MOST_TOLD, err=True)

    return say


def _said(done: "Done", noun: str) -> str:
    if done.failure:
        return f"failed: {done.council.name}: {done.failure}"
    kept = f", {done.kept} kept" if done.kept else ""
    made = count(len(done.made), noun) if noun else len(done.made)
    return f"{done.council.name}: {made} made{kept}"


def _behind(results: "list[Done]") -> str:
    """Which extracts end before the newest one does."""
    months = {done.councils[within]: month for done in results for within, month in done.newest.items()}
    newest = max(months.values(), default="")
    named = [f"{name} ({month or 'no date'})" for name, month in months.items() if month != newest]
    if not named:
        return ""
    return f"The newest records are of {newest}; older: {list_of(named)}."
