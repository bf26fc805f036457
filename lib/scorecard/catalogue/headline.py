"""Headline figures: who is in care, since when, how old, and how many cases each worker holds."""

from scorecard.catalogue.indicator import IN_CARE, DfeMeasure, Indicator, Record

SERVICE = "Children's social care"

DECLARED = (
    Indicator(
        id="children_in_care",
        title="Children in care on the last day of the month",
        label="Children in care",
        section="headline",
        unit="children",
        good=None,
        series=("month",),
        period="12 month ends",
        numerator="children in care at the end of the month",
        denominator="for the rate: the county's population aged under 18",
        definition=(
            "Children with an open episode at the end of the last day of the month; a child whose episode "
            "ended on that day is not counted, nor is one in a series of short breaks (legal status V3 or "
            "V4). The rate is per 10,000 people aged under 18, from the newest population figure not after "
            "the month. Unaccompanied asylum-seeking children are counted as a part, until the date on which "
            "that status ceased."
        ),
        inputs={"Episodes": IN_CARE},
        optional={"UASC": ("CHILD", "DUC")},
        owner=SERVICE,
        dfe=(
            DfeMeasure("children_in_care", True),
            DfeMeasure("children_in_care_rate", True, category="rate"),
        ),
        dfe_difference="The DfE publishes this at 31 March only.",
    ),
    Indicator(
        id="started",
        title="Children who started to be looked after",
        label="Started",
        section="headline",
        unit="children",
        good=None,
        series=("month",),
        period="12 months",
        numerator="periods of care that started in the month",
        denominator="",
        definition=(
            "Periods of care whose first day is in the month. A child who returns to care, even after a gap "
            "of one day, starts again and is counted again."
        ),
        inputs={"Episodes": IN_CARE},
        owner=SERVICE,
        dfe=(DfeMeasure("started", False),),
        dfe_difference="The DfE publishes one total for the year to 31 March; ours is for each month.",
    ),
    Indicator(
        id="ceased",
        title="Children who ceased to be looked after",
        label="Ceased",
        section="headline",
        unit="children",
        good=None,
        series=("month",),
        period="12 months",
        numerator="periods of care that ended in the month",
        denominator="",
        definition=(
            "Periods of care whose last day is in the month, whatever the reason. An episode closed as 'the "
            "next one follows' (X1) with none following is an error in the data; the child counts as having "
            "left on that day."
        ),
        inputs={"Episodes": IN_CARE},
        records=(Record("Episodes", "DEC"),),
        owner=SERVICE,
        dfe=(DfeMeasure("ceased", False),),
        dfe_difference="The DfE publishes one total for the year to 31 March; ours is for each month.",
    ),
    Indicator(
        id="legal_status",
        title="Legal status of children in care",
        label="Legal status",
        section="headline",
        unit="children",
        good=None,
        series=("snapshot",),
        period="at the as-at date",
        numerator="children in care with the legal status",
        denominator="",
        definition=(
            "The legal status of each child's open episode: full care order (C2), interim care order (C1), "
            "placement order (E1, and the earlier freeing order D1), section 20 (V2), youth justice (J1 to "
            "J3), emergency protection (L1 to L3). Children with any other or no recorded status are shown "
            "as other or not known, so that the groups always add to the children in care."
        ),
        inputs={"Episodes": IN_CARE},
        owner=SERVICE,
    ),
    Indicator(
        id="time_in_care",
        title="Length of time children have been in care",
        label="Time in care",
        section="headline",
        unit="children",
        good=None,
        series=("snapshot",),
        period="at the as-at date",
        numerator="children in care for that long",
        denominator="",
        definition=(
            "Time since the start of the child's present period of care. A child moves up a band on the same "
            "day of the month, so many months after the start, or on that month's last day if it has no such "
            "day."
        ),
        inputs={"Episodes": IN_CARE},
        owner=SERVICE,
    ),
    Indicator(
        id="age",
        title="Children in care by age group",
        label="Age",
        section="headline",
        unit="children",
        good=None,
        series=("snapshot",),
        period="at the as-at date",
        numerator="children in care of the age group",
        denominator="",
        definition=(
            "Age in completed years at the as-at date; a child born on 29 February is a year older on 1 "
            "March of a common year. A child whose date of birth is missing or cannot be read is shown as "
            "not known."
        ),
        inputs={"Episodes": IN_CARE, "Header": ("CHILD", "DOB")},
        owner=SERVICE,
    ),
    Indicator(
        id="caseload",
        title="Staffing: establishment and average caseload",
        label="Caseload",
        section="headline",
        unit="cases",
        good="lower",
        series=("snapshot",),
        period="at the as-at date, and a month before",
        numerator="open cases of the team",
        denominator="full-time equivalent staff in post",
        definition=(
            "For each team, its open cases divided by its full-time equivalent (FTE) staff in post, with the "
            "change from the month before. The establishment is the number of FTE posts, filled or not. "
            "Staff numbers and cases are as the service returned them for the month."
        ),
        inputs={"Staffing": ("MONTH", "TEAM", "ESTABLISHMENT", "IN_POST", "CASES")},
        owner="Children's workforce",
        dfe_difference=(
            "The DfE's average caseload is of all children and family social workers together, at 30 "
            "September; ours is of each team, and counts other workers too, so the two are not shown side by "
            "side."
        ),
    ),
)
