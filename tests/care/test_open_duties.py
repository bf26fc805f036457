"""The duty that is owed next after a day: what the definition, lived on with no further event, would count next."""

from datetime import timedelta

import care_oracle as oracle
import pandas as pd
import pytest
from care_tables import A, day, episode_tables, episodes, frame, known_on, rows_of, some_days, table
from hypothesis import given, settings
from hypothesis import strategies as st
from scorecard.care.child_days import in_force_on
from scorecard.care.duties import NO_FREQUENCIES, open_duties, review_chains, visit_chains
from scorecard.care.episodes import in_order, periods_of_care, placement_spells
from scorecard.care.overdue import overdue
from scorecard.windows import Days

LONG_AFTER = timedelta(days=300)


def visit_due(*made: str, on: str, weeks: int | None = None) -> str:
    """When the next visit of child A, placed on 1 January 2020, falls due, seen from a day."""
    spells = placement_spells(in_order(episodes({"DECOM": "01/01/2020"})))
    visits = table(
        ["CHILD", "VISIT_DATE", "SEEN"], [{"CHILD": A, "VISIT_DATE": each, "SEEN": "Y"} for each in made]
    )
    agreed = [{"CHILD": A, "FROM": "01/01/2020", "WEEKS": weeks}] if weeks else []
    frequencies = table(["CHILD", "FROM", "TO", "WEEKS"], agreed) if agreed else NO_FREQUENCIES
    (due,) = open_duties(visit_chains(spells, visits, frequencies), day(on))["DUE"]
    return due.strftime("%d/%m/%Y")


@pytest.mark.parametrize(
    ("made", "on", "due"),
    [
        ((), "01/01/2020", "08/01/2020"),
        ((), "07/01/2020", "08/01/2020"),
        ((), "08/01/2020", "19/02/2020"),
        (("08/01/2020",), "08/01/2020", "19/02/2020"),
        (("20/01/2020",), "19/01/2020", "19/02/2020"),
        (("20/01/2020",), "20/01/2020", "02/03/2020"),
        (("05/01/2020", "06/01/2020"), "05/01/2020", "16/02/2020"),
    ],
)
def test_the_next_visit_is_due_by_what_had_happened_by_the_day(made, on, due):
    assert visit_due(*made, on=on) == due


def test_an_agreed_frequency_says_when():
    assert visit_due("02/01/2020", on="05/01/2020", weeks=12) == "26/03/2020"


def test_a_placement_that_has_not_begun_or_is_over_owes_nothing():
    spells = placement_spells(in_order(episodes({"DECOM": "01/01/2020", "DEC": "01/02/2020"})))
    chains = visit_chains(spells, table(["CHILD", "VISIT_DATE", "SEEN"], []), NO_FREQUENCIES)
    assert [len(open_duties(chains, day(on))) for on in ("31/12/2019", "31/01/2020", "01/02/2020")] == [
        0,
        1,
        0,
    ]


@st.composite
def extracts(draw) -> dict[str, list[dict]]:
    def rows(column, most, once=False, **others):
        row = {"CHILD": st.sampled_from([0, 1, 2]), column: some_days} | others
        identity = (lambda row: (row["CHILD"], row[column])) if once else None
        return draw(st.lists(st.fixed_dictionaries(row), max_size=most, unique_by=identity))

    return {
        "episodes": draw(episode_tables()),
        "reviews": rows("REVIEW", 9),
        "visits": rows("VISIT_DATE", 20, SEEN=st.sampled_from("YYYN")),
        "frequencies": rows("FROM", 3, once=True, TO=st.none() | some_days, WEEKS=st.integers(1, 13)),
    }


def next_of(duties: list[tuple], on) -> list[tuple]:
    """Of the duties of each chain, oldest first, the first that is counted after a day, without what became of it."""
    first = {}
    for *chain, due, counted, _ in duties:
        if counted > on:
            first.setdefault(tuple(chain), due)
    return sorted((*chain, due) for chain, due in first.items())


@settings(max_examples=60, deadline=None)
@given(extracts(), some_days)
def test_open_duties_are_those_that_the_definition_would_count_next(extract, on):
    known = {
        "episodes": known_on(on, extract["episodes"], "DECOM", "DEC"),
        "reviews": known_on(on, extract["reviews"], "REVIEW"),
        "visits": known_on(on, extract["visits"], "VISIT_DATE"),
        "frequencies": known_on(on, extract["frequencies"], "FROM", "TO"),
    }
    care = in_order(frame(extract["episodes"]))
    visits = frame(extract["visits"], ["CHILD", "VISIT_DATE", "SEEN"])
    frequencies = frame(extract["frequencies"], ["CHILD", "FROM", "TO", "WEEKS"])
    reviews = review_chains(periods_of_care(care), frame(extract["reviews"], ["CHILD", "REVIEW"]))
    held = open_duties(reviews, pd.Timestamp(on))
    made = open_duties(visit_chains(placement_spells(care), visits, frequencies), pd.Timestamp(on))
    later = on + LONG_AFTER
    known_reviews = oracle.reviews(known["episodes"], known["reviews"], later)
    known_visits = oracle.visits(known["episodes"], known["visits"], known["frequencies"], later)
    assert sorted(rows_of(held, ["CHILD", "PERIOD", "DUE"])) == next_of(known_reviews, on)
    assert sorted(rows_of(made, ["CHILD", "PERIOD", "SPELL", "DUE"])) == next_of(known_visits, on)


def overdue_since(*made: str, on: str, stays: list[dict] | None = None) -> tuple[str, int]:
    care = in_order(episodes(*(stays or [{"DECOM": "01/01/2020"}])))
    visits = [{"CHILD": A, "VISIT_DATE": each, "SEEN": "Y"} for each in made]
    visits = table(["CHILD", "VISIT_DATE", "SEEN"], visits)
    chains = visit_chains(placement_spells(care), visits, NO_FREQUENCIES)
    found = overdue(in_force_on(care, "DECOM", "DEC", [day(on)]), chains, Days.on(day(on))).iloc[0]
    return found["SINCE"].strftime("%d/%m/%Y"), found["DAYS"]


def test_a_child_missed_again_and_again_is_overdue_since_the_first_time():
    assert overdue_since(on="08/01/2020") == ("08/01/2020", 0)
    assert overdue_since(on="31/05/2020") == ("08/01/2020", 144)


def test_a_late_visit_ends_it_and_it_begins_anew():
    assert overdue_since("20/01/2020", on="31/05/2020")[0] == "02/03/2020"


def test_a_move_does_not_begin_it_anew_but_a_return_to_care_does():
    moved = [{"DECOM": "01/01/2020", "DEC": "10/01/2020"}, {"DECOM": "10/01/2020", "RNE": "P", "PLACE": "K2"}]
    assert overdue_since(on="31/05/2020", stays=moved)[0] == "08/01/2020"
    back = [moved[0], {"DECOM": "11/01/2020"}]
    assert overdue_since(on="31/05/2020", stays=back)[0] == "18/01/2020"
