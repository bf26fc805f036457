"""The month's board: everything that the notebooks show, from one extract, worked out once.

A notebook loads it and asks for figures and tables by the indicators' ids. Without an indicator's tables it gets a
sentence that names the missing file, in place of the chart.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from scorecard.care.history import Care
from scorecard.council import read_council
from scorecard.display import groups, notes
from scorecard.display.captions import alternative, caption
from scorecard.display.data_tables import data_table, staffing_table
from scorecard.display.definitions import definitions, how_judged
from scorecard.display.figure import Figure, Markdown
from scorecard.display.highlights import highlights
from scorecard.display.performance import KEY, comparisons, performance_table
from scorecard.display.public import PROTECTION
from scorecard.display.ranges import in_caption
from scorecard.display.restated import first_printed, kept_measures, last_printed, restated_table
from scorecard.display.two_sides import facts, staffing
from scorecard.display.views import view
from scorecard.extract.of_month import seen_from
from scorecard.extract.reader import Extract, read_named
from scorecard.indicators import INDICATORS, indicator_named
from scorecard.judgement.benchmarks import read_benchmarks
from scorecard.judgement.groups import Comparison, compare
from scorecard.judgement.judge import Judgement, judge, months_judged
from scorecard.judgement.late import put_right, put_right_since, that_stand
from scorecard.judgement.targets import IndicatorTargets, read_targets
from scorecard.measures.as_counted import as_counted
from scorecard.measures.bounds import bounds, none_in_doubt
from scorecard.measures.cohort_frame import CohortFrame, cohort_frame
from scorecard.measures.data_needed import files_not_read, missing_tables, rows_lacking, warnings
from scorecard.measures.evidence import evidence
from scorecard.measures.groups import group_counts
from scorecard.measures.monthly import measures
from scorecard.measures.population import read_population
from scorecard.measures.records import silent_tables
from scorecard.measures.table import latest
from scorecard.measures.who_is_in_care import nobody, read_population_by_group, who_is_in_care
from scorecard.parameters import Parameters
from scorecard.plain_text import in_markdown
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.words import day, list_of

if TYPE_CHECKING:  # commands that draw nothing need no Altair
    from altair import TopLevelMixin

    Drawing = Callable[[pd.DataFrame], TopLevelMixin]


@dataclass(frozen=True, eq=False)
class Board:
    """One month of one council.

    measures: the month's figures, as in the contract. followed: the same for all the months that judgement looks at.
    evidence: what it needs beyond them.
    issued: what earlier packs printed, None where none is kept. judgements: how each stands, by (indicator, category).
    council: name, area and contact, as in council.yml. ranges: what the latest figures may be out by, as from `bounds`.
    under_18: the population by group, where it is given. warnings: what the extract lacks for this month, for the analyst.
    """

    month: ReportingMonth
    extract: Extract
    measures: pd.DataFrame
    followed: pd.DataFrame
    evidence: pd.DataFrame
    issued: pd.DataFrame | None
    judgements: dict[tuple[str, str], Judgement]
    targets: dict[str, IndicatorTargets]
    council: dict[str, Any]
    ranges: pd.DataFrame = field(default_factory=none_in_doubt)
    under_18: pd.DataFrame = field(default_factory=nobody)
    warnings: tuple[str, ...] = ()

    audience, decimals = "internal", 1

    def figure(self, indicators: str | tuple[str, ...], chart: "Drawing") -> Figure | Markdown:
        """The chart of one indicator, or of several that belong together, with its caption and alternative text."""
        ids = _each(indicators)
        if missing := self.missing(ids):
            return missing
        view = self.view(ids)
        words = caption(view, *rows_lacking(ids, self.extract), in_caption(ids, self.ranges))
        return Figure(chart(view), words, alternative(view))

    def tile(self, indicators: str | tuple[str, ...], chart: "Drawing") -> Figure | Markdown:
        """The same in small for the scorecard on two sides, with the facts for its caption; of several, those there are."""
        named = _each(indicators)
        ids = tuple(id for id in named if not self.missing((id,)))
        if not ids:
            return self.missing(named)
        view = self.view(ids)
        view = view[~view["before"]]  # a year is what a small chart has room for
        words = facts(view, self.judgements, alone=len(named) == 1)
        return Figure(chart(view), words, alternative(view))

    def table(self, indicators: str | tuple[str, ...]) -> Markdown:
        """The figures behind a chart: numerators, denominators and values, with small denominators marked."""
        ids = _each(indicators)
        return self.missing(ids) or data_table(self.view(ids))

    def staffing(self) -> Markdown:
        """Establishment and average caseload by team, with change and performance."""
        ids = ("caseload", "establishment")
        return self.missing(ids) or staffing_table(self.view(ids), self.judgements)

    def staffing_tile(self) -> Markdown:
        """The same for the scorecard on two sides."""
        ids = ("caseload", "establishment")
        return self.missing(ids) or staffing(self.view(ids), self.judgements)

    def performance(self) -> Markdown:
        """Every figure with its signals, on a page."""
        return performance_table(self.judgements.values(), self.council, self.month.as_at)

    def key(self) -> Markdown:
        """What the symbols on the performance page mean."""
        return Markdown(KEY)

    def comparisons(self) -> Markdown:
        """What the DfE publishes for the council, England, the region and similar councils."""
        return comparisons(self.judgements.values(), self.council)

    def highlights(self) -> Markdown:
        """What goes well, what needs attention and what else changed, a sentence each; first, which records are late."""
        found = highlights(self.judgements.values())
        return replace(found, text="\n\n".join((*notes.read_with_care(self.extract), found.text)))

    def groups_in_brief(self) -> Markdown:
        """Which groups of children are served less well than the rest, as far as can be told."""
        return groups.in_brief(self._groups)

    def groups_figure(self, grouping: str) -> Figure | Markdown:
        """Each group's difference from the rest, by age, sex or ethnicity."""
        return groups.figure(self._groups, grouping)

    def groups_table(self, grouping: str) -> Markdown:
        """The same as figures, with the groups that are too small for a test."""
        found = [each for each in self._groups if each.counts.grouping == grouping]
        return groups.groups_table(found, f"Groups by {grouping}, {day(self.month.as_at)}")

    def who_is_in_care(self) -> Markdown:
        """Children in care by sex, ethnicity and age beside the council's under-18s, where these are given."""
        return groups.who_is_in_care(self._in_care_by_group, self.month)

    @cached_property
    def _groups(self) -> list[Comparison]:
        return compare(group_counts(self._care, self.month))

    @cached_property
    def _in_care_by_group(self) -> pd.DataFrame:
        return who_is_in_care(self._care, self.month, self.under_18)

    def files_read(self) -> Markdown:
        """What was read, and how recent it is."""
        return notes.files_read(self.extract, self.month)

    def problems_found(self) -> Markdown:
        """What is wrong with the extract, counted by table and column."""
        return notes.problems_found(self.extract)

    def effect_on_figures(self) -> Markdown:
        """Which figures are without data, from which rows were left out, and what they may be out by."""
        return notes.effect_on_figures(self.extract, self.month, self.ranges)

    def how_judged(self) -> Markdown:
        """What the report's judgements rest on."""
        return how_judged()

    def definitions(self) -> Markdown:
        """How each figure is worked out, as declared."""
        return definitions(self.targets)

    def restated(self) -> Markdown:
        """Figures of earlier packs that this extract gives otherwise."""
        return restated_table(self.issued, self.followed)

    def protection(self) -> dict[str, str]:
        """How the figures are protected, for prose; nothing of it is said where they are not."""
        return dict.fromkeys(PROTECTION, "These figures are not protected.")

    def said(self, words: dict[str, Any]) -> dict[str, Any]:
        """The report's variables as this audience's pack says them."""
        return words

    def cohort(self, indicator: str) -> CohortFrame | Markdown:
        """The rows that an indicator counts in its windows, as a frame that shows no child until `.shown()` asks it to.

        CHILD, DATE, NUMERATOR, GROUP, DENOMINATOR, flags of parts and audit columns, as far as the indicator has them.
        Raises UnknownIndicator.
        """
        declared = as_counted(indicator_named(indicator).id, self.extract)
        return self.missing((indicator,)) or cohort_frame(declared, self._care, self.month)

    @cached_property
    def _care(self) -> Care:
        return Care(self.extract)

    def for_one(self) -> "Board":
        """The same, for one reader to change: pandas copies a table when it is changed."""
        tables = {name: table.copy(deep=False) for name, table in self.extract.tables.items()}
        return replace(
            self,
            extract=replace(self.extract, tables=tables),
            measures=self.measures.copy(deep=False),
            followed=self.followed.copy(deep=False),
            evidence=self.evidence.copy(deep=False),
            issued=None if self.issued is None else self.issued.copy(deep=False),
            judgements=dict(self.judgements),
            ranges=self.ranges.copy(deep=False),
            under_18=self.under_18.copy(deep=False),
            targets=dict(self.targets),
            council=deepcopy(self.council),
        )

    def view(self, ids: tuple[str, ...]) -> pd.DataFrame:
        """The indicators' measures in the given order, with their words, targets and usual range (see `views`)."""
        if ids not in self._views:
            areas = {"england": "England", "similar": self.council["similar"]}
            self._views[ids] = view(
                self.followed, ids, self.judgements, self.targets, self.month, areas, self.decimals
            )
        return self._views[ids].copy(deep=False)

    @cached_property
    def _views(self) -> dict[tuple[str, ...], pd.DataFrame]:
        """Those that were asked for: a chart, its table and its small chart have the same."""
        return {}

    def missing(self, ids: tuple[str, ...]) -> Markdown | None:
        """What stands in place of the indicators when the extract has no file for them, or nothing for the month."""
        absent = sorted(
            {table for id in ids for table in missing_tables(as_counted(id, self.extract), self.extract)}
        )
        if absent:
            text = f"The extract has no {' or '.join(absent)} file, so there is no figure here."
            if refused := files_not_read(ids, self.extract):
                text += f" Not read: {list_of([in_markdown(file) for file in refused])}."
        elif set(ids) <= set(self.measures["indicator"]):
            return None
        else:
            silent = silent_tables(self.extract, self.month)
            named = [words for id in ids for words in silent.get(id, ())]
            named = dict.fromkeys(
                named or [table for id in ids for table in as_counted(id, self.extract).inputs]
            )
            text = f"There is nothing for {self.month.name} in {list_of(list(named))}, so there is no figure here."
        return Markdown(text, f"{list_of([INDICATORS[id].title for id in ids])}: no data.")


