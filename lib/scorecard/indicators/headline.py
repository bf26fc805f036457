"""Headline figures: who is in care, since when, how old, and how many cases each worker holds.

The rules are those of the same ids under "Indicators" in the definitions.
"""

import pandas as pd

from scorecard.care import groups
from scorecard.care.history import Care
from scorecard.indicators.declaration import IN_CARE, DfeMeasure, Part, Record, composition, indicator
from scorecard.indicators.methods import CASELOAD, COMINGS
from scorecard.windows import AS_AT_AND_BEFORE, MONTH_ENDS, MONTHS, Days

SERVICE = "Children's social care"
SINCE = {"PERIOD_START": "In care since", "DECOM": "Present episode since"}
ENDED = {"START": "In care since", "REC": "Reason"}
STAFFING = {"Staffing": ("MONTH", "TEAM", "ESTABLISHMENT", "IN_POST", "CASES")}


@indicator(
    title="Children in care on the last day of the month",
    label="Children in care",
    unit="children",
    windows=(MONTH_ENDS,),
    parts={"uasc": Part("UASC")},
    audit=SINCE,
    numerator="children in care at the end of the month",
    inputs={"Episodes": IN_CARE},
    optional={"UASC": ("CHILD", "DUC")},
    owner=SERVICE,
    dfe=DfeMeasure("children_in_care", True),
    dfe_difference="The DfE publishes this at 31 March only.",
)
def children_in_care(care: Care, days: Days) -> pd.DataFrame:
    """Children with an open episode at the end of the last day of the month; a child whose episode ended on that day is
    not counted, nor is one in a series of short breaks (legal status V3 or V4). Unaccompanied asylum-seeking children
    are counted as a part, until the date on which that status ceased."""
    children = care.in_care_on(days)
    return children.assign(UASC=care.is_uasc(children)) if care.has_rows("UASC") else children


@indicator(
    title="Children in care per 10,000 people under 18",
    label="In care per 10,000 under-18s",
    unit="per 10,000",
    windows=(MONTH_ENDS,),
    audit=SINCE,
    numerator="children in care at the end of the month",
    denominator="the council area's population aged under 18",
    inputs={"Episodes": IN_CARE},
    owner=SERVICE,
    dfe=DfeMeasure("children_in_care_rate", True),
    dfe_difference="The DfE publishes this at 31 March only.",
)
def children_in_care_rate(care: Care, days: Days) -> pd.DataFrame:
    """The children in care at the end of the month per 10,000 people aged under 18, by the newest population figure not
    after the month."""
    return care.in_care_on(days)


@indicator(
    title="Children who started to be looked after",
    label="Started",
    unit="children",
    method=COMINGS,
    windows=(MONTHS,),
    numerator="periods of care that started in the month",
    inputs={"Episodes": IN_CARE},
    owner=SERVICE,
    dfe=DfeMeasure("started", False),
    dfe_difference=(
        "The DfE publishes one total for the year to 31 March, in which a child who starts more than once counts once; ours "
        "is for each month, and counts each start."
    ),
)
def started(care: Care, days: Days) -> pd.DataFrame:
    """Periods of care whose first day is in the month. A child who returns to care, even after a gap of one day, starts
    again and is counted again."""
    begun = care.periods[care.periods["START"] <= days[-1]]
    return begun.rename(columns={"START": "DATE"})


@indicator(
    title="Children who ceased to be looked after",
    label="Ceased",
    unit="children",
    method=COMINGS,
    windows=(MONTHS,),
    audit=ENDED,
    numerator="periods of care that ended in the month",
    inputs={"Episodes": IN_CARE},
    records=(Record("Episodes", "DEC"),),
    owner=SERVICE,
    dfe=DfeMeasure("ceased", False),
    dfe_difference=(
        "The DfE publishes one total for the year to 31 March, in which a child who ceases more than once counts once; ours "
        "is for each month, and counts each time."
    ),
)
def ceased(care: Care, days: Days) -> pd.DataFrame:
    """Periods of care whose last day is in the month, whatever the reason. An episode closed as 'the next one follows'
    (X1) with none following is an error in the data; the child counts as having left on that day."""
    return care.periods_ended(days[-1])


@composition(
    title="Legal status of children in care",
    label="Legal status",
    groups=tuple(groups.LEGAL_STATUS),
    otherwise="other or not known",
    audit={**SINCE, "LS": "Legal status code"},
    numerator="children in care with the legal status",
    inputs={"Episodes": IN_CARE},
    owner=SERVICE,
)
def legal_status(care: Care, days: Days) -> pd.DataFrame:
    """The legal status of each child's open episode: full care order (C2), interim care order (C1), placement order
    (E1, and the earlier freeing order D1), section 20 (V2), youth justice (J1 to J3), emergency protection (L1 to L3).
    Children with any other or no recorded status are shown as other or not known, so that the groups always add to the
    children in care."""
    children = care.in_care_on(days)
    return children.assign(GROUP=groups.legal_status(children))


@composition(
    title="Length of time children have been in care",
    label="Time in care",
    groups=tuple(groups.TIME_IN_CARE),
    audit=SINCE,
    numerator="children in care for that long",
    inputs={"Episodes": IN_CARE},
    owner=SERVICE,
)
def time_in_care(care: Care, days: Days) -> pd.DataFrame:
    """Time since the start of the child's present period of care. A child moves up a band on the same day of the month,
    so many months after the start, or on that month's last day if it has no such day."""
    children = care.in_care_on(days)
    return children.assign(GROUP=groups.time_in_care(children))


@composition(
    title="Children in care by age group",
    label="Age",
    groups=tuple(groups.AGE),
    otherwise="not known",
    audit={"AGE": "Age"},
    numerator="children in care of the age group",
    inputs={"Episodes": IN_CARE, "Header": ("CHILD", "DOB")},
    owner=SERVICE,
)
def age(care: Care, days: Days) -> pd.DataFrame:
    """Age in completed years at the as-at date; a child born on 29 February is a year older on 1 March of a common
    year. A child whose date of birth is missing or cannot be read is shown as not known."""
    children = care.in_care_on(days)
    return children.assign(GROUP=groups.age(children))


@indicator(
    title="Staffing: average caseload",
    label="Caseload",
    unit="cases",
    good="lower",
    method=CASELOAD,
    windows=(AS_AT_AND_BEFORE,),
    figure=None,
    numerator="open cases of the team",
    denominator="full-time equivalent staff in post",
    inputs=STAFFING,
    owner="Children's workforce",
    dfe_difference=(
        "The DfE's average caseload is of all children and family social workers together, at 30 September; ours is of "
        "each team, and counts other workers too, so the two are not shown side by side."
    ),
)
def caseload(care: Care, days: Days) -> pd.DataFrame:
    """For each team, its open cases divided by its full-time equivalent (FTE) staff in post, with the change from the
    month before. Staff numbers and cases are as the service returned them for the month."""
    return care.staffing(days).rename(columns={"CASES": "NUMERATOR", "IN_POST": "DENOMINATOR"})


@indicator(
    title="Staffing: establishment",
    label="Establishment",
    unit="FTE",
    windows=(AS_AT_AND_BEFORE,),
    figure=None,
    numerator="full-time equivalent posts of the team, filled or not",
    inputs=STAFFING,
    owner="Children's workforce",
)
def establishment(care: Care, days: Days) -> pd.DataFrame:
    """The number of full-time equivalent (FTE) posts of each team, filled or not, as the service returned it for the
    month."""
    return care.staffing(days).rename(columns={"ESTABLISHMENT": "NUMERATOR"})
