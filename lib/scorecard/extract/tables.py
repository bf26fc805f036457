"""Every table of an extract, declared once: its columns, which of them are needed, what their cells may hold.

Source: data/README.md and the DfE's guide to the SSDA903 return. Standard library only, so that files can be told
apart without loading pandas.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scorecard.extract import codes


@dataclass(frozen=True, eq=False)
class Table:
    """`key`: a row without these cannot be used. `identity`: rows that agree in these are versions of one
    row, of which the latest counts (the key, unless said). `needed`: the columns that indicators read; their
    absence from a file is a problem. `dates` (DD/MM/YYYY), `numbers`, `codes` (column: its codes) and
    `patterns` (column: pattern, what it means) say what a cell may hold, `filled` which may not be blank.
    `end`: the date whose blank means "still", so that a row with an impossible one is left out: blank would
    be another claim. `steady`: versions of a row may not differ in these."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    needed: tuple[str, ...]
    identity: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    patterns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    filled: tuple[str, ...] = ()
    end: str | None = None
    steady: tuple[str, ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "identity", self.identity or self.key)


COUNCIL = "COUNCIL"
"""The column that every table of an extract of many councils has."""

_YEARS = "|".join(f"20{first:02}/{(first + 1) % 100:02}" for first in range(100))
A_YEAR = {"YEAR": (_YEARS, "a financial year like 2020/21")}

