"""The month's board for the public: the same charts, tables and words, made from protected figures alone.

What works it out reads the extract; what it hands on holds nothing of it but the published counts, and for the analyst's eyes
what the extract lacks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from scorecard.board import Board
from scorecard.care.history import Care
from scorecard.council import read_council
from scorecard.display.captions import caption
from scorecard.display.data_tables import data_table
from scorecard.display.definitions import definitions
from scorecard.display.figure import Figure, Markdown
from scorecard.display.public import NOT_PUBLISHED, PROTECTION, said, said_throughout
from scorecard.display.theme import alt
from scorecard.extract.of_month import seen_from
from scorecard.extract.reader import Extract, read_named
from scorecard.indicators import INDICATORS
from scorecard.judgement.benchmarks import read_benchmarks
from scorecard.judgement.judge import judge, months_judged
from scorecard.judgement.targets import IndicatorTargets, Target, read_targets
from scorecard.measures.data_needed import warnings
from scorecard.measures.population import read_population
from scorecard.parameters import Parameters
from scorecard.project import Project
from scorecard.protection.counts import Atom
from scorecard.protection.figures import LEAST, MOST, public_measures
from scorecard.protection.key import BASE
from scorecard.protection.published import PUBLISHED, rounded
from scorecard.publication.figures import public_figures
from scorecard.reporting_month import ReportingMonth
from scorecard.words import COUNTED, day, list_of, sentence

ABSENT = Markdown(NOT_PUBLISHED)
OF_A_YEAR = "Figures of a financial year"


@dataclass(frozen=True, eq=False)
class PublicBoard(Board):
    """A board without an extract. `counts`: the published counts that it is made from; `corrected`: those that correct
    others; `repeated`: how often draws were repeated, for the key's file."""

    counts: Mapping[Atom, int] = field(default_factory=dict)
    corrected: frozenset[Atom] = frozenset()
    keys: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[Atom, int] = field(default_factory=dict)
    repeated: Mapping[str, int] = field(default_factory=dict)
    audience, decimals = "public", 0

    def protection(self) -> dict[str, str]:
        """How the figures are protected, and which correct others."""
        if not self.corrected:
            return PROTECTION
        named = {
            f"{INDICATORS[atom.indicator].label} at {day(atom.end)}": None
            for atom in sorted(self.corrected, key=lambda each: each.end)
        }
        return PROTECTION | {"corrected": f"Corrected since they were first published: {list_of([*named])}."}

    def said(self, words: dict[str, Any]) -> dict[str, Any]:
        """The report's variables, with shares in whole percent."""
        return said_throughout(words)

    def definitions(self) -> Markdown:
        """How each published figure is worked out, as declared."""
        return definitions(self.targets, [id for id in INDICATORS if id in set(self.measures["indicator"])])

    def figure(
        self, indicators: str | tuple[str, ...], chart: Callable[[pd.DataFrame], alt.TopLevelMixin]
    ) -> Figure | Markdown:
        """As the internal board's, of the indicators that are published."""
        published = self._published(indicators)
        if not published:
            return ABSENT
        view = self.view(published)
        if _is_of_a_year(view):
            return Markdown(_of_a_year(view), said(caption(view)))
        return _said_of_figure(super().figure(published, chart))

    def tile(
        self, indicators: str | tuple[str, ...], chart: Callable[[pd.DataFrame], alt.TopLevelMixin]
    ) -> Figure | Markdown:
        """As the internal board's, of the indicators that are published."""
        published = self._published(indicators)
        view = self.view(published) if published else None
        if view is None or _is_of_a_year(view):
            return ABSENT if view is None else Markdown(_of_a_year(view), OF_A_YEAR)
        return _said_of_figure(super().tile(published, chart))

    def staffing_tile(self) -> Markdown:
        return ABSENT

    def table(self, indicators: str | tuple[str, ...]) -> Markdown:
        """As the internal board's, of the indicators and the months that are published."""
        published = self._published(indicators)
        if not published:
            return ABSENT
        view = self.view(published)
        shown = view[view["numerator"].notna() | ~view["suppressed"]]
        return _said(data_table(view if shown.empty else shown))

    def performance(self) -> Markdown:
        """As the internal board's."""
        return _said(Board.performance(self._of_published()))

    def comparisons(self) -> Markdown:
        """As the internal board's."""
        return _said(Board.comparisons(self._of_published()))

    def highlights(self) -> Markdown:
        """As the internal board's."""
        return _said(Board.highlights(self._of_published()))

    def staffing(self) -> Markdown:
        """Not published, nor is what follows."""
        return ABSENT

    def files_read(self) -> Markdown:
        return ABSENT

    def problems_found(self) -> Markdown:
        return ABSENT

    def effect_on_figures(self) -> Markdown:
        return ABSENT

    def restated(self) -> Markdown:
        return ABSENT

    def groups_in_brief(self) -> Markdown:
        return ABSENT

    def groups_figure(self, grouping: str) -> Markdown:
        return ABSENT

    def groups_table(self, grouping: str) -> Markdown:
        return ABSENT

    def who_is_in_care(self) -> Markdown:
        return ABSENT

    def cohort(self, indicator: str) -> Markdown:
        return ABSENT

    def missing(self, ids: tuple[str, ...]) -> Markdown | None:
        """What stands in place of indicators of which nothing is published this month."""
        if set(ids) <= set(self.measures["indicator"]):
            return None
        return Markdown(NOT_PUBLISHED, f"{list_of([INDICATORS[id].title for id in ids])}: not published.")

    def _of_published(self) -> "PublicBoard":
        """The same without what is not published, of which variables say that there are no data."""
        published = set(self.measures["indicator"])
        return replace(
            self, judgements={key: each for key, each in self.judgements.items() if key[0] in published}
        )

    def _published(self, indicators: str | tuple[str, ...]) -> tuple[str, ...]:
        ids = (indicators,) if isinstance(indicators, str) else indicators
        return tuple(id for id in ids if id in set(self.measures["indicator"]))


