"""Where each thing of the repository lives, so that no other module spells out a path."""

import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

UNFINISHED = ".unfinished-"
"""How the name of each file and folder begins that is not whole yet, beside its place."""

REGION = "region"
"""What the regional pack goes by beside the audiences of a council's own, and Quarto's profile for it."""


@dataclass(frozen=True)
class Project:
    """A clone of the repository, by its root folder."""

    root: Path = ROOT

    @property
    def lock(self) -> Path:
        """What the command that is at work holds; outside the folders that people delete to have all made anew."""
        return self.root / ".scorecard.lock"

    @property
    def parameters(self) -> Path:
        """The month, extract and audience, in papermill's own parameters file."""
        return self.root / "parameters.yml"

    @property
    def notebooks(self) -> Path:
        """The folder of notebooks, one per section."""
        return self.root / "notebooks"

    @property
    def section_notebooks(self) -> tuple[Path, ...]:
        """Those of a council's own pack."""
        return tuple(each for each in sorted(self.notebooks.glob("*.ipynb")) if each != self.region_notebook)

    @property
    def region_notebook(self) -> Path:
        """That of the regional pack, which a council's own leaves alone."""
        return self.notebooks / "region.ipynb"

    @property
    def library(self) -> Path:
        """The package's own source."""
        return ROOT / "lib" / "scorecard"

    @property
    def reference(self) -> Path:
        """Targets, benchmarks and population."""
        return self.root / "data" / "reference"

    @property
    def own_columns(self) -> Path:
        """The council's own headings and words for the extract's; may be left out."""
        return self.reference / "columns.yml"

    @property
    def report(self) -> Path:
        """The narrative, which analysts edit."""
        return self.root / "report" / "scorecard.qmd"

    @property
    def summary(self) -> Path:
        """The scorecard on two sides, which analysts edit too; a council may do without."""
        return self.root / "report" / "summary.qmd"

    @property
    def slides(self) -> Path:
        """The slides for the meeting, a third; a council may do without."""
        return self.root / "report" / "slides.qmd"

    @property
    def region_report(self) -> Path:
        """The text of the regional pack."""
        return self.root / "report" / "region.qmd"

    @property
    def reports(self) -> tuple[Path, ...]:
        """The texts that analysts edit, the narrative first."""
        return (self.report, *(text for text in (self.summary, self.slides) if text.exists()))

    def reports_for(self, audience: str) -> tuple[Path, ...]:
        """Those that an audience is given: the slides are for the meeting alone, and "region" has its own."""
        if audience == REGION:
            return (self.region_report,)
        return tuple(text for text in self.reports if audience == "internal" or text != self.slides)

    @property
    def sections(self) -> Path:
        """The folder of this month's executed notebooks, which the report embeds."""
        return self.root / "report" / "sections"

    @property
    def word_styles(self) -> Path:
        """The Word copy's style sheet, made with each report, where _quarto.yml looks for it."""
        return self.sections / "reference.docx"

    @property
    def measures(self) -> Path:
        """The machine-readable result: one row a figure."""
        return self.sections / "measures.csv"

    @property
    def evidence(self) -> Path:
        """What judgement needs beyond the measures; only of an internal report."""
        return self.sections / "evidence.csv"

    @property
    def counts(self) -> Path:
        """The protected counts from which all of a public pack is worked out."""
        return self.sections / "atoms.csv"

    @property
    def variables(self) -> Path:
        """The numbers that the prose takes through `{{< var >}}`, where Quarto looks for them."""
        return self.root / "_variables.yml"

    @property
    def output(self) -> Path:
        """The folder of the finished report."""
        return self.root / "_output"

    @property
    def history(self) -> Path:
        """The measures and the text of each month's report, kept when the month turned."""
        return self.root / "data" / "history"

    @property
    def published(self) -> Path:
        """The protected figures of issued public packs, as they were published."""
        return self.history / "public"

    @property
    def releases(self) -> Path:
        """Which release worked out the measures of each month that is kept."""
        return self.history / "releases.json"

    @property
    def read(self) -> Path:
        """Which figures each commentary was read against."""
        return self.history / "read.json"

    @property
    def marks(self) -> Path:
        """Which commentaries are due because one of these changed, for the filters of the report."""
        return self.sections / "due.json"

    @property
    def packs(self) -> Path:
        """The issued packs, a folder a month."""
        return self.root / "packs"

    def output_of(self, audience: str) -> Path:
        """The folder of the finished report for an audience."""
        return self.output if audience == "internal" else self.output / audience

    def pack_of(self, audience: str, month: str) -> Path:
        """The folder of a month's issued pack for an audience."""
        return (self.packs / audience if audience == "public" else self.packs) / month

    def resolve(self, path: str | Path) -> Path:
        """A path as written by the analyst: relative ones are taken from the root, wherever the command is
        run.
        """
        # not Path.expanduser, which knows no way on from the "~" of nobody's home
        return self.root / os.path.expanduser(path)

    def shown(self, path: Path) -> str:
        """A path as messages show it: from the root where it lies inside, with forward slashes."""
        return (path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix()
