"""What a page of a PDF draws: the shapes of its pictures, and what it draws beside them that is more than a rule or a box.

A picture is what has an alternative text. Its shapes are told in widths of the picture from its upper left corner, so that
they are the same wherever it stands and however large. A picture's text is one by its height alone: fonts differ in breadth.
"""

import re
from codecs import BOM_UTF16_BE
from collections.abc import Sequence
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

STEPS = {"m", "l", "c", "v", "y"}
PAINTED = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n", "sh"}
WRITTEN = {"Tj", "TJ", "'", '"'}
RULE = re.compile(r"ml|mlllh")
"""A line or a box."""
AS_IT_IS = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
NEAR = 0.01

Matrix = tuple[float, ...]
Point = tuple[float, float]


def strokes(reader: PdfReader, page: DictionaryObject) -> list[tuple[str, str]]:
    """Each shape, with the alternative text of the picture that it belongs to, "" for none: its steps, then its points."""
    content = _Content(reader)
    content.read(page, AS_IT_IS)
    return content.found


@dataclass
class _Content:
    reader: PdfReader
    found: list[tuple[str, str]] = field(default_factory=list)
    _within: list[str] = field(default_factory=list)
    _corner: Point | None = None
    _width: float = 1
    _steps: str = ""
    _points: list[Point] = field(default_factory=list)
    _clips: bool = False

    def read(self, holder: DictionaryObject, matrix: Matrix) -> None:
        """Follow the content of a page, or of a form that stands on it."""
        outer, text = [], matrix
        content = holder.get("/Contents", holder).get_object()
        if not isinstance(content, ContentStream):
            content = ContentStream(content, self.reader, "bytes")
        for given, operator in content.operations:
            match operator.decode("latin-1"):
                case "q":
                    outer.append(matrix)
                case "Q":
                    matrix = outer.pop()
                case "cm":
                    matrix = _times(given, matrix)
                case "BDC" | "BMC":
                    properties = given[1] if isinstance(given[-1], DictionaryObject) else {}
                    self._within.append(_in_letters(properties.get("/Alt", b"")))
                case "EMC":
                    self._within.pop()
                    self._corner = self._corner if any(self._within) else None
                case step if step in STEPS:
                    self._go(step, [_at(matrix, *point) for point in zip(given[::2], given[1::2])])
                case "re":
                    x, y, across, up = map(float, given)
                    corners = (x, y), (x + across, y), (x + across, y + up), (x, y + up)
                    self._go("mlllh", [_at(matrix, *corner) for corner in corners])
                case "h":
                    self._go("h", [])
                case "W" | "W*":
                    self._clips = True
                case painted if painted in PAINTED:
                    self._paint()
                case "Tm":
                    text = _times(given, matrix)
                case "Td" | "TD":
                    text = _times((1, 0, 0, 1, *given), text)
                case written if written in WRITTEN and any(self._within):
                    self._say("text", [text[4:]])
                case "INLINE IMAGE":
                    self._say("an image", [])
                case "Do":
                    drawn = holder["/Resources"]["/XObject"][given[0]].get_object()
                    if drawn["/Subtype"] == "/Form":
                        self.read(drawn, _times(drawn.get("/Matrix", AS_IT_IS), matrix))

    def _go(self, steps: str, points: list[Point]) -> None:
        self._steps += steps
        self._points += points

    def _paint(self) -> None:
        steps, points, clips = self._steps, self._points, self._clips
        self._steps, self._points, self._clips = "", [], False
        if not steps:
            return
        if not any(self._within):
            if not (clips or RULE.fullmatch(steps) and _is_upright(points)):
                self._say(steps, points)
        elif clips and self._corner is None:
            left = min(x for x, _ in points)
            self._corner, self._width = (left, max(y for _, y in points)), max(x for x, _ in points) - left
        else:
            self._say(steps, points)

    def _say(self, steps: str, points: Sequence[Point]) -> None:
        left, top = self._corner or (0.0, 0.0)
        if steps == "text":
            points = [(left, y) for _, y in points]
        from_corner = [f"{(x - left) / self._width:.6f} {(top - y) / self._width:.6f}" for x, y in points]
        self.found.append((next(filter(None, self._within), ""), " ".join([steps, *from_corner])))


def _in_letters(text: bytes | str) -> str:
    if isinstance(text, str):
        return text
    return text.decode("utf-16" if text.startswith(BOM_UTF16_BE) else "latin-1")


def _is_upright(points: Sequence[Point]) -> bool:
    return all(abs(a[0] - b[0]) < NEAR or abs(a[1] - b[1]) < NEAR for a, b in zip(points, points[1:]))


def _at(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    x, y = float(x), float(y)
    return a * x + c * y + e, b * x + d * y + f


def _times(one: Sequence, other: Matrix) -> Matrix:
    """The matrix that does one, then the other."""
    a, b, c, d, e, f = map(float, one)
    g, h, i, j, *_ = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, *_at(other, e, f)
