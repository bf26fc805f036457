"""A board made by hand, for what is drawn and said: figures near those of the published scorecard, any month, any size."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scorecard.board import Board
from scorecard.council import read_council
from scorecard.extract.reader import Extract
from scorecard.extract.tables import TABLES
from scorecard.indicators import INDICATORS
from scorecard.judgement.benchmarks import read_benchmarks
from scorecard.judgement.judge import judge
from scorecard.judgement.targets import read_targets
from scorecard.measures.counter import SCALE
from scorecard.measures.table import Figures, rows
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window

MAY = ReportingMonth.parse("2020-05")
COUNTS = {
    "children_in_care": (745, 748, 750, 741, 739, 735, 730, 731, 727, 717, 715, 717),
    "started": (20, 15, 22, 19, 18, 25, 14, 17, 20, 19, 21, 12),
    "ceased": (24, 25, 22, 30, 19, 28, 23, 19, 28, 29, 11, 14),
    "missing_children": (35, 35, 33, 33, 32, 32, 32, 30, 25, 22, 20, 20),
    "missing_episodes": (78, 67, 57, 52, 49, 46, 60, 55, 45, 40, 39, 36),
}
SHARES = {
    "reviews_on_time": ((109, 107, 105, 0, 108, 110, 111, 106, 109, 110, 108, 108), 116),
    "visits_on_time": ((547, 539, 529, 519, 533, 531, 511, 531, 510, 484, 488, 510), 700),
    "three_or_more_placements": ((65, 63, 64, 61, 62, 58, 57, 57, 57, 56, 54, 55), 717),
    "reviews_overdue": ((31, 33, 30, 34, 32, 30, 29, 31, 33, 30, 33, 32), 717),
    "visits_overdue": ((150, 148, 155, 160, 152, 149, 158, 163, 170, 176, 171, 168), 717),
    "long_term_stability": ((172, 171, 171, 170, 173, 169, 166, 166, 166, 168, 168, 166), 260),
    "annual_health": ((400, 405, 410, 415, 420, 425, 420, 415, 415, 410, 412, 414), 500),
    "dental": ((350, 355, 360, 365, 370, 375, 380, 380, 385, 385, 382, 383), 500),
    "pathway_plan": ((285, 282, 279, 276, 276, 279, 279, 282, 282, 282, 279, 281), 300),
}
DAYS = {
    "entry_to_placement": ((510, 505, 500, 498, 496, 495, 490, 488, 487, 485, 482, 480), 50),
    "order_to_match": ((250, 255, 260, 258, 256, 275, 270, 268, 267, 265, 262, 267.3), 48),
}
QUARTERS = {
    "adopted_share": ((14, 12, 17, 15, 3, 18, 19, 13, 53), 60),
    "initial_health_on_time": ((35, 25, 9, 11, 11, 18, 39, 18, 86), 60),
}
GROUPS = {
    "legal_status": {
        "full care order": 440,
        "interim care order": 90,
        "placement order": 62,
        "section 20": 120,
        "youth justice": 3,
        "emergency protection": 2,
    },
    "time_in_care": {
        "under 6 months": 101,
        "6 months to 1 year": 98,
        "1 to 2 years": 150,
        "2 to 5 years": 220,
        "5 years and over": 148,
    },
    "age": {"under 1": 26, "1 to 4": 66, "5 to 9": 130, "10 to 15": 275, "16 and over": 220},
    "placement_type": {
        "in-house foster care": 240,
        "agency foster care": 280,
        "placed for adoption": 38,
        "placed with parents": 14,
        "residential": 55,
        "other settings": 90,
        "of foster care, with family and friends": 61,
    },
    "other_settings": {
        "supported or semi-independent living": 70,
        "independent living": 9,
        "family centre or mother-and-baby unit": 8,
        "secure accommodation": 0,
        "custody": 3,
        "temporary": 0,
    },
}
ROLL = pd.Timestamp("2020-03-13")
ONCE = {"pep": (451, 456), "good_schools": (324, 414)}
PARTS = {
    "neet": {"": 27, "EET": 25, "NEET": 27, "not known": 10},
    "unsuitable_accommodation": {"": 7, "suitable": 50, "unsuitable": 7, "not known": 5},
}
CARE_LEAVERS, UNDER_18 = 62, 132_800
TEAMS = {"Children in Care": (33, 20.25), "Independent Reviewing Officers": (10.4, 67)}


def measure(
    id: str, windows: Sequence[Window], numerator, denominator=None, category: str = "", month=MAY
) -> pd.DataFrame:
    """Rows of the measures in some windows; `numerator` and `denominator` are one for all, or one each."""
    unit = INDICATORS[id].unit
    numerator, denominator = (
        None if figures is None else np.broadcast_to(np.asarray(figures, "float64"), len(windows))
        for figures in (numerator, denominator)
    )
    counted = [(category, numerator, denominator)]
    return rows(Figures(month, id, unit, windows, counted, SCALE.get(unit, 1)))


def windows_of(id: str, month: ReportingMonth = MAY) -> tuple[Window, ...]:
    """The windows of an indicator as it declares them."""
    return tuple(window for declared in INDICATORS[id].windows for window in declared.of(month))


def handmade_measures(month: ReportingMonth = MAY, size: float = 1) -> pd.DataFrame:
    """All indicators of the month, with every count `size` times as large; reviews have a month without any."""

    def made(id: str, numerator, denominator=None, category: str = "", windows=None) -> pd.DataFrame:
        windows = windows or INDICATORS[id].windows[0].of(month)
        return measure(id, windows, numerator, denominator, category, month)

    roll, now = Window("snapshot", ROLL, ROLL, ROLL), windows_of("age", month)
    in_care = np.array(COUNTS["children_in_care"]) * size
    frames = [
        *(made(id, np.array(counts) * size) for id, counts in COUNTS.items()),
        *(
            made(id, np.array(met) * size, [size * owed if n else 0 for n in met])
            for id, (met, owed) in SHARES.items()
        ),
        *(made(id, np.array(days) * owed, owed) for id, (days, owed) in DAYS.items()),
        *(
            made(
                id, np.array(met) * size, [size * owed] * 8 + [4 * size * owed], windows=windows_of(id, month)
            )
            for id, (met, owed) in QUARTERS.items()
        ),
        *(
            made(id, size * count, category=name, windows=now)
            for id, groups in GROUPS.items()
            for name, count in groups.items()
        ),
        *(made(id, size * met, size * owed, windows=[roll]) for id, (met, owed) in ONCE.items()),
        *(
            made(id, size * count, size * CARE_LEAVERS, name)
            for id, parts in PARTS.items()
            for name, count in parts.items()
        ),
        made("children_in_care_rate", in_care, UNDER_18 * size),
        *(
            made("caseload", (posts * (cases - 1), posts * cases), posts, team)
            for team, (posts, cases) in TEAMS.items()
        ),
        *(made("establishment", posts, category=team) for team, (posts, _) in TEAMS.items()),
    ]
    return pd.concat(frames, ignore_index=True)


def handmade_board(measures: pd.DataFrame | None = None, month=MAY, without: tuple[str, ...] = ()) -> Board:
    """A board of these measures, from an extract that lacks the tables named in `without`."""
    measures = handmade_measures(month) if measures is None else measures
    lost = [id for id, declared in INDICATORS.items() if set(declared.inputs) & set(without)]
    measures = measures[~measures["indicator"].isin(lost)]
    project = Project()
    targets = read_targets(project)
    judged = judge(measures, None, month, targets, read_benchmarks(project))
    # Its figures are not those of a return.
    tables = {name: pd.DataFrame() for name in TABLES if name not in (*without, "OC2")}
    return Board(
        month=month,
        extract=Extract(project.root, tables, (), {}, (), {}, pd.Index([], dtype="str")),
        measures=measures,
        followed=measures,
        evidence=pd.DataFrame(),
        issued=None,
        judgements={(found.indicator.id, found.category): found for found in judged},
        targets=targets,
        council=read_council(project),
    )
