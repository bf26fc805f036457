"""The regional pack's board: everything that its notebook shows, from the merged measures of a batch."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from scorecard.council import read_council
from scorecard.display import region_tables, region_words
from scorecard.display.figure import Figure, Markdown
from scorecard.display.variables import as_markdown
from scorecard.indicators import INDICATORS
from scorecard.judgement import region
from scorecard.judgement.funnel import Funnel
from scorecard.judgement.region import Beside
from scorecard.measures.table import read_merged
from scorecard.plain_text import in_markdown
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.unusable import Unusable
from scorecard.words import count, day, list_of, near_match

if TYPE_CHECKING:  # commands that draw nothing need no Altair
    from altair import LayerChart

    Drawing = Callable[[Beside, str, dict[str, str]], LayerChart]


@dataclass(frozen=True, eq=False)
class RegionBoard:
    """One month of a region. measures: the merged ones of its councils. own: the council whose copy it is, "" for none.
    issued_by: the lines of council.yml of whoever makes it."""

    month: ReportingMonth
    measures: pd.DataFrame
    own: str
    issued_by: dict[str, Any]

    audience = "internal"

    @cached_property
    def _beside(self) -> dict[str, Beside]:
        return region.beside(self.measures, self.month)

    @cached_property
    def _case_mix(self) -> dict[str, Funnel]:
        return region.case_mix(self.measures, self.month)

    def in_brief(self) -> Markdown:
        """Who lies beyond which limits, and which way."""
        return Markdown(region_words.in_brief(self._beside, self.own))

    def on_a_page(self) -> Markdown:
        """Every figure with the region, its ends and who is beyond."""
        return region_tables.on_a_page(self._beside, self.own)

    def said(self, id: str) -> Markdown:
        """What may be said of an indicator's councils."""
        return self._without(id) or Markdown(region_words.paragraph(self._beside[id], self.own))

    def funnel(self, id: str) -> Figure | Markdown:
        """The councils in their funnel."""
        from scorecard.display.funnel_chart import funnel_chart

        return self._drawn(id, "funnel", funnel_chart)

    def dots(self, id: str) -> Figure | Markdown:
        """The councils as dots with their intervals."""
        from scorecard.display.dot_chart import dot_chart

        return self._drawn(id, "dots", dot_chart)

    def table(self, id: str) -> Markdown:
        """The figures behind both."""
        return self._without(id) or region_tables.figures_table(self._beside[id], self.own)

    def months(self, *ids: str) -> Markdown:
        """All councils' months of these indicators, on one page."""
        return region_tables.months_table(self.measures, ids, self.own)

    def case_mix(self) -> Markdown:
        """Which councils look after other children than the rest."""
        return Markdown(region_words.case_mix_words(self._case_mix))

    def case_mix_table(self) -> Markdown:
        """The same as shares."""
        return region_tables.case_mix_table(self._case_mix, self.own)

    def not_compared(self) -> Markdown:
        """Which figures have no limits here."""
        left_out = [
            each.label
            for each in INDICATORS.values()
            if not each.is_composition and not region.is_compared(each)
        ]
        return Markdown(
            f"Not compared: {list_of(left_out)}. What their limits need is in no council's measures, or they grow with the "
            "council."
        )

    def variables(self) -> dict[str, Any]:
        """The report's variables, and what the pages' head needs."""
        councils = self.measures.loc[self.measures["month"] == str(self.month), "council"].nunique()
        return {
            "audience": self.audience,
            "month": {"name": self.month.name, "as_at": day(self.month.as_at)},
            "council": as_markdown(self.issued_by),
            "region": {
                "councils": count(councils, "councils"),
                "copy": f", the copy of {in_markdown(self.own)}" if self.own else "",
            },
        }

    def _without(self, id: str) -> Markdown | None:
        if id in self._beside:
            return None
        title = INDICATORS[id].title
        return Markdown(f"No council has a figure for {self.month.name}.", f"{title}: no data.")

    def _drawn(self, id: str, kind: str, chart: "Drawing") -> Figure | Markdown:
        if missing := self._without(id):
            return missing
        each = self._beside[id]
        return Figure(
            chart(each, self.own, region_words.told(each)),
            region_words.caption(each, kind),
            region_words.alternative(each, kind),
        )


def load_region(month: str, measures: str, council: str) -> RegionBoard:
    """The board of a region's month (YYYY-MM) from the measures.csv of a batch (from the repository's root), for the copy of
    a `council`, "" for none. Raises Unusable for a file that is none, and for a month or council that it has not."""
    project = Project()
    path = Path(project.resolve(measures))
    merged = read_merged(path, measures)
    these, names = {*merged["month"]}, sorted({*merged["council"]})
    if month not in these:
        raise Unusable(f"{measures}: it has no month {month}; it has {list_of(sorted(these))}")
    if council and council not in names:
        raise Unusable(f"{measures}: it has no council {council}; {near_match(council, names, 'councils')}")
    return RegionBoard(ReportingMonth.parse(month), merged, council, read_council(project))
