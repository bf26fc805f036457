"""Groups of children beside the rest: sentences that claim only what passes, a chart of the differences, and their table."""

from collections.abc import Sequence

import pandas as pd

from scorecard.display.figure import Figure, Markdown, table
from scorecard.judgement.groups import FEWEST, Comparison, Found, claimed
from scorecard.reporting_month import ReportingMonth
from scorecard.words import NO_DATA, SMALL_MARK, count, day, number, out_of, sentence, share

NOT_LOOKED_AT = (
    "Disability is not in the return, so it is not looked at. Placement, legal status and team are for management, and no "
    "part of this duty."
)
NO_POPULATION = (
    "The under-18s of the council are not given by group, so who is in care is not set beside who lives here."
)
NOTHING = "There is no figure here by which groups of children could be compared."


def in_brief(comparisons: Sequence[Comparison]) -> Markdown:
    """Which groups are served less well, which better, and how many were looked at."""
    if not comparisons:
        return Markdown(NOTHING)
    tested, found = [each for each in comparisons if each.interval], claimed(comparisons)
    few = len(comparisons) - len(tested)
    looked_at = (
        f"Differences that were looked at, each of a group beside the rest of the same children: {number(len(tested))}; "
        f"{number(few)} more {'rests' if few == 1 else 'rest'} on fewer than {FEWEST} children on one side."
    )
    parts = [f"{looked_at} {_explained(len(tested), len(found))}".strip()]
    for said, heading in ((Found.WORSE, "Less well than the rest"), (Found.BETTER, "Better than the rest")):
        if those := [each for each in found if each.found is said]:
            parts.append("\n".join([f"**{heading}**\n", *(f"- {_sentence(each)}" for each in those)]))
    return Markdown("\n\n".join([*parts, NOT_LOOKED_AT]))


def _explained(looked_at: int, claimed: int) -> str:
    """Of how many differences chance is no explanation, in a sentence."""
    if not looked_at:
        return ""
    if not claimed:
        return "Chance may explain all of them."
    others = "" if claimed == looked_at else ", and may explain the others"
    return f"Chance does not explain {number(claimed)} of them{others}."


def difference_words(each: Comparison) -> str:
    """The interval in points: "6 to 25 points fewer", "under 1 to 26 points more"; across none, "3 fewer to 8 more"."""
    low, high = (round(100 * end) for end in each.interval)
    if low >= 0 or high <= 0:
        near, far = sorted((abs(low), abs(high)))
        if near == 0 and not each.interval.holds(0):
            near = "under 1"
        return f"{near} to {far} points {'more' if high > 0 else 'fewer'}"
    return f"{count(-low, 'points')} fewer to {high} more"


def figure(comparisons: Sequence[Comparison], grouping: str) -> Figure | Markdown:
    """The differences by one grouping, a row a group with its interval, with caption and alternative text."""
    shown = [each for each in comparisons if each.counts.grouping == grouping and each.interval]
    if not comparisons:
        return Markdown(NOTHING, f"Groups by {grouping}: no data.")
    if not shown:
        return Markdown(
            f"No group by {grouping} has {FEWEST} children with {FEWEST} others beside it.",
            f"Groups by {grouping}: too few to tell.",
        )
    from scorecard.display.groups_chart import groups_chart  # commands that draw nothing need no Altair

    stand = claimed(shown)
    message = _message(len(shown), len(stand), grouping)
    caption = (
        f"**{message}** In percentage points; filled: chance does not explain it; the line shows where the true difference "
        f"may lie, as so many groups are looked at. As at {day(max(each.counts.period_end for each in shown))}."
    )
    told = " ".join(sentence(_sentence(each)) for each in stand)
    return Figure(
        groups_chart(shown, [_sentence(each) for each in shown]),
        caption,
        f"Dots with lines for their intervals. {message} {told}".strip(),
    )


def _message(looked_at: int, claimed: int, grouping: str) -> str:
    """What the chart of a grouping shows, in a sentence."""
    if looked_at == 1:
        return f"Chance {'does not' if claimed else 'may'} explain the difference by {grouping}."
    if not claimed:
        return f"Chance may explain all {number(looked_at)} differences by {grouping}."
    return f"Of {number(looked_at)} differences by {grouping}, chance does not explain {number(claimed)}."


def groups_table(comparisons: Sequence[Comparison], title: str) -> Markdown:
    """A row a figure and group: both sides as counts, and the interval of the difference, bold where it is claimed."""
    if not comparisons:
        return Markdown(NOTHING, f"{title}: no data.")
    rows = [
        {
            "Figure and group": f"{each.counts.label}: {each.counts.group}",
            "Number": out_of(each.counts.numerator, each.counts.denominator).removesuffix(f", {SMALL_MARK}"),
            "Beside": f"{number(each.counts.rest_numerator)} of {number(each.counts.rest_denominator)}",
            "Points": _points(each),
        }
        for each in comparisons
    ]
    frame = pd.DataFrame(rows, columns=["Figure and group", "Number", "Beside", "Points"])
    return table(frame, f"{title}; bold where chance does not explain it", texts=("Points",))


def _points(each: Comparison) -> str | Markdown:
    if each.interval is None:
        return str(Found.TOO_FEW)
    words = difference_words(each).replace(" points", "").replace(" point", "")
    return Markdown(f"**{words}**") if each.found.is_difference else words


def who_is_in_care(found: pd.DataFrame, month: ReportingMonth) -> Markdown:
    """Children in care and the council's under-18s by group, with shares of those whose group is given and the rate."""
    if found.empty:
        return Markdown(NO_POPULATION, "Who is in care: the population by group is not given.")
    whole = found.groupby("grouping")[["children", "under_18"]].transform("sum")
    rows = {
        "Group": [sentence(name) for name in found["group"]],
        "In care": map(number, found["children"]),
        "Of all in care": map(share, found["children"], whole["children"]),
        "Under-18s here": map(number, found["under_18"]),
        "Of all here": map(share, found["under_18"], whole["under_18"]),
        "Per 10,000": map(_rate, found["children"], found["under_18"]),
    }
    as_at = day(month.as_at)
    return table(
        pd.DataFrame(rows),
        f"Who is in care, {as_at}, without unaccompanied children; beside the under-18s here",
    )


def _rate(children: int, of: int) -> str:
    return number(10_000 * children / of, 1) if of else NO_DATA


def in_lines(comparisons: Sequence[Comparison], title: str) -> str:
    """A table for a terminal, of one figure, with shares and what may be said."""
    if not comparisons:
        return f"{title}: there are no two groups to compare."
    rows = [
        {
            "Group": sentence(each.counts.group),
            "Number": out_of(each.counts.numerator, each.counts.denominator),
            "Share": share(each.counts.numerator, each.counts.denominator),
            "Beside": f"{each.counts.others}: {number(each.counts.rest_numerator)} of "
            f"{number(each.counts.rest_denominator)} "
            f"({share(each.counts.rest_numerator, each.counts.rest_denominator)})",
            "Difference": difference_words(each) if each.interval else "",
            "Said": str(each.found),
        }
        for each in comparisons
    ]
    lines = [title, pd.DataFrame(rows).to_string(index=False)]
    if unknown := max(each.counts.not_known for each in comparisons):
        lines.append(f"Left out, as their group is not known: {number(unknown)}.")
    return "\n".join(lines)


def _sentence(each: Comparison) -> str:
    row = each.counts
    return (
        f"{row.label}, {row.group}: {out_of(row.numerator, row.denominator)} against {number(row.rest_numerator)} of "
        f"{number(row.rest_denominator)} for {row.others}: {difference_words(each)}."
    )
