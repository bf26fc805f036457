"""The `scorecard` command. Each command checks its parameters before anything runs, and says in one line
what is wrong.

Exit status: 0 done or clean; 1 a section failed or problems were found; 2 parameters or extract cannot be
used. Heavy imports stand inside the commands, so that one with nothing to do answers at once.
"""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from scorecard import cli_batch, cli_lists, cli_map, cli_month, cli_public
from scorecard.cli_common import (
    A_PATH,
    extract_option,
    make_sections,
    month_option,
    parameters_from,
    refused_in_one_line,
    tell_warnings,
)
from scorecard.imports import own_code
from scorecard.one_at_a_time import one_at_a_time
from scorecard.parameters import ParameterError, Parameters
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

audience_option = click.option(
    "--audience", help="internal: for the board itself; public: what may be published."
)


@click.group
def app() -> None:
    """The Corporate Parenting Scorecard: from the month's extract to the board pack.

    The month, the extract's folder and the audience stand in parameters.yml; an option takes the place of its
    line for one command.

    \b
    An analyst's month:
      scorecard new-month 2020-06       turn to June: keep May, and print what commentary is due
      scorecard map ../extracts/june    propose which of other systems' headings are which columns
      scorecard check                   what is wrong with the extract and the commentary, by file and line
      scorecard report                  make what is out of date, then the draft pack
      scorecard report --final          issue the pack, in packs/2020-06
      scorecard verify packs/2020-06    make an issued pack again, and name what differs
      scorecard children visits_overdue --not-met --out ../visits.xlsx
      scorecard due --out ../due.xlsx   what is overdue for each child, or due in 30 days
      scorecard run --month 2020-04     only the sections, for another month
      scorecard report --extract "D:/extracts/June 2020"

    \b
    Many councils and months:
      scorecard batch --months 2019-06:2020-05 --extracts "extracts/*" --out region
    """
    # A name that the terminal's code page lacks is printed by its code, on Windows above all, and stops nothing.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")


@app.command
@month_option
@extract_option
@audience_option
def run(month: str | None, extract: str | None, audience: str | None) -> None:
    """Make the sections that are out of date, the measures and the report's variables.

    A section is made again only if its notebook, the library, the parameters, the reference data, an extract
    file that it reads, whether the extract reaches the month, or an installed package changed. Results:
    report/sections/ and _variables.yml.

    \b
    Examples:
      scorecard run
      scorecard run --month 2020-06 --extract "extracts/June 2020"

    Exit status: 0 all made or up to date, 1 a notebook failed, 2 parameters or extract cannot be used.
    """
    project = Project()
    with refused_in_one_line(project), one_at_a_time(project):
        make_sections(project, parameters_from(project, month, extract, audience))


@app.command
@month_option
@extract_option
@audience_option
@click.option("--final", is_flag=True, help="Issue the pack, once no commentary is due.")
@click.option("--approved-by", default="", help="Who says that a public pack may be issued.")
@click.option("--correct", help="A month whose published figures a public pack puts right, YYYY-MM.")
def report(
    month: str | None,
    extract: str | None,
    audience: str | None,
    final: bool,
    approved_by: str,
    correct: str | None,
) -> None:
    """Make what is out of date, then the report: the pack in HTML, PDF and Word and the scorecard on two
    sides in HTML and PDF, in _output/report/, for the public in _output/public/report/.

    It is rendered by Quarto where `quarto` is on PATH, by the embedded renderer elsewhere. A commentary for
    another month is marked in it; --final refuses to make it while there is one.

    \b
    Examples:
      scorecard report
      scorecard report --month 2020-06
      scorecard report --audience public
      scorecard report --audience public --final --approved-by "A. Name, Director"
      scorecard report --final

    Exit status: 0 done, 1 a notebook failed, the report cannot be rendered or is not ready to be final, 2
    parameters, extract or the report's text cannot be used.
    """
    project = Project()
    with refused_in_one_line(project), one_at_a_time(project):
        parameters = parameters_from(project, month, extract, audience)

        from scorecard.render import render
        from scorecard.report_text import read_reports

        if final:  # what reads packs takes half a second to load
            from scorecard.packs import issue as packs

        read_reports(project)
        public = parameters.audience == "public"
        refuse_unfit(public, final, approved_by, correct)
        if correct:
            from scorecard.publication.figures import correct_in

            correct_in(project, parameters.reporting_month, ReportingMonth.parse(correct))
        origin = packs.ready(project, parameters) if final else {}
        make_sections(project, parameters)
        rendered = render(
            project,
            parameters.audience,
            final=public and final,
            check=lambda files: _test(project, parameters, files),
        )
        pack = None
        if final:
            now = datetime.now(UTC)
            pack = packs.issue(
                project, parameters, origin, rendered.files, rendered.renderer, now, approved_by
            )
    click.echo(f"Rendered by {rendered.renderer}:")
    for file in rendered.files:
        click.echo(f"  {project.shown(file)}")
    for report in rendered.skipped:
        click.echo(
            f"Skipped: {project.shown(report)}, which Quarto alone renders; it is free: https://quarto.org"
        )
    if pack:
        click.echo(f"Issued: {project.shown(pack)}")


