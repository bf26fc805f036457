"""The made-up region's merged measures of May 2020, as a batch of `data/make_region.py` gave them."""

from functools import cache

import pandas as pd
from scorecard.measures.table import read_merged
from scorecard.project import ROOT
from scorecard.region_board import RegionBoard
from scorecard.reporting_month import ReportingMonth

MERGED = ROOT / "data" / "region" / "measures.csv"
MAY = ReportingMonth(2020, 5)
ISSUED_BY = {"name": "Smallshire Council", "contact": {"name": "A. Name", "address": "a@example.org"}}


@cache
def merged() -> pd.DataFrame:
    return read_merged(MERGED, "measures.csv")


def region_board(own: str = "", measures: pd.DataFrame | None = None) -> RegionBoard:
    return RegionBoard(MAY, merged() if measures is None else measures, own, ISSUED_BY)
