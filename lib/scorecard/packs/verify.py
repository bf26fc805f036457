"""`scorecard verify`: make an issued pack again from the same inputs, elsewhere, and say what differs, by name."""

import csv
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scorecard.cell_options import label
from scorecard.council import read_council
from scorecard.digests import digest
from scorecard.extract.whereabouts import extract_folder
from scorecard.indicators import INDICATORS
from scorecard.measures.table import present_name
from scorecard.packs.child_level import without_child_level
from scorecard.packs.issued import NoPack, read_manifest
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.provenance import Origin
from scorecard.render import CannotRender, quarto, render
from scorecard.running.run import run
from scorecard.words import count, printed

KEY = ("indicator", "period_type", "period_start", "period_end", "category", "unit")
FIGURE = ("numerator", "denominator", "value")
PARTS = {"extract": "the extract's", "reference": "data/reference/"}


@dataclass(frozen=True)
class Verified:
    """How many figures, and charts and tables, were made again, and a line for each difference: none if all is the same."""

    figures: int
    shown: int
    differences: tuple[str, ...]


def verify(project: Project, pack: Path, extract: str | None = None) -> Verified:
    """Compare an issued pack with one made now. `extract` is the folder, where its files lie elsewhere by now.

    Raises NoPack for a folder without a manifest that can be read, Unusable for an extract without Episodes or Header.
    """
    manifest = read_manifest(pack, project.shown(pack))
    given = manifest["parameters"]
    if given["audience"] == "public":
        raise NoPack(
            f"{project.shown(pack)} is a public pack, which does not name its inputs; test it by `scorecard disclosure-check`"
        )
    parameters = Parameters(**{**given, "extract": extract or given["extract"]})
    if not extract_folder(project, parameters.extract).is_dir():
        raise NoPack(f"there is no folder {parameters.extract}, the pack's extract; name it by --extract")
    differences = [
        *_changed_files(pack, manifest),
        *_made_otherwise(manifest, Origin(project, parameters).manifest()),
    ]
    with tempfile.TemporaryDirectory(prefix="scorecard-verify-") as folder:
        again = _copy_of(project, Path(folder), pack)
        elsewhere = replace(parameters, extract=str(extract_folder(project, parameters.extract)))
        failures = run(again, elsewhere).failures
        differences += [f"{failure.name} cannot be made again: {failure.error}" for failure in failures]
        issued, now = _figures(pack / "measures.csv"), _figures(again.measures)
        differences += _other_figures(issued, now, manifest["release"])
        shown = _shown(pack)
        differences += _other_charts(shown, _shown(again.sections))
        if not failures:
            differences += _other_page(pack, again, manifest["renderer"])
    return Verified(len(issued), len(shown), tuple(differences))


def _copy_of(project: Project, folder: Path, pack: Path) -> Project:
    """A project in another folder: the same notebooks, looks and reference data, the pack's texts, and nothing made yet."""
    texts = [file.name for file in project.reports]
    results = shutil.ignore_patterns("sections", "*_files", ".*", *texts)
    for name in ("notebooks", "report", "data/reference"):
        shutil.copytree(project.root / name, folder / name, ignore=results)
    for file in project.root.glob("_quarto*.yml"):
        shutil.copyfile(file, folder / file.name)
    again = Project(folder)
    logo = read_council(project).get("logo", "")
    if not (folder / logo).exists():
        (folder / logo).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.root / logo, folder / logo)
    for name in texts:
        if (pack / name).exists():
            shutil.copyfile(pack / name, again.report.with_name(name))
    return again


