"""The last touches to the Word copy, for what pandoc writes in one way only, whichever renderer ran it."""

import io
import zipfile
from pathlib import Path

DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
UNPARTED = "<w:cantSplit/>"
# What pandoc writes, and what takes its place.
TOUCHES = (
    ("<w:tr><w:tc>", f"<w:tr><w:trPr>{UNPARTED}</w:trPr><w:tc>"),
    ("<w:trPr><w:tblHeader", f"<w:trPr>{UNPARTED}<w:tblHeader"),
    ('w:firstColumn="0"', 'w:firstColumn="1"'),
    ('w:noVBand="0" w:val="0020"', 'w:noVBand="0" w:val="00A0"'),
)


def finish(file: Path, month: str) -> None:
    """No row is parted by the end of a page, the first column of a table names its rows, and the title says the month."""
    parts = parts_of(file.read_bytes())
    document = parts[DOCUMENT].decode("utf-8")
    for plain, touched in TOUCHES:
        document = document.replace(plain, touched)
    parts[DOCUMENT] = document.encode("utf-8")
    properties = parts[PROPERTIES].decode("utf-8")
    parts[PROPERTIES] = properties.replace("</dc:title>", f": {month}</dc:title>").encode("utf-8")
    write_without_clock(parts, file)


def parts_of(archive: bytes) -> dict[str, bytes]:
    """The parts of a Word file by their names."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def write_without_clock(parts: dict[str, bytes], target: Path) -> None:
    """Writes the file with the same bytes at any time: a zip file's parts bear a date each."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name, content in parts.items():
            fixed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
