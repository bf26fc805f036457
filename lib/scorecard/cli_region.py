"""The regional pack, as `scorecard batch --region` makes it from what it has merged."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import click

from scorecard.cli_common import make_sections, refused_in_one_line
from scorecard.one_at_a_time import one_at_a_time
from scorecard.parameters import read_region_parameters, refuse_public_region
from scorecard.project import REGION, Project
from scorecard.unusable import Unusable


def refuse(project: Project, out: str) -> None:
    """Raises Unusable where no regional pack could be made, before the batch begins."""
    if "://" in out:
        raise Unusable("--region: --out has to be a folder of this machine, not a URL")
    refuse_public_region(project)


def regional_pack(project: Project, month: str, out: Path, copies: Mapping[str, str]) -> None:
    """Make the pack of a month from the merged measures in `out`, and each council's copy in its folder there: `copies` has
    their names by the folders'."""
    from scorecard.render import render

    measures = str(out / "measures.csv")
    with refused_in_one_line(project), one_at_a_time(project):
        for key, name in [*copies.items(), ("", "")]:
            parameters = read_region_parameters(project, month=month, region=measures, council=name)
            make_sections(project, parameters)
            rendered = render(project, REGION)
            for file in rendered.files if key else ():
                shutil.copyfile(file, out / key / file.name)
            if key:
                click.echo(f"{name}: {out / key / rendered.files[0].name}")
    click.echo(f"Rendered by {rendered.renderer}:")
    for file in rendered.files:
        click.echo(f"  {project.shown(file)}")
