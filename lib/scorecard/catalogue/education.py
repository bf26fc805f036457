"""Education, from the virtual school's roll, and children in care who go missing."""

from scorecard.catalogue.indicator import IN_CARE, Indicator, Record

ROLL = ("AS_AT", "CHILD", "NC_YEAR")
MISSING = {"Episodes": IN_CARE, "Missing": ("CHILD", "MISSING", "MIS_START")}
WENT_MISSING = (Record("Missing", "MISSING", ("M",)),)

DECLARED = (
    Indicator(
        id="pep",
        title="School-aged children in care with a Personal Education Plan in place",
        label="Personal Education Plan",
        section="education_and_missing",
        unit="%",
        good="higher",
        series=("snapshot",),
        period="at the virtual school's latest roll",
        numerator="those of them with a Personal Education Plan",
        denominator="children in years 1 to 11 on the virtual school's roll",
        definition=(
            "Of the children in years 1 to 11 on the virtual school's roll, the share with a Personal "
            "Education Plan in place, at the latest roll not after the as-at date. The date of that roll is "
            "shown with the figure."
        ),
        inputs={"VirtualSchool": (*ROLL, "PEP")},
        owner="Virtual School",
    ),
    Indicator(
        id="good_schools",
        title="School-aged children in care taught in good or outstanding schools",
        label="Good or outstanding schools",
        section="education_and_missing",
        unit="%",
        good="higher",
        series=("snapshot",),
        period="at the virtual school's latest roll",
        numerator="those of them whose school is graded 1 or 2",
        denominator="children in years 1 to 11 on the virtual school's roll whose school has an Ofsted grade",
        definition=(
            "Of the children in years 1 to 11 on the virtual school's roll whose school has a grade from "
            "Ofsted (1 to 4), the share whose school is outstanding (1) or good (2), at the latest roll not "
            "after the as-at date."
        ),
        inputs={"VirtualSchool": (*ROLL, "OFSTED")},
        records=(Record("VirtualSchool", "OFSTED"),),
        owner="Virtual School",
    ),
    Indicator(
        id="missing_children",
        title="Children in care who went missing",
        label="Children missing",
        section="education_and_missing",
        unit="children",
        good="lower",
        series=("month",),
        period="12 months",
        numerator="children who went missing in the month",
        denominator="",
        definition=(
            "Children in care with one or more episodes recorded as missing (M) that started in the month, "
            "on a day when the child was in care; a child is counted once a month. Children away from "
            "placement without authorisation (A) are shown apart and are not in the figure."
        ),
        inputs=MISSING,
        records=WENT_MISSING,
        owner="Missing and exploitation team",
        dfe_difference=(
            "The DfE publishes the share of all children in care in a year who went missing in it; ours is a "
            "number for each month, so the two are not shown side by side."
        ),
    ),
    Indicator(
        id="missing_episodes",
        title="Episodes of children in care going missing",
        label="Missing episodes",
        section="education_and_missing",
        unit="episodes",
        good="lower",
        series=("month",),
        period="12 months",
        numerator="episodes of going missing that started in the month",
        denominator="",
        definition=(
            "Episodes recorded as missing (M) that started in the month, on a day when the child was in "
            "care; one child can have several. Episodes of being away from placement without authorisation "
            "(A) are shown apart and are not in the figure."
        ),
        inputs=MISSING,
        records=WENT_MISSING,
        owner="Missing and exploitation team",
    ),
)
