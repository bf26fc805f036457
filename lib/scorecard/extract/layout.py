"""A sheet's layout: where its headings stand, which table they are and where each of its columns is, by our names or by the
council's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scorecard.extract.files.sheet import Sheet
from scorecard.extract.own_columns import OwnColumns, OwnTable, sheet_named
from scorecard.extract.recognise import heading, recognise
from scorecard.extract.tables import Table


@dataclass(frozen=True, eq=False)
class Layout:
    """`row`: of the headings, in the sheet's head; `places`: our column, COUNCIL too → where its cells stand; `missing`:
    needed columns that are not there, of which the key's are in `keys`; `own`: the entry of columns.yml, if it is by that;
    `row_key`: where the numbers stand by which it names rows."""

    row: int = 0
    headings: tuple[str, ...] = ()
    table: Table | None = None
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    refusal: str = ""
    own: OwnTable | None = None
    row_key: int | None = None

    @property
    def twice(self) -> list[str]:
        """Our columns of which a heading stands there more than once."""
        return [
            column
            for column, places in self.places.items()
            if any(self.headings.count(self.headings[place]) > 1 for place in places)
        ]


def layout(sheet: Sheet, name: str, own: OwnColumns) -> Layout:
    """The layout of a sheet, or of a file's only one (`name`: its path).

    The headings stand below a title if there is one: in the first row that is a table's, else the first that might be,
    else the first. The council's own headings go before ours.
    """
    of_sheet = own.of(sheet_named(name))
    rows = [tuple(map(heading, cells)) for cells in sheet.head]
    found = [_of_row(row, headings, of_sheet) for row, headings in enumerate(rows)]
    whole = [each for each in found if each.table and not each.missing]
    like = [each for each in found if each.table or each.refusal]
    return next(iter([*whole, *like, *found, Layout()]))


def _of_row(row: int, headings: tuple[str, ...], own: Sequence[OwnTable]) -> Layout:
    """What one row says, if it is the headings."""
    ours = recognise(headings)
    named = [each for each in own if each.columns or each.table is ours.table]
    by_own = sorted(named, key=lambda each: (len(each.lacking(headings)), -len(each.columns)))
    if by_own and not by_own[0].lacking(headings):
        return _own_layout(row, headings, by_own[0])
    if ours.table is None and not ours.refusal:
        for each in by_own:
            if 2 * len(each.lacking(headings)) <= len(each.columns):
                return _own_layout(row, headings, each)
    places = OwnTable(ours.table).places(headings) if ours.table else {}
    return Layout(row, headings, ours.table, places, ours.missing, ours.refusal)


def _own_layout(row: int, headings: tuple[str, ...], own: OwnTable) -> Layout:
    needed = dict.fromkeys((*own.table.key, *own.table.needed, *own.columns))
    places = own.places(headings)
    missing = tuple(column for column in needed if not places[column] and column not in own.always)
    if own.row and heading(own.row) not in headings:
        lacks = f"a column “{own.row}”, by which data/reference/columns.yml names its rows"
        return Layout(row, headings, own.table, places, missing, lacks, own)
    row_key = headings.index(heading(own.row)) if own.row else None
    return Layout(row, headings, own.table, places, missing, "", own, row_key)
