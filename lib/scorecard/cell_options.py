"""A notebook cell's options, `#| label: fig-reviews` and so on: one YAML mapping at the head of its source, as Quarto has
it."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

# Quarto writes these as attributes of pandoc's, which take a backslash off; a fig-cap it writes as it stands.
ATTRIBUTES = ("fig-alt", "tbl-cap")


def options(source: str) -> dict[str, object]:
    """The options by their names; empty without any. Raises yaml.YAMLError if they are no YAML mapping."""
    head, _ = split_options(source)
    found = yaml.safe_load("\n".join(line.removeprefix("#|").removeprefix(" ") for line in head)) or {}
    if not isinstance(found, dict):
        raise yaml.YAMLError("the cell's options are not lines that read `#| name: value`")
    return found


def with_captions(cell: Mapping[str, Any]) -> str:
    """The source of a notebook's cell, its caption and alternative text replaced by those that its output carries.

    The report embeds a cell with the caption of its options, which are static text: so it gets this month's numbers.
    """
    source = cell["source"]
    metadata = (output.get("metadata", {}) for output in cell["outputs"])
    told = next((each["scorecard"] for each in metadata if "scorecard" in each), {})
    given = options(source)
    kind = str(given.get("label", "")).partition("-")[0]
    if kind == "fig":
        new = {"fig-cap": told.get("cap"), "fig-alt": told.get("alt")}
    elif kind == "tbl":
        new = {"tbl-cap": told.get("cap")}
    else:
        new = {}
    new = {name: text for name, text in new.items() if text}
    if not new:
        return source
    # JSON's strings are YAML's too, whatever quotes, colons or percent signs a caption holds.
    new = {name: escaped(name, text) for name, text in new.items()}
    quoted = {name: json.dumps(value, ensure_ascii=False) for name, value in (given | new).items()}
    _, code = split_options(source)
    return "\n".join([f"#| {name}: {value}" for name, value in quoted.items()] + code)


def split_options(source: str) -> tuple[list[str], list[str]]:
    """The lines of a cell's options, and its other lines."""
    lines = source.splitlines()
    count = next((n for n, line in enumerate(lines) if not line.startswith("#|")), len(lines))
    return lines[:count], lines[count:]


def escaped(name: str, value: str) -> str:
    """An option's value so written that it is the value when Quarto has passed it to pandoc."""
    return re.sub(r"[\\&]", r"\\\g<0>", value) if name in ATTRIBUTES else value


def unescaped(name: str, value: str) -> str:
    """An option's value as pandoc has it when Quarto has passed it on."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", value) if name in ATTRIBUTES else value


def label(source: str | list[str]) -> str:
    """The label of a cell, by its source as a notebook's file has it; blank without one, and where its options cannot be read."""
    try:
        return str(options("".join(source)).get("label") or "")
    except yaml.YAMLError:
        return ""
