"""The declarations: complete, in the words and units that the report knows, and true of the rows that are counted."""

import ast
import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from miniature_figures import miniature
from scorecard import words
from scorecard.care.history import Care
from scorecard.extract.tables import TABLES
from scorecard.indicators import INDICATORS, SECTIONS, declaration
from scorecard.measures.counter import SCALE, cohort_of, windows_of
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

FOLDER = Path(declaration.__file__).parent
FEBRUARY = ReportingMonth(2021, 2)
UNITS = {*SCALE, *words.UP_TO, *words.COUNTED}
every_indicator = pytest.mark.parametrize("indicator", INDICATORS.values(), ids=list(INDICATORS))


def functions(section: str) -> list[ast.FunctionDef]:
    tree = ast.parse((FOLDER / f"{section}.py").read_text(encoding="utf-8"))
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_every_module_is_a_section_and_every_public_function_in_it_an_indicator_in_the_order_of_the_report():
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__", "declaration", "methods"}
    assert modules == set(SECTIONS)
    public = [
        each.name for section in SECTIONS for each in functions(section) if not each.name.startswith("_")
    ]
    assert list(INDICATORS) == public
    assert all(each.id == id for id, each in INDICATORS.items())


def test_each_section_has_its_indicators_its_notebook_and_its_heading():
    sections = [indicator.section for indicator in INDICATORS.values()]
    assert list(dict.fromkeys(sections)) == list(SECTIONS)
    assert sections == sorted(sections, key=list(SECTIONS).index)
    report = Project().report.read_text(encoding="utf-8")
    for section, heading in SECTIONS.items():
        assert (Project().notebooks / f"{section}.ipynb").is_file()
        assert f"\n## {heading}" in report


@every_indicator
def test_an_indicator_says_all_that_the_report_prints(indicator):
    assert indicator.good in {"higher", "lower", None}
    assert indicator.unit in UNITS
    assert set(indicator.types) <= {"month", "quarter", "ytd", "snapshot"}
    assert (
        indicator.title and indicator.label and indicator.period and indicator.numerator and indicator.owner
    )
    assert indicator.definition.endswith(".")
    assert bool(indicator.denominator) == (indicator.unit in SCALE), (
        "a share says of what, and a count does not"
    )
    assert not indicator.overlapping or indicator.types == ("month",)
    assert indicator.figure in {"", None, *indicator.groups}
    assert not indicator.is_composition or indicator.windows[0].type == "snapshot"


@every_indicator
def test_a_column_that_an_indicator_uses_is_one_that_its_table_has(indicator):
    assert indicator.inputs
    for table, columns in indicator.tables.items():
        assert set(columns) <= set(TABLES[table].columns), table


@every_indicator
def test_its_rows_have_what_is_declared_of_them(indicator):
    care = Care(miniature())
    cohort = cohort_of(indicator, windows_of(indicator, FEBRUARY, care), care)
    assert isinstance(cohort, pd.DataFrame) and len(cohort)
    assert cohort["DATE"].dtype.kind == "M" and cohort["DATE"].notna().all()
    assert ("CHILD" in cohort) == any("CHILD" in columns for columns in indicator.inputs.values())
    if "CHILD" in cohort:
        assert cohort["CHILD"].dtype == "int32"
    assert {*indicator.audit, *(part.flag for part in indicator.parts.values())} <= set(cohort.columns)
    assert ("GROUP" in cohort) == (bool(indicator.groups) or indicator.figure is None)
    if indicator.unit == "%":
        assert cohort["NUMERATOR"].dtype == bool
    elif "NUMERATOR" in cohort:
        assert np.issubdtype(cohort["NUMERATOR"].dtype, np.number)
    assert ("DENOMINATOR" in cohort) == (indicator.unit == "cases")
    for flag in (part.flag for part in indicator.parts.values()):
        assert cohort[flag].dtype == bool
    if indicator.groups:
        others = {indicator.otherwise} if indicator.otherwise else set()
        named = set(cohort["GROUP"].astype(object).fillna(indicator.otherwise))
        assert named <= {*indicator.groups, *others}, "every row is in a group that is shown"


def test_a_difference_from_the_dfe_is_said_wherever_figures_are_not_like_for_like():
    for indicator in INDICATORS.values():
        if indicator.dfe and not indicator.dfe.like_for_like:
            assert indicator.dfe_difference, indicator.id


def test_the_dfe_measures_named_are_published_ones():
    with (Project().reference / "benchmarks.csv").open(encoding="utf-8") as file:
        published = {row["measure"] for row in csv.DictReader(file)}
    assert {indicator.dfe.id for indicator in INDICATORS.values() if indicator.dfe} <= published


def test_courts_decide_on_adoptions_so_that_neither_more_nor_fewer_is_better():
    assert INDICATORS["adopted_share"].good is None
