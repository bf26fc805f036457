"""Issued packs: the month's files, the figures behind them, and a manifest from which they can be made again.

A pack is a folder `packs/2020-05`, never changed once it is there.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from scorecard.commentary.blocks import read_commentary
from scorecard.commentary.read_against import remarks_on_changed
from scorecard.digests import digest, digest_of
from scorecard.extract.own_columns import read_own_columns
from scorecard.extract.whereabouts import extract_folder
from scorecard.packs.child_level import cells_that_name, without_child_level
from scorecard.packs.personal import CHILDREN, Personal, personal_in, shown_in_file
from scorecard.parameters import Parameters
from scorecard.project import UNFINISHED, Project
from scorecard.provenance import Origin, pages, read_record, why_stale
from scorecard.render.variables import read_variables
from scorecard.report_text import read_reports
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable

MARK = 'class="due"'
"""What report/theme/due.lua leaves in the page beside a commentary for another month."""


class CannotIssue(Unusable):
    """The pack cannot be issued; a line for each reason, with the way out."""

    status = 1


def ready(project: Project, parameters: Parameters) -> dict[str, Any]:
    """What a pack issued now would be made from, once the report's text may be final.

    Raises CannotIssue where a commentary is due, each by file and line, or where the month's pack has been issued.
    """
    month = parameters.reporting_month
    remarks = [
        remark.of(text.name)
        for text in read_reports(project)
        for remark in read_commentary(text).not_ready(month)
    ]
    if remarks:
        first = f"The pack of {month.name} is not ready; read these, then run it again:"
        raise CannotIssue("\n".join([first, *remarks]))
    if parameters.audience == "public" and (later := later_than(project, month)):
        raise CannotIssue(
            f"the public pack of {later} is out already, and no test was made of this one beside it; only a later month can "
            "be issued"
        )
    pack = project.pack_of(parameters.audience, str(month))
    if pack.exists():
        raise CannotIssue(
            f"{project.shown(pack)} was issued already; rename that folder to issue the month again"
        )
    return _origin(project, parameters)


def issue(
    project: Project,
    parameters: Parameters,
    origin: dict[str, Any],
    files: Sequence[Path],
    renderer: str,
    when: datetime,
    approved_by: str = "",
) -> Path:
    """Write the pack of a month whose report is rendered, whole or not at all; the folder.

    A public pack, with who approved it, is tested once more, and its figures are kept as published.
    `origin` is what `ready` gave before the sections were made, `files` those that `renderer` made. Raises
    CannotIssue where anything has changed since, a page shows a commentary as due, a chart, a table or the text shows a
    child, or a section, the measures, the variables or the pages are of another month or other inputs, each by name.
    """
    from scorecard.disclosure.places import places_in  # a draft needs no reader of PDFs

    # Not by git's state: a new file anywhere, such as Quarto's own .gitignore lines, makes no other pack.
    if _origin(project, parameters) | {"git": None} != origin | {"git": None}:
        raise CannotIssue(
            "the text, the extract or the code was changed while the pack was made; run it again"
        )
    again = [
        remark.of(text.name)
        for text in read_reports(project)
        for remark in remarks_on_changed(project, text, read_variables(project))
    ]
    if again:
        raise CannotIssue("\n".join([f"The pack of {parameters.reporting_month.name} is not ready:", *again]))
    for page in files:
        if page.suffix == ".html" and MARK in page.read_text(encoding="utf-8"):
            raise CannotIssue(
                f"{page.name} shows a commentary for another month; look for its mark in the page"
            )
    notebooks = {section.name: without_child_level(_read(section)) for section in sections(project)}
    personal = personal_in(
        extract_folder(project, parameters.extract),
        parameters.reporting_month.as_at,
        read_own_columns(project),
    )
    _refuse_children(project, notebooks, personal)
    _refuse_others(project, parameters, files, renderer)
    if shown := [file.name for file in files if shown_in_file(file, places_in(file), personal)]:
        raise CannotIssue("\n".join(f"{name} {CHILDREN}; it is not issued" for name in shown))
    public = parameters.audience == "public"
    pack = project.pack_of(parameters.audience, parameters.month)
    pack.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=pack.parent) as folder:
        new = Path(folder, pack.name)
        new.mkdir()
        # the text itself holds what only the board reads
        for file in files if public else [*files, *project.reports, project.measures]:
            shutil.copyfile(file, new / file.name)
        for name, notebook in notebooks.items():
            _write(new / name, notebook)
        digests = {file.name: digest(file.read_bytes()) for file in sorted(new.iterdir())}
        issued = {
            "month": parameters.month,
            "issued": when.isoformat(timespec="seconds"),
            "renderer": renderer,
        }
        if public:
            issued |= {"approved_by": approved_by}
        _write(new / "manifest.json", issued | (_for_all(origin) if public else origin) | {"files": digests})
        if public:
            from scorecard.packs.publish import publish  # an internal pack needs no solver

            publish(project, parameters, new)
        os.replace(new, pack)
    return pack


def _for_all(origin: dict[str, Any]) -> dict[str, Any]:
    """The origin without the names of the extract and its files."""
    inputs = origin["inputs"]
    named = {"the extract": digest_of(inputs["extract"])}
    return origin | {
        "parameters": origin["parameters"] | {"extract": "the extract"},
        "inputs": inputs | {"extract": named},
    }


def later_than(project: Project, month: ReportingMonth) -> str:
    """A month after this of which a public pack is out; "" for none."""
    return max(
        (file.stem for file in project.published.glob("????-??.csv") if file.stem > str(month)), default=""
    )


def sections(project: Project) -> list[Path]:
    """The executed notebooks of the month."""
    return [project.sections / file.name for file in project.section_notebooks]


def _origin(project: Project, parameters: Parameters) -> dict[str, Any]:
    text = b"".join(report.read_bytes() for report in project.reports)
    return {"text": digest(text), **Origin(project, parameters).manifest()}


def _refuse_others(project: Project, parameters: Parameters, files: Sequence[Path], renderer: str) -> None:
    """Refuse sections, measures, variables or pages that are not as this month and these inputs gave them."""
    record = read_record(project)
    products = Origin(project, parameters).products()
    final = parameters.audience == "public"
    products.append(pages(project, files, renderer, parameters.audience, final))
    others = {
        project.shown(product.files[0]): why for product in products if (why := why_stale(product, record))
    }
    if others:
        month = parameters.reporting_month.name
        raise CannotIssue(
            "\n".join(
                f"{name}: not of {month} and the inputs that the pack would name ({why}); run it again"
                for name, why in others.items()
            )
        )


def _refuse_children(project: Project, notebooks: dict[str, dict[str, Any]], personal: Personal) -> None:
    children = "shows children by their ids or dates of birth"
    shown = [
        f"notebooks/{name}, cell {cell}: {children}; show how many, or take the cell away"
        for name, notebook in notebooks.items()
        for cell in cells_that_name(personal, notebook)
    ]
    shown += [
        f"{text.name}, line {number}: {children}; say how many"
        for text in read_reports(project)
        for number, line in enumerate(text.lines, 1)
        if personal.shown_in([line])
    ]
    if shown:
        raise CannotIssue("\n".join(shown))


def _read(notebook: Path) -> dict[str, Any]:
    return json.loads(notebook.read_text(encoding="utf-8"))


def _write(file: Path, content: dict[str, Any]) -> None:
    written = json.dumps(content, ensure_ascii=False, indent=1)
    file.write_text(written + "\n", encoding="utf-8", newline="\n")
