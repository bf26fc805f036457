"""A written list, read as any program would: its lines add up to the figures that are known of the sample."""

import csv
import io

import pytest
from measured import population
from scorecard.care.history import Care
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS, Indicator
from scorecard.lists.formats import csv_bytes
from scorecard.lists.of_children import sheet_of
from scorecard.measures.children import child_list
from scorecard.project import ROOT
from scorecard.reporting_month import ReportingMonth

MAY = ReportingMonth(2020, 5)
PART = {
    "uasc": "Unaccompanied asylum-seeking children",
    "of foster care, with family and friends": "Of foster care, with family and friends",
}


def lines(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


@pytest.fixture(scope="module")
def care() -> Care:
    return Care(read_extract(ROOT / "data/sample"))


@pytest.fixture(scope="module")
def known() -> list[dict[str, str]]:
    return lines((ROOT / "tests/ground_truth/2020-05.csv").read_bytes())


def counted(indicator: Indicator, category: str, rows: list[dict[str, str]]) -> tuple[float, float | None]:
    """Numerator and denominator of a figure, from the lines of a list alone."""
    if category in PART:
        return sum(row[PART[category]] == "Yes" for row in rows), None
    held = [row for row in rows if row["Group"] == category] if category else rows
    if indicator.unit == "days":
        return sum(float(row["Numerator"]) for row in rows), len(rows)
    if indicator.unit == "%":
        met = {row["Numerator"] for row in rows} <= {"Yes", "No"}
        return len(held) if category else sum(row["Numerator"] == "Yes" for row in rows), len(
            rows
        ) if met else None
    return len(held), population()[: MAY.as_at].iloc[-1] if indicator.unit == "per 10,000" else None


@pytest.mark.parametrize("to_date", [False, True], ids=["the month", "the year to date"])
def test_the_lines_add_up_to_each_figure_that_is_known(care, known, to_date):
    checked = set()
    for indicator in INDICATORS.values():
        if not indicator.of_children or to_date and "ytd" not in indicator.types:
            continue
        listed = child_list(indicator, care, MAY, population(), to_date)
        rows = lines(csv_bytes(sheet_of(listed, care.extract, False, None)))
        end = f"{listed.window.end:%Y-%m-%d}"
        for figure in known:
            of = figure["indicator"], figure["period_type"], figure["period_end"]
            if of != (indicator.id, listed.window.type, end) or indicator.figure and figure["category"]:
                continue
            numerator, denominator = counted(indicator, figure["category"], rows)
            assert f"{numerator:g}" == figure["numerator"], (of, figure["category"])
            assert ("" if denominator is None else f"{denominator:g}") == figure["denominator"], of
            checked.add(indicator.id)
    expected = {each.id for each in INDICATORS.values() if each.of_children}
    assert checked == ({id for id in expected if "ytd" in INDICATORS[id].types} if to_date else expected)
