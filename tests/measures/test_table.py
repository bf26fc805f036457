"""The table of measures: its contract, its file, and what an older release kept in it."""

import numpy as np
import pandas as pd
from extracts import split_by_year
from measured import measured
from miniature_figures import FOLDER, miniature_measures
from scorecard.extract.reader import read_extract
from scorecard.indicators import INDICATORS
from scorecard.measures.columns import COLUMNS
from scorecard.measures.counter import SCALE
from scorecard.measures.table import Figures, csv_of, empty, latest, read_measures, rows
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import AS_AT

FEBRUARY = ReportingMonth(2021, 2)


def test_rows_follow_the_contract():
    measures = miniature_measures()
    assert tuple(measures.columns) == tuple(empty().columns) == COLUMNS
    assert measures.dtypes.loc[["period_start", "numerator"]].equals(
        empty().dtypes.loc[["period_start", "numerator"]]
    )
    assert set(measures["month"]) == {"2021-02"}
    assert not measures["suppressed"].any()
    assert (measures["period_start"] <= measures["period_end"]).all()
    figure = ["indicator", "period_type", "period_start", "category"]
    assert not measures.duplicated(figure).any(), "one row a figure"


def test_each_indicator_has_the_kinds_of_period_and_the_unit_that_it_declares():
    measures = miniature_measures()
    assert list(measures["indicator"].unique()) == list(INDICATORS), "in the order of the report"
    for id, indicator in INDICATORS.items():
        of = measures[measures["indicator"] == id]
        assert tuple(of["period_type"].unique()) == indicator.types
        assert set(of["unit"]) == {indicator.unit}


def test_monthly_series_have_12_months_and_quarterly_ones_8_quarters():
    points = miniature_measures().groupby(["indicator", "period_type", "category"]).size()
    points = points.reset_index(name="points")
    assert set(points.loc[points["period_type"] == "month", "points"]) == {12}
    assert set(points.loc[points["period_type"] == "quarter", "points"]) == {8}


def test_a_value_is_its_numerator_over_its_denominator_and_over_nothing_no_data():
    measures = miniature_measures()
    scale = measures["unit"].map(SCALE).fillna(1)
    expected = (scale * measures["numerator"] / measures["denominator"]).where(measures["denominator"] > 0)
    expected = expected.where(measures["denominator"].notna(), measures["numerator"])
    pd.testing.assert_series_equal(measures["value"], expected, check_names=False)
    assert measures.loc[measures["denominator"] == 0, "value"].isna().all()
    assert (measures["denominator"] == 0).any(), "the miniature has figures over nothing"


def test_a_teams_name_is_no_formula_in_the_file_and_is_read_back_as_it_was(tmp_path):
    names = ["=1+1", " @SUM(A1)", "-", "'=1", "''+1", "'tis", "Children in Care"]
    measures = pd.concat([miniature_measures().iloc[:1].assign(category=name) for name in names])
    (tmp_path / "m.csv").write_bytes(csv_of(measures))
    cells = pd.read_csv(tmp_path / "m.csv", dtype=str)["category"]
    assert not cells.str.match(r"\s*[=+@-]").any()
    assert read_measures(tmp_path / "m.csv")["category"].tolist() == names


def test_nothing_over_nothing_is_no_data_and_never_an_error():
    nothing = np.zeros(1)
    row = rows(Figures(FEBRUARY, "dental", "%", AS_AT.of(FEBRUARY), [("", nothing, nothing)], 100))
    assert row["numerator"].tolist() == row["denominator"].tolist() == [0]
    assert np.isnan(row["value"][0])


def test_the_file_is_the_same_figures_and_the_same_bytes(tmp_path):
    path, again = tmp_path / "a measures.csv", tmp_path / "again.csv"
    path.write_bytes(csv_of(miniature_measures()))
    pd.testing.assert_frame_equal(read_measures(path), miniature_measures())
    again.write_bytes(csv_of(read_measures(path)))
    assert again.read_bytes() == path.read_bytes()


def test_a_table_without_a_row_comes_back_as_one(tmp_path):
    (tmp_path / "measures.csv").write_bytes(csv_of(empty()))
    assert tuple(read_measures(tmp_path / "measures.csv").columns) == COLUMNS


def test_the_file_is_plain_to_read(tmp_path):
    (tmp_path / "measures.csv").write_bytes(csv_of(miniature_measures()))
    lines = (tmp_path / "measures.csv").read_bytes().decode("utf-8").split("\n")
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == "2021-02,children_in_care,month,2020-03-01,2020-03-31,,18,,18,children,False"
    assert "2021-02,dental,month,2020-05-01,2020-05-31,,3,12,25,%,False" in lines
    assert "2021-02,neet,ytd,2020-04-01,2021-02-28,not known,1,5,20,%,False" in lines
    assert "2021-02,adopted_share,quarter,2019-01-01,2019-03-31,,,,,%,False" in lines
    assert "2021-02,establishment,snapshot,2021-02-28,2021-02-28,Leaving Care,5.5,,5.5,FTE,False" in lines


def test_what_a_release_before_kept_under_a_category_or_a_unit_has_its_own_id_now(tmp_path):
    path = tmp_path / "2020-05.csv"
    kept = [
        "2020-05,children_in_care,month,2020-05-01,2020-05-31,,717,,717,children,False",
        '2020-05,children_in_care,month,2020-05-01,2020-05-31,rate,717,132800,53.9,"per 10,000",False',
        "2020-05,caseload,snapshot,2020-05-31,2020-05-31,East,128,8,16,cases,False",
        "2020-05,caseload,snapshot,2020-05-31,2020-05-31,East,10,,10,FTE,False",
    ]
    path.write_text("\n".join([",".join(COLUMNS), *kept]) + "\n", encoding="utf-8")
    found = read_measures(path)
    assert list(zip(found["indicator"], found["category"], found["value"])) == [
        ("children_in_care", "", 717), ("children_in_care_rate", "", 53.9),
        ("caseload", "East", 16), ("establishment", "East", 10),
    ]  # fmt: skip


def test_one_file_and_files_by_year_give_the_same_measures(tmp_path):
    split_by_year(FOLDER, tmp_path, range(2015, 2021))
    extract = read_extract(tmp_path)
    assert len(extract.files["Episodes"]) == 6
    pd.testing.assert_frame_equal(measured(extract, FEBRUARY), miniature_measures())


def test_the_latest_rows_are_those_of_each_indicators_newest_period_of_each_kind():
    ends = pd.to_datetime(["2020-04-30", "2020-05-31", "2020-05-31", "2020-03-31", "2020-03-31"])
    kinds = ["month", "month", "ytd", "quarter", "quarter"]
    frame = pd.DataFrame({"indicator": "age", "period_type": kinds, "period_end": ends})
    frame.loc[4, "indicator"] = "dental"
    assert latest(frame).index.tolist() == [1, 2, 3, 4]
