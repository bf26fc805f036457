"""Work on several files, tables or rules at once. Arrow and NumPy let go of Python's lock while they work, so that two threads
keep two processors busy; more would hold more in memory."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item, Made = TypeVar("Item"), TypeVar("Made")
THREADS = 2
MANY = 500_000
"""Of fewer rows in all, threads wait for each other longer than they work."""


def side_by_side(
    work: Callable[[Item], Made], items: Iterable[Item], rows: Callable[[Item], int]
) -> list[Made]:
    """What `work` makes of each item, in their order; those of the most `rows`, about, are begun first."""
    items = list(items)
    sizes = [rows(item) for item in items]
    if sum(sizes) < MANY:
        return [work(item) for item in items]
    with ThreadPoolExecutor(THREADS) as pool:
        first = sorted(range(len(items)), key=lambda place: -sizes[place])
        made = {place: pool.submit(work, items[place]) for place in first}
        return [made[place].result() for place in range(len(items))]
