"""One date, month or financial year as a system writes it. Standard library only."""

import re
from calendar import month_name
from datetime import date, timedelta

NEVER = (2099, 2999, 9999)
"""Of 31 December of these years data warehouses say that something has not ended."""
NO_DAY = {
    *(year * 10_000 + 1231 for year in NEVER),
    1900_01_01,
    1900_01_00,
    1899_12_31,
    1899_12_30,
    1753_01_01,
    1_01_01,
}
"""Days as whole numbers that say that there is none: of those to come, and of the first that SQL Server, Excel, Access and .NET
know, which they make of a cell without a date."""
_CENTURY_TURNS = 69
"""A year of two digits is of this century below it."""
_SERIALS = (10_000, 73_415)
"""Excel's number of a day, from 1927 to 2100."""
_DAY_0 = date(1899, 12, 30)
_NEVER_SERIALS = {(date(year, 12, 31) - _DAY_0).days for year in NEVER}
_MONTHS = [name.lower() for name in month_name]
_ZONE = r"(?: ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?"
_TIME = rf"(?:[t ,]+\d{{1,2}}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?{_ZONE})?"
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
_NUMBERS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[-/. ](\d{{1,2}})[-/. ](\d{{4}}|\d\d){_TIME}")
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_COMPACT = re.compile(rf"(\d{{4}})(\d\d)(\d\d){_TIME}")
_BEFORE_MIDNIGHT_UTC = re.compile(r".*[t ]23:\d\d.*(?:z|utc|gmt|[+-]00:?00)")
_WORDS = re.compile(
    rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[-/. ]?(?:of )?([a-z]{{3,9}})[-/., ]{{0,2}}(\d{{4}}|\d\d){_TIME}"
)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}([a-z]{{3,9}})[-/. ](\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_SERIAL = re.compile(r"(\d{5,7})(?:\.\d+)?")
_MONTH_OF_YEAR = re.compile(r"(?:(\d{4})[-/. ]?(\d\d?)|(\d\d?)[-/. ](\d{4})|([a-z]{3,9})[-/. ]?(\d{4}|\d\d))")
_YEARS = re.compile(r"(?:20)?(\d\d) ?[-/_ ] ?(?:20)?(\d\d)|20(\d\d)(\d\d)|(?!20)(\d\d)(\d\d)")


def day_in(text: str) -> tuple[int, int, int, bool]:
    """The day, month and year of a text, in the order in which they stand if they are numbers, 0 if it is no date; and whether
    the text itself tells the day from the month."""
    text = " ".join(text.lower().split())
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups())
        late = _BEFORE_MIDNIGHT_UTC.fullmatch(text)
        return (*(_in_london(day, month, year) if late else (day, month, year)), True)
    if found := _NUMBERS.fullmatch(text):
        return int(found[1]), int(found[2]), _year(found[3]), False
    if (found := _WORDS.fullmatch(text)) and (month := _month_named(found[2])):
        return int(found[1]), month, _year(found[3]), True
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := _month_named(found[1])):
        return int(found[2]), month, int(found[3]), True
    if found := _SERIAL.fullmatch(text):
        number = int(found[1])
        if _SERIALS[0] <= number <= _SERIALS[1] or number in _NEVER_SERIALS:
            day = _DAY_0 + timedelta(number)
            return day.day, day.month, day.year, True
    return 0, 0, 0, True


def month_in(text: str) -> str:
    """The month that a text is, as 2020-05; the text itself if it is none."""
    found = _MONTH_OF_YEAR.fullmatch(" ".join(text.lower().split()))
    if not found:
        return text
    year = _year(found[1] or found[4] or found[6])
    month = _month_named(found[5]) if found[5] else int(found[2] or found[3])
    return f"{year}-{month:02}" if 1 <= month <= 12 else text


def financial_year_in(text: str) -> str:
    """The financial year that a text is, as 2019/20; "" if it is none. 1920 is, 2021 may be the one year."""
    found = _YEARS.fullmatch(text.strip())
    if not found:
        return ""
    first, second = (part for part in found.groups() if part is not None)
    return f"20{first}/{second}" if (int(first) + 1) % 100 == int(second) else ""


def _in_london(day: int, month: int, year: int) -> tuple[int, int, int]:
    """The day it is in London in the last hour of a day in UTC: in summer the next one, of which systems that count in UTC
    so write the midnight."""
    try:
        given = date(year, month, day)
    except ValueError:
        return day, month, year
    if _last_sunday(year, 3) <= given < _last_sunday(year, 10):
        given += timedelta(1)
    return given.day, given.month, given.year


def _last_sunday(year: int, month: int) -> date:
    """Of a month of 31 days."""
    last = date(year, month, 31)
    return last - timedelta((last.weekday() + 1) % 7)


def _month_named(name: str) -> int:
    """The number of a month by its name or the beginning of it; 0 if it is none."""
    return next((number for number, each in enumerate(_MONTHS) if each and each.startswith(name)), 0)


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (2000 if year < _CENTURY_TURNS else 1900)
