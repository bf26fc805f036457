"""Numbers and grammar: how a figure is written wherever the scorecard writes one.

Shares have one decimal, counts a comma at the thousand, and nothing is ever 0 for want of data. Dates and months are
spelled out here, because strftime would follow the laptop's language.
"""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from math import floor, isnan

from scorecard.reporting_month import MONTH_NAMES, financial_year

NO_DATA = "no data"
SMALL_DENOMINATOR = 20
SMALL_MARK = "small number"
OLD_AFTER_DAYS = 92
SINGULAR = {
    "children": "child",
    "episodes": "episode",
    "periods": "period",
    "days": "day",
    "cases": "case",
    "points": "point",
    "rows": "row",
    "councils": "council",
    "months": "month",
    "packs": "pack",
    "problems": "problem",
}
COUNTED = ("children", "episodes", "cases")
"""The units of what is counted whole: a printed figure does without them."""
SHARES_AND_MEANS = ("%", "days")
"""The units of figures that are out of so many children, visits or other rows."""
CATEGORIES = {
    "uasc": "unaccompanied asylum-seeking children",
    "EET": "in education, employment or training",
    "NEET": "not in education, employment or training",
}
SLIGHTLY = "very slightly"
# Decimals a printed figure has at most (spare zeros go) or, for shares and rates, always.
UP_TO = {"days": 1, "cases": 2, "FTE": 2, "points": 1}
ALWAYS = {"%": 1, "per 10,000": 1}


def is_missing(value: float | None) -> bool:
    """True for None and NaN: there is no figure."""
    return value is None or isnan(value)


def number(value: float, decimals: int = 0) -> str:
    """1234.50 → "1,234.5": commas at the thousand, no spare zeros, a true minus sign."""
    text = f"{round(value, decimals):,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "0") else text.replace("-", "−")


def count(value: float, noun: str) -> str:
    """0 → "no children", 1 → "1 child", 7170 → "7,170 children"."""
    written = number(value, UP_TO.get(noun, 0))
    if written == "0":
        return f"no {noun}"
    return with_unit(written, noun)


def amount(value: float | None, unit: str) -> str:
    """A quantity as short as it is exact, with its unit, as a target is written: "98%", "430 days", "no data"."""
    if is_missing(value):
        return NO_DATA
    return with_unit(number(value, UP_TO.get(unit, ALWAYS.get(unit, 0))), unit)


def bare(value: float | None, unit: str) -> str:
    """A figure without its unit, as in a table: "93.1", "1,480", "20.25", "no data"."""
    if is_missing(value):
        return NO_DATA
    if unit in ALWAYS:
        return f"{value:,.{ALWAYS[unit]}f}"
    return number(value, UP_TO.get(unit, 0))


def printed(value: float | None, unit: str) -> str:
    """A figure as the scorecard prints it: "93.0%", "717", "480 days", "48.5 per 10,000", "no data"."""
    written = bare(value, unit)
    if written == NO_DATA or unit in COUNTED:
        return written
    return with_unit(written, unit)


def with_unit(written: str, unit: str) -> str:
    """A written number with what it is of, in the grammar of one and of many: "73%", "1 child", "2 children"."""
    if unit == "%":
        return f"{written}%"
    return f"{written} {SINGULAR.get(unit, unit) if written == '1' else unit}"


def out_of(numerator: float | None, denominator: float | None) -> str:
    """ "108 of 116"; a denominator under 20 is marked: "7 of 12, small number"; nothing to count: "no data"."""
    if is_missing(denominator) or denominator == 0:
        return NO_DATA
    words = f"{number(numerator)} of {number(denominator)}"
    return f"{words}, {SMALL_MARK}" if denominator < SMALL_DENOMINATOR else words


def share(part: float, whole: float, decimals: int = ALWAYS["%"]) -> str:
    """A part as a share of its whole, one decimal or none; a share of nothing is "no data"."""
    if not whole:
        return NO_DATA
    value = 100 * part / whole
    return printed(value, "%") if decimals else f"{floor(value + 0.5)}%"


def category_words(category: str) -> str:
    """A band or group as a reader sees it: EET → "in education, employment or training"."""
    return CATEGORIES.get(category, category)


def change(difference: float | None, unit: str) -> str:
    """A difference in the indicator's own terms: "up 2.3 points", "down 11", "very slightly up" where it is too small to
    print, "the same" of two that print alike, and "no data" without one."""
    if is_missing(difference):
        return NO_DATA
    if not difference:
        return "the same"
    size, way = size_of(difference, unit), "up" if difference > 0 else "down"
    return f"{size} {way}" if size == SLIGHTLY else f"{way} {size}"


def size_of(difference: float, unit: str) -> str:
    """How large a difference is, whichever way: "2.3 points", "11", "very slightly"."""
    noun = "points" if unit == "%" else unit
    size = number(abs(difference), ALWAYS.get(unit, UP_TO.get(unit, 0)))
    if size == "0":
        return SLIGHTLY
    return count(abs(round(difference, 1)), noun) if noun in ("points", "days") else size


def whole(value: float | None, unit: str) -> str:
    """A figure without decimals, as the DfE publishes it: "67%", "68 per 10,000", "no data"."""
    return NO_DATA if is_missing(value) else amount(floor(value + 0.5), unit)


def day(value: date) -> str:
    """13 March 2020."""
    return f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"


def year_to_date(start: date, end: date) -> str:
    """ "since 1 April 2020"; of a year that is whole "in 2019/20"."""
    return f"in {financial_year(end)}" if ends_a_year(end) else f"since {day(start)}"


def ends_a_year(value: date) -> bool:
    """Whether a day is the last of a financial year."""
    return (value.month, value.day) == (3, 31)


def short_day(value: date) -> str:
    """13 Mar 2020, for a narrow column."""
    return f"{value.day} {MONTH_NAMES[value.month - 1][:3]} {value.year}"


def is_old(value: date, as_at: date) -> bool:
    """Whether a day lies more than three months before the as-at date, so that a reader should be told."""
    return (as_at - value).days > OLD_AFTER_DAYS


def month_name(value: date) -> str:
    """The month of a day: May 2020."""
    return f"{MONTH_NAMES[value.month - 1]} {value.year}"


def short_month(value: date) -> str:
    """The month of a day as charts write it: May."""
    return MONTH_NAMES[value.month - 1][:3]


def list_of(parts: list[str], joined_by: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    return f" {joined_by} ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def near_match(word: str, known: Iterable[str], names: str) -> str:
    """What may have been meant: "did you mean North or South?", or, if nothing is near, "the teams are East, North"."""
    known = list(known)
    near = get_close_matches(word, known, n=2)
    return f"did you mean {' or '.join(near)}?" if near else f"the {names} are {', '.join(known)}"


def sentence(words: str) -> str:
    """With a capital first: "under 1" → "Under 1"."""
    return words[:1].upper() + words[1:]


def identifier(words: str) -> str:
    """A name as a key: "16 and over" → "16_and_over"."""
    return "_".join("".join(letter if letter.isalnum() else " " for letter in words.lower()).split())