@app.command
@month_option
@extract_option
@audience_option
@click.option(
    "--out", type=A_PATH, help="A workbook of the extract's problems, outside the repository: .xlsx."
)
@cli_lists.replace_option
@click.option("--read", is_flag=True, help="Every commentary of the month was read with the figures of now.")
def check(
    month: str | None,
    extract: str | None,
    audience: str | None,
    out: Path | None,
    replace: bool,
    read: bool,
) -> None:
    """List what is wrong with the extract, the parameters and the commentary, by file and line, the worst first.

    Files that are refused, rows and cells that are left out, and what should be looked at though it counts, each with
    the figures that use it. --out writes all problems of the extract for the team that mends the records: a sheet a
    table, a row a problem, with file and line but no child's id. A commentary is due again when a figure that it names
    is another than when it was set to its month, as after a later extract; --read says that all of them were read again.

    \b
    Examples:
      scorecard check --extract "extracts/June 2020"
      scorecard check --out ../problems.xlsx
      scorecard check --read

    Exit status: 0 clean, 1 problems found, 2 parameters, extract or the report's text cannot be used.
    """
    project = Project()
    with refused_in_one_line(project):
        parameters = parameters_from(project, month, extract, audience)

        with own_code():
            from scorecard.commentary.check import remarks_on
            from scorecard.commentary.public_text import typed_for_the_public
            from scorecard.commentary.read_against import follow, remarks_on_changed
            from scorecard.display.variables import variables
            from scorecard.lists.of_problems import lines_of, sheets_of_problems
            from scorecard.loading import load
            from scorecard.measures.data_needed import without_figure
            from scorecard.report_text import read_reports

        texts = read_reports(project)
        path = out and cli_lists.path_for(out, project, parameters, replace)
        board = load(**asdict(parameters.internal))
        if path and board.extract.problems:
            cli_lists.write_workbook(path, sheets_of_problems(board.extract.problems))
        named = variables(board)
        if read:
            with one_at_a_time(project):
                follow(project, named, anew=True)
    lacking = [*board.extract.warnings, *without_figure(board.extract, board.month)]
    tell_warnings(lacking)
    for line in lines_of(board.extract.problems):
        click.echo(line)
    remarks = {
        text.name: sorted(
            [
                *remarks_on(text, board, named, complete=text is texts[0]),
                *remarks_on_changed(project, text, named),
            ]
        )
        for text in texts
    }
    if parameters.audience == "public":
        for text in texts:
            remarks[text.name] = sorted([*remarks[text.name], *typed_for_the_public(text)])
    for name, found in remarks.items():
        for remark in found:
            click.echo(remark.of(name))
    counted = {
        parameters.extract: len(board.extract.problems),
        **{name: len(found) for name, found in remarks.items()},
    }
    beside = " beside the warnings above" if lacking else ""
    for where, found in counted.items():
        click.echo(
            f"{found:,} {'problem' if found == 1 else 'problems'} in {where}."
            if found
            else f"No problems in {where}{beside if where == parameters.extract else ''}."
        )
    if path:
        click.echo(
            f"Written: {path}" if board.extract.problems else f"Not written, for there is no problem: {path}"
        )
    raise click.exceptions.Exit(1 if any(counted.values()) else 0)


for command in (
    cli_month.new_month,
    cli_month.verify,
    cli_lists.children,
    cli_lists.due,
    cli_map.map_columns,
    cli_batch.batch,
    cli_public.disclosure_key,
    cli_public.disclosure_check,
):
    app.add_command(command)


def refuse_unfit(public: bool, final: bool, approved_by: str, correct: str | None) -> None:
    """Raises ParameterError for options that are for public packs only, or lack."""
    if public and final and not approved_by.strip():
        raise ParameterError("--approved-by: a public pack says who approved it; name them")
    if not public and (approved_by or correct):
        raise ParameterError("--approved-by and --correct are for public packs; add --audience public")
    try:
        ReportingMonth.parse(correct or "2000-01")
    except ValueError as error:
        raise ParameterError(f"--correct: {error}") from None


def _test(project: Project, parameters: Parameters, files: list[Path]) -> None:
    from scorecard.packs.release import refuse_leaks

    refuse_leaks(project, parameters, files)
