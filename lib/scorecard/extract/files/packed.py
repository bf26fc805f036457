"""Workbooks that would fill the memory: XLSX is a zip file, which can unpack to a thousand times its size, and a sheet with
one far cell is laid out as far as that.

What a workbook says of its own size is not believed: it is unpacked once, piece by piece, and the pieces looked at.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from scorecard.extract.files.sheet import Unreadable

ZIP = b"PK\x03\x04"
WORKBOOK = "a workbook that opens in Excel, saved as .xlsx"
_MOST_BYTES = 2**30
_MOST_CELLS = 40_000_000
"""A full sheet of Excel's, a million rows, of 38 columns."""
_BYTES_OF_CELL = 30
_PIECE = 2**20
_OTHER_SPACES = (b"\t", b"\n", b"\r")
_SPACES = bytes.maketrans(b"".join(_OTHER_SPACES), b"   ")
_FAR = re.compile(rb" r=[\"']([A-Za-z]{2,3}\d+|[A-Za-z]?\d{6,})[\"']")
"""A cell beyond column Z or row 99,999, or such a row."""


def refuse_bombs(data: bytes) -> None:
    """Raises Unreadable for a zip file that is no workbook, or one that unpacks to more than a workbook holds."""
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
        if not any(each.filename.lower().endswith("xl/workbook.xml") for each in members):
            raise Unreadable(WORKBOOK)
        for member in members:
            far: set[bytes] = set()
            before = b""
            for piece in _pieces(data, member):
                total += len(piece)
                if total > _MOST_BYTES:
                    raise Unreadable("a workbook that unpacks to less than 1 GB")
                seen = before + piece
                if any(space in seen for space in _OTHER_SPACES):
                    seen = seen.translate(_SPACES)
                far.update(_FAR.findall(seen))
                before = piece[-20:]
            if (cells := _laid_out(far)) > _MOST_CELLS:
                raise Unreadable(
                    f"sheets that end where their tables end: one has {cells:,} cells, nearly all blank"
                )
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, ValueError):
        raise Unreadable(WORKBOOK) from None


def about_how_many_cells(data: bytes) -> list[int]:
    """How many cells the sheets of a workbook may hold, by their bytes, in the order in which Excel numbers them; nothing where
    that cannot be told."""
    if not data.startswith(ZIP):
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        sizes = {each.filename: each.file_size // _BYTES_OF_CELL for each in packed.infolist()}
    sheets = [name for name in sizes if name.startswith("xl/worksheets/sheet")]
    return [sizes[name] for name in sorted(sheets, key=lambda name: (len(name), name))]


def _pieces(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a member unpacks to, in pieces."""
    start = member.header_offset
    start += 30 + sum(struct.unpack("<HH", data[start + 26 : start + 30]))  # a name and more before it
    packed = data[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield packed
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise Unreadable(WORKBOOK)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    while packed and not unpacker.eof:
        yield unpacker.decompress(packed, _PIECE)
        packed = unpacker.unconsumed_tail


def _laid_out(far: set[bytes]) -> int:
    """How many cells a sheet with these far ones is laid out in, at most."""
    columns, rows = 26, 99_999
    for cell in far:
        letters = cell.rstrip(b"0123456789")
        rows = max(rows, int(cell[len(letters) :] or 0))
        place = 0
        for letter in letters.upper():
            place = place * 26 + letter - ord("A") + 1
        columns = max(columns, place)
    return columns * rows
