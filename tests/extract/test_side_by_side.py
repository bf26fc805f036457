"""Several files, tables or rules at once give what they give one after another."""

import threading

import pytest
from scorecard.extract.side_by_side import MANY, side_by_side


def test_what_is_made_comes_in_the_order_of_the_items_whichever_is_begun_first():
    begun = []

    def work(item: int) -> int:
        begun.append(item)
        return item * 10

    assert side_by_side(work, [3, 9, 1], lambda item: item * MANY) == [30, 90, 10]
    assert begun[0] == 9


def test_two_of_many_rows_are_worked_on_at_once():
    both = threading.Barrier(2, timeout=10)
    assert sorted(side_by_side(lambda _: both.wait(), range(2), lambda _: MANY)) == [0, 1]


def test_few_rows_are_worked_on_one_after_another():
    threads = side_by_side(lambda _: threading.current_thread(), range(3), lambda _: 1)
    assert {*threads} == {threading.current_thread()}


def test_an_error_of_one_is_raised():
    with pytest.raises(ZeroDivisionError):
        side_by_side(lambda item: 1 // item, [1, 0, 2], lambda _: MANY)
