"""Who is in care, since when and in which placement: at the edges where two people might differ."""

import care_oracle as oracle
import pandas as pd
import pytest
from care_tables import NOBODY, A, B, C, day, episode_tables, episodes, frame, rows_of, some_days, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from scorecard.care.child_days import in_force_at, in_force_on
from scorecard.care.episodes import (
    in_care_for,
    in_order,
    periods_of_care,
    placement_spells,
)


def in_care_on(episodes: pd.DataFrame, days: list) -> pd.DataFrame:
    return in_force_on(episodes, "DECOM", "DEC", days)


NUMBERS = ["PERIOD", "PERIOD_START", "SPELL", "SPELL_START", "PREVIOUS_SPELL_START"]


def then(decom: str, place: str, rne: str = "P", **others) -> dict:
    """The episode that goes on to `place`, in a chain that `chained` closes."""
    return {"DECOM": decom, "PLACE": place, "RNE": rne} | others


def chained(*rows: dict) -> pd.DataFrame:
    """Episodes without a gap, the last one open."""
    ends = [row["DECOM"] for row in rows[1:]]
    closed = [row | {"DEC": end, "REC": "X1"} for row, end in zip(rows, ends, strict=False)]
    return episodes(*closed, rows[-1])


def spell_starts(*rows: dict) -> list[str]:
    return texts(placement_spells(in_order(chained(*rows)))["START"])


def test_a_child_is_in_care_from_the_day_of_entry_until_the_day_before_leaving():
    care = in_order(episodes({"DECOM": "10/05/2020", "DEC": "31/05/2020", "REC": "E4A"}))
    days = [day(text) for text in ("09/05/2020", "10/05/2020", "30/05/2020", "31/05/2020")]
    assert texts(in_care_on(care, days)["DATE"]) == ["10/05/2020", "30/05/2020"]


def test_short_breaks_are_left_out_of_everything_and_do_not_join_two_periods():
    care = in_order(
        episodes(
            {"DECOM": "01/01/2020", "DEC": "01/02/2020", "REC": "X1"},
            {"DECOM": "01/02/2020", "DEC": "01/03/2020", "REC": "X1", "LS": "V4"},
            {"DECOM": "01/03/2020", "LS": "V2"},
            {"CHILD": B, "DECOM": "01/01/2020", "LS": "V3"},
        )
    )
    assert set(care["CHILD"]) == {A}
    assert care["PERIOD"].tolist() == [1, 2]


def test_a_gap_of_one_day_splits_a_period_of_care_and_none_does_not():
    periods = periods_of_care(
        in_order(
            episodes(
                {"DECOM": "01/01/2020", "DEC": "01/02/2020", "REC": "X1"},
                {"DECOM": "01/02/2020", "DEC": "01/03/2020", "REC": "E4A"},
                {"DECOM": "02/03/2020"},
            )
        )
    )
    assert texts(periods["START"]) == ["01/01/2020", "02/03/2020"]
    assert texts(periods["END"]) == ["01/03/2020", None]
    assert rows_of(periods, ["REC"]) == [("E4A",), (None,)]


def test_a_last_episode_that_ends_x1_ends_the_period_all_the_same():
    periods = periods_of_care(in_order(episodes({"DECOM": "01/01/2020", "DEC": "01/02/2020", "REC": "X1"})))
    assert (texts(periods["END"]), periods["REC"].tolist()) == (["01/02/2020"], ["X1"])


def test_an_open_period_has_no_reason_for_ending_even_where_the_data_give_one():
    periods = periods_of_care(in_order(episodes({"DECOM": "01/01/2020", "REC": "E11"})))
    assert texts(periods["END"]) == [None]
    assert periods["REC"].isna().all()


def test_overlapping_episodes_are_one_period_and_count_a_child_once():
    care = in_order(
        episodes(
            {"DECOM": "01/01/2020", "DEC": "01/06/2020", "REC": "E4A"},
            {"DECOM": "01/02/2020", "DEC": "01/03/2020", "REC": "X1", "PLACE": "K2", "RNE": "P"},
            {"DECOM": "01/06/2020", "DEC": "01/07/2020", "REC": "E11", "PLACE": "A4", "RNE": "P"},
        )
    )
    assert texts(periods_of_care(care)["END"]) == ["01/07/2020"]
    assert in_care_on(care, [day("15/02/2020"), day("15/04/2020")])["PLACE"].tolist() == ["K2", "U4"]


