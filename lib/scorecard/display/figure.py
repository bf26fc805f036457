"""What a notebook's cell shows: a chart, a table or a sentence, in forms that every renderer can take offline.

A chart comes as SVG for the page and the PDF, as PNG for Word, and as its Vega-Lite specification, which the page makes
interactive and tests compare. There is never any `text/html`: for it Quarto would add scripts from the network. Caption
and alternative text with this month's numbers stand in the output's metadata, from where the run writes them into the
cell's options.
"""

import re
import zlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from scorecard.plain_text import in_markdown
from scorecard.words import sentence

if TYPE_CHECKING:  # commands that draw nothing need no Altair
    from altair import TopLevelMixin

# 400 units across at 288 to the inch: a picture of 1,600 pixels that Word takes for 14 cm and prints sharp.
PIXELS_PER_INCH = 288
# Pandoc shares out the width of a table with a line of more than 72 letters by its rule; there a column of sentences takes
# no more than so many letters' share, and every column some room for its margins.
LONG, WIDEST, MARGINS = 72, 28, 4
VEGA_LITE = "application/vnd.vegalite.v6+json"


@dataclass(frozen=True)
class Figure:
    """A chart with its caption (Markdown) and its alternative text. `said`: how its words are said, as `display.public` does."""

    chart: "TopLevelMixin"
    caption: str
    alt: str
    said: Callable[[dict], dict] = lambda specification: specification

    @property
    def specification(self) -> dict:
        """The chart as Vega-Lite."""
        import scorecard.display.theme  # noqa: F401  the look of every chart

        return self.said(self.chart.to_dict(validate=False))  # its parts were validated when made

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        specification = self.specification
        svg, png = drawn(specification)
        bundle = {
            "image/svg+xml": svg,
            "image/png": b64encode(png).decode("ascii"),
            VEGA_LITE: specification,
            "text/plain": self.alt,
        }
        return bundle, {"scorecard": {"cap": self.caption, "alt": self.alt}}


@dataclass(frozen=True)
class Markdown:
    """Text in Markdown, in place of a figure or as it is."""

    text: str
    caption: str = ""

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        metadata = {"scorecard": {"cap": self.caption, "alt": self.caption}} if self.caption else {}
        return {"text/markdown": self.text, "text/plain": self.text}, metadata


def drawn(specification: dict) -> tuple[str, bytes]:
    """A chart as SVG and as PNG."""
    import vl_convert  # nor do they need Vega

    svg = numbered(vl_convert.vegalite_to_svg(specification))
    return svg, packed(vl_convert.svg_to_png(svg, ppi=PIXELS_PER_INCH))


def numbered(svg: str) -> str:
    """The same picture with its clips and gradients numbered by themselves: Vega goes on counting from the one before."""
    names: dict[str, str] = {}

    def name(found: re.Match[str]) -> str:
        return found[1] + names.setdefault(found[2], f"part{len(names) + 1}")

    return re.sub(r'(id="|url\(#)((?:clip|gradient_)\d+)', name, svg)


def packed(png: bytes) -> bytes:
    """The same picture in a third of the bytes: vl-convert compresses for speed, a pack goes out by e-mail."""
    signature, chunks, at = png[:8], {}, 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4])
        kind = png[at + 4 : at + 8]
        chunks[kind] = chunks.get(kind, b"") + png[at + 8 : at + 8 + size]
        at += size + 12
    chunks[b"IDAT"] = zlib.compress(zlib.decompress(chunks[b"IDAT"]), 6)
    return signature + b"".join(
        len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)
        for kind, data in chunks.items()
    )


def table(frame: pd.DataFrame, caption: str, texts: tuple[str, ...] = ()) -> Markdown:
    """A frame of words as a pipe table: cells and headings are text, but for cells that are `Markdown`; the caption is
    Markdown. The first column and those named in `texts` are set left, figures right."""
    columns = [str(name) for name in frame.columns]
    rows = [[_cell(cell) for cell in row] for row in frame.itertuples(index=False)]
    headings = [in_markdown(sentence(name)) for name in columns]
    lines = [f"| {' | '.join(line)} |" for line in [headings, *rows]]
    margins = MARGINS if max(map(len, lines)) > LONG else 0
    # a heading may take two lines
    needed = [max(9, len(name) // 2, *map(len, name.split())) for name in columns]
    widths = [
        min(WIDEST, max(need, *(len(row[index]) for row in rows))) + margins
        for index, need in enumerate(needed)
    ]
    left = [index == 0 or name in texts for index, name in enumerate(columns)]
    rule = [
        f":{'-' * (width - 1)}" if is_left else f"{'-' * (width - 1)}:"
        for width, is_left in zip(widths, left)
    ]
    lines.insert(1, f"| {' | '.join(rule)} |")
    return Markdown("\n".join(lines), caption)


def _cell(cell: object) -> str:
    return cell.text if isinstance(cell, Markdown) else in_markdown(str(cell))
