"""Where the words of a chart are, measured: every text of its SVG as a box, by the fonts that the PDF is set in."""

import json
import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

import altair as alt
import typst
import vl_convert
from scorecard.project import ROOT

SVG = "{http://www.w3.org/2000/svg}"
MEASURE = b"""#let texts = json(bytes(sys.inputs.texts))
#context [#metadata(texts.map(((words, size, weight)) =>
  measure(text(font: "Liberation Sans", size: size * 1pt, weight: weight, words)).width.pt())) <widths>]"""


@dataclass(frozen=True)
class Box:
    """A line of text: what it says, its size, and its edges in the chart's units from the top left."""

    words: str
    size: float
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@dataclass(frozen=True)
class Drawn:
    """A drawn chart: the boxes of all its texts, and its width and height."""

    boxes: list[Box]
    width: float
    height: float

    @property
    def words(self) -> list[str]:
        return [box.words for box in self.boxes]


def drawn(*charts: alt.TopLevelMixin) -> list[Drawn]:
    """The charts, drawn and measured."""
    roots = [ElementTree.fromstring(vl_convert.vegalite_to_svg(chart.to_dict())) for chart in charts]
    lines = [list(_lines(root, 0.0, 0.0)) for root in roots]
    widths = iter(_widths([line[:3] for each in lines for line in each]))
    return [
        Drawn(
            [_box(line, next(widths)) for line in each], float(root.get("width")), float(root.get("height"))
        )
        for root, each in zip(roots, lines)
    ]


def _widths(texts: list[tuple[str, float, str]]) -> list[float]:
    return json.loads(
        typst.query(
            MEASURE,
            "<widths>",
            field="value",
            one=True,
            sys_inputs={"texts": json.dumps(texts)},
            font_paths=[str(ROOT / "report" / "theme" / "fonts")],
            ignore_system_fonts=True,
        )
    )


def _box(line: tuple, width: float) -> Box:
    words, size, _, anchor, x, y = line
    left = x - {"start": 0, "middle": width / 2, "end": width}[anchor]
    return Box(words, size, left, left + width, y - 0.72 * size, y + 0.21 * size)


def collisions(boxes: list[Box]) -> list[tuple[str, str]]:
    """The pairs of texts that touch."""
    return [(one.words, other.words) for one, other in combinations(boxes, 2) if one.touches(other)]


def _lines(element, x: float, y: float):
    """Each line of text with its size, weight, anchor and baseline."""
    for number in re.findall(r"translate\(([^)]*)\)", element.get("transform", "")):
        dx, dy = (float(part) for part in number.split(","))
        x, y = x + dx, y + dy
    if element.tag == f"{SVG}text":
        size = float(element.get("font-size").removesuffix("px"))
        weight = "bold" if element.get("font-weight") == "bold" else "regular"
        anchor = element.get("text-anchor", "start")
        spans = list(element.iter(f"{SVG}tspan"))
        if not spans and element.text:
            yield element.text, size, weight, anchor, x, y
        for span in spans:
            y += float(span.get("dy", 0))
            yield span.text, size, weight, anchor, x, y
    for child in element:
        if child.tag != f"{SVG}tspan":
            yield from _lines(child, x, y)
