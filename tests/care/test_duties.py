"""Reviews and visits: which are on time or missed, the day each counts on, and nobody lost from sight."""

from datetime import date, timedelta

import care_oracle as oracle
import pandas as pd
import pytest
from care_tables import (
    A,
    B,
    between,
    day,
    episodes,
    extracts,
    frame,
    known_on,
    rows_of,
    some_days,
    table,
    texts,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scorecard.care.duties import NO_FREQUENCIES, counted_duties, review_chains, visit_chains
from scorecard.care.episodes import in_order, periods_of_care, placement_spells

LONG_AGO = "01/01/1990"


def counted(duties: pd.DataFrame) -> list[str]:
    """Each duty as "on time" or "missed" with the day it is counted on."""
    return [
        f"{'on time' if met else 'missed'} {date}"
        for met, date in zip(duties["MET"], texts(duties["DATE"]), strict=True)
    ]


def reviews_of(*held: str, start: str = "03/02/2020", until: str, **episode) -> list[str]:
    periods = periods_of_care(in_order(episodes({"DECOM": start} | episode)))
    held = table(["CHILD", "REVIEW"], [{"CHILD": A, "REVIEW": text} for text in held])
    return counted(counted_duties(review_chains(periods, held), between(day(LONG_AGO), day(until))))


def visits_of(
    *made: str, until: str, moves: list[dict] = (), agreed: list[dict] = (), **episode
) -> list[str]:
    """Visits to a child placed on 1 January 2020. "not 05/01/2020": the child was not seen that day."""
    stays = [{"DECOM": "01/01/2020"} | episode, *moves]
    stays = [stay | {"DEC": next_["DECOM"]} for stay, next_ in zip(stays, moves, strict=False)] + stays[-1:]
    visits = [{"CHILD": A, "VISIT_DATE": text[-10:], "SEEN": "N" if "not" in text else "Y"} for text in made]
    frequencies = table(["CHILD", "FROM", "TO", "WEEKS"], [{"CHILD": A, "WEEKS": 12} | row for row in agreed])
    spells = placement_spells(in_order(episodes(*stays)))
    visits = table(["CHILD", "VISIT_DATE", "SEEN"], visits)
    return counted(
        counted_duties(visit_chains(spells, visits, frequencies), between(day(LONG_AGO), day(until)))
    )


def test_reviews_on_time_follow_each_other_after_20_working_days_3_months_and_6_months():
    assert reviews_of("02/03/2020", "01/06/2020", "01/12/2020", until="31/05/2021") == [
        "on time 02/03/2020", "on time 01/06/2020", "on time 01/12/2020",
    ]  # fmt: skip
    assert reviews_of("02/03/2020", "01/06/2020", until="02/12/2020")[-1] == "missed 01/12/2020"


def test_the_first_review_waits_for_easters_bank_holidays():
    assert reviews_of(start="03/04/2020", until="05/05/2020") == ["missed 05/05/2020"]
    assert reviews_of(start="03/04/2020", until="04/05/2020") == []


def test_a_late_first_review_takes_the_missed_ones_place_and_the_next_is_due_3_months_on():
    assert reviews_of("10/03/2020", until="31/12/2020") == [
        "missed 02/03/2020", "missed 10/06/2020", "missed 10/12/2020",
    ]  # fmt: skip


def test_a_late_review_may_come_until_the_day_that_the_next_one_falls_due():
    assert reviews_of("02/06/2020", until="02/09/2020") == ["missed 02/03/2020", "missed 02/09/2020"]
    assert reviews_of("03/06/2020", until="03/09/2020") == [
        "missed 02/03/2020", "missed 02/06/2020", "missed 03/09/2020",
    ]  # fmt: skip


def test_the_review_after_the_first_one_held_is_due_3_months_on_however_many_were_missed_before_it():
    assert reviews_of("15/12/2020", "15/03/2021", until="15/09/2021") == [
        "missed 02/03/2020", "missed 02/06/2020", "missed 02/12/2020",
        "on time 15/03/2021", "missed 15/09/2021",
    ]  # fmt: skip


def test_after_a_late_review_that_is_not_the_first_the_next_is_due_6_months_on():
    assert reviews_of("02/03/2020", "15/06/2020", until="31/12/2020") == [
        "on time 02/03/2020", "missed 02/06/2020", "missed 15/12/2020",
    ]  # fmt: skip


def test_the_first_review_held_is_that_of_the_period_of_care_and_not_of_the_child():
    assert reviews_of("31/01/2020", "10/03/2020", until="10/06/2020") == [
        "missed 02/03/2020", "missed 10/06/2020",
    ]  # fmt: skip


def test_a_second_event_after_a_late_one_meets_the_next_duty():
    assert visits_of("10/01/2020", "11/01/2020", until="22/02/2020") == [
        "missed 08/01/2020", "on time 11/01/2020", "missed 22/02/2020",
    ]  # fmt: skip


def test_a_child_nobody_visits_keeps_counting():
    assert visits_of(until="31/05/2020") == [
        "missed 08/01/2020", "missed 19/02/2020", "missed 01/04/2020", "missed 13/05/2020",
    ]  # fmt: skip


def test_visits_on_one_day_are_one_and_early_ones_count():
    assert visits_of("08/01/2020", "08/01/2020", "01/02/2020", until="14/03/2020") == [
        "on time 08/01/2020", "on time 01/02/2020", "missed 14/03/2020",
    ]  # fmt: skip


def test_a_visit_on_the_first_day_counts_and_one_the_day_before_does_not():
    assert visits_of("01/01/2020", until="31/01/2020") == ["on time 01/01/2020"]
    assert visits_of("31/12/2019", until="31/01/2020") == ["missed 08/01/2020"]


def test_a_visit_at_which_the_child_was_not_seen_is_none():
    assert visits_of("not 05/01/2020", until="31/01/2020") == ["missed 08/01/2020"]
    assert visits_of("not 05/01/2020", "05/01/2020", until="31/01/2020") == ["on time 05/01/2020"]


@pytest.mark.parametrize(("left", "duties"), [("08/01/2020", []), ("09/01/2020", ["missed 08/01/2020"])])
def test_a_missed_duty_counts_only_for_a_child_still_in_care_at_the_end_of_the_day(left, duties):
    assert visits_of(until="31/01/2020", DEC=left) == duties


@pytest.mark.parametrize(("left", "duties"), [("05/01/2020", []), ("06/01/2020", ["on time 05/01/2020"])])
def test_a_met_duty_counts_only_for_a_child_still_in_care_at_the_end_of_the_day(left, duties):
    assert visits_of("05/01/2020", until="31/01/2020", DEC=left) == duties


def test_a_new_placement_starts_the_visits_anew():
    moves = [{"DECOM": "19/02/2020", "RNE": "P", "PLACE": "K2"}]
    assert visits_of("08/01/2020", "19/02/2020", until="01/04/2020", moves=moves) == [
        "on time 08/01/2020", "on time 19/02/2020", "missed 01/04/2020",
    ]  # fmt: skip
    assert visits_of("08/01/2020", until="31/03/2020", moves=moves) == [
        "on time 08/01/2020",
        "missed 26/02/2020",
    ]


def test_a_temporary_placement_interrupts_no_visits_whether_or_not_the_child_comes_back():
    away = {"DECOM": "10/02/2020", "RNE": "P", "PLACE": "T1"}
    back, elsewhere = ({"DECOM": "24/02/2020", "RNE": "P", "PLACE": place} for place in ("U4", "K2"))
    before = ["on time 08/01/2020", "missed 19/02/2020"]
    assert visits_of("08/01/2020", until="31/03/2020", moves=[away]) == before
    assert visits_of("08/01/2020", until="31/03/2020", moves=[away, back]) == before
    assert visits_of("08/01/2020", until="31/03/2020", moves=[away, elsewhere]) == [
        *before,
        "missed 02/03/2020",
    ]


@pytest.mark.parametrize(
    ("agreed", "next_due"),
    [
        ({"FROM": "05/02/2020"}, "29/04/2020"),
        ({"FROM": "06/02/2020"}, "18/03/2020"),
        ({"FROM": "01/02/2020", "TO": "06/02/2020"}, "29/04/2020"),
        ({"FROM": "01/02/2020", "TO": "05/02/2020"}, "18/03/2020"),
        ({"FROM": "01/02/2020", "WEEKS": 6}, "18/03/2020"),
        ({"FROM": "01/02/2020", "WEEKS": 1}, "12/02/2020"),
        ({"FROM": "01/02/2020", "WEEKS": 13}, "06/05/2020"),
        ({"FROM": "01/02/2020", "WEEKS": None}, "18/03/2020"),
        ({"FROM": "01/02/2020", "CHILD": B}, "18/03/2020"),
    ],
)
def test_as_many_weeks_follow_a_visit_as_are_agreed_on_its_day(agreed, next_due):
    made = ("08/01/2020", "05/02/2020")
    assert visits_of(*made, until="06/05/2020", agreed=[agreed])[2] == f"missed {next_due}"


def test_another_agreement_ends_the_one_before_it_though_that_is_open():
    agreed = [{"FROM": "01/01/2020"}, {"FROM": "01/02/2020", "WEEKS": 6}]
    visits = visits_of("08/01/2020", "05/02/2020", until="30/04/2020", agreed=agreed)
    assert visits[2] == "missed 18/03/2020"
    back = [*agreed, {"FROM": "05/02/2020"}]
    assert visits_of("08/01/2020", "05/02/2020", until="30/04/2020", agreed=back)[2] == "missed 29/04/2020"


def test_after_a_missed_visit_the_agreement_on_its_due_date_stands():
    from_due_date = [{"FROM": "08/01/2020", "TO": "09/01/2020"}]
    assert visits_of(until="30/04/2020", agreed=from_due_date) == ["missed 08/01/2020", "missed 01/04/2020"]
    too_late = [{"FROM": "09/01/2020"}]
    assert visits_of(until="19/02/2020", agreed=too_late)[1:] == ["missed 19/02/2020"]


def test_after_a_late_visit_the_agreement_on_its_own_day_stands_and_not_that_of_the_day_it_was_due():
    only_when_due = [{"FROM": "08/01/2020", "TO": "09/01/2020"}]
    assert visits_of("01/04/2020", until="13/05/2020", agreed=only_when_due) == [
        "missed 08/01/2020", "missed 13/05/2020",
    ]  # fmt: skip
    since_then = [{"FROM": "09/01/2020"}]
    assert visits_of("10/01/2020", until="03/04/2020", agreed=since_then) == [
        "missed 08/01/2020", "missed 03/04/2020",
    ]  # fmt: skip
    from_its_day = [{"FROM": "10/01/2020", "WEEKS": 2}]
    assert visits_of("10/01/2020", until="24/01/2020", agreed=from_its_day)[1:] == ["missed 24/01/2020"]


def test_without_any_child_or_event_there_are_no_duties_and_no_error():
    nobody = in_order(episodes({"DECOM": "01/01/2020", "LS": "V4"}))
    nothing = table(["CHILD", "REVIEW", "VISIT_DATE", "SEEN"], [])
    reviews = review_chains(periods_of_care(nobody), nothing)
    visits = visit_chains(placement_spells(nobody), nothing, NO_FREQUENCIES)
    for chains in (reviews, visits):
        assert counted_duties(chains, between(day(LONG_AGO), day("31/05/2020"))).empty


def both_duties(extract: dict[str, list[dict]], until, since=None) -> tuple[list[tuple], list[tuple]]:
    care = in_order(frame(extract["episodes"]))
    days = between(pd.Timestamp(since or day(LONG_AGO)), pd.Timestamp(until))
    reviews = frame(extract["reviews"], ["CHILD", "REVIEW"])
    visits = frame(extract["visits"], ["CHILD", "VISIT_DATE", "SEEN"])
    frequencies = frame(extract["frequencies"], ["CHILD", "FROM", "TO", "WEEKS"])
    held = counted_duties(review_chains(periods_of_care(care), reviews), days)
    made = counted_duties(visit_chains(placement_spells(care), visits, frequencies), days)
    duty = ["DUE", "DATE", "MET"]
    return rows_of(held, ["CHILD", "PERIOD", *duty]), rows_of(made, ["CHILD", "PERIOD", "SPELL", *duty])


@settings(max_examples=100, deadline=None)
@given(extracts(), some_days)
def test_duties_are_those_of_the_definitions_lived_through_day_by_day(extract, until):
    held, made = both_duties(extract, until)
    assert held == oracle.reviews(extract["episodes"], extract["reviews"], until)
    assert made == oracle.visits(extract["episodes"], extract["visits"], extract["frequencies"], until)


def days_between(due: date, since: date) -> list[date]:
    return [due + timedelta(days=n) for n in range(1, (since - due).days)]


@settings(max_examples=50, deadline=None)
@given(extracts(), some_days, some_days)
def test_since_a_month_those_counted_from_then_are_left_and_those_missed_before_in_care_that_nobody_had_come_for(
    extract, one_day, another
):
    since, until = sorted((one_day, another))
    since = since.replace(day=1)
    came = (
        {(each["CHILD"], each["REVIEW"]) for each in extract["reviews"]},
        {(each["CHILD"], each["VISIT_DATE"]) for each in extract["visits"] if each["SEEN"] == "Y"},
    )
    in_care_still = {
        (each["CHILD"], each["PERIOD"])
        for each in oracle.numbered(extract["episodes"])
        if each["DEC"] is None or each["DEC"] > since
    }
    left = [
        [
            (child, period, *spell, due, on, met)
            for child, period, *spell, due, on, met in duties
            if (child, period) in in_care_still
            and (
                on >= since or not met and not any((child, day) in events for day in days_between(due, since))
            )
        ]
        for duties, events in zip(both_duties(extract, until), came)
    ]
    assert list(both_duties(extract, until, pd.Timestamp(since))) == left


@settings(max_examples=50, deadline=None)
@given(extracts(), some_days, some_days)
def test_what_counts_by_a_day_depends_on_nothing_after_it(extract, one_day, another):
    on, later = sorted((one_day, another))
    known = {
        "episodes": known_on(on, extract["episodes"], "DECOM", "DEC"),
        "reviews": known_on(on, extract["reviews"], "REVIEW"),
        "visits": known_on(on, extract["visits"], "VISIT_DATE"),
        "frequencies": known_on(on, extract["frequencies"], "FROM", "TO"),
    }
    if known["episodes"]:
        afterwards = [[duty for duty in duties if duty[-2] <= on] for duties in both_duties(extract, later)]
        assert list(both_duties(known, on)) == afterwards


@settings(max_examples=30, deadline=None)
@given(extracts(), some_days, st.randoms(use_true_random=False))
def test_the_order_of_rows_in_the_files_does_not_matter(extract, until, random):
    shuffled = {name: random.sample(rows, len(rows)) for name, rows in extract.items()}
    assert both_duties(shuffled, until) == both_duties(extract, until)
