"""Whose review or visit is overdue on a day: at the edges by hand, and at random by the definition read aloud."""

from datetime import date

import care_oracle as oracle
import pandas as pd
import pytest
from care_tables import A, between, day, episodes, extracts, frame, rows_of, some_days, table, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from scorecard.care.child_days import in_force_on
from scorecard.care.duties import NO_FREQUENCIES, Chains, review_chains, visit_chains
from scorecard.care.episodes import in_order, periods_of_care, placement_spells
from scorecard.care.overdue import overdue


def overdue_on(days: list, care: pd.DataFrame, chains: Chains) -> pd.DataFrame:
    """Who is overdue at the end of some days, by the duties that are counted since the first of them."""
    return overdue(in_force_on(care, "DECOM", "DEC", days), chains, between(days[0], days[-1]))


def visits_overdue(
    *made: str, on: str, stays: list[dict] | None = None
) -> tuple[bool, str | None, str | None]:
    """Whether child A, placed on 1 January 2020 unless said otherwise, is overdue on a day; since when, and the latest
    visit. "not 05/01/2020": the child was not seen that day."""
    care = in_order(episodes(*(stays or [{"DECOM": "01/01/2020"}])))
    visits = [{"CHILD": A, "VISIT_DATE": each[-10:], "SEEN": "N" if "not" in each else "Y"} for each in made]
    visits = table(["CHILD", "VISIT_DATE", "SEEN"], visits)
    found = overdue_on([day(on)], care, visit_chains(placement_spells(care), visits, NO_FREQUENCIES))
    ((whose, when, late),) = rows_of(found, ["CHILD", "DATE", "OVERDUE"])
    assert (whose, when) == (A, day(on).date())
    return late, *texts(found["DUE"]), *texts(found["LAST"])


def reviews_overdue(*held: str, on: str) -> tuple[bool, str | None]:
    """The same of reviews, for a child in care since 3 February 2020, whose 20th working day is 2 March."""
    care = in_order(episodes({"DECOM": "03/02/2020"}))
    reviews = table(["CHILD", "REVIEW"], [{"CHILD": A, "REVIEW": each} for each in held])
    found = overdue_on([day(on)], care, review_chains(periods_of_care(care), reviews))
    return bool(found["OVERDUE"].iloc[0]), *texts(found["DUE"])


def test_a_visit_is_overdue_from_the_day_it_was_due_with_nobody_come_until_somebody_comes():
    assert visits_overdue(on="07/01/2020") == (False, None, None)
    assert visits_overdue(on="08/01/2020") == (True, "08/01/2020", None)
    assert visits_overdue("20/01/2020", on="19/01/2020") == (True, "08/01/2020", None)
    assert visits_overdue("20/01/2020", on="20/01/2020") == (False, None, "20/01/2020")


def test_a_visit_made_on_the_day_it_was_due_leaves_nothing_overdue_until_the_next():
    assert visits_overdue("08/01/2020", on="18/02/2020") == (False, None, "08/01/2020")
    assert visits_overdue("08/01/2020", on="19/02/2020") == (True, "19/02/2020", "08/01/2020")


def test_a_child_missed_again_and_again_is_overdue_since_the_latest_day():
    assert visits_overdue(on="31/05/2020") == (True, "13/05/2020", None)


def test_a_visit_without_seeing_the_child_ends_nothing():
    assert visits_overdue("not 20/01/2020", on="20/01/2020") == (True, "08/01/2020", None)


def test_the_visit_before_a_placement_began_was_made_but_meets_nothing_of_it():
    stays = [{"DECOM": "01/01/2020"}]
    assert visits_overdue("31/12/2019", on="08/01/2020", stays=stays) == (True, "08/01/2020", "31/12/2019")


MOVED = [{"DECOM": "01/01/2020", "DEC": "10/01/2020"}, {"DECOM": "10/01/2020", "RNE": "P", "PLACE": "K2"}]


def test_a_move_does_not_wipe_out_that_nobody_has_come():
    """The new placement's first visit is due on 17 January."""
    assert visits_overdue(on="16/01/2020", stays=MOVED) == (True, "08/01/2020", None)
    assert visits_overdue("10/01/2020", on="10/01/2020", stays=MOVED) == (False, None, "10/01/2020")
    assert visits_overdue("10/01/2020", on="21/02/2020", stays=MOVED) == (True, "21/02/2020", "10/01/2020")


def test_a_move_the_day_a_visit_fell_due_takes_that_duty_away():
    moved = [MOVED[0] | {"DEC": "08/01/2020"}, MOVED[1] | {"DECOM": "08/01/2020"}]
    assert visits_overdue(on="14/01/2020", stays=moved) == (False, None, None)
    assert visits_overdue(on="15/01/2020", stays=moved) == (True, "15/01/2020", None)


def test_duties_of_an_earlier_period_of_care_are_forgotten():
    back = [MOVED[0], {"DECOM": "11/01/2020", "LS": "V2"}]
    assert visits_overdue(on="17/01/2020", stays=back) == (False, None, None)
    assert visits_overdue(on="18/01/2020", stays=back) == (True, "18/01/2020", None)


def test_a_child_in_a_temporary_placement_from_the_first_day_is_owed_no_visit_and_not_overdue():
    assert visits_overdue(on="31/05/2020", stays=[{"DECOM": "01/01/2020", "PLACE": "T1"}]) == (
        False,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("held", "on", "found"),
    [
        ((), "01/03/2020", (False, None)),
        ((), "02/03/2020", (True, "02/03/2020")),
        (("02/03/2020",), "31/05/2020", (False, None)),
        (("02/03/2020",), "01/06/2020", (False, None)),
        (("02/03/2020",), "02/06/2020", (True, "02/06/2020")),
        (("10/03/2020",), "31/03/2020", (False, None)),
        (("10/03/2020",), "30/06/2020", (True, "10/06/2020")),
    ],
)
def test_reviews_overdue(held, on, found):
    assert reviews_overdue(*held, on=on) == found


@settings(max_examples=100, deadline=None)
@given(extracts(), st.lists(some_days, min_size=1, max_size=3, unique=True))
def test_overdue_is_as_the_definition_reads_aloud(extract, days):
    days = sorted(days)
    care, on = in_order(frame(extract["episodes"])), [pd.Timestamp(each) for each in days]

    reviews = review_chains(periods_of_care(care), frame(extract["reviews"], ["CHILD", "REVIEW"]))
    chains = oracle.reviews(extract["episodes"], extract["reviews"], days[-1])
    held = {(each["CHILD"], each["REVIEW"]) for each in extract["reviews"]}
    assert late(overdue_on(on, care, reviews)) == expected(extract, chains, held, days)

    visits = frame(extract["visits"], ["CHILD", "VISIT_DATE", "SEEN"])
    frequencies = frame(extract["frequencies"], ["CHILD", "FROM", "TO", "WEEKS"])
    visits = visit_chains(placement_spells(care), visits, frequencies)
    chains = oracle.visits(extract["episodes"], extract["visits"], extract["frequencies"], days[-1])
    made = {(each["CHILD"], each["VISIT_DATE"]) for each in extract["visits"] if each["SEEN"] == "Y"}
    assert late(overdue_on(on, care, visits)) == expected(extract, chains, made, days)


def late(found: pd.DataFrame) -> list[tuple[int, date]]:
    return rows_of(found[found["OVERDUE"]], ["CHILD", "DATE"])


def expected(extract, chains, events, days) -> list[tuple[int, date]]:
    """Child and day of all who are overdue, in the order of the days."""
    return [(child, on) for on in days for child in oracle.overdue(extract["episodes"], chains, events, on)]
