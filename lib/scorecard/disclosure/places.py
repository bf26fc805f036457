"""All that a published file says, wherever in it that stands: text, hidden text, properties, and what is drawn.

HTML with its attributes, comments, scripts and embedded files; SVG; Word's parts, properties and pictures; PDF's text,
metadata and objects; notebooks, CSV, and any other text.
"""

import csv
import io
import json
import re
import zipfile
import zlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from scorecard.disclosure.paper import of_pdf

SHAPES = ("d", "points", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height")
"""The attributes that say where something is drawn in a picture."""
OF_WORD = re.compile(r"descr|title|name|val|author|subject|keywords", re.IGNORECASE)
NEVER = "1980-01-01T00:00:00Z"
"""The day on which a Word copy says that it was made."""
WIDTHS = "data-widths"
POLICY = "default-src 'none'; script-src 'sha256-"
"""How the page's policy begins, of which only digests follow."""
DATA_URI = re.compile(r"data:([\w/+.-]+)(?:;charset=[\w-]+)?(;base64)?,([^\"')\s]*)")


@dataclass(frozen=True)
class Place:
    """A text of a file and where it stands; `kind` is "text", "drawn" (what a picture's element is drawn by), "code" (a
    script or style), "picture" (`data`, of a picture that is no text), "drawing" (`text`, a picture as SVG), "chart" (`text`, a
    chart's specification), "page" (of paper, whose lines may break anywhere) or "stroke" (a shape there, as `strokes` has it)."""

    file: str
    where: str
    text: str
    kind: str = "text"
    data: bytes = b""


def places_in(file: Path) -> list[Place]:
    """Every place of a file, its name the first."""
    name, data = file.name, file.read_bytes()
    return [Place(name, "the file's name", file.stem.replace("_", " ")), *_of(name, data, "")]


def _of(file: str, data: bytes, where: str) -> Iterator[Place]:
    kind = file if not where else where
    match Path(kind).suffix.lower():
        case ".html":
            yield from markup(file, data.decode("utf-8"), where)
        case ".svg":
            yield Place(file, where or "the picture", data.decode("utf-8"), "drawing")
        case ".docx":
            yield from _word(file, data)
        case ".pdf":
            yield from (Place(file, *told) for told in of_pdf(data))
        case ".png":
            yield from _png(file, data, where)
        case ".csv":
            for number, row in enumerate(csv.reader(io.StringIO(data.decode("utf-8-sig"))), 1):
                yield from (Place(file, f"line {number}", cell) for cell in row if cell)
        case ".yml" if data.startswith(b"{"):
            yield from (Place(file, "a variable", text) for text in _leaves(json.loads(data)))
        case ".ipynb":
            yield from _notebook(file, json.loads(data))
        case _:
            text = data.decode("utf-8", "replace")
            yield from (
                Place(file, f"line {n}", line) for n, line in enumerate(text.splitlines(), 1) if line.strip()
            )


class _Markup(HTMLParser):
    """Texts run together up to the next block; attributes, comments, code and shapes each by themselves."""

    INLINE = {"a", "b", "em", "i", "span", "strong", "sub", "sup", "tspan", "abbr", "code"}

    def __init__(self, file: str, where: str):
        super().__init__()
        self.file, self.where, self.found = file, where, []
        self.code, self.texts, self.in_picture, self.label = "", [], 0, ""

    def say(self, what: str, text: str, kind: str = "text") -> None:
        if text.strip():
            self.found.append(Place(self.file, f"{self.where}{what}", text, kind))

    def handle_starttag(self, tag, attrs):
        if tag not in self.INLINE:
            self.flush()
        self.in_picture += tag == "svg"
        self.code = tag if tag in ("script", "style") else ""
        given = dict(attrs)
        if self.in_picture and (drawn := [f"{n}={v}" for n, v in attrs if n in SHAPES and v]):
            self.say(
                f"a shape of a picture ({given.get('aria-label') or tag})", " ".join([tag, *drawn]), "drawn"
            )
        for name, value in attrs:
            if value and not (self.in_picture and name in SHAPES):
                self.attribute(name, value)

    handle_startendtag = handle_starttag

    def attribute(self, name: str, value: str) -> None:
        embedded = DATA_URI.match(value)
        if embedded:
            data = b64decode(embedded[3]) if embedded[2] else embedded[3].encode()
            suffix = embedded[1].partition("/")[2].partition("+")[0]
            self.found += _of(self.file, data, f"{name} of a picture.{suffix}")
        elif name == WIDTHS or name == "content" and value.startswith(POLICY):
            pass
        elif name in ("alt", "title", "content", "value", "placeholder", "summary") or name.startswith(
            ("aria-", "data-")
        ):
            self.say(
                {"alt": "an alternative text", "title": "a tooltip"}.get(name, f"an attribute {name}"), value
            )

    def handle_endtag(self, tag):
        if tag not in self.INLINE:
            self.flush()
        self.in_picture -= tag == "svg"
        self.code = ""

    def handle_data(self, data):
        if self.code:
            self.say(f"a {self.code}", data, "code")
        else:
            self.texts.append(data)

    def handle_comment(self, data):
        self.say("a comment", data)

    def flush(self) -> None:
        self.say("a picture's text" if self.in_picture else "the text", "".join(self.texts))
        self.texts = []


def markup(file: str, text: str, where: str) -> list[Place]:
    reader = _Markup(file, f"{where}: " if where else "")
    reader.feed(text)
    reader.close()
    reader.flush()
    return reader.found


def _word(file: str, data: bytes) -> Iterator[Place]:
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        for part in whole.namelist():
            content = whole.read(part)
            if part.endswith((".xml", ".rels")):
                yield from _word_part(file, part, content)
            elif part.endswith((".png", ".svg")):
                yield from _of(file, content, part)
            elif not part.endswith("/"):
                yield Place(file, part, "", "picture", content)


def _word_part(file: str, part: str, content: bytes) -> Iterator[Place]:
    root = ElementTree.fromstring(content)
    properties = part.startswith(("docProps/", "customXml/"))
    for paragraph in root.iter() if properties else root.iterfind(".//{*}p"):
        texts = (
            [paragraph.text or ""]
            if properties
            else [text.text or "" for text in paragraph.iterfind(".//{*}t")]
        )
        if "".join(texts).strip() not in ("", NEVER):
            name = paragraph.get("name") or paragraph.tag.rpartition("}")[2]
            yield Place(file, f"{part}, {name}" if properties else part, "".join(texts))
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        for name, value in element.items():
            if tag in ("docPr", "cNvPr", "property") and OF_WORD.fullmatch(name) and value:
                yield Place(file, f"{part}, {name} of {tag}", value)


def _png(file: str, data: bytes, where: str) -> Iterator[Place]:
    yield Place(file, where or "the picture", "", "picture", data)
    at = 8
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        content = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"iTXt"):
            yield Place(
                file, f"{where}, a note in a picture", content.decode("utf-8", "replace").replace("\0", " ")
            )
        elif kind == b"zTXt":
            note = zlib.decompress(content.partition(b"\0")[2][1:])
            yield Place(file, f"{where}, a note in a picture", note.decode("utf-8", "replace"))
        at += size + 12


def _notebook(file: str, notebook: dict[str, Any]) -> Iterator[Place]:
    for number, cell in enumerate(notebook["cells"], 1):
        yield Place(file, f"cell {number}", "".join(cell["source"]))
        for output in cell.get("outputs", []):
            for kind, content in output.get("data", {}).items():
                where = f"cell {number}, its output"
                if kind == "image/png":
                    try:
                        yield from _png(file, b64decode("".join(content)), where)
                    except NotBase64:
                        yield Place(file, where, "".join(content))
                elif kind == "image/svg+xml":
                    yield Place(file, where, "".join(content), "drawing")
                elif kind.endswith("json"):
                    yield Place(file, where, json.dumps(content, sort_keys=True), "chart")
                else:
                    yield Place(file, where, "".join(content))
            yield from (
                Place(file, f"cell {number}, its words", text) for text in _leaves(output.get("metadata", {}))
            )
            yield from (
                Place(file, f"cell {number}, its output", "".join(output.get(n, "")))
                for n in ("text", "evalue")
            )


def _leaves(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        for value in content.values():
            yield from _leaves(value)
    elif isinstance(content, list):
        for value in content:
            yield from _leaves(value)
    elif content is not None:
        yield str(content)
