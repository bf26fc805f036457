"""Executed notebooks without anything of a single child, so that they can be kept and passed on.

What remains is what the report shows: charts and tables of labelled cells. A cell that names a child of the extract is
refused. Rule: a child's id and date of birth are never in an output (data/README.md).
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from scorecard.cell_options import label
from scorecard.extract.recognise import heading
from scorecard.packs.personal import COLUMNS, Personal

SVG = "image/svg+xml"
SHOWN = {SVG, "image/png", "text/markdown", "application/vnd.vegalite.v6+json"}
"""The kinds of output that the report shows; a bare data frame, which may be of children, is not among them."""


def without_child_level(notebook: dict[str, Any]) -> dict[str, Any]:
    """A notebook with only what the report may show: the charts and tables of its labelled cells."""
    cells = [
        {**cell, "outputs": _shown(cell)} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells}


def cells_that_name(personal: Personal, notebook: dict[str, Any]) -> Iterator[str]:
    """The cells that show children, by their labels or, without one, their numbers from 1: in what they hold, in a chart's
    or table's texts, numbers and captions, or by a column that is one of children."""
    for number, cell in enumerate(notebook["cells"], 1):
        outputs = cell.get("outputs", [])
        texts = ["".join(cell["source"]), *(text for output in outputs for text in _texts(output))]
        if any(map(_of_children, outputs)) or personal.shown_in(texts):
            yield label(cell["source"]) or str(number)


def _shown(cell: dict[str, Any]) -> list[dict[str, Any]]:
    if not label(cell["source"]).startswith(("fig-", "tbl-")):
        return []
    kept = []
    for output in cell["outputs"]:
        data = {kind: content for kind, content in output.get("data", {}).items() if kind in SHOWN}
        if data:
            kept.append({**output, "data": data})
    return kept


def _texts(output: dict[str, Any]) -> Iterator[str]:
    """The words of an output: a table's text, those of a picture, what a chart is drawn from, and the captions."""
    data = output["data"]
    yield "".join(data.get("text/markdown", ""))
    yield from _words_of_svg("".join(data.get(SVG, "")))
    for content in (output.get("metadata", {}), *_specifications(data)):
        yield from (text for _, text in _leaves(content))


def _of_children(output: dict[str, Any]) -> bool:
    """Whether a column of a table or of a chart's data is one that names children."""
    first = "".join(output["data"].get("text/markdown", "")).partition("\n")[0]
    columns = re.split(r"(?<!\\)\|", first) if first.lstrip().startswith("|") else []
    columns += [name for content in _specifications(output["data"]) for name, _ in _leaves(content)]
    return any(heading(column) in COLUMNS for column in columns)


def _specifications(data: dict[str, Any]) -> list[Any]:
    return [content for kind, content in data.items() if kind.endswith("+json")]


def _leaves(content: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text and whole number in a JSON value, with the name that it stands under; names are texts as well."""
    match content:
        case dict():
            for key, value in content.items():
                yield key, key
                yield from _leaves(value, key)
        case list():
            for value in content:
                yield from _leaves(value, name)
        case str():
            yield name, content
        case int() | float() if content == content // 1:
            yield name, f"{content:.0f}"


class _Words(HTMLParser):
    """The texts between a picture's tags and in the labels that a screen reader speaks; not its coordinates."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name == "aria-label" and value]

    def handle_data(self, data):
        self.found.append(data)


def _words_of_svg(picture: str) -> list[str]:
    words = _Words()
    words.feed(picture)
    words.close()
    return words.found
