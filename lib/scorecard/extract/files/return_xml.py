"""The statutory return's own XML, one year or several, as the sheets that its CSV files would be (data/README.md).

Read by its leaves' names, however they are grouped: a HEADER for each CHILD, EPISODE, AREVIEW, AMISSING and AD_PLACED as
often as there are any. A line is that on which the group begins. Nothing is fetched and no entity expanded: a document
type, which alone can declare one, refuses the file.
"""

from collections.abc import Sequence
from xml.parsers import expat

import numpy as np
import pyarrow as pa

from scorecard.extract.files.sheet import Body, Sheet, Unreadable, categories

_EPISODE = (
    "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST",
    "URN",
)  # fmt: skip
_REPEATED = {
    "EPISODE": ("Episodes", ("CHILD", *_EPISODE)),
    "AREVIEW": ("Reviews", ("CHILD", "DOB", "REVIEW", "REVIEW_CODE")),
    "AMISSING": ("Missing", ("CHILD", "DOB", "MISSING", "MIS_START", "MIS_END")),
    "AD_PLACED": (
        "PlacedAdoption",
        ("CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"),
    ),
}
"""Groups of which a child may have several: table and columns."""
_ONCE = {
    "Header": (),
    "UASC": ("DUC", "UASC"),
    "OC2": (
        "SDQ_SCORE", "SDQ_REASON", "CONVICTED", "HEALTH_CHECK", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED",
    ),
    "OC3": ("IN_TOUCH", "ACTIV", "ACCOM"),
    "AD1": ("DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"),
    "PrevPerm": ("PREV_PERM", "LA_PERM", "DATE_PERM"),
}  # fmt: skip
"""Tables of which a child has one row, if one of these is filled."""
_OF_CHILD = {
    "Header": ("CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"),
    "UASC": ("CHILD", "SEX", "DOB", "DUC"),
}
_NAMES = {"CHILDID": "CHILD", "PL": "PLACE", "COLLECTIONYEAR": "YEAR", "COLLECTION_YEAR": "YEAR"}
_YEARLY = ("OC2", "OC3")


def sheets(data: bytes) -> list[Sheet]:
    """A sheet for each table of the return that has rows. Raises Unreadable for what is not the return's XML."""
    reading = _Return()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, _: reading.start(name, parser.CurrentLineNumber)
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = lambda *_: _refuse_entities(parser.CurrentLineNumber)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise Unreadable("XML that is whole: each element closed", error.lineno) from None
    except (ValueError, LookupError):  # an encoding that is none
        raise Unreadable("XML in UTF-8") from None
    if not reading.rows:
        raise Unreadable("the return's own XML, with a CHILD for each child, or a workbook saved as .xlsx")
    return [_sheet(table, rows) for table, rows in reading.rows.items()]


def _refuse_entities(line: int) -> None:
    raise Unreadable("XML without a document type, which could declare entities", line)


class _Return:
    """What has been read so far: `rows` by table, each a line and its cells by column."""

    def __init__(self):
        self.rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
        self._path: list[str] = []
        self._chunks: list[str] = []
        self._leaf = False
        self._years: dict[int, str] = {}
        self._child: dict[str, str] | None = None
        self._groups: list[tuple[str, int, dict[str, str]]] = []
        self._open: dict[str, str] | None = None
        self._line = 0

    def start(self, name: str, line: int) -> None:
        name = name.upper()
        self._path.append(name)
        self._chunks, self._leaf = [], True
        if name == "CHILD":
            self._child, self._groups, self._line = {}, [], line
        elif name in _REPEATED and self._child is not None:
            self._open = {}
            self._groups.append((name, line, self._open))

    def text(self, text: str) -> None:
        if self._leaf:
            self._chunks.append(text)

    def end(self, name: str) -> None:
        name = name.upper()
        self._path.pop()
        if self._leaf:
            self._keep(_NAMES.get(name, name), "".join(self._chunks).strip())
        self._leaf = False
        if name in _REPEATED:
            self._open = None
        elif name == "CHILD" and self._child is not None:
            self._add_child()
            self._child = None
        self._years.pop(len(self._path) + 1, None)

    def _keep(self, name: str, text: str) -> None:
        """A leaf, in its group, its child, or as the year of all that follows within what holds it."""
        if self._open is not None:
            self._open[name] = text
        elif self._child is not None:
            self._child[name] = text
        elif name == "YEAR":
            self._years[len(self._path)] = text

    def _add_child(self) -> None:
        child = self._child
        if child.get("UASC") == "0":
            del child["UASC"]
        year = self._years[max(self._years)] if self._years else ""
        if "YEAR" not in child and year:
            child["YEAR"] = year
        for table, columns in _ONCE.items():
            if not columns or any(child.get(column) for column in columns):
                self.rows.setdefault(table, []).append((self._line, child))
        for name, line, cells in self._groups:
            table = _REPEATED[name][0]
            of_child = {column: child.get(column, "") for column in ("CHILD", "DOB")}
            self.rows.setdefault(table, []).append((line, of_child | cells))


def _sheet(table: str, rows: list[tuple[int, dict[str, str]]]) -> Sheet:
    repeated = dict(_REPEATED.values())
    columns = repeated.get(table) or _OF_CHILD.get(table) or ("CHILD", "DOB", *_ONCE[table])
    if table in _YEARLY and any("YEAR" in cells for _, cells in rows):
        columns = (*columns, "YEAR")

    def read(_: int, places: Sequence[int]) -> Body:
        cells = {
            place: categories(pa.array([row.get(columns[place], "") for _, row in rows], pa.string()))
            for place in places
        }
        return Body(cells, np.array([line for line, _ in rows], dtype="int64"))

    return Sheet(f", {table}", [columns], [rows[0][0]], read)
