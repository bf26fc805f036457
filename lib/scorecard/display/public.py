"""How a public pack says its figures: shares in whole percent, and of the ends no more than that they lie there.

Made by one rule from the words of the internal pack, whose figures have a decimal: it has nothing to print that is not in
the public measures.
"""

import re
from typing import Any

from scorecard.protection.figures import LEAST, MOST

NOT_PUBLISHED = "This is not published."
WITH_COUNTS = re.compile(r"(?:\babout )?(?<![\d.,])(?P<percent>\d+(?:\.\d+)?)% \((?=[\d,]+ of [\d,]+)")
PERCENT = re.compile(r"(?<![\d.,])(\d+\.\d+)(?=%)")
DECIMAL = r"(?<![\d.,])\d+\.\d+"
POINTS = re.compile(
    rf"{DECIMAL}(?= points?\b)|(?<=[↑↓] )\d+\.\d+|{DECIMAL}(?= to \d+\.\d+ points)"
    r"|(?<=[(−])\d+\.\d+(?=(?: lower| higher)? to −?\d)|(?:(?<= to )|(?<= to −))\d+\.\d+(?=(?: lower| higher)?\))"
)
ONE_POINT = re.compile(r"(?<![\d.,])1 points\b")
SPARE = re.compile(r"(?<![\d.])(\d[\d,]*)\.0(?![\d.])")
FIRST = re.compile(r"(\.\** )about(?= \d)")
PROTECTION = {
    "how": (
        "Every count in this report is rounded to a multiple of five, up or down by a secret draw: 0 stands for 0 to 4, and "
        "5 for 1 to 9. Percentages, rates and charts are worked out from the rounded counts, and so are a little off, for "
        "which what is said of a change allows; 95% stands for 95% or more, and 5% for 5% or less. No percentage is given of "
        "fewer than 20, and groups may not add to their total. What was published before stays as it was printed, unless it is "
        "corrected here."
    ),
    "why": (
        "It keeps what is true of a single child from being worked out, also by somebody who has all of these reports and "
        "the figures that the Department for Education publishes."
    ),
    "not": (
        "Rounding does not hide what a reader knows of a child already. Exact figures of the same months in other papers or "
        "answers undo it, and figures of several years may be averaged. One rounded count in five happens to be the exact one."
    ),
    "corrected": "No figure of an earlier report is corrected here.",
}
"""How public figures are protected, against whom, and what is not: for prose, by `{{< var protection.how >}}`."""


def said(text: str) -> str:
    """A text of the pack: "about 45% (25 of 55)" for "45.0% (25 of 55)", "95% or more (55 of 55)" at the end, and differences
    in whole points."""
    text = PERCENT.sub(lambda found: _whole(found[1]), WITH_COUNTS.sub(_share, text))
    text = ONE_POINT.sub("1 point", POINTS.sub(lambda found: _whole(found[0]), text))
    return FIRST.sub(r"\1About", SPARE.sub(r"\1", text))


def said_throughout(content: Any) -> Any:
    """The same of every text in a value of JSON's kinds, names apart."""
    if isinstance(content, str):
        return said(content)
    if isinstance(content, dict):
        return {name: said_throughout(value) for name, value in content.items()}
    if isinstance(content, list):
        return [said_throughout(value) for value in content]
    return content


def _share(found: re.Match) -> str:
    percent = int(_whole(found["percent"]))
    if percent >= MOST:
        return f"{MOST}% or more ("
    if percent <= LEAST:
        return f"{LEAST}% or less ("
    return f"about {percent}% ("


def _whole(percent: str) -> str:
    return str(int(float(percent) + 0.5))
