"""The sample as another system would export it: its own headings and words, dates, formats and files. Of the same children:
with the columns.yml of data/README.md it gives the same measures.

    python -m synthetic.dresser sample ../dressed     (in data/)
"""

import csv
import sys
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import xlsxwriter

Rows = list[dict[str, str]]

HEALTH = {
    "IHA": ("Initial health assessments", "Assessed on"),
    "RHA": ("Review health assessments", "Assessed on"),
    "DENTAL": ("Dental checks", "Checked on"),
}
SEEN = {"Y": "Completed", "N": "Attempted"}
YES_NO = {"Y": "Yes", "N": "No", "": ""}
OFSTED = {"1": "Outstanding", "2": "Good", "3": "Requires improvement", "4": "Inadequate", "": ""}
YEAR_GROUP = {"R": "Reception", "N": "Nursery"} | {str(n): f"Year {n}" for n in range(1, 14)}
ELIGIBILITY = {
    "relevant": "Relevant child",
    "former relevant": "Former relevant child",
    "qualifying": "Qualifying",
}
GROUPS = {"Reviews": "AREVIEW", "Missing": "AMISSING", "PlacedAdoption": "AD_PLACED"}


def dress(sample: Path, folder: Path) -> None:
    """Write the sample's tables into a folder in these habits."""
    tables = {
        path.stem.removeprefix("synthetic_"): list(csv.DictReader(path.open(encoding="utf-8")))
        for path in sample.glob("*.csv")
    }
    folder.mkdir(parents=True, exist_ok=True)
    _return(tables, folder / "SSDA903 return.xml")
    _yearly(tables["OC3"], folder)
    _contacts(tables["Visits"], folder / "Contacts (all).csv")
    _health(tables["Health"], folder / "Health.xlsx")
    _lists(tables, folder / "Lists.xlsx")


def _return(tables: dict[str, Rows], path: Path) -> None:
    """The return but OC3, which has a row a year, as its XML."""
    of = {name: defaultdict(list) for name in ("UASC", "AD1", "Episodes", *GROUPS)}
    for name, by_child in of.items():
        for row in tables[name]:
            by_child[row["CHILD"]].append(row)
    root = ElementTree.Element("EXPSSDA903")
    for row in tables["Header"]:
        id = row["CHILD"]
        child = ElementTree.SubElement(root, "CHILD")
        header = ElementTree.SubElement(child, "HEADER")
        _leaves(header, {"CHILDID": id} | {name: text for name, text in row.items() if name != "CHILD"})
        for once in of["UASC"][id]:
            _leaves(header, {"UASC": "1", "DUC": once["DUC"]})
        for once in of["AD1"][id]:
            _leaves(header, once, without=("CHILD", "DOB"))
        for name, group in GROUPS.items():
            for each in of[name][id]:
                _leaves(ElementTree.SubElement(header, group), each, without=("CHILD", "DOB"))
        for episode in of["Episodes"][id]:
            named = {"PL" if name == "PLACE" else name: text for name, text in episode.items()}
            _leaves(ElementTree.SubElement(child, "EPISODE"), named, without=("CHILD",))
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def _leaves(parent: ElementTree.Element, row: dict[str, str], without: tuple[str, ...] = ()) -> None:
    for name, text in row.items():
        if name not in without:
            ElementTree.SubElement(parent, name).text = text


def _yearly(outcomes: Rows, folder: Path) -> None:
    """A file for each year, which only its folder names, of cells with tabs between, in UTF-16."""
    for year in sorted({row["YEAR"] for row in outcomes}):
        path = folder / year.replace("/", "-") / "OC3.txt"
        path.parent.mkdir(exist_ok=True)
        rows = [
            {name: row[name] for name in row if name != "YEAR"} for row in outcomes if row["YEAR"] == year
        ]
        _write(path, rows, encoding="utf-16", delimiter="\t")


def _contacts(visits: Rows, path: Path) -> None:
    """Visits with a status, dates with a time, ids in lower case, and some that were cancelled."""
    rows = []
    for number, visit in enumerate(visits):
        contact = {
            "Person ID": visit["CHILD"].lower(),
            "Contact date": f"{_day(visit['VISIT_DATE']):%Y-%m-%d} 14:30:00",
            "Worker": "Müller, J",
            "Status": SEEN[visit["SEEN"]],
            "Child seen alone?": YES_NO[visit["SEEN_ALONE"]],
        }
        rows.append(contact)
        if number % 100 == 0:
            rows.append(contact | {"Status": "Cancelled", "Child seen alone?": ""})
    _write(path, rows, encoding="cp1252", delimiter=";")


def _health(health: Rows, path: Path) -> None:
    """A workbook with a sheet a type, each with a title above its headings."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for type, (name, heading) in HEALTH.items():
            rows = [[row["CHILD"], _day(row["DATE"])] for row in health if row["TYPE"] == type]
            _sheet(book, name, [[name], [], ["Child", heading], *rows])


def _lists(tables: dict[str, Rows], path: Path) -> None:
    """A workbook with a sheet a table for the other lists."""
    roll = [
        [
            _day(row["AS_AT"]), row["CHILD"], YEAR_GROUP[row["NC_YEAR"]], YES_NO[row["PEP"]], int(row["URN"] or 0) or None,
            OFSTED[row["OFSTED"]],
        ]
        for row in tables["VirtualSchool"]
    ]  # fmt: skip
    leavers = [
        [row["CHILD"], _day(row["DOB"]), ELIGIBILITY[row["ELIGIBILITY"]], _day(row["FROM"]), _day(row["TO"])]
        for row in tables["CareLeavers"]
    ]
    plans = [
        [row["CHILD"], *([_day(row["PLAN_DATE"]), None] if number % 3 else [None, _day(row["PLAN_DATE"])])]
        for number, row in enumerate(tables["PathwayPlans"])
    ]
    frequency = [
        [row["CHILD"], _day(row["FROM"]), _day(row["TO"]), f"{row['WEEKS']}-weekly"]
        for row in tables["VisitFrequency"]
    ]
    teams = [[row["CHILD"], row["TEAM"], _day(row["FROM"]), _day(row["TO"])] for row in tables["Allocations"]]
    numbers = ("ESTABLISHMENT", "IN_POST", "CASES")
    staff = [
        [datetime.strptime(row["MONTH"], "%Y-%m"), row["TEAM"], *(float(row[name] or 0) for name in numbers)]
        for row in tables["Staffing"]
    ]
    with xlsxwriter.Workbook(path, {"default_date_format": "d-mmm-yy"}) as book:
        _sheet(
            book,
            "Roll",
            [["Snapshot", "Child", "Year group", "PEP in place", "School URN", "Ofsted grade"], *roll],
        )
        _sheet(book, "Leaving care", [["Child", "Born", "Status", "Start", "End"], *leavers])
        _sheet(book, "Pathway plans", [["Child", "Signed on", "Reviewed on"], *plans])
        _sheet(book, "Visit pattern", [["Child", "Start", "End", "Pattern"], *frequency])
        _sheet(book, "Teams", [["Child", "Team", "Start", "End"], *teams])
        _sheet(book, "Workforce", [["Month", "Team", "Budgeted FTE", "Actual FTE", "Children"], *staff])


def _sheet(book: xlsxwriter.Workbook, name: str, rows: list[list]) -> None:
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)


def _write(path: Path, rows: Rows, encoding: str, delimiter: str) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def _day(text: str) -> datetime | None:
    return datetime.strptime(text, "%d/%m/%Y") if text else None


if __name__ == "__main__":
    dress(*map(Path, sys.argv[1:3]))
