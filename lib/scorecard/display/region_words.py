"""What is said of a region's councils: sentences that claim only what lies beyond the limits, captions, and alternative
texts."""

from collections.abc import Iterable, Mapping

from scorecard.display.region_parts import MOST_ROWS, short_names
from scorecard.judgement.funnel import FEWEST, Funnel, Place
from scorecard.judgement.region import Beside, unit_of
from scorecard.plain_text import in_markdown
from scorecard.reporting_month import ReportingMonth, financial_year
from scorecard.words import bare, count, day, list_of, number, out_of, printed, sentence

GOOD = {"higher": "higher is better", "lower": "lower is better", None: "neither way is better"}


def figure_words(each: Beside, name: str) -> str:
    """A council's figure with what it rests on: "61.6% (2,830 of 4,595)"."""
    index = each.funnel.names.index(name)
    value = printed(each.funnel.scale * each.funnel.shares[index], unit_of(each.indicator))
    return f"{value} ({out_of(each.funnel.numerators[index], each.funnel.denominators[index])})"


def centre_words(each: Beside) -> str:
    return printed(each.funnel.scale * each.funnel.centre, unit_of(each.indicator))


def when(each: Beside) -> str:
    """What the figures are for: "the 12 months to May 2020", "May 2020", "2019/20 up to 31 March 2020", "the latest roll"."""
    end = each.newest.end
    month = ReportingMonth(end.year, end.month).name
    if each.over == "year":
        return f"the 12 months to {month}"
    if each.kind == "month":
        return month
    if each.kind == "snapshot":
        return f"the latest roll, {day(end)}"
    return f"{financial_year(end)} up to {day(end)}"


def told(each: Beside) -> dict[str, str]:
    """Each council's point in words, for whoever points at it or hears it."""
    return {
        name: f"{name}: {figure_words(each, name)}, {place_words(place)}"
        for name, place in zip(each.funnel.names, each.funnel.places)
    }


def place_words(place: Place) -> str:
    return "within the limits" if place is Place.WITHIN else f"{place} the limits"


def message(each: Beside) -> str:
    """Who is beyond the limits, and which way; of nobody it is not said that there is no difference."""
    found = each.funnel
    if not found.judged:
        few = len(found.names) < FEWEST
        return (
            f"Fewer than {FEWEST} councils have this figure, too few to say that one stands out."
            if few
            else "All councils have the same figure here."
        )
    short = short_names(found.names)
    sides = [
        f"{list_of([short[name] for name in names])} {'lies' if len(names) == 1 else 'lie'} {place} the limits"
        for place in (Place.BELOW, Place.ABOVE)
        if (names := each.beyond(place))
    ]
    if sides:
        return f"{sentence('; '.join(sides))}."
    if found.spread:
        return "Councils differ by more than chance, but none stands out from the others."
    return "No council stands out; chance may explain how they differ."


def paragraph(each: Beside, own: str) -> str:
    """What stands above a pair of charts."""
    parts = [
        f"The region: {centre_words(each)} in {when(each)} ({GOOD[each.indicator.good]}).",
        in_markdown(message(each)),
        _spread(each),
    ]
    if own in each.funnel.names:
        index = each.funnel.names.index(own)
        where = f", {place_words(each.funnel.places[index])}" if each.funnel.judged else ""
        parts.append(f"**{in_markdown(own)}: {figure_words(each, own)}, {difference(each, index)}{where}.**")
    elif own:
        parts.append(f"**{in_markdown(own)} has no figure here.**")
    if each.without:
        parts.append(f"No figure: {list_of([in_markdown(other) for other in each.without])}.")
    return " ".join(part for part in parts if part)


def difference(each: Beside, index: int) -> str:
    """How far a council is from the region: "11.3 points below the region"."""
    found = each.funnel
    by = found.scale * (found.shares[index] - found.centre)
    size = number(abs(by), 1)
    if size == "0":
        return "as the region"
    unit = " points" if found.scale == 100 and size != "1" else " point" if found.scale == 100 else ""
    return f"{size}{unit} {'above' if by > 0 else 'below'} the region"


def caption(each: Beside, chart: str) -> str:
    """The caption of a pair's chart, "funnel" or "dots"."""
    title, period = each.indicator.title, when(each)
    if chart == "funnel":
        said = in_markdown(_first_lower(message(each)))
        return f"**{title}: {said}** Across: {_across(each)}. {sentence(period)}."
    ends = f", the {MOST_ROWS // 2} highest and lowest," if len(each.funnel.names) > MOST_ROWS else ""
    return f"**{title}, council by council**{ends or ','} with 95% intervals; the line is the region. {sentence(period)}."


