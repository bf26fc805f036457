"""The commands that write lists of children, outside the repository: `scorecard children` and `scorecard due`."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli_common import A_PATH, extract_option, month_option, parameters_from, refused_in_one_line
from scorecard.extract.whereabouts import extract_folder
from scorecard.project import Project
from scorecard.unusable import Unusable
from scorecard.words import count, day, near_match

if TYPE_CHECKING:
    from scorecard.extract.reader import Extract as ReadExtract
    from scorecard.lists.sheet import Sheet
    from scorecard.parameters import Parameters

team_option = click.option("--team", help="Only the children of this team, or of “no team”.")
replace_option = click.option("--replace", is_flag=True, help="Write over the file if it is there.")


@click.command
@click.argument("indicator", required=False, help="The indicator's id, such as visits_on_time.")
@click.option("--out", type=A_PATH, help="The file to write, outside the repository: .csv or .xlsx.")
@click.option("--all", is_flag=True, help="A sheet for each indicator (.xlsx).")
@month_option
@extract_option
@click.option("--ytd", is_flag=True, help="The year to date instead of the month.")
@click.option("--not-met", is_flag=True, help="Only the rows that fall short.")
@team_option
@click.option(
    "--by",
    help="Print a table of groups instead of a list: age, sex, ethnicity, time in care, placement, legal status, team.",
)
@replace_option
def children(
    indicator: str | None,
    out: Path | None,
    all: bool,
    month: str | None,
    extract: str | None,
    ytd: bool,
    not_met: bool,
    team: str | None,
    by: str | None,
    replace: bool,
) -> None:
    """List the children behind a month's figure: the rows that it counts, the most urgent first.

    The rows add up to the printed numerator and denominator. The figure is that of the month; of the last
    complete quarter for a quarterly one, and of the latest roll for the virtual school's. --not-met keeps what
    falls short: visits missed, or, where lower is better, the children counted (overdue, three placements).
    Team is the one at the as-at date, where the extract has a list of allocations. New says Yes for a child who
    was not on the list, asked for in the same way, a month before.

    The file is personal data: it is refused inside the repository, and only you can read it.

    --by writes nothing: it prints the month's figure of each group beside the rest, with the interval of the
    difference, and claims one only where chance does not explain it. The groups are those on the day of each row.

    \b
    Examples:
      scorecard children visits_on_time --by placement
      scorecard children visits_on_time --not-met --out ../lists/visits.csv
      scorecard children visits_overdue --not-met --team "Children in Care North" --out ../lists/north.xlsx
      scorecard children reviews_on_time --month 2020-06 --ytd --out ../lists/reviews.xlsx
      scorecard children --all --out ../lists/may.xlsx

    Exit status: 0 written, 2 parameters, extract or file cannot be used, or the indicator has no such list.
    """
    project = Project()
    with refused_in_one_line(project):
        parameters = parameters_from(project, month, extract)
        if (indicator is None) != all:
            raise Unusable("name one indicator, such as visits_on_time, or give --all")

        if by is not None:
            if all or ytd or not_met or team or out:
                raise Unusable("--by prints a table of one indicator's month: leave out the other options")
            print_groups(project, parameters, indicator, by)
            return
        if out is None:
            raise Unusable("name the file to write: --out ../lists/visits.csv")
        from scorecard.care.history import Care
        from scorecard.extract.reader import read_named
        from scorecard.indicators import INDICATORS, indicator_named
        from scorecard.lists.formats import csv_bytes, xlsx_bytes
        from scorecard.lists.of_children import sheet_of, why_no_list
        from scorecard.lists.private_file import private_path, write_privately
        from scorecard.measures.as_counted import as_counted
        from scorecard.measures.children import child_list
        from scorecard.measures.population import read_population

        wanted = list(INDICATORS.values()) if all else [indicator_named(indicator)]
        folder = extract_folder(project, parameters.extract)
        kinds = (".xlsx",) if all else (".csv", ".xlsx")
        path = private_path(out, kinds, project.root, folder, replace)
        care, this = Care(read_named(project, parameters.extract)), parameters.reporting_month
        wanted = [as_counted(each.id, care.extract) for each in wanted]
        known_team(team, care.extract)
        reasons = {each.id: why_no_list(each, care.extract, this, ytd, not_met) for each in wanted}
        if not all and (reason := reasons[indicator]):
            raise Unusable(f"{indicator}: {reason}, so there is no such list")
        population = read_population(project)
        sheets = [
            sheet_of(child_list(each, care, this, population, ytd, not_met), care.extract, not_met, team)
            for each in wanted
            if not reasons[each.id]
        ]
        if not sheets:
            raise Unusable("no indicator has such a list for this month")
        write_privately(path, csv_bytes(sheets[0]) if path.suffix.lower() == ".csv" else xlsx_bytes(sheets))
    for id, reason in reasons.items():
        if reason:
            click.echo(f"Left out: {id}, {reason}.")
    for sheet in sheets:
        click.echo(f"{sheet.name}: {count(len(sheet.rows), 'rows')}.")
    click.echo(f"Written, personal data: {path}")


def path_for(out: Path, project: Project, parameters: "Parameters", replace: bool) -> Path:
    """Where a workbook may be written, as `private_path`."""
    from scorecard.lists.private_file import private_path

    return private_path(out, (".xlsx",), project.root, extract_folder(project, parameters.extract), replace)


def write_workbook(path: Path, sheets: "list[Sheet]") -> None:
    """Write sheets as a workbook, whole or not at all."""
    from scorecard.lists.formats import xlsx_bytes
    from scorecard.lists.private_file import write_privately

    write_privately(path, xlsx_bytes(sheets))


def print_groups(project: Project, parameters: "Parameters", indicator: str, by: str) -> None:
    """Print the figure of each group of children beside the rest."""
    from scorecard.care.characteristics import GROUPINGS
    from scorecard.care.history import Care
    from scorecard.display.groups import in_lines
    from scorecard.extract.reader import read_named
    from scorecard.indicators import indicator_named
    from scorecard.judgement.groups import compare
    from scorecard.lists.of_children import why_no_list
    from scorecard.measures.as_counted import as_counted
    from scorecard.measures.groups import counts_of

    this = parameters.reporting_month
    if by not in GROUPINGS:
        raise Unusable(f"--by: there are no groups by {by}; {near_match(by, GROUPINGS, 'groupings')}")
    if indicator_named(indicator).unit != "%":
        raise Unusable(f"--by: {indicator} is no share of children, so there is nothing to compare")
    extract = read_named(project, parameters.extract)
    declared = as_counted(indicator, extract)
    if reason := why_no_list(declared, extract, this, False, False):
        raise Unusable(f"{indicator}: {reason}")
    if absent := [name for name in GROUPINGS[by].tables if name not in extract.tables]:
        raise Unusable(f"--by {by}: the extract has no {' or '.join(absent)} file")
    found = compare(counts_of(declared, GROUPINGS[by], Care(extract), this))
    click.echo(in_lines(found, f"{declared.title}, {this.name}, by {by}"))


def known_team(team: str | None, extract: "ReadExtract") -> None:
    """Refuse a team that no child was ever allocated to."""
    if team is None:
        return
    from scorecard.care.teams import names_of_teams

    if "Allocations" not in extract.tables:
        raise Unusable("--team: the extract has no Allocations file, so no child's team is known")
    names = names_of_teams(extract.table("Allocations"))
    if team not in names:
        raise Unusable(f"--team: there is no team {team}; {near_match(team, names, 'teams')}")


@click.command
@click.option(
    "--out", type=A_PATH, required=True, help="The workbook to write, outside the repository: .xlsx."
)
@click.option("--on", help="The day, such as 08/06/2020; else the month's as-at date.")
@click.option(
    "--within", type=click.IntRange(0, 366), default=30, show_default=True, help="So many days ahead."
)
@extract_option
@team_option
@replace_option
def due(
    out: Path,
    on: str | None,
    within: int,
    extract: str | None,
    team: str | None,
    replace: bool,
) -> None:
    """List what is overdue for each child, or falls due in the coming days: a sheet a duty, and one of all by child.

    Reviews, visits, initial and annual health assessments, dental checks, pathway plans, and the children without a
    Personal Education Plan at the latest roll. Each sheet says by which rule. Nothing dated after the day is looked
    at: what is overdue on an as-at date is what that month's figures count.

    The file is personal data: it is refused inside the repository, and only you can read it.

    \b
    Examples:
      scorecard due --out ../lists/due.xlsx
      scorecard due --on 08/06/2020 --within 14 --team "Children in Care North" --out ../lists/north.xlsx

    Exit status: 0 written, 2 parameters, extract or file cannot be used, or the extract ends before the day's month.
    """
    project = Project()
    with refused_in_one_line(project):
        parameters = parameters_from(project, extract=extract)
        this_day = _a_day(on) if on else parameters.reporting_month.as_at

        from scorecard.care.history import Care
        from scorecard.extract.reader import read_named
        from scorecard.lists.formats import xlsx_bytes
        from scorecard.lists.of_due import sheets_of_due, why_not_due
        from scorecard.lists.private_file import write_privately
        from scorecard.measures.due import DUTIES

        path = path_for(out, project, parameters, replace)
        care = Care(read_named(project, parameters.extract))
        known_team(team, care.extract)
        reasons = {duty: why_not_due(duty, care.extract, this_day) for duty in DUTIES}
        known = tuple(duty for duty, reason in reasons.items() if not reason)
        if not known:
            raise Unusable(
                f"nothing is known of {day(this_day)}: {next(iter(reasons.values()))}; --on takes a day of the records"
            )
        sheets = sheets_of_due(care, this_day, within, team, known)
        write_privately(path, xlsx_bytes(sheets))
    for duty, reason in reasons.items():
        if reason:
            click.echo(f"Left out: {duty.title}, {reason}.")
    for sheet in sheets:
        click.echo(f"{sheet.name}: {count(len(sheet.rows), 'children')}.")
    click.echo(f"Written, personal data: {path}")


def _a_day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%d/%m/%Y")
    except ValueError:
        raise Unusable(f"--on: {text!r} is not a day written DD/MM/YYYY, such as 08/06/2020") from None
