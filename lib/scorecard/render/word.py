"""The last touches to the Word copy, for what pandoc writes in one way only, whichever renderer ran it."""

import io
import os
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
UNPARTED = "<w:cantSplit/>"
HEADER, FOOTER = re.compile(r"word/header\d+\.xml"), re.compile(r"word/footer\d+\.xml")
TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")
TITLE_STANDS_HERE = "The title"
"""What the style sheet's header has in the place of the report's title."""
AS_A_DRAFT = b"</w:t><w:tab/>", b": draft, not for publication</w:t><w:tab/>"
CLOCK = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
A_FIXED_DAY = "1980-01-01T00:00:00Z"
"""The first day that a Word file's parts can bear."""
# What pandoc writes, and what takes its place.
TOUCHES = (
    ("<w:tr><w:tc>", f"<w:tr><w:trPr>{UNPARTED}</w:trPr><w:tc>"),
    ("<w:trPr><w:tblHeader", f"<w:trPr>{UNPARTED}<w:tblHeader"),
    ('w:firstColumn="0"', 'w:firstColumn="1"'),
    ('w:noVBand="0" w:val="0020"', 'w:noVBand="0" w:val="00A0"'),
)
PARAGRAPH = re.compile(r'<w:p><w:pPr><w:pStyle w:val="(\w+)" />')
LEADING = "BodyText", "FirstParagraph"

FINAL = "SCORECARD_FINAL"
"""Set in the environment, it tells the filters and the post-render script that a public report is no draft any more."""


def is_draft(variables: Mapping[str, Any]) -> bool:
    """Whether the report of these variables is a draft for the public."""
    return variables.get("audience") == "public" and FINAL not in os.environ


def finish(file: Path, month: str, draft: bool = False) -> None:
    """No row is parted by the end of a page, nor a figure from the paragraph that leads to it, the first column of a table
    names its rows, every page is headed by the title, which says the month too, every page of a `draft` for the public says
    that it is one, and nothing tells when the file was made."""
    parts = parts_of(file.read_bytes())
    document = parts[DOCUMENT].decode("utf-8")
    for plain, touched in TOUCHES:
        document = document.replace(plain, touched)
    parts[DOCUMENT] = kept_together(document).encode("utf-8")
    properties = parts[PROPERTIES].decode("utf-8")
    title = "".join(TITLE.findall(properties))
    properties = properties.replace("</dc:title>", f": {month}</dc:title>")
    parts[PROPERTIES] = CLOCK.sub(rf"\g<1>{A_FIXED_DAY}", properties).encode("utf-8")
    for name in filter(HEADER.fullmatch, parts):
        parts[name] = parts[name].replace(TITLE_STANDS_HERE.encode(), title.encode("utf-8"))
    for name in filter(FOOTER.fullmatch, parts if draft else ()):
        parts[name] = parts[name].replace(*AS_A_DRAFT, 1)
    write_without_clock(parts, file)


def kept_together(document: str) -> str:
    """A paragraph that leads to a figure stays with it, and nothing with the heading below it: figure after figure in one
    chain would be longer than a page, for which Word and LibreOffice give all of it up."""
    following = iter([*PARAGRAPH.findall(document)[1:], ""])

    def kept(found: re.Match[str]) -> str:
        style, next_style = found[1], next(following)
        if next_style.startswith("Heading") and not style.startswith("Heading"):
            return f'{found[0]}<w:keepNext w:val="0"/>'
        if next_style == "CaptionedFigure" and style in LEADING:
            return f"{found[0]}<w:keepNext/>"
        return found[0]

    return PARAGRAPH.sub(kept, document)


def parts_of(archive: bytes) -> dict[str, bytes]:
    """The parts of a Word file by their names."""
    with zipfile.ZipFile(io.BytesIO(archive)) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def write_without_clock(parts: dict[str, bytes], target: Path) -> None:
    """Writes the file with the same bytes at any time: a zip file's parts bear a date each."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name, content in parts.items():
            fixed.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
