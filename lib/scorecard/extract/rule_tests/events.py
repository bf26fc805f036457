"""What visits, reviews, health checks, times missing and adoption may not say, and when a child sought asylum."""

from datetime import timedelta

import numpy as np

from scorecard.dates import day_numbers
from scorecard.extract.rows import Rows
from scorecard.extract.rule_tests.any_table import A_WEEK, age_on, as_above

FIRST_ASSESSMENT_WITHIN = timedelta(days=366)


def no_leaver(rows: Rows) -> np.ndarray:
    return ~rows.is_in("PathwayPlans", "CareLeavers", "Header")


def seen_and_not_seen(rows: Rows) -> np.ndarray:
    seen = rows["Visits", "SEEN"]
    return _same_visit(rows) & (seen.notna() & seen.shift(1).notna()).to_numpy() & ~as_above(seen)


def visit_twice(rows: Rows) -> np.ndarray:
    return _same_visit(rows) & as_above(rows["Visits", "SEEN"])


def alone_but_not_seen(rows: Rows) -> np.ndarray:
    return (rows["Visits", "SEEN_ALONE"].eq("Y") & rows["Visits", "SEEN"].eq("N")).to_numpy(bool)


def late_first_assessment(rows: Rows) -> np.ndarray:
    """An IHA a year or more after the start of care, all periods of care taken together."""
    found = rows["Health", "TYPE"].eq("IHA").to_numpy(bool, copy=True)
    first = np.flatnonzero(found)
    since = rows["Health", "DATE"].iloc[first] - rows.start_of_care("Health", "DATE", first)
    found[first] = since > FIRST_ASSESSMENT_WITHIN
    return found


def reviewed_as_infant(rows: Rows) -> np.ndarray:
    return (rows["Reviews", "REVIEW_CODE"].eq("PN0") & (age_on(rows, "Reviews", "REVIEW") >= 4)).to_numpy(
        bool
    )


def reviewed_as_older(rows: Rows) -> np.ndarray:
    code = rows["Reviews", "REVIEW_CODE"]
    return (code.notna() & (code != "PN0") & (age_on(rows, "Reviews", "REVIEW") < 4)).to_numpy(bool)


def back_before_gone(rows: Rows) -> np.ndarray:
    return (rows["Missing", "MIS_END"] < rows["Missing", "MIS_START"]).to_numpy()


def gone_twice(rows: Rows) -> np.ndarray:
    """More than a week before the end of the one before of the same kind."""
    order = np.lexsort(
        [
            day_numbers(rows["Missing", "MIS_START"]),
            rows["Missing", "MISSING"].cat.codes,
            rows.child("Missing"),
        ]
    )
    child, kind, start, end = (
        rows["Missing", column].take(order) for column in ("CHILD", "MISSING", "MIS_START", "MIS_END")
    )
    found = np.zeros(len(order), dtype=bool)
    found[order] = as_above(child) & as_above(kind) & (start + A_WEEK < end.shift(1)).to_numpy()
    return found


def ceased_before_placed(rows: Rows) -> np.ndarray:
    ceased = rows["PlacedAdoption", "DATE_PLACED_CEASED"]
    return (ceased < rows["PlacedAdoption", "DATE_PLACED"]).to_numpy()


def matched_after_placed(rows: Rows) -> np.ndarray:
    placed = rows["PlacedAdoption", "DATE_PLACED"].groupby(rows["PlacedAdoption", "CHILD"]).max()
    return rows["AD1", "DATE_MATCH"].to_numpy() > placed.reindex(rows["AD1", "CHILD"]).to_numpy()


def matched_before_decided(rows: Rows) -> np.ndarray:
    return (rows["AD1", "DATE_MATCH"] < rows["AD1", "DATE_INT"]).to_numpy()


def asylum_before_care(rows: Rows) -> np.ndarray:
    first = rows["Episodes", "DECOM"].groupby(rows["Episodes", "CHILD"]).min()
    return rows["UASC", "DUC"].to_numpy() < first.reindex(rows["UASC", "CHILD"]).to_numpy()


def asylum_after_18(rows: Rows) -> np.ndarray:
    return (rows["UASC", "DUC"] > rows.birthday("UASC", 18)).to_numpy()


def _same_visit(rows: Rows) -> np.ndarray:
    return as_above(rows["Visits", "CHILD"]) & as_above(rows["Visits", "VISIT_DATE"])