@pytest.mark.parametrize(
    ("rne", "place", "starts_a_spell"),
    [
        ("P", "U4", True), ("B", "K2", True), ("T", "U1", True), ("U", "U5", True),
        ("L", "U4", False), ("L", "K2", False), ("S", "U4", False),
        ("T", "A3", False), ("U", "A5", False), ("T", "A4", True), ("U", "A6", True), ("P", "A3", True),
        ("B", "A5", True),
    ],
)  # fmt: skip
def test_what_starts_a_placement_spell(rne, place, starts_a_spell):
    starts = spell_starts(then("01/01/2020", "U4", "S"), then("01/03/2020", place, rne))
    assert starts == ["01/01/2020"] + ["01/03/2020"] * starts_a_spell


HOME = {"PLACE_PROVIDER": "PR4", "URN": "SC001", "PL_POST": "CB1 1AA"}


@pytest.mark.parametrize(
    ("back_at", "starts_a_spell"),
    [({}, False), ({"PLACE_PROVIDER": "PR1"}, True), ({"URN": None}, True), ({"PL_POST": "CB9 9ZZ"}, True)],
)
def test_after_temporary_placements_the_spell_goes_on_if_the_child_came_back(back_at, starts_a_spell):
    starts = spell_starts(
        then("01/01/2020", "K2", "S", **HOME),
        then("01/03/2020", "T1", PL_POST="PE1 1AA"),
        then("05/03/2020", "T4"),
        then("09/03/2020", "K2", **HOME | back_at),
    )
    assert starts == ["01/01/2020"] + ["09/03/2020"] * starts_a_spell


def test_blank_urn_and_postcode_are_the_same_place_as_blank():
    unknown = {"URN": None, "PL_POST": None}
    starts = spell_starts(
        then("01/01/2020", "U4", "S", **unknown),
        then("01/03/2020", "T3"),
        then("09/03/2020", "U4", **unknown),
    )
    assert starts == ["01/01/2020"]


def test_a_move_within_one_home_starts_a_spell_when_no_temporary_placement_came_between():
    starts = spell_starts(then("01/01/2020", "K2", "S", **HOME), then("01/03/2020", "K2", "P", **HOME))
    assert starts == ["01/01/2020", "01/03/2020"]


def test_a_spell_lasts_through_a_temporary_placement_until_the_next_one_starts():
    spells = placement_spells(
        in_order(
            chained(
                then("01/01/2020", "U4", "S"), then("01/03/2020", "T2"), then("09/03/2020", "U4", URN="7")
            )
        )
    )
    assert texts(spells["END"]) == ["09/03/2020", None]


def test_in_an_open_temporary_placement_the_present_spell_is_the_one_it_interrupts():
    care = in_order(
        chained(then("01/01/2019", "U4", "S"), then("01/01/2020", "K2"), then("28/05/2020", "T1"))
    )
    present = in_care_on(care, [day("31/05/2020")]).iloc[0]
    assert (present["PLACE"], present["SPELL"]) == ("T1", 2)
    assert (present["SPELL_START"], present["PREVIOUS_SPELL_START"]) == (day("01/01/2020"), day("01/01/2019"))


def test_a_period_that_opens_in_a_temporary_placement_has_no_spell_until_the_first_lasting_one():
    care = in_order(
        chained(then("01/01/2020", "T4", "S"), then("05/01/2020", "T4"), then("09/01/2020", "U4", "L"))
    )
    assert care["SPELL"].tolist() == [0, 0, 1]
    assert texts(care["SPELL_START"]) == [None, None, "09/01/2020"]
    assert texts(placement_spells(care)["START"]) == ["09/01/2020"]


