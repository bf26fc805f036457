"""Health: first assessments on entering care, and yearly checks after that.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import pandas as pd

from scorecard.care.child_days import days_in_year, first_day, latest_day
from scorecard.care.episodes import in_care_for
from scorecard.care.health import ASSESSMENTS, DENTAL, INITIAL, assessments_needed, initial_due
from scorecard.care.history import Care
from scorecard.indicators.declaration import AS_SUBMITTED, IN_CARE, DfeMeasure, Instead, Record, indicator
from scorecard.indicators.methods import SHARE_TO_QUARTER, STATE
from scorecard.reporting_month import financial_year
from scorecard.windows import LATEST_RETURN, QUARTERS, QUARTERS_TO_DATE, YEARS_AT_MONTH_ENDS, Days

SERVICE = "Children in care health team (NHS)"
CHECKS = ("CHILD", "TYPE", "DATE")
IHA, RHA, CHECKED = (Record("Health", "TYPE", (code,)) for code in (*ASSESSMENTS, *DENTAL))
FOUND = {"CHECKS": "Found in 12 months", "PERIOD_START": "In care since"}


def _by_the_return(answer: str) -> Instead:
    """The yearly figure of the return's OC2: `answer` is the column that says whether the child was checked."""

    def cohort(care: Care, days: Days) -> pd.DataFrame:
        return _answered(care, days, answer)

    return Instead(
        without="Health",
        named="by the yearly return",
        words="this is the return's yearly figure (OC2), for the extract has no Health file",
        definition=(
            "Of the children in care for 12 months or longer without a break on 31 March, the latest of which the extract "
            f"holds the return, the share whose {answer} in OC2 is 1 for the year to that day. A child without a row there "
            "is not counted as checked."
        ),
        cohort=cohort,
        windows=(LATEST_RETURN,),
        numerator=f"those of them whose {answer} in the return is 1 for the year",
        denominator="children in care on 31 March, for 12 months or longer without a break",
        inputs={"Episodes": IN_CARE, "OC2": ("CHILD", "YEAR", answer)},
        records=(Record("OC2", answer),),
        audit={answer: "In the return", "PERIOD_START": "In care since"},
        dfe_difference=(
            "The DfE's figure comes from the return as it was submitted; ours from the extract's, of the children who were in "
            "care for 12 months by its episodes."
        ),
    )


@indicator(
    title="Children in care whose initial health assessment was completed on time",
    label="Initial health assessment on time",
    unit="%",
    good="higher",
    method=SHARE_TO_QUARTER,
    windows=(QUARTERS, QUARTERS_TO_DATE),
    audit={"START": "In care since", "ASSESSED": "Assessed by then"},
    numerator="those of them assessed by that day",
    denominator="children whose 20th working day in care fell in the period, and who were in care that day",
    inputs={"Episodes": IN_CARE, "Health": CHECKS},
    records=(IHA,),
    owner=SERVICE,
)
def initial_health_on_time(care: Care, days: Days) -> pd.DataFrame:
    """Of the children whose 20th working day after the start of the period of care fell in the quarter, and who were
    still in care at the end of it, the share with an initial health assessment from the start to that day. The quarters
    go up to the last complete one at the as-at date, and the year to date is that quarter's financial year."""
    periods = care.periods.assign(DATE=initial_due(care.periods))
    periods = periods[(periods["DATE"] <= days[-1]) & ~(periods["END"] <= periods["DATE"])]
    assessed = first_day(care.checks(INITIAL), periods["CHILD"], periods["START"], periods["DATE"])
    return periods.assign(NUMERATOR=assessed.notna(), ASSESSED=assessed)


@indicator(
    title="Children in care whose annual health assessment is up to date",
    label="Annual health assessment",
    unit="%",
    good="higher",
    method=STATE,
    windows=(YEARS_AT_MONTH_ENDS,),
    audit={"LAST": "Last assessment", **FOUND, "AGE": "Age"},
    numerator="those of them with a health assessment in the 12 months (two for a child under 5)",
    denominator="children in care at the end of the month, for 12 months or longer without a break",
    inputs={"Episodes": IN_CARE, "Header": ("CHILD", "DOB"), "Health": CHECKS},
    records=(IHA, RHA),
    looks_back=12,
    instead=_by_the_return("HEALTH_ASSESSMENT"),
    owner=SERVICE,
    dfe=DfeMeasure("health_assessment", False),
    dfe_difference=AS_SUBMITTED,
)
def annual_health(care: Care, days: Days) -> pd.DataFrame:
    """Of the children in care for 12 months or longer without a break, the share with a health assessment, initial or
    review, in the 12 months to the end of the month; a child under 5 at the end of the month needs two, on different
    days. A child whose age is not known needs one."""
    children = _checked(care, days, ASSESSMENTS)
    return children.assign(NUMERATOR=children["CHECKS"] >= assessments_needed(children))


@indicator(
    title="Children in care whose annual dental check is up to date",
    label="Dental check",
    unit="%",
    good="higher",
    method=STATE,
    windows=(YEARS_AT_MONTH_ENDS,),
    audit={"LAST": "Last check", **FOUND},
    numerator="those of them with a dental check in the 12 months",
    denominator="children in care at the end of the month, for 12 months or longer without a break",
    inputs={"Episodes": IN_CARE, "Health": CHECKS},
    records=(CHECKED,),
    looks_back=12,
    instead=_by_the_return("TEETH_CHECK"),
    owner=SERVICE,
    dfe=DfeMeasure("dental_check", False),
    dfe_difference=AS_SUBMITTED,
)
def dental(care: Care, days: Days) -> pd.DataFrame:
    """Of the children in care for 12 months or longer without a break, the share with a dental check in the 12 months
    to the end of the month. The youngest, who have no teeth yet, are not left out."""
    children = _checked(care, days, DENTAL)
    return children.assign(NUMERATOR=children["CHECKS"] >= 1)


def _answered(care: Care, days: Days, answer: str) -> pd.DataFrame:
    """Children in care for 12 months at the end of each day, each 31 March, with the answer of the return of that year."""
    children = care.in_care_on(days)
    children = children[in_care_for(children, 12)].assign(YEAR=children["DATE"].map(financial_year))
    returned = care.table("OC2")[["CHILD", "YEAR", answer]].astype({"YEAR": "str"})
    children = children.merge(returned, "left", ["CHILD", "YEAR"])
    return children.assign(NUMERATOR=children[answer] == "1")


def _checked(care: Care, days: Days, types: tuple[str, ...]) -> pd.DataFrame:
    """Children in care for 12 months at the end of each day: CHECKS, on how many days of those, and the LAST."""
    children = care.in_care_on(days)
    children = children[in_care_for(children, 12)]
    asked = care.checks(types), children["CHILD"], children["DATE"]
    return children.assign(CHECKS=days_in_year(*asked), LAST=latest_day(*asked))
