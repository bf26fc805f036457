"""The definitions of "Who" and "Recurring duties" read aloud, one child and one day at a time.

Slow and obvious, on plain dictionaries and dates: tests hold the product's arithmetic to it.
"""

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
TEMPORARY = {"T0", "T1", "T2", "T3", "T4"}
BANK_HOLIDAYS = {
    date(2019, 1, 1), date(2019, 4, 19), date(2019, 4, 22), date(2019, 5, 6), date(2019, 5, 27),
    date(2019, 8, 26), date(2019, 12, 25), date(2019, 12, 26), date(2020, 1, 1), date(2020, 4, 10),
    date(2020, 4, 13), date(2020, 5, 8), date(2020, 5, 25), date(2020, 8, 31), date(2020, 12, 25),
    date(2020, 12, 28), date(2021, 1, 1),
}  # fmt: skip


def working_day(start: date, n: int) -> date:
    """The n-th working day after a day."""
    while n:
        start += ONE_DAY
        n -= start.weekday() < 5 and start not in BANK_HOLIDAYS
    return start


def months_after(day: date, n: int) -> date:
    year, index = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, index + 1, min(day.day, calendar.monthrange(year, index + 1)[1]))


def numbered(episodes: Iterable[dict]) -> list[dict]:
    """Episodes that count, in order, each with its period and spell, numbered as the product numbers them."""
    children = defaultdict(list)
    for episode in sorted(episodes, key=lambda episode: (episode["CHILD"], episode["DECOM"])):
        if episode["LS"] not in ("V3", "V4"):
            children[episode["CHILD"]].append(dict(episode))
    for own in children.values():
        period, earlier = 0, []
        for episode in own:
            if not any(past["DEC"] is None or past["DEC"] >= episode["DECOM"] for past in earlier):
                period += 1
                period_start, spell_starts, lasting, temporary_since = episode["DECOM"], [], None, False
            earlier.append(episode)
            if episode["PLACE"] in TEMPORARY:
                temporary_since = True
            else:
                if lasting is None or _moved(lasting, episode, temporary_since):
                    spell_starts.append(episode["DECOM"])
                lasting, temporary_since = episode, False
            episode["PERIOD"], episode["PERIOD_START"] = period, period_start
            episode["SPELL"] = len(spell_starts)
            episode["SPELL_START"] = spell_starts[-1] if spell_starts else None
            episode["PREVIOUS_SPELL_START"] = spell_starts[-2] if len(spell_starts) > 1 else None
    return [episode for own in children.values() for episode in own]


def _moved(before: dict, episode: dict, after_temporary: bool) -> bool:
    if after_temporary and all(
        before[part] == episode[part] for part in ("PLACE", "PLACE_PROVIDER", "URN", "PL_POST")
    ):
        return False
    if episode["RNE"] in ("T", "U") and episode["PLACE"] in ("A3", "A5"):
        return False
    return episode["RNE"] in ("P", "B", "T", "U")


def in_care(episodes: Iterable[dict], child: str, on: date) -> bool:
    return any(
        episode["CHILD"] == child
        and episode["LS"] not in ("V3", "V4")
        and episode["DECOM"] <= on
        and (episode["DEC"] is None or episode["DEC"] > on)
        for episode in episodes
    )


def duties(
    start: date,
    runs_on: Callable[[date], bool],
    first_due: date,
    events: set[date],
    after_event: Callable[[date, bool], date],
    after_missing: Callable[[date, bool], date],
    until: date,
) -> list[tuple[date, date, bool]]:
    """A chain lived through day by day: (due, counted on, met).

    `after_event` and `after_missing` give the next due date, for the day of an event or of a duty missed, and whether it
    is the first event, or the first duty, of the chain.
    """
    found, due, missed, nobody_came = [], first_due, False, True
    today = start
    while today <= until and runs_on(today):
        if today in events:
            if not missed:
                found.append((due, today, True))
            due, missed = after_event(today, nobody_came), False
            nobody_came = False
        elif today == due:
            found.append((due, today, False))
            due, missed = after_missing(today, len(found) == 1), True
        today += ONE_DAY
    return found


def reviews(episodes: list[dict], held: list[dict], until: date) -> list[tuple]:
    """CHILD, PERIOD, due, counted on, met."""
    found = []
    for child, period, start in sorted(
        {(e["CHILD"], e["PERIOD"], e["PERIOD_START"]) for e in numbered(episodes)}
    ):
        chain = duties(
            start,
            lambda day, child=child: in_care(episodes, child, day),
            working_day(start, 20),
            {review["REVIEW"] for review in held if review["CHILD"] == child},
            lambda day, first_held: months_after(day, 3 if first_held else 6),
            lambda day, first_owed: months_after(day, 3 if first_owed else 6),
            until,
        )
        found += [(child, period, *duty) for duty in chain]
    return found


def visits(episodes: list[dict], made: list[dict], frequencies: list[dict], until: date) -> list[tuple]:
    """CHILD, PERIOD, SPELL, due, counted on, met."""
    found = []
    starts = {
        (e["CHILD"], e["PERIOD"], e["SPELL"], e["SPELL_START"]) for e in numbered(episodes) if e["SPELL"]
    }
    for child, period, spell, start in sorted(starts):
        moves = {
            other for whose, when, _, other in starts if (whose, when) == (child, period) and other > start
        }

        def runs_on(day, child=child, moves=moves):
            return in_care(episodes, child, day) and not any(move <= day for move in moves)

        def next_due(day, _, child=child):
            agreed = [each for each in frequencies if each["CHILD"] == child and each["FROM"] <= day]
            latest = max(agreed, key=lambda each: each["FROM"], default=None)
            in_force = latest and (latest["TO"] is None or latest["TO"] > day)
            return day + timedelta(days=7 * latest["WEEKS"] if in_force else 42)

        first_due = start + timedelta(days=7)
        chain = duties(start, runs_on, first_due, seen(made, child), next_due, next_due, until)
        found += [(child, period, spell, *duty) for duty in chain]
    return found


def seen(made: list[dict], child: int) -> set[date]:
    return {visit["VISIT_DATE"] for visit in made if visit["CHILD"] == child and visit["SEEN"] == "Y"}


def overdue(episodes: list[dict], duties: list[tuple], events: set[tuple[int, date]], on: date) -> list[int]:
    """The children overdue on a day, by their duties (CHILD, PERIOD, …, due, counted on, met) and events (CHILD, day)."""
    late = []
    for child in sorted({episode["CHILD"] for episode in episodes}):
        if not in_care(episodes, child, on):
            continue
        begun = [e["PERIOD"] for e in numbered(episodes) if e["CHILD"] == child and e["DECOM"] <= on]
        owed = [duty for duty in duties if duty[:2] == (child, max(begun)) and duty[-2] <= on]
        if owed:
            *_, due, _, met = max(owed, key=lambda duty: duty[-2])
            if not met and not any(whose == child and due < day <= on for whose, day in events):
                late.append(child)
    return late
