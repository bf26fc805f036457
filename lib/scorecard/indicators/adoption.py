"""Adoption: how many children leave care by it, and how long it takes.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import pandas as pd

from scorecard.care.child_days import days_with, first_day
from scorecard.care.history import Care
from scorecard.extract.codes import ADOPTED, REASON_CEASED
from scorecard.indicators.declaration import IN_CARE, DfeMeasure, Record, indicator
from scorecard.indicators.methods import MEAN, SHARE_TO_QUARTER
from scorecard.windows import QUARTERS, QUARTERS_TO_DATE, ROLLING_YEARS, Days

ENDED = (*IN_CARE, "REC")
PLACEMENT_ORDER = "E1"


@indicator(
    title="Children leaving care who are adopted",
    label="Adopted",
    unit="%",
    method=SHARE_TO_QUARTER,
    windows=(QUARTERS, QUARTERS_TO_DATE),
    audit={"START": "In care since", "REC": "Reason"},
    numerator="those of them that ended in adoption",
    denominator="periods of care that ended",
    inputs={"Episodes": ENDED},
    records=(Record("Episodes", "REC", tuple(code for code in REASON_CEASED if code != "X1")),),
    owner="Adoption service",
    dfe=DfeMeasure("adopted_share", False),
    dfe_difference=(
        "The DfE's figure is for the year to 31 March, counts a child who leaves more than once in it once, and comes from "
        "the return as it was submitted; ours is for the financial year so far and counts each period of care."
    ),
)
def adopted_share(care: Care, days: Days) -> pd.DataFrame:
    """Of the periods of care that ended in the quarter, the share that ended in adoption (E11 or E12). The quarters go
    up to the last complete one at the as-at date, and the year to date is that quarter's financial year up to its end.
    Courts decide on adoptions, and those who leave care at 18 swell the denominator, so neither higher nor lower is
    better."""
    ended = care.periods_ended(days[-1])
    return ended.assign(NUMERATOR=ended["REC"].isin(ADOPTED))


@indicator(
    title="Average days from entering care to moving in with the adoptive family",
    label="Entry to adoptive placement",
    unit="days",
    good="lower",
    method=MEAN,
    windows=(ROLLING_YEARS,),
    audit={"START": "In care since", "DATE_PLACED": "Placed for adoption"},
    numerator="days from the start of care to the adoptive placement, added up",
    denominator="children adopted in the 12 months, with the date of the placement known",
    inputs={"Episodes": ENDED, "PlacedAdoption": ("CHILD", "DATE_PLACED")},
    owner="Adoption service",
    dfe_difference=(
        "The DfE's adoption scorecard (A1) is a mean over three years, and stops the clock for a foster carer who adopts; "
        "ours is over 12 months."
    ),
)
def entry_to_placement(care: Care, days: Days) -> pd.DataFrame:
    """For the children adopted in the 12 months to the end of the month, the mean number of days from the start of the
    period of care to the day on which the child was first placed for adoption in it. A child with no such date is left
    out."""
    placed = _first_within(_adopted(care, days), care.table("PlacedAdoption"), "DATE_PLACED")
    return placed.assign(NUMERATOR=(placed["DATE_PLACED"] - placed["START"]).dt.days)


@indicator(
    title="Average days from placement order to match with adopters",
    label="Placement order to match",
    unit="days",
    good="lower",
    method=MEAN,
    windows=(ROLLING_YEARS,),
    audit={"DECOM": "Placement order", "DATE_MATCH": "Match"},
    numerator="days from the placement order to the match, added up",
    denominator="children adopted in the 12 months who had a placement order and a match",
    inputs={"Episodes": ENDED, "AD1": ("CHILD", "DATE_MATCH")},
    owner="Adoption service",
    dfe_difference="The DfE's adoption scorecard (A2) is a mean over three years; ours is over 12 months.",
)
def order_to_match(care: Care, days: Days) -> pd.DataFrame:
    """For the children adopted in the 12 months to the end of the month, the mean number of days from the first
    placement order (E1) of the period of care to the date of the match with the adopters; a match made before the order
    counts as no days. A child without a placement order, or whose match has no date, or one after the adoption
    (of another match, or an error), is left out."""
    orders = care.episodes[care.episodes["LS"] == PLACEMENT_ORDER]
    ordered = _first_within(_adopted(care, days), orders, "DECOM")
    matched = ordered.merge(care.table("AD1")[["CHILD", "DATE_MATCH"]], on="CHILD")
    matched = matched[matched["DATE_MATCH"] <= matched["DATE"]]
    return matched.assign(NUMERATOR=(matched["DATE_MATCH"] - matched["DECOM"]).dt.days.clip(lower=0))


def _adopted(care: Care, days: Days) -> pd.DataFrame:
    ended = care.periods_ended(days[-1])
    return ended[ended["REC"].isin(ADOPTED)]


def _first_within(periods: pd.DataFrame, events: pd.DataFrame, date: str) -> pd.DataFrame:
    """The periods of care that have an event, both ends included, with the date of its first."""
    happened = days_with(events["CHILD"], events[date])
    first = first_day(happened, periods["CHILD"], periods["START"], periods["DATE"])
    return periods.assign(**{date: first})[first.notna()]