def test_every_period_starts_its_spells_anew():
    care = in_order(
        episodes(
            {"DECOM": "01/01/2020", "DEC": "01/02/2020", "REC": "E4A"},
            {"DECOM": "01/03/2020", "DEC": "01/04/2020", "REC": "X1"},
            {"DECOM": "01/04/2020", "RNE": "B", "PLACE": "K2"},
        )
    )
    assert care["SPELL"].tolist() == [1, 1, 2]
    assert texts(care["PREVIOUS_SPELL_START"]) == [None, None, "01/03/2020"]


def test_continuous_care_is_counted_in_calendar_months():
    care = in_order(
        episodes(
            {"DECOM": "31/05/2019"},
            {"CHILD": B, "DECOM": "01/06/2019"},
            {"CHILD": C, "DECOM": "29/02/2016"},
        )
    )
    in_care = in_care_on(care, [day("31/05/2020"), day("28/02/2017"), day("27/02/2017")])
    in_care["12 MONTHS"] = in_care_for(in_care, 12)
    assert in_care[in_care["12 MONTHS"]][["CHILD", "DATE"]].to_numpy().tolist() == [
        [A, day("31/05/2020")], [C, day("31/05/2020")], [C, day("28/02/2017")],
    ]  # fmt: skip


def test_the_period_a_child_was_in_on_a_day_is_found_for_events():
    periods = periods_of_care(
        in_order(
            episodes({"DECOM": "01/01/2020", "DEC": "01/02/2020", "REC": "E4A"}, {"DECOM": "01/03/2020"})
        )
    )
    asked = pd.Series([A, A, A, A, NOBODY], index=[9, 8, 7, 7, 5])
    on = pd.Series(pd.to_datetime(["2020-01-31", "2020-02-01", "2020-03-01", None, "2020-01-31"]))
    found = in_force_at(periods, "START", "END", asked, on)["START"]
    assert found.index.tolist() == [9, 8, 7, 7, 5]
    assert texts(found) == ["01/01/2020", None, "01/03/2020", None, None]


@settings(max_examples=100, deadline=None)
@given(episode_tables())
def test_periods_and_spells_are_those_of_the_definitions_read_aloud(rows):
    columns = ["CHILD", "DECOM", *NUMBERS]
    expected = [tuple(row[column] for column in columns) for row in oracle.numbered(rows)]
    assert rows_of(in_order(frame(rows)), columns) == expected


@settings(max_examples=40, deadline=None)
@given(episode_tables(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_in_the_file_does_not_matter(rows, random):
    expected = placement_spells(in_order(frame(rows)))
    random.shuffle(rows)
    pd.testing.assert_frame_equal(placement_spells(in_order(frame(rows))), expected)


@settings(max_examples=40, deadline=None)
@given(episode_tables(), some_days)
def test_a_child_is_in_care_just_while_a_period_of_care_runs_and_counts_once(rows, on):
    care = in_order(frame(rows))
    expected = [child for child in (A, B, C) if oracle.in_care(rows, child, on)]
    assert in_care_on(care, [pd.Timestamp(on)])["CHILD"].tolist() == expected
    everyone = pd.Series([A, B, C])
    dates = pd.Series([pd.Timestamp(on)] * 3)
    since = in_force_at(periods_of_care(care), "START", "END", everyone, dates)["START"]
    assert everyone[since.notna()].tolist() == expected
    there = in_force_at(care, "DECOM", "DEC", everyone, dates).dropna(subset="DECOM")
    columns = ["CHILD", "DECOM", "DEC", "SPELL"]
    assert rows_of(there, columns) == rows_of(in_care_on(care, [pd.Timestamp(on)]), columns)


@settings(max_examples=40, deadline=None)
@given(episode_tables(), some_days)
def test_what_is_said_of_a_day_does_not_change_with_what_comes_after(rows, on):
    known = [
        row | {"DEC": None} if row["DEC"] and row["DEC"] > on else row for row in rows if row["DECOM"] <= on
    ]
    if known:
        columns = ["CHILD", "DECOM", "PLACE", *NUMBERS]
        then, now = (
            rows_of(in_care_on(in_order(frame(some)), [pd.Timestamp(on)]), columns) for some in (known, rows)
        )
        assert then == now
