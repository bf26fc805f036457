"""Small extracts written by hand: CSV files of a folder, of which a test says only what matters to it."""

from pathlib import Path

from scorecard.extract.reader import Extract, read_extract
from scorecard.extract.tables import TABLES

ROWS = {
    "Header": {"CHILD": "A1", "SEX": "2", "DOB": "07/03/2011", "ETHNIC": "WBRI"},
    "Episodes": {"CHILD": "A1", "DECOM": "01/05/2018", "RNE": "S", "LS": "C2", "PLACE": "U4", "PLACE_PROVIDER": "PR1"},
    "Reviews": {"CHILD": "A1", "DOB": "07/03/2011", "REVIEW": "20/05/2018", "REVIEW_CODE": "PN1"},
    "UASC": {"CHILD": "A1", "SEX": "2", "DOB": "07/03/2011"},
    "OC2": {"CHILD": "A1", "DOB": "07/03/2011", "TEETH_CHECK": "1", "HEALTH_ASSESSMENT": "0", "YEAR": "2019/20"},
    "OC3": {"CHILD": "L1", "DOB": "07/03/2000", "IN_TOUCH": "YES", "ACTIV": "F1", "ACCOM": "B1", "YEAR": "2019/20"},
    "AD1": {"CHILD": "A1", "DOB": "07/03/2011", "DATE_INT": "01/02/2019", "DATE_MATCH": "01/03/2019"},
    "PlacedAdoption": {"CHILD": "A1", "DOB": "07/03/2011", "DATE_PLACED": "01/04/2019"},
    "Missing": {"CHILD": "A1", "DOB": "07/03/2011", "MISSING": "M", "MIS_START": "01/06/2018"},
    "Visits": {"CHILD": "A1", "VISIT_DATE": "05/05/2018", "SEEN": "Y", "SEEN_ALONE": "N"},
    "VisitFrequency": {"CHILD": "A1", "FROM": "01/06/2018", "WEEKS": "12"},
    "Allocations": {"CHILD": "A1", "TEAM": "Children in Care North", "FROM": "01/05/2018"},
    "Health": {"CHILD": "A1", "TYPE": "IHA", "DATE": "20/05/2018"},
    "VirtualSchool": {"AS_AT": "13/03/2020", "CHILD": "A1", "NC_YEAR": "4", "PEP": "Y", "OFSTED": "2"},
    "CareLeavers": {"CHILD": "L1", "DOB": "07/03/2000", "ELIGIBILITY": "relevant", "FROM": "07/03/2018"},
    "PathwayPlans": {"CHILD": "L1", "PLAN_DATE": "01/01/2019"},
    "Staffing": {"MONTH": "2020-05", "TEAM": "IRO", "ESTABLISHMENT": "12", "IN_POST": "11.5", "CASES": "252"},
}  # fmt: skip


def csv_text(table: str, *rows: dict[str, str], without: tuple[str, ...] = ()) -> str:
    """A CSV file of a table: each row is the table's usual one with these cells changed."""
    columns = [column for column in TABLES[table].columns if column not in without]
    lines = [[({**ROWS[table], **row}).get(column, "") for column in columns] for row in rows]
    return "\n".join(",".join(line) for line in [columns, *lines]) + "\n"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write the files, by their names within the folder; a Header and Episodes unless they are among them."""
    usual = {"Header.csv": csv_text("Header", {}), "Episodes.csv": csv_text("Episodes", {})}
    for name, text in ({**usual, **files}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


def read(folder: Path, files: dict[str, str | bytes]) -> Extract:
    return read_extract(write(folder, files))


def ids(extract: Extract, table: str) -> list[str]:
    """The id of the child of each row of a table."""
    return extract.children[extract.table(table)["CHILD"]].tolist()


def said(extract: Extract) -> list[tuple]:
    """The problems as file, line, column, value."""
    return [(each.file, each.line, each.column, each.value) for each in extract.problems]
