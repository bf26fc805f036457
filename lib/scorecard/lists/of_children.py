"""The child-level list of a figure as a sheet, and why some have none."""

from scorecard.extract.reader import Extract
from scorecard.indicators import Indicator
from scorecard.lists.sheet import Sheet, in_words
from scorecard.measures.children import ChildList, can_fall_short, of_team
from scorecard.measures.data_needed import no_data
from scorecard.reporting_month import ReportingMonth
from scorecard.windows import Window
from scorecard.words import SHARES_AND_MEANS, category_words, count, day, number, sentence


def why_no_list(
    indicator: Indicator, extract: Extract, month: ReportingMonth, to_date: bool, not_met: bool
) -> str:
    """Why an indicator has no such list for a month, in words; "" where it has."""
    if not indicator.of_children:
        return "it counts teams and their staff, not children"
    if to_date and "ytd" not in indicator.types:
        return "it has no year to date"
    if not_met and not can_fall_short(indicator):
        return "no row of it is met or not met"
    return no_data(indicator, extract, month)


def sheet_of(listed: ChildList, extract: Extract, not_met: bool, team: str | None) -> Sheet:
    """The list, of one team's children if one is named, with what it is and what it adds up to above it."""
    indicator = listed.indicator
    rows = listed.rows if team is None else of_team(listed.rows, team)
    headings = {"CHILD": "Child", "DATE": "Date"}
    if indicator.unit in SHARES_AND_MEANS:
        headings["NUMERATOR"] = "Numerator"
    headings["GROUP"] = "Group"
    headings |= {part.flag: sentence(category_words(name)) for name, part in indicator.parts.items()}
    headings |= {"TEAM": "Team", **indicator.audit, "NEW": "New"}
    asked = [*(["those that fall short"] if not_met else []), *([f"team: {team}"] if team else [])]
    here = f"Here: {count(len(rows), 'rows')} of {number(listed.counted)} counted ({', '.join(asked)})."
    notes = (
        indicator.definition,
        f"{sentence(window_words(listed.window))}: {listed.figure}.",
        here if asked else f"Here: {count(len(rows), 'rows')}, all that are counted.",
    )
    return Sheet(indicator.id, indicator.title, notes, in_words(rows, headings, extract))


def window_words(window: Window) -> str:
    """The days that a window counts: "1 May 2020 to 31 May 2020", "at 31 May 2020"."""
    if window.first == window.end:
        return f"at {day(window.end)}"
    return f"{day(window.first)} to {day(window.end)}"
