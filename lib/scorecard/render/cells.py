"""Labelled cells of executed notebooks, which the report embeds: their caption, alternative text and output.

The options are Quarto's (`#| label:`, `#| fig-cap:`, `#| fig-alt:`, `#| tbl-cap:`), one YAML mapping at the head of a cell.
"""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from scorecard.cell_options import options, unescaped

KINDS = {"fig": "Figure", "tbl": "Table"}
PICTURES = ("image/svg+xml", "image/png")


@dataclass(frozen=True)
class Cell:
    """A labelled cell. `outputs` maps a MIME type to its content, from the first output that shows something.

    `hidden` says that an earlier cell has the label for its id or tag, so that Quarto would embed that one.
    """

    label: str
    caption: str
    alt: str
    outputs: dict[str, str]
    hidden: bool = False

    @property
    def kind(self) -> str:
        """Figure or Table, from the label's prefix; "" for plain text, which has no caption and no number."""
        return KINDS.get(self.label.partition("-")[0], "")

    @property
    def markdown(self) -> str | None:
        """A table or a message, where the cell gave one in place of a picture."""
        return self.outputs.get("text/markdown")

    @property
    def png(self) -> bytes:
        """The picture for Word."""
        return base64.b64decode(self.outputs["image/png"])

    def faults(self) -> list[str]:
        """What the cell lacks to be shown to everybody; empty if nothing."""
        faults = []
        if self.hidden:
            faults.append(
                "comes after a cell that has this label for its id, which Quarto would embed; rename one"
            )
        if not self.kind:
            if not self.markdown:
                faults.append("gave no Markdown; a figure's label begins with fig-, a table's with tbl-")
            return faults
        if not self.markdown and not all(picture in self.outputs for picture in PICTURES):
            faults.append(
                "gave no output that a report can show: a table in Markdown, or a picture in SVG and PNG"
            )
        if "text/html" in self.outputs:
            faults.append(
                "gave HTML, for which Quarto would load scripts from the network; give Markdown or a picture"
            )
        if not self.caption:
            faults.append(
                f"has no caption; add `#| {'tbl' if self.kind == 'Table' else 'fig'}-cap:` to its head"
            )
        if self.kind == "Figure" and not self.alt:
            faults.append("has no alternative text; add `#| fig-alt:` to its head")
        return faults


def labelled_cells(notebook: Path) -> dict[str, Cell]:
    """The notebook's cells by label. Raises OSError, json.JSONDecodeError or yaml.YAMLError for an unreadable one."""
    found, names = {}, set()
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        settings = options("".join(cell["source"])) if cell["cell_type"] == "code" else {}
        label = str(settings.get("label", ""))
        if label and label not in found:
            captioned = "tbl-cap" if label.startswith("tbl-") else "fig-cap"
            caption, alt = (unescaped(name, str(settings.get(name) or "")) for name in (captioned, "fig-alt"))
            found[label] = Cell(label, caption, alt, shown_output(cell), hidden=label in names)
        names |= {cell.get("id"), *cell["metadata"].get("tags", [])}
    return found


def shown_output(cell: dict) -> dict[str, str]:
    """The cell's first output with something to show, each MIME type's lines joined; empty without one."""
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if any(kind in data for kind in ("text/markdown", "text/html", *PICTURES)):
            return {
                kind: "".join(content) for kind, content in data.items() if isinstance(content, str | list)
            }
    return {}
