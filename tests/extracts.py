"""Extracts for tests: at random, as they were on an earlier day, and split into a folder a collection year."""

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
from scorecard.extract.children import numbered
from scorecard.extract.codes import ACCOMMODATION, ACTIVITY, ELIGIBILITY, HEALTH_TYPE, IN_TOUCH, PLACE
from scorecard.extract.reader import Extract
from scorecard.extract.tables import TABLES

# The date on which a row comes to be, and the one that is blank until it comes.
BEGINS = {
    "Episodes": "DECOM", "Reviews": "REVIEW", "AD1": "DATE_MATCH", "PlacedAdoption": "DATE_PLACED",
    "Missing": "MIS_START", "Visits": "VISIT_DATE", "VisitFrequency": "FROM", "Health": "DATE",
    "VirtualSchool": "AS_AT", "CareLeavers": "FROM", "PathwayPlans": "PLAN_DATE",
}  # fmt: skip
ENDS = {
    "Episodes": "DEC", "UASC": "DUC", "Missing": "MIS_END", "VisitFrequency": "TO", "CareLeavers": "TO",
    "PlacedAdoption": "DATE_PLACED_CEASED",
}  # fmt: skip
WRITTEN = "%d/%m/%Y"
FIRST, LAST = datetime(2017, 1, 1), datetime(2021, 6, 30)


def truncated(extract: Extract, day: datetime) -> Extract:
    """The extract as it was at the end of a day: nothing that began after it, nothing ended after it."""
    tables = dict(extract.tables)
    for name, begins in BEGINS.items():
        if name in tables:
            tables[name] = tables[name][~(tables[name][begins] > day)].reset_index(drop=True)
    for name, ends in ENDS.items():
        if name in tables:
            to_come = tables[name][ends] > day
            blank = [ends, "REC"] if name == "Episodes" else [ends]
            tables[name] = tables[name].assign(
                **{column: tables[name][column].mask(to_come) for column in blank}
            )
    return replace(extract, tables=tables)


def split_by_year(folder: Path, into: Path, years: range) -> None:
    """Write the extract in `folder` as the returns of these financial years, by their first calendar year."""
    for year in years:
        start, end = datetime(year, 4, 1), datetime(year + 1, 3, 31)
        of_year = into / f"{year}-{(year + 1) % 100:02d}"
        of_year.mkdir()
        for path in folder.glob("*.csv"):
            name, rows = path.stem, list(csv.DictReader(path.open(encoding="utf-8")))
            rows = [kept for row in rows if (kept := _row_in_year(name, row, start, end))]
            if rows:
                with (of_year / path.name).open("w", encoding="utf-8", newline="") as file:
                    writer = csv.DictWriter(file, rows[0])
                    writer.writeheader()
                    writer.writerows(rows)


def _row_in_year(name: str, row: dict[str, str], start: datetime, end: datetime) -> dict[str, str] | None:
    if name == "OC3":
        year = f"{start.year}/{end.year % 100:02d}"
        return {column: row[column] for column in row if column != "YEAR"} if row["YEAR"] == year else None
    if name == "Staffing":
        return row if start <= datetime.strptime(row["MONTH"], "%Y-%m") <= end else None
    begins = datetime.strptime(row[BEGINS[name]], WRITTEN) if name in BEGINS else start
    ends = row[ENDS[name]] if name in ENDS else None
    if name == "PlacedAdoption" or ends is None:
        return row if name == "Header" or start <= begins <= end else None
    if begins > end or (ends and datetime.strptime(ends, WRITTEN) < start):
        return None
    if ends and datetime.strptime(ends, WRITTEN) > end:
        row = row | {ENDS[name]: ""} | ({"REC": ""} if name == "Episodes" else {})
    return row