def of_counts(project: Project, month: ReportingMonth, followed: pd.DataFrame) -> PublicBoard:
    """The board of public measures: those of `months_judged`, one below the other."""
    council, targets, published = read_council(project), read_targets(project), read_benchmarks(project)
    measures = followed[followed["month"] == str(month)].reset_index(drop=True)
    how_rounded = {id: rounded(id) for id in PUBLISHED}
    judgements = judge(
        followed, None, month, that_can_be_judged(targets, measures, month), published, how_rounded
    )
    return PublicBoard(
        month=month,
        extract=_no_extract(),
        measures=measures,
        followed=followed,
        evidence=pd.DataFrame(),
        issued=None,
        judgements={(found.indicator.id, found.category): found for found in judgements},
        targets=targets,
        council=council,
    )


def worked_out(project: Project, parameters: Parameters) -> PublicBoard:
    """The public board of a month. Raises Unusable, also for a key that cannot be used and figures that would tell."""
    month = parameters.reporting_month
    care = Care(read_named(project, parameters.extract))
    made, repeated = public_figures(project, parameters, care)
    months = months_judged(month)
    followed = public_measures(made.figures, made.size, months, read_population(project))
    return replace(
        of_counts(project, month, followed),
        counts=made.figures,
        corrected=made.corrected,
        keys=made.keys,
        new=made.new,
        repeated=repeated,
        warnings=warnings(seen_from(care.extract, month), month),
    )


def that_can_be_judged(
    targets: Mapping[str, IndicatorTargets], measures: pd.DataFrame, month: ReportingMonth
) -> dict[str, IndicatorTargets]:
    """The targets, without those of shares that are only said to lie at an end, and of counts that rounding alone may have
    taken over a bound."""
    ends = measures[(measures["unit"] == "%") & measures["value"].isin([LEAST, MOST])]
    counts = measures[measures["unit"].isin(COUNTED) & (measures["category"] == "")]
    latest = counts[counts["period_end"] == counts.groupby("indicator")["period_end"].transform("max")]
    near = {
        id
        for id, value in zip(latest["indicator"], latest["value"])
        if id in targets and _near(targets[id].at(month), value)
    }
    return {id: each for id, each in targets.items() if id not in {*ends["indicator"], *near}}


def _near(target: Target | None, value: float) -> bool:
    bounds = () if target is None else (target.low, target.high)
    return any(bound is not None and abs(value - bound) < BASE for bound in bounds)


def _is_of_a_year(view: pd.DataFrame) -> bool:
    """Whether there is one figure a financial year, and no whole of which a bar could show it as a part."""
    return set(view["period_type"]) == {"ytd"} and "%" not in set(view["unit"])


def _of_a_year(view: pd.DataFrame) -> str:
    """What stands in place of its chart."""
    lines = [
        f"- {title} in {year}: {words}{f'; target: {target}' if target else ''}"
        for title, year, words, target in zip(
            view["title"], view["financial_year"], view["printed"], view["target"]
        )
    ]
    return "\n".join(lines)


def _no_extract() -> Extract:
    return Extract(Path(), {}, (), {}, (), {}, pd.Index([]))


def _said_of_figure(made: Figure | Markdown) -> Figure | Markdown:
    if isinstance(made, Markdown):
        return made
    return Figure(made.chart, sentence(said(made.caption)), sentence(said(made.alt)), said_throughout)


def _said(markdown: Markdown) -> Markdown:
    return Markdown(said(markdown.text), said(markdown.caption))
