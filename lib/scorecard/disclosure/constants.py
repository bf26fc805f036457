"""The numbers that belong to definitions, and say nothing of any child: ages, spans of time, sections of acts, dates.

A table, because a number beside "months" can be a figure too. Prose for the public may hold these, and no other number.
"""

import re

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
MONTHS += "|" + "|".join(name[:3] for name in MONTHS.split("|"))
CONSTANTS = (
    rf"(?:\d{{1,2}} )?(?:{MONTHS})(?: (?:20)?\d\d)?",
    r"20\d\d(?:/\d\d(?: Q[1-4])?)?",
    r"section \d+",
    r"(?:3|three) or more placements",
    r"(?:last |of |to |for )?(?:12|twelve) months",
    r"(?:3|three|6|six) months",
    r"(?:7|seven|20|twenty) (?:working )?days",
    r"(?:six|6) weeks",
    r"(?:two|2)(?: to (?:five|5)| and a half)? years",
    r"2½ years",
    r"(?:four|4) quarters",
    r"(?:five|5) years",
    r"aged? (?:under 1|1 to 4|5 to 9|10 to 15)",
    r"(?:aged? )?16 (?:or|and) over",
    r"(?:under|over) (?:16|18|sixteen|eighteen)s?",
    r"19, 20 (?:or|and) 21",
    r"19 to 21",
    r"under-18s",
    r"(?:every |per )10,?000",
    r"years 1 to 11",
)
"""How each of them may stand in a text, as regular expressions."""
_ANY = re.compile("|".join(rf"(?<![\w.,]){each}(?![\w])" for each in CONSTANTS), re.IGNORECASE)


def without_constants(text: str) -> str:
    """A text with those numbers blanked out, and a space for any."""
    text = re.sub(r"\s", " ", text)
    return _ANY.sub(lambda found: " " * len(found[0]), text)
