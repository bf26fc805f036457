"""A region's councils beside each other: the figure that is compared of each, and who is left out."""

import pandas as pd
import pytest
from regional import MAY, merged
from scorecard.indicators import INDICATORS
from scorecard.judgement.funnel import Place
from scorecard.judgement.region import beside, case_mix, is_compared, months


@pytest.fixture(scope="module")
def region():
    return merged()


@pytest.fixture(scope="module")
def compared(region):
    return beside(region, MAY)


def only(region, indicator):
    """The measures of an indicator, and of children in care, so that every council is there."""
    return region[region["indicator"].isin([indicator, "children_in_care"])]


def of(region, council, indicator, kind="month"):
    rows = region[(region["council"] == council) & (region["indicator"] == indicator)]
    return rows[(rows["category"] == "") & (rows["period_type"] == kind)].sort_values("period_end")


def test_every_share_and_rate_is_compared_and_nothing_else(compared):
    assert list(compared) == [each.id for each in INDICATORS.values() if is_compared(each)]
    assert {"children_in_care", "started", "caseload", "entry_to_placement", "age"}.isdisjoint(compared)
    assert len(compared) == 17


def test_duties_are_compared_by_the_twelve_months_to_date(region, compared):
    rows = of(region, "Greywell Council", "visits_on_time")
    assert len(rows) == 12
    point = compared["visits_on_time"].points["Greywell Council"]
    assert (point.numerator, point.denominator) == (rows["numerator"].sum(), rows["denominator"].sum())


def test_a_state_is_compared_by_the_month_and_children_missing_by_the_children_in_care(region, compared):
    dental = of(region, "Ashmoor Council", "dental").iloc[-1]
    assert compared["dental"].points["Ashmoor Council"].numerator == dental["numerator"]
    missing = compared["missing_children"].points["Ashmoor Council"]
    assert missing.denominator == of(region, "Ashmoor Council", "children_in_care").iloc[-1]["numerator"]
    assert missing.value == pytest.approx(100 * missing.numerator / missing.denominator)
    last = months(region, "missing_children")["Ashmoor Council"].iloc[-1]
    assert last == pytest.approx(missing.value)


def test_the_two_that_truly_differ_are_found_and_no_other_by_their_visits(compared):
    visits = compared["visits_on_time"]
    assert visits.beyond(Place.BELOW) == ["Hartsea Council", "Greywell Council"]
    assert visits.beyond(Place.ABOVE) == []
    others = {
        name
        for id, each in compared.items()
        if not id.startswith("visits")
        for name, place in zip(each.funnel.names, each.funnel.places)
        if place is not Place.WITHIN
    }
    assert others == set()


def test_a_council_without_the_figure_is_named_as_such(region):
    ashmoor = region["council"] == "Ashmoor Council"
    none = region[~(ashmoor & (region["indicator"] == "dental"))]
    found = beside(only(none, "dental"), MAY)["dental"]
    assert found.without == ("Ashmoor Council",)
    assert "Ashmoor Council" not in found.funnel.names


@pytest.mark.parametrize("indicator", ["visits_on_time", "dental"])
def test_a_month_that_is_not_known_is_no_figure(region, indicator):
    last = (region["council"] == "Ashmoor Council") & (region["period_end"] == MAY.as_at)
    unknown = region.assign(
        **{
            name: region[name].mask(last & (region["indicator"] == indicator))
            for name in ("numerator", "value")
        }
    )
    assert beside(only(unknown, indicator), MAY)[indicator].without == ("Ashmoor Council",)
    dropped = region[~(last & (region["indicator"] == indicator))]
    assert beside(only(dropped, indicator), MAY)[indicator].without == ("Ashmoor Council",)


def test_who_is_in_care_is_told_by_its_parts(region):
    found = case_mix(region, MAY)
    assert list(found) == ["unaccompanied children", "under 5", "16 and over"]
    ages = region[(region["council"] == "Larkshire Council") & (region["indicator"] == "age")]
    ages = ages.set_index("category")["numerator"]
    under_5 = found["under 5"]
    at = under_5.names.index("Larkshire Council")
    assert under_5.numerators[at] == ages["under 1"] + ages["1 to 4"]
    assert under_5.denominators[at] == ages.sum()


def test_a_council_with_other_children_is_beyond_the_limits(region):
    of_it = (region["council"] == "Larkshire Council") & (region["category"] == "uasc")
    changed = region.assign(numerator=region["numerator"].mask(of_it, 400.0))
    found = case_mix(changed, MAY)["unaccompanied children"]
    assert found.places[found.names.index("Larkshire Council")] is Place.ABOVE


def test_of_two_months_the_newer_one_s_figure_is_taken(region):
    older = region.assign(month="2020-04", value=0.0)
    both = pd.concat([region, older], ignore_index=True)
    assert months(both, "dental").equals(months(region, "dental"))
