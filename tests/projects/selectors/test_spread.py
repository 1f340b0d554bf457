"""Some of many photos, evenly over the days of the whole stretch."""

import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from projects.selectors.spread import Dated, spread

FIRST = datetime.datetime(2026, 1, 1, 1, tzinfo=datetime.UTC)


def rows(*per_day: int) -> list[Dated]:
    """So many photos on each day, an hour apart; ids count from 0."""
    moments = [
        FIRST + datetime.timedelta(days=day, hours=number)
        for day, count in enumerate(per_day)
        for number in range(count)
    ]
    return [Dated(pk, at.date(), at) for pk, at in enumerate(moments)]


def days(found: list[Dated], chosen: list[int]) -> list[int]:
    by_pk = {row.pk: row for row in found}
    return sorted((by_pk[pk].day - FIRST.date()).days for pk in chosen)


def test_all_are_there_where_they_fit() -> None:
    found = rows(3, 0, 2)
    assert sorted(spread(found, 5)) == [0, 1, 2, 3, 4]
    assert spread([], 5) == []


def test_each_day_comes_once_before_any_comes_twice() -> None:
    found = rows(20, 1, 1, 1)
    assert days(found, spread(found, 4)) == [0, 1, 2, 3]
    # the middle one of the first day: its tenth hour
    assert 10 in spread(found, 4)
    assert days(found, spread(found, 6)) == [0, 0, 0, 1, 2, 3]


def test_a_year_is_seen_from_its_first_to_its_last_day() -> None:
    found = rows(*[2] * 365)
    seen = days(found, spread(found, 120))
    assert (len(seen), seen[0], seen[-1]) == (120, 0, 364)
    assert max(later - sooner for sooner, later in pairwise(seen)) <= 6


def test_many_of_the_last_week_leave_room_for_the_months_before() -> None:
    found = rows(*([1] + [0] * 9) * 30, *[50] * 7)
    seen = days(found, spread(found, 20))
    assert len(seen) == 20
    assert sum(day < 300 for day in seen) >= 15


@given(st.lists(st.integers(0, 4), max_size=60), st.integers(2, 40))
def test_it_is_never_more_and_never_twice(per_day: list[int], most: int) -> None:
    found = rows(*per_day)
    chosen = spread(found, most)
    assert len(chosen) == len(set(chosen)) == min(most, len(found))
    if found:
        assert days(found, chosen)[-1] == (found[-1].day - FIRST.date()).days
