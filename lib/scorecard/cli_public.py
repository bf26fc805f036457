"""The commands of public packs: `scorecard disclosure-key` and `scorecard disclosure-check`."""

from dataclasses import replace
from pathlib import Path

import click

from scorecard.cli_common import A_PATH, extract_option, parameters_from, refused_in_one_line
from scorecard.project import Project
from scorecard.unusable import Unusable


@click.command
@click.argument("file", type=A_PATH, help="The file to make, outside the repository.")
def disclosure_key(file: Path) -> None:
    """Make the council's key, by which the figures of public packs are protected.

    It is made once, readable by its owner alone, and kept with care: published figures stay as they are without it,
    but a new key starts with a financial year. parameters.yml names it by a line `key: FILE`.

    \b
    Example:
      scorecard disclosure-key ~/scorecard.key

    Exit status: 0 done, 2 it cannot be made there.
    """
    project = Project()
    with refused_in_one_line(project):
        from scorecard.protection.key import make_key

        make_key(file, project)
    click.echo(
        f"Made: {file}. Name it in parameters.yml by a line `key: {file}`, and keep a copy in a safe place."
    )


@click.command
@click.argument("pack", type=A_PATH, help="The folder of a public pack, such as packs/public/2020-05.")
@extract_option
def disclosure_check(pack: Path, extract: str | None) -> None:
    """Test whether a public pack tells anything of a child, with all packs before it and what the DfE publishes.

    Its counts are tested together with those in data/history/public; all else in its files, hidden or not, has to follow
    from them; no id, date of birth, postcode or URN of the extract may stand anywhere. `scorecard report` and
    `quarto render` run the same test before they leave a public report. A pack is tested by the release that made it, for
    another has other words.

    \b
    Examples:
      scorecard disclosure-check packs/public/2020-05
      scorecard disclosure-check _output/public/report

    Exit status: 0 safe, 1 it tells something, 2 it is no pack, or its extract is not there.
    """
    project = Project()
    with refused_in_one_line(project):
        from scorecard.packs.issued import read_manifest
        from scorecard.packs.release import Leaks, refuse_leaking
        from scorecard.packs.verify import made_by_other_code

        parameters = parameters_from(project, extract=extract)
        if not pack.is_dir():
            raise Unusable(
                f"there is no folder {pack}; name the folder of a public pack, such as packs/public/2020-05"
            )
        manifest = read_manifest(pack, str(pack)) if (pack / "manifest.json").exists() else None
        if manifest:
            parameters = replace(parameters, month=manifest["parameters"]["month"])
        files = sorted(file for file in pack.rglob("*") if file.is_file())
        try:
            refuse_leaking(project, parameters, files)
        except Leaks as leaks:
            of_another = manifest and made_by_other_code(project, parameters, manifest)
            raise Leaks(f"{leaks}\n{of_another}" if of_another else str(leaks)) from None
    click.echo(f"Nothing that may not be told was found in {pack}, {len(files)} files.")
