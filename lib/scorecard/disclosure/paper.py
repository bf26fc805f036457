"""All that a PDF says and draws: text, metadata, the words of its objects, and its pictures."""

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from scorecard.disclosure.strokes import strokes

CELL = re.compile(r"U\d+x\d+y\d+")
"""How a PDF names the cells that head the columns of its tables."""
OF_THE_FILE = re.compile(r"<(xmpMM:\w+ID)>[\w+/]{22}==</\1>|<pdfuaid:part>1</|<pdf:PDFVersion>1.7</")

Told = tuple[str, str, str, bytes]
"""Where something stands, its text, its kind as of a `Place`, and of a picture that is no text its data."""


def of_pdf(data: bytes) -> Iterator[Told]:
    """All that a PDF says and draws."""
    reader = PdfReader(io.BytesIO(data))
    for number, page in enumerate(reader.pages, 1):
        if "/Contents" not in page:  # a blank page
            continue
        content = ContentStream(page["/Contents"], reader, "bytes")
        page[NameObject("/Contents")] = content  # so that it is taken apart once
        yield f"page {number}", page.extract_text(), "page", b""
        for picture, shape in strokes(reader, page):
            yield f"page {number}, a shape ({picture[:40] or 'of no picture'})", shape, "stroke", b""
    yield from _of_objects(reader)


def on_paper(svgs: Sequence[str], pngs: Sequence[bytes], fonts: Path) -> list[Told]:
    """What a PDF of these pictures says and draws."""
    with TemporaryDirectory() as folder:
        files = [(f"{n}.svg", svg.encode("utf-8")) for n, svg in enumerate(svgs)]
        files += [(f"{n}.png", png) for n, png in enumerate(pngs)]
        for name, content in files:
            Path(folder, name).write_bytes(content)
        pages = "\n".join(f'#page(image("{name}", alt: "a picture"))' for name, _ in files)
        source = Path(folder, "pictures.typ")
        source.write_text(f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}", encoding="utf-8")
        return list(of_pdf(typst.compile(str(source), font_paths=[str(fonts)])))


def _of_objects(reader: PdfReader) -> Iterator[Told]:
    """The words of all objects, and the pictures that are no shapes."""
    seen: set[int] = set()
    todo: list[tuple[str, Any]] = [("the trailer", reader.trailer)]
    while todo:
        name, each = todo.pop()
        if isinstance(each, IndirectObject):
            if each.idnum not in seen:
                seen.add(each.idnum)
                todo.append((name, each.get_object()))
        elif isinstance(each, DictionaryObject):
            if isinstance(each, StreamObject) and each.get("/Subtype") == "/XML":
                words = _of_xmp(each.get_data().decode("utf-8", "replace"), len(reader.pages))
                yield "its metadata (XMP)", words, "text", b""
            elif isinstance(each, StreamObject) and each.get("/Subtype") == "/Image":
                yield "a picture", "", "picture", each.get_data()
            todo += [(str(key), each.raw_get(key)) for key in each]
        elif isinstance(each, ArrayObject):
            todo += [(name, part) for part in list.__iter__(each)]
        elif (
            isinstance(each, TextStringObject) and each.strip() and name != "/ID" and not CELL.fullmatch(each)
        ):
            words = str(each).replace("-", " ") if name == "/Names" else str(each)
            yield f"an object's {name.lstrip('/')}", words, "text", b""


def _of_xmp(text: str, pages: int) -> str:
    """What a PDF's metadata say, apart from names of the file, how many pages it has and that it is accessible."""
    text = text.replace(f"<xmpTPg:NPages>{pages}</xmpTPg:NPages>", "")
    return re.sub(r"<[^>]*>", " ", OF_THE_FILE.sub("", text))
