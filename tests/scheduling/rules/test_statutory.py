"""Due days of statutory clocks, counted on the calendar by hand."""

import datetime

import pytest

from scheduling.calendars.china import china_calendar
from scheduling.rules.statutory import (
    BEIJING_JOINT,
    CLOCKS,
    COMPLETION_FILING,
    FIRE_FILING,
    Due,
    StatutoryClock,
    Works,
    clocks_for,
    due_of,
)

D = datetime.date
CHINA = china_calendar(2026, 2027)


def due(clock: StatutoryClock, accepted_on: D, today: D | None = None) -> Due:
    return due_of(clock, accepted_on=accepted_on, today=today or accepted_on, calendar=CHINA)


@pytest.mark.parametrize(
    ("clock", "accepted_on", "expected"),
    [
        # calendar days run through the Spring Festival, 15 to 23 February
        (COMPLETION_FILING, D(2026, 2, 11), D(2026, 2, 26)),
        # working days: 12, 13, 14 (a worked Saturday), 24, 25 February
        (FIRE_FILING, D(2026, 2, 11), D(2026, 2, 25)),
        # National Day, 1 to 7 October: 30 September, 8, 9, 10 (a worked Saturday), 12 October
        (FIRE_FILING, D(2026, 9, 29), D(2026, 10, 12)),
        (COMPLETION_FILING, D(2026, 9, 29), D(2026, 10, 14)),
        (BEIJING_JOINT, D(2026, 3, 6), D(2026, 3, 13)),
    ],
)
def test_due_days_by_calendar_or_working_days(
    clock: StatutoryClock, accepted_on: D, expected: D
) -> None:
    assert due(clock, accepted_on).due == expected


def test_days_left_are_counted_as_the_clock_counts() -> None:
    accepted = D(2026, 2, 11)
    assert due(COMPLETION_FILING, accepted, D(2026, 2, 14)).days_left == 12
    # 24 and 25 February
    assert due(FIRE_FILING, accepted, D(2026, 2, 14)).days_left == 2
    assert due(FIRE_FILING, accepted, D(2026, 2, 25)).days_left == 0
    assert due(FIRE_FILING, accepted, D(2026, 2, 27)).days_left == -2
    assert due(COMPLETION_FILING, accepted, D(2026, 2, 27)).days_left == -1


def test_a_year_without_a_notice_is_provisional_where_working_days_count() -> None:
    assert due(FIRE_FILING, D(2026, 12, 30)).provisional
    assert not due(COMPLETION_FILING, D(2026, 12, 30)).provisional
    assert not due(FIRE_FILING, D(2026, 3, 2)).provisional


def test_works_and_region_choose_the_clocks() -> None:
    assert clocks_for("CN-SD", Works.ORDINARY) == (COMPLETION_FILING, FIRE_FILING)
    assert clocks_for("CN-SD", Works.SPECIAL) == (COMPLETION_FILING,)
    assert clocks_for("CN-BJ", Works.SPECIAL) == (COMPLETION_FILING, BEIJING_JOINT)
    assert clocks_for("CN", Works.ORDINARY) == (COMPLETION_FILING, FIRE_FILING)


def test_every_clock_cites_its_rule_in_both_languages() -> None:
    assert len({(clock.key, clock.region) for clock in CLOCKS}) == len(CLOCKS)
    for clock in CLOCKS:
        for words in (clock.names, clock.text):
            assert set(words) == {"en", "zh-hans"}
            assert all(words.values())
        assert clock.source