def _each(indicators: str | tuple[str, ...]) -> tuple[str, ...]:
    return (indicators,) if isinstance(indicators, str) else indicators


def worked_out(project: Project, parameters: Parameters) -> Board:
    """The board, as `load`, from the files as they are now."""
    council = read_council(project)
    this = parameters.reporting_month
    extract = read_named(project, parameters.extract)
    care = Care(seen_from(extract, this))
    population = read_population(project)
    followed = measures(care, months_judged(this), population)
    of_month = followed[followed["month"] == str(this)].reset_index(drop=True)
    targets, published = read_targets(project), read_benchmarks(project)
    found = evidence(care, this)
    kept = kept_measures(project, this)
    judgements = judge(followed, found, this, targets, published)
    if kept is not None and (late := put_right_since(first_printed(kept), followed, this)):
        again = (judge(each, found, this, targets, published) for each in put_right(followed, this, late))
        judgements = that_stand(judgements, again, late)
    return Board(
        month=this,
        extract=care.extract,
        measures=of_month,
        followed=followed,
        evidence=found,
        issued=None if kept is None else last_printed(kept),
        judgements={(found.indicator.id, found.category): found for found in judgements},
        targets=targets,
        council=council,
        ranges=bounds(care, this, latest(of_month), population),
        under_18=read_population_by_group(project),
        warnings=warnings(care.extract, this),
    )
