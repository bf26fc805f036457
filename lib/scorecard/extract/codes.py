"""The code sets of the SSDA903 return and of the local lists, the words that mean one, and the dates within which a code may
be used.

Source: the DfE's guides to the return, the sector's own validator and its schemas.
"""

from datetime import date

SEX = ("1", "2", "M", "F", "U")
RNE = tuple("SLPTBU")
LEGAL_STATUS = tuple("C1 C2 D1 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3".split())
CATEGORY_OF_NEED = tuple(f"N{n}" for n in range(1, 9))
PLACE = tuple(
    "A3 A4 A5 A6 H5 K1 K2 K3 P1 P2 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6".split()
    + "Z1 Z11 Z12 Z13 Z14".split()
)
PLACE_PROVIDER = tuple(f"PR{n}" for n in range(6))
REASON_PLACE_CHANGE = tuple(
    "CARPL CLOSE ALLEG STAND APPRR CREQB CREQO CHILD LAREQ PLACE CUSTOD OTHER".split()
)
REASON_CEASED = tuple(
    "X1 E11 E12 E2 E3 E4A E4B E13 E41 E45 E46 E47 E48 E5 E6 E7 E8 E9 E14 E15 E16 E17".split()
)
REVIEW_CODE = tuple(f"PN{n}" for n in range(8))
MISSING = ("M", "A")
IN_TOUCH = ("YES", "NO", "DIED", "REFU", "NREQ", "RHOM")
ACTIVITY = tuple("F1 P1 F2 P2 F3 P3 F4 P4 F5 P5 G4 G5 G6 0".split())
ACCOMMODATION = tuple(
    "B1 B2 C1 C2 D1 D2 E1 E2 G1 G2 H1 H2 K1 K2 R1 R2 S2 T1 T2 U1 U2 V1 V2 W1 W2 X2 Y1 Y2 Z1 Z2 0".split()
)
REASON_PLACED_CEASED = ("RD1", "RD2", "RD3", "RD4")
FOSTER_CARE = ("0", "1")
NUMBER_OF_ADOPTERS = ("1", "2")
SEX_OF_ADOPTERS = ("M1", "F1", "MM", "FF", "MF")
LEGAL_STATUS_OF_ADOPTERS = ("L0", "L11", "L12", "L2", "L3", "L4")
YES_NO = ("Y", "N")
ONE_ZERO = ("1", "0")
VISIT_WEEKS = tuple(str(n) for n in range(1, 14))
HEALTH_TYPE = ("IHA", "RHA", "DENTAL")
NATIONAL_CURRICULUM_YEAR = (*(str(n) for n in range(1, 14)), "R", "N")
OFSTED = ("1", "2", "3", "4")
ELIGIBILITY = ("relevant", "former relevant", "qualifying")

# What a cell may say for a code: words that mean nothing else in their column, in lower case.
_YES_OR_NO = {"Y": "yes; true; 1", "N": "no; false; 0"}
_ONE_OR_ZERO = {"1": "yes; true; y", "0": "no; false; n"}
WORDS = {
    "SEX": {"M": "male; boy", "F": "female; girl"},
    "MISSING": {"M": "missing; missing from care", "A": "away; away from placement"},
    "IN_TOUCH": {"YES": "in touch", "NO": "not in touch", "REFU": "refused", "RHOM": "returned home"},
    "SEEN": _YES_OR_NO,
    "SEEN_ALONE": _YES_OR_NO,
    "PEP": _YES_OR_NO,
    "HEALTH_ASSESSMENT": _ONE_OR_ZERO,
    "TEETH_CHECK": _ONE_OR_ZERO,
    "FOSTER_CARE": _ONE_OR_ZERO,
    "WEEKS": {str(n): f"{n}-weekly; {n} weekly; every {n} weeks; {n} weeks" for n in range(1, 14)},
    "TYPE": {
        "IHA": "initial health assessment; initial health assessments",
        "RHA": "review health assessment; review health assessments",
        "DENTAL": "dental check; dental checks; teeth check",
    },
    "NC_YEAR": {"R": "reception", "N": "nursery"} | {str(n): f"year {n}; y{n}" for n in range(1, 14)},
    "OFSTED": {"1": "outstanding", "2": "good", "3": "requires improvement", "4": "inadequate"},
    "ELIGIBILITY": {
        "relevant": "relevant child",
        "former relevant": "former relevant child; former relevant care leaver",
        "qualifying": "qualifying child; qualifying care leaver",
    },
}

# What some codes mean for more than one rule.
SHORT_BREAKS = ("V3", "V4")
ADOPTED = ("E11", "E12")
FOR_ADOPTION = ("A3", "A4", "A5", "A6")
TEMPORARY = ("T0", "T1", "T2", "T3", "T4")

# First and last day on which a placement code may be used (None: no limit).
PLACE_DATES = {
    "P2": (None, date(2023, 10, 27)),
    "H5": (None, date(2025, 3, 31)),
    "Z1": (None, date(2025, 3, 31)),
    "K3": (date(2024, 4, 1), None),
    **{code: (date(2025, 4, 1), None) for code in ("Z11", "Z12", "Z13", "Z14")},
}
# The return of 2024/25 was the first with M, F, U: a child born since cannot have been in one with 1 and 2.
SEX_NUMBERED_UNTIL = date(2024, 3, 31)
# F3 and P3 (training or employment) were last in the return of this year.
TRAINING_OR_EMPLOYMENT_UNTIL = "2019/20"