def random_extract(seed: int, children: int) -> Extract:
    """Children with random lives in care from 2017 to mid 2021, and every table filled at random."""
    random = np.random.default_rng(seed)
    ids = [f"C{number}" for number in range(children)]
    rows = {name: [] for name in TABLES}
    for child in ids:
        born = FIRST - pd.Timedelta(days=int(random.integers(0, 6000)))
        rows["Header"].append({"CHILD": child, "DOB": None if random.random() < 0.05 else born})
        rows["Episodes"] += _episodes(random, child)
        rows["OC3"].append(
            {
                "CHILD": child, "YEAR": "2020/21", "IN_TOUCH": random.choice(IN_TOUCH),
                "DOB": _day(random).replace(year=int(random.integers(1999, 2003)), day=1),
                "ACTIV": random.choice(ACTIVITY), "ACCOM": random.choice(ACCOMMODATION),
            }
        )  # fmt: skip
        for name, begins in BEGINS.items():
            if name != "Episodes":
                rows[name] += [{"CHILD": child, begins: _day(random)} for _ in range(random.integers(0, 6))]
        if random.random() < 0.2:
            rows["UASC"].append({"CHILD": child, "DUC": _day(random) if random.random() < 0.5 else None})
    filled = {
        "Missing": {"MISSING": ["M", "A"]},
        "Visits": {"SEEN": ["Y", "Y", "N"]},
        "VisitFrequency": {"WEEKS": range(1, 14)},
        "Health": {"TYPE": HEALTH_TYPE},
        "CareLeavers": {"ELIGIBILITY": ELIGIBILITY},
        "VirtualSchool": {
            "PEP": ["Y", "N"],
            "OFSTED": ["1", "2", "3", "4", None],
            "NC_YEAR": ["R", "1", "11", "12"],
        },
    }
    for name, columns in filled.items():
        for row in rows[name]:
            row |= {column: random.choice(values) for column, values in columns.items()}
            if name in ENDS and random.random() < 0.5:
                row[ENDS[name]] = row[BEGINS[name]] + pd.Timedelta(days=int(random.integers(1, 300)))
    rows["Staffing"] = [
        {"MONTH": f"2020-{month:02d}", "TEAM": team, "ESTABLISHMENT": 10, "IN_POST": month % 3, "CASES": 99}
        for month in range(1, 13)
        for team in ("East", "West")
    ]
    tables, ids = numbered({name: _typed(name, rows[name]) for name in TABLES})
    return Extract(Path(), tables, (), {}, (), {}, ids)


def _day(random: np.random.Generator) -> pd.Timestamp:
    return FIRST + pd.Timedelta(days=int(random.integers(0, (LAST - FIRST).days)))


def _episodes(random: np.random.Generator, child: str) -> list[dict]:
    rows, day, place = [], _day(random), "U4"
    for _ in range(random.integers(1, 9)):
        end = day + pd.Timedelta(days=int(random.choice([1, 7, 30, 90, 200, 400])))
        is_open = end > LAST or random.random() < 0.1
        place = place if random.random() < 0.3 else random.choice([*PLACE, "Q9"])
        rows.append(
            {
                "CHILD": child, "DECOM": day, "DEC": None if is_open else end,
                "RNE": random.choice(list("SLPTBU")),
                "LS": random.choice(["C1", "C2", "V2", "E1", "V4", "J1", None]), "PLACE": place,
                "PLACE_PROVIDER": random.choice(["PR1", "PR4", None]), "URN": random.choice(["S1", "S2"]),
                "REC": None if is_open else random.choice(["X1", "E11", "E12", "E4A"]),
            }
        )  # fmt: skip
        if is_open:
            break
        day = end + pd.Timedelta(days=int(random.choice([0, 0, 0, 1, 60])))
    return rows


def _typed(name: str, rows: list[dict]) -> pd.DataFrame:
    table = TABLES[name]
    frame = pd.DataFrame(rows, columns=list(table.columns))
    for column in table.columns:
        kind = "datetime64[us]" if column in table.dates else "float64" if column in table.numbers else "str"
        frame[column] = frame[column].astype(kind)
    identity = list(table.identity)
    frame = frame.sort_values(identity, ignore_index=True).drop_duplicates(identity, ignore_index=True)
    return frame.astype(dict.fromkeys(frame.select_dtypes("str"), "category"))
