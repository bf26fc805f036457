"""A board made by hand, for what is drawn and said: figures near those of the published scorecard, any month, any size."""

import pandas as pd
from scorecard.board import Board
from scorecard.catalogue import INDICATORS
from scorecard.council import read_council
from scorecard.extract.reader import Extract
from scorecard.extract.tables import TABLES
from scorecard.indicators.rows import (
    measure,
    months,
    quarters_and_year_to_date,
    snapshot,
    year_to_date,
)
from scorecard.judgement.benchmarks import read_benchmarks
from scorecard.judgement.judge import judge
from scorecard.judgement.targets import read_targets
from scorecard.project import Project
from scorecard.reporting_month import ReportingMonth

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
ONCE = {"pep": (451, 456), "good_schools": (324, 414)}
TEAMS = {"Children in Care": (33, 20.25), "Independent Reviewing Officers": (10.4, 67)}


def handmade_measures(month: ReportingMonth = MAY, size: float = 1) -> pd.DataFrame:
    """All indicators of the month, with every count `size` times as large; reviews have a month without any."""
    frames = [
        *(measure(id, month, months(month), _times(counts, size)) for id, counts in COUNTS.items()),
        *(
            measure(id, month, months(month), _times(met, size), [size * owed if n else 0 for n in met])
            for id, (met, owed) in SHARES.items()
        ),
        *(
            measure(id, month, months(month), [n * owed for n in days], owed)
            for id, (days, owed) in DAYS.items()
        ),
        *(
            measure(
                id,
                month,
                quarters_and_year_to_date(month),
                _times(met, size),
                [size * owed] * 8 + [4 * size * owed],
            )
            for id, (met, owed) in QUARTERS.items()
        ),
        *(
            measure(
                id, month, snapshot(month.as_at), _times(list(parts.values()), size), category=list(parts)
            )
            for id, parts in GROUPS.items()
        ),
        *(
            measure(id, month, snapshot(pd.Timestamp("2020-03-13")), size * met, size * owed)
            for id, (met, owed) in ONCE.items()
        ),
        measure(
            "neet",
            month,
            (year_to_date(month),),
            _times((27, 25, 27, 10), size),
            62 * size,
            category=["", "EET", "NEET", "not known"],
        ),
        measure(
            "children_in_care",
            month,
            months(month),
            _times(COUNTS["children_in_care"], size),
            132_800 * size,
            category="rate",
            unit="per 10,000",
        ),
        measure("unsuitable_accommodation", month, (year_to_date(month),), 7 * size, 62 * size),
        *_caseload(month),
    ]
    return pd.concat(frames, ignore_index=True)


def handmade_board(measures: pd.DataFrame | None = None, month=MAY, without: tuple[str, ...] = ()) -> Board:
    """A board of these measures, from an extract that lacks the tables named in `without`."""
    measures = handmade_measures(month) if measures is None else measures
    lost = [id for id, declared in INDICATORS.items() if set(declared.inputs) & set(without)]
    measures = measures[~measures["indicator"].isin(lost)]
    project = Project()
    targets = read_targets(project.reference / "targets.yml")
    judged = judge(measures, month, targets, read_benchmarks(project.reference / "benchmarks.csv"))
    tables = {name: pd.DataFrame() for name in TABLES if name not in without}
    return Board(
        month=month,
        extract=Extract(project.root, tables, (), {}, (), {}),
        measures=measures,
        followed=measures,
        issued=None,
        judgements={(found.indicator.id, found.category): found for found in judged},
        targets=targets,
        council=read_council(project),
    )


def _times(counts, size: float) -> list[float]:
    return [count * size for count in counts]


def _caseload(month: ReportingMonth):
    for each, change in ((month, 0), (month.previous(), 1)):
        for team, (posts, cases) in TEAMS.items():
            load = (posts * (cases - change), posts)
            yield measure("caseload", month, snapshot(each.as_at), *load, category=team)
            yield measure("caseload", month, snapshot(each.as_at), posts, category=team, unit="FTE")