def alternative(each: Beside, chart: str) -> str:
    """What the chart shows first, then its kind and figures."""
    shown = f"{each.indicator.title}: {message(each)} The region: {centre_words(each)}."
    if chart == "funnel":
        sizes = f"{number(min(each.funnel.denominators))} to {number(max(each.funnel.denominators))}"
        return f"{shown} Funnel plot of {count(len(each.funnel.names), 'councils')} by how many, {sizes}, between limits."
    order = sorted(zip(each.funnel.shares, each.funnel.names), reverse=True)
    values = [f"{name} {bare(each.funnel.scale * share, unit_of(each.indicator))}" for share, name in order]
    return f"{shown} Dots with lines for their intervals, the highest first: {'; '.join(values)}."


def in_brief(found: Mapping[str, Beside], own: str) -> str:
    """Who is beyond which limits, a line a figure; how many comparisons that is out of, and what chance would do."""
    beyond = [each for each in found.values() if each.beyond(Place.BELOW) or each.beyond(Place.ABOVE)]
    judged = [each for each in found.values() if each.funnel.judged]
    made = sum(len(each.funnel.names) for each in judged)
    looked_at = (
        f"{number(len(judged))} figures of {count(_most(found.values()), 'councils')} were looked at, {number(made)} in all. By "
        f"chance alone about {number(made * 0.002, 1)} of them would lie beyond the limits, which hold 99.8%."
    )
    lines = [f"- **{each.indicator.label}**: {_in_line(each)}" for each in beyond]
    first = (
        "Beyond the limits, which take in chance and how widely councils spread:"
        if lines
        else "No council lies beyond the limits of any figure. That does not say that all are alike."
    )
    parts = [first, *(["\n".join(lines)] if lines else []), looked_at]
    if own:
        parts.insert(0, _own_copy(found, own))
    return "\n\n".join(parts)


def case_mix_words(found: Mapping[str, Funnel]) -> str:
    """Which councils look after other children than the rest."""
    said = []
    for name, each in found.items():
        short = short_names(each.names)
        for place, words in ((Place.ABOVE, "more"), (Place.BELOW, "fewer")):
            those = [
                in_markdown(short[council]) for council, at in zip(each.names, each.places) if at is place
            ]
            if those:
                said.append(f"{list_of(those)}: {words} {name}")
    why = "Councils that look after other children may have other figures for that reason alone: the limits do not take it in."
    if not said:
        return f"{why} None stands out by the ages of its children, or by how many are unaccompanied."
    return f"{why} Beyond the limits: {'; '.join(said)}."


def _most(found: Iterable[Beside]) -> int:
    return max((len(each.funnel.names) for each in found), default=0)


def _in_line(each: Beside) -> str:
    sides = []
    for place in (Place.BELOW, Place.ABOVE):
        if names := each.beyond(place):
            figures = [f"{in_markdown(name)}, {figure_words(each, name)}" for name in names]
            sides.append(f"{place} them {list_of(figures)}")
    return f"{'; '.join(sides)}. The region: {centre_words(each)}; {GOOD[each.indicator.good]}."


def _own_copy(found: Mapping[str, Beside], own: str) -> str:
    places = {
        each.indicator.label: each.funnel.places[each.funnel.names.index(own)]
        for each in found.values()
        if own in each.funnel.names
    }
    beyond = [f"{label} ({place})" for label, place in places.items() if place is not Place.WITHIN]
    words = f"beyond the limits in {list_of(beyond)}" if beyond else "within the limits in all of them"
    return (
        f"**This is {in_markdown(own)}'s own copy**: an orange diamond and bold words are its own. Of {number(len(places))} "
        f"figures it is {words}."
    )


def _spread(each: Beside) -> str:
    """How widely councils spread, where that is more than chance."""
    found = each.funnel
    if not found.judged or not found.spread:
        return ""
    by = number(found.scale * found.spread, 1)
    points = "" if found.of_population else " point" if by == "1" else " points"
    return f"Chance apart, councils lie about {by}{points} from the region as a rule."


def _first_lower(words: str) -> str:
    """For the middle of a sentence, unless it begins with a council's name."""
    first = words.split()[0]
    return words[0].lower() + words[1:] if first in ("No", "Fewer", "All", "Councils") else words


def _across(each: Beside) -> str:
    if each.funnel.of_population:
        return "under-18s who live there"
    return each.indicator.denominator or "children in care at the end of the month"