_DECLARED = (
    Table(
        "Header",
        columns=("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
        key=("CHILD",),
        needed=("CHILD", "DOB"),
        dates=("DOB", "MC_DOB"),
        codes={"SEX": codes.SEX},
        filled=("DOB",),
        steady=("DOB",),
    ),
    Table(
        "Episodes",
        columns=(
            "CHILD",
            "DECOM",
            "RNE",
            "LS",
            "CIN",
            "PLACE",
            "PLACE_PROVIDER",
            "DEC",
            "REC",
            "REASON_PLACE_CHANGE",
            "HOME_POST",
            "PL_POST",
            "URN",
        ),
        key=("CHILD", "DECOM"),
        needed=("CHILD", "DECOM", "RNE", "LS", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "PL_POST", "URN"),
        dates=("DECOM", "DEC"),
        codes={
            "RNE": codes.RNE,
            "LS": codes.LEGAL_STATUS,
            "CIN": codes.CATEGORY_OF_NEED,
            "PLACE": codes.PLACE,
            "PLACE_PROVIDER": codes.PLACE_PROVIDER,
            "REC": codes.REASON_CEASED,
            "REASON_PLACE_CHANGE": codes.REASON_PLACE_CHANGE,
        },
        filled=("RNE", "LS", "PLACE"),
        end="DEC",
    ),
    Table(
        "Reviews",
        columns=("CHILD", "DOB", "REVIEW", "REVIEW_CODE"),
        key=("CHILD", "REVIEW"),
        needed=("CHILD", "REVIEW"),
        dates=("DOB", "REVIEW"),
        codes={"REVIEW_CODE": codes.REVIEW_CODE},
    ),
    Table(
        "UASC",
        columns=("CHILD", "SEX", "DOB", "DUC"),
        key=("CHILD",),
        needed=("CHILD", "DUC"),
        dates=("DOB", "DUC"),
        codes={"SEX": codes.SEX},
        end="DUC",
        steady=("DOB",),
    ),
    Table(
        "OC2",
        columns=(
            "CHILD",
            "DOB",
            "SDQ_SCORE",
            "SDQ_REASON",
            "CONVICTED",
            "HEALTH_CHECK",
            "IMMUNISATIONS",
            "TEETH_CHECK",
            "HEALTH_ASSESSMENT",
            "SUBSTANCE_MISUSE",
            "INTERVENTION_RECEIVED",
            "INTERVENTION_OFFERED",
            "YEAR",
        ),
        key=("CHILD", "YEAR"),
        needed=("CHILD", "HEALTH_ASSESSMENT", "TEETH_CHECK"),
        dates=("DOB",),
        codes={"HEALTH_ASSESSMENT": codes.ONE_ZERO, "TEETH_CHECK": codes.ONE_ZERO},
        patterns=A_YEAR,
    ),
    Table(
        "OC3",
        columns=("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM", "YEAR"),
        key=("CHILD", "YEAR"),
        needed=("CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"),
        dates=("DOB",),
        codes={"IN_TOUCH": codes.IN_TOUCH, "ACTIV": codes.ACTIVITY, "ACCOM": codes.ACCOMMODATION},
        patterns=A_YEAR,
        filled=("DOB",),
    ),
    Table(
        "AD1",
        columns=(
            "CHILD",
            "DOB",
            "DATE_INT",
            "DATE_MATCH",
            "FOSTER_CARE",
            "NB_ADOPTR",
            "SEX_ADOPTR",
            "LS_ADOPTR",
        ),
        key=("CHILD",),
        needed=("CHILD", "DATE_MATCH"),
        dates=("DOB", "DATE_INT", "DATE_MATCH"),
        codes={
            "FOSTER_CARE": codes.FOSTER_CARE,
            "NB_ADOPTR": codes.NUMBER_OF_ADOPTERS,
            "SEX_ADOPTR": codes.SEX_OF_ADOPTERS,
            "LS_ADOPTR": codes.LEGAL_STATUS_OF_ADOPTERS,
        },
    ),
    Table(
        "PlacedAdoption",
        columns=("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
        key=("CHILD", "DATE_PLACED"),
        needed=("CHILD", "DATE_PLACED"),
        dates=("DOB", "DATE_PLACED", "DATE_PLACED_CEASED"),
        codes={"REASON_PLACED_CEASED": codes.REASON_PLACED_CEASED},
    ),
    Table(
        "Missing",
        columns=("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"),
        key=("CHILD", "MIS_START"),
        identity=("CHILD", "MIS_START", "MISSING"),
        needed=("CHILD", "MISSING", "MIS_START"),
        dates=("DOB", "MIS_START", "MIS_END"),
        codes={"MISSING": codes.MISSING},
        filled=("MISSING",),
    ),
    Table(
        "Visits",
        columns=("CHILD", "VISIT_DATE", "SEEN", "SEEN_ALONE"),
        key=("CHILD", "VISIT_DATE"),
        needed=("CHILD", "VISIT_DATE", "SEEN"),
        # A failed visit and a made one on the same day are two visits.
        identity=("CHILD", "VISIT_DATE", "SEEN", "SEEN_ALONE"),
        dates=("VISIT_DATE",),
        codes={"SEEN": codes.YES_NO, "SEEN_ALONE": codes.YES_NO},
        filled=("SEEN",),
    ),
    Table(
        "VisitFrequency",
        columns=("CHILD", "FROM", "TO", "WEEKS"),
        key=("CHILD", "FROM"),
        needed=("CHILD", "FROM", "TO", "WEEKS"),
        dates=("FROM", "TO"),
        numbers=("WEEKS",),
        codes={"WEEKS": codes.VISIT_WEEKS},
        filled=("WEEKS",),
        end="TO",
    ),
    Table(
        "Allocations",
        columns=("CHILD", "TEAM", "FROM", "TO"),
        key=("CHILD", "FROM"),
        needed=("CHILD", "TEAM", "FROM", "TO"),
        dates=("FROM", "TO"),
        filled=("TEAM",),
        end="TO",
    ),
    Table(
        "Health",
        columns=("CHILD", "TYPE", "DATE"),
        key=("CHILD", "TYPE", "DATE"),
        needed=("CHILD", "TYPE", "DATE"),
        dates=("DATE",),
        codes={"TYPE": codes.HEALTH_TYPE},
    ),
    Table(
        "VirtualSchool",
        columns=("AS_AT", "CHILD", "NC_YEAR", "PEP", "URN", "OFSTED"),
        key=("AS_AT", "CHILD"),
        needed=("AS_AT", "CHILD", "NC_YEAR", "PEP", "OFSTED"),
        dates=("AS_AT",),
        codes={"NC_YEAR": codes.NATIONAL_CURRICULUM_YEAR, "PEP": codes.YES_NO, "OFSTED": codes.OFSTED},
        filled=("NC_YEAR", "PEP"),
    ),
    Table(
        "CareLeavers",
        columns=("CHILD", "DOB", "ELIGIBILITY", "FROM", "TO"),
        key=("CHILD", "FROM"),
        needed=("CHILD", "ELIGIBILITY", "FROM", "TO"),
        dates=("DOB", "FROM", "TO"),
        codes={"ELIGIBILITY": codes.ELIGIBILITY},
        filled=("ELIGIBILITY",),
        end="TO",
    ),
    Table(
        "PathwayPlans",
        columns=("CHILD", "PLAN_DATE"),
        key=("CHILD", "PLAN_DATE"),
        needed=("CHILD", "PLAN_DATE"),
        dates=("PLAN_DATE",),
    ),
    Table(
        "Staffing",
        columns=("MONTH", "TEAM", "ESTABLISHMENT", "IN_POST", "CASES"),
        key=("MONTH", "TEAM"),
        needed=("MONTH", "TEAM", "ESTABLISHMENT", "IN_POST", "CASES"),
        numbers=("ESTABLISHMENT", "IN_POST", "CASES"),
        filled=("ESTABLISHMENT", "IN_POST", "CASES"),
        patterns={"MONTH": (r"20\d\d-(0[1-9]|1[0-2])", "a month like 2020-05")},
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in _DECLARED}
DATES = frozenset(column for table in _DECLARED for column in table.dates)
"""The columns of dates of all tables."""
PLACES = ("HOME_POST", "PL_POST", "URN")
"""Postcodes and reference numbers, which compare without case and spaces."""
REQUIRED = ("Episodes", "Header")
"""Without which an extract has no figure."""

# The column that says how recent a table's newest record is.
DATED_BY = {
    "Episodes": "DECOM",
    "Reviews": "REVIEW",
    "PlacedAdoption": "DATE_PLACED",
    "Missing": "MIS_START",
    "Visits": "VISIT_DATE",
    "Health": "DATE",
    "VirtualSchool": "AS_AT",
    "PathwayPlans": "PLAN_DATE",
}