def _changed_files(pack: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    for name, sha in manifest["files"].items():
        file = pack / name
        if not file.exists():
            yield f"{name} is no longer in the pack"
        elif digest(file.read_bytes()) != sha:
            yield f"{name} in the pack is not as it was issued"


def _made_otherwise(issued: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """Inputs, code and versions that are not those of the manifest."""
    for part, where in PARTS.items():
        for name, what in _compared(issued["inputs"][part], now["inputs"][part]):
            yield f"input: {where if where.endswith('/') else where + ' '}{name} {what}"
    commits = [state["commit"][:10] for state in (issued["git"], now["git"]) if state]
    between = f" (commit {commits[0]} then, {commits[1]} now)" if len(set(commits)) == 2 else ""
    for name, what in _compared(issued["code"], now["code"]):
        yield f"code: {name} {what}{between}"
    versions = tuple(
        {"Python": each["python"], **{_plain(name): of for name, of in each["packages"].items()}}
        for each in (issued, now)
    )
    for name, _ in _compared(*versions):
        then, today = (each.get(name, "not installed") for each in versions)
        yield f"package: {name} was {then}, is {today}"


def made_by_other_code(project: Project, parameters: Parameters, manifest: Mapping[str, Any]) -> str:
    """That a pack was made by other code than is here, and by which, in words; "" where it was not."""
    if not any(_compared(manifest["code"], Origin(project, parameters).manifest()["code"])):
        return ""
    commit = f", commit {manifest['git']['commit'][:10]}" if manifest["git"] else ""
    return (
        f"The pack was made by other code than is here (release {manifest['release']}{commit}), which has other words and looks; "
        "only that code can say whether it is safe."
    )


def _plain(package: str) -> str:
    """A package's name, of which case and the kind of dash do not matter."""
    return re.sub("[-_.]+", "-", package).lower()


def _compared(issued: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted({*issued, *now}):
        if name not in now:
            yield name, "is gone"
        elif name not in issued:
            yield name, "is new"
        elif issued[name] != now[name]:
            yield name, "differs"


def _figures(file: Path) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The figures of a file of measures; none of one that is gone or damaged, which `_changed_files` names."""
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            return {_key(row): tuple(row[name] for name in FIGURE) for row in csv.DictReader(lines)}
    except (FileNotFoundError, UnicodeDecodeError, KeyError):
        return {}


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    indicator, category = present_name(row["indicator"], row["category"], row["unit"])
    return tuple({**row, "indicator": indicator, "category": category}[name] for name in KEY)


def _other_figures(issued: Mapping, now: Mapping, release: str) -> Iterator[str]:
    """The figures that differ, with what of the definition was put right since the release that issued them."""
    for key in [*issued, *(key for key in now if key not in issued)]:
        if issued.get(key) != now.get(key):
            indicator, kind, _, end, category, unit = key
            of = f", {category}" if category else ""
            then, today = (_words(figure, unit) for figure in (issued.get(key), now.get(key)))
            changed = INDICATORS[indicator].changed_since(release) if indicator in INDICATORS else ""
            why = f"; its definition changed: {changed}" if changed else ""
            yield f"figure: {indicator}{of}, {kind} to {end}: issued {then}, made again {today}{why}"


def _words(figure: tuple[str, ...] | None, unit: str) -> str:
    if figure is None:
        return "nothing"
    try:
        numerator, denominator, value = (float(part) if part else None for part in figure)
    except ValueError:
        return "no number"
    return printed(value, unit) + (f" ({numerator:g} of {denominator:g})" if denominator is not None else "")


def _shown(folder: Path) -> dict[tuple[str, str], Any]:
    """The charts and tables of a folder of executed notebooks, by notebook and label, with their captions; none of a
    notebook that is damaged, which `_changed_files` names."""
    found = {}
    for file in sorted(folder.glob("*.ipynb")):
        try:
            cells = without_child_level(json.loads(file.read_text(encoding="utf-8")))["cells"]
        except (ValueError, KeyError, TypeError):
            continue
        for cell in cells:
            if cell["cell_type"] == "code" and label(cell["source"]):
                found[file.name, label(cell["source"])] = (
                    "".join(cell["source"]),
                    [output["data"] for output in cell["outputs"]],
                )
    return found


def _other_charts(issued: Mapping, now: Mapping) -> Iterator[str]:
    for notebook, name in [*issued, *(key for key in now if key not in issued)]:
        if issued.get((notebook, name)) != now.get((notebook, name)):
            yield f"shown: {name} of {notebook} differs"


def _other_page(pack: Path, again: Project, renderer: str) -> Iterator[str]:
    """The pages, to the byte, where the same renderer makes them."""
    try:
        rendered = render(
            again, with_quarto=renderer.startswith("Quarto") and quarto.executable() is not None
        )
    except CannotRender as error:
        yield f"the report cannot be rendered again: {error}"
        return
    if rendered.renderer != renderer:
        yield f"renderer: was {renderer}, is {rendered.renderer}"
        return
    for page in rendered.files:
        issued = pack / page.name
        if page.suffix == ".html" and issued.exists() and issued.read_bytes() != page.read_bytes():
            yield f"shown: {page.name} differs"


def summary(verified: Verified) -> str:
    """The last line that the command prints."""
    compared = f"{verified.figures:,} figures and {verified.shown} charts and tables made again"
    return (
        f"{compared}: {count(len(verified.differences), 'differences')}."
        if verified.differences
        else f"{compared}: all the same."
    )
