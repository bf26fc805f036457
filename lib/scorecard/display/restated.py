"""Restated figures: where this month's extract gives another figure for a past period than its pack printed.

The measures of each issued month are kept in `data/history`. A closed month changes only when something was entered or
put right late, and a board that decided on the old figure should be told.
"""

import json
from pathlib import Path

import pandas as pd

from scorecard.display.captions import period_words
from scorecard.display.figure import Markdown, table
from scorecard.edited_files import UnusableFile
from scorecard.indicators import INDICATORS
from scorecard.measures.columns import COLUMNS
from scorecard.measures.table import read_measures
from scorecard.packs.issued import FIRST_RELEASE
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.words import category_words, is_missing, number, out_of, printed

KEY = ["indicator", "period_type", "period_start", "period_end", "category", "unit"]
FIGURES = ["numerator", "denominator", "value"]


def kept_measures(project: Project, month: ReportingMonth) -> pd.DataFrame | None:
    """What the packs before the month printed, each with the `release` that worked it out, one below the other. None where no
    pack is kept.

    Raises UnusableFile for a file that was cut short or changed since.
    """
    kept = [path for path in sorted(project.history.glob("????-??.csv")) if path.stem < str(month)]
    if not kept:
        return None
    releases = read_releases(project)
    measures = [
        _kept_measures(project, file).assign(release=releases.get(file.stem, FIRST_RELEASE)) for file in kept
    ]
    return pd.concat(measures, ignore_index=True)


def last_printed(kept: pd.DataFrame) -> pd.DataFrame:
    """Each figure as the last pack printed it that did."""
    return kept.drop_duplicates(KEY, keep="last")


def first_printed(kept: pd.DataFrame) -> pd.DataFrame:
    """The figures of each pack's own month, as they were printed first, but for those whose definition was put right since."""
    own = kept[kept["period_end"].dt.strftime("%Y-%m") == kept["month"]]
    changed = {
        (id, release): id in INDICATORS and bool(INDICATORS[id].changed_since(release))
        for id, release in own[["indicator", "release"]].drop_duplicates().itertuples(index=False)
    }
    return own[[not changed[each] for each in zip(own["indicator"], own["release"])]]


def read_releases(project: Project) -> dict[str, str]:
    """By month, the release that worked out its kept measures; a month that is not among them, FIRST_RELEASE did.

    Raises UnusableFile for a file that was cut short or changed since.
    """
    try:
        return dict(json.loads(project.releases.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError):
        raise UnusableFile(f"{project.shown(project.releases)} is not as it was kept; remove it") from None


def _kept_measures(project: Project, file: Path) -> pd.DataFrame:
    try:
        measures = read_measures(file)
        if list(measures) == list(COLUMNS):
            return measures
    except (ValueError, KeyError):  # cut short, or saved by another program
        pass
    name = project.shown(file)
    raise UnusableFile(
        f"{name} is not as it was kept; copy it from packs/{file.stem}/measures.csv, or remove it"
    )


def restated(issued: pd.DataFrame | None, now: pd.DataFrame) -> pd.DataFrame:
    """The figures of `issued` that are other in `now`: the columns of KEY, `month` and `release` (of the pack), and each of
    FIGURES twice, ending in `_was` and `_is`. A figure that `now` does not have is not compared."""
    if issued is None:
        return pd.DataFrame(
            columns=[
                *KEY,
                "month",
                "release",
                *(f"{name}_{when}" for name in FIGURES for when in ("was", "is")),
            ]
        )
    latest = now.sort_values("month", kind="stable").drop_duplicates(KEY, keep="last")
    both = issued.merge(latest[[*KEY, *FIGURES]], on=KEY, suffixes=("_was", "_is"))
    same = [
        (both[f"{name}_was"] == both[f"{name}_is"]) | (both[f"{name}_was"].isna() & both[f"{name}_is"].isna())
        for name in FIGURES
    ]
    return both[~(same[0] & same[1] & same[2])]


def restated_table(issued: pd.DataFrame | None, now: pd.DataFrame) -> Markdown:
    """The restated figures with what was printed, what it is now, and by how many children or events they differ."""
    if issued is None:
        return Markdown(
            "No earlier pack is kept, so there is nothing to compare with.", "Restated figures: none"
        )
    changed = restated(issued, now)
    if changed.empty:
        return Markdown("No figure of an earlier pack has changed.", "Restated figures: none")
    rows = [
        {
            "Figure": _name(row),
            "Period": period_words(row),
            "Pack": ReportingMonth.parse(row.month).name,
            "Was": _figure(row.numerator_was, row.denominator_was, row.value_was, row.unit),
            "Is": _figure(row.numerator_is, row.denominator_is, row.value_is, row.unit),
            "Counted": _difference(row.numerator_was, row.numerator_is),
            "Out of": _difference(row.denominator_was, row.denominator_is),
            "Why": _why(row),
        }
        for row in changed.assign(financial_year=changed["period_start"].map(financial_year)).itertuples()
    ]
    return table(pd.DataFrame(rows), "Restated figures, and by how many", texts=("Period", "Pack", "Why"))


def _why(row) -> str:
    changed = INDICATORS[row.indicator].changed_since(row.release) if row.indicator in INDICATORS else ""
    return f"definition put right: {changed}" if changed else "entered or put right late"


def _name(row) -> str:
    label = INDICATORS[row.indicator].label
    return f"{label}: {category_words(row.category)}" if row.category else label


def _figure(numerator: float, denominator: float, value: float, unit: str) -> str:
    return (
        f"{printed(value, unit)} ({out_of(numerator, denominator)})" if unit == "%" else printed(value, unit)
    )


def _difference(before: float, after: float) -> str:
    if is_missing(before) and is_missing(after):
        return "–"
    difference = (0 if is_missing(after) else after) - (0 if is_missing(before) else before)
    return number(difference, 2) if difference <= 0 else f"+{number(difference, 2)}"
