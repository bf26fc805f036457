"""Ten indicators in DuckDB's SQL, which knows nothing of the library: the same figures, visits on time among them."""

import pandas as pd
import pytest
from scorecard.measures.table import read_measures
from scorecard.project import ROOT

duckdb = pytest.importorskip("duckdb", reason="DuckDB is an optional requirement")
KEY = ["indicator", "period_type", "period_end", "category"]


def test_ten_indicators_of_the_sample_are_the_same_in_sql():
    sql = (ROOT / "benchmarks/ten_indicators.sql").read_text(encoding="utf-8")
    found = duckdb.connect().execute(sql.format(folder=ROOT / "data/sample", as_at="2020-05-31")).df()
    found["period_end"] = found["period_end"].astype("datetime64[us]")
    known = read_measures(ROOT / "tests/ground_truth/2020-05.csv")
    both = found.merge(known, on=KEY, suffixes=("", "_known"), validate="one_to_one")
    assert len(both) == len(found) and found["indicator"].nunique() == 10
    for name in ("numerator", "denominator"):
        expected = both[f"{name}_known"]
        pd.testing.assert_series_equal(both[name].astype("float64"), expected, check_names=False)
