"""China's official calendar against the published days."""

import datetime

import pytest

from scheduling.calendars import china
from scheduling.calendars.china import china_calendar, exception_rows

D = datetime.date

MAKE_UP_2026 = [
    D(2026, 1, 4),
    D(2026, 2, 14),
    D(2026, 2, 28),
    D(2026, 5, 9),
    D(2026, 9, 20),
    D(2026, 10, 10),
]


def test_2026_has_the_official_working_days() -> None:
    calendar = china_calendar(2026, 2026)
    months = [calendar.working_days_in_month(2026, month) for month in range(1, 13)]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


def test_2026_make_up_days_are_worked_and_cite_the_notice() -> None:
    opened = [row for row in exception_rows(2026) if row.worked]
    assert [row.date for row in opened] == MAKE_UP_2026
    assert all("国办发明电〔2025〕7号" in row.source_notice for row in opened)
    assert all(row.name.endswith("调休上班") and not row.provisional for row in opened)


def test_spring_festival_2026_is_nine_days_off() -> None:
    calendar = china_calendar(2026, 2026)
    assert calendar.count(D(2026, 2, 14), D(2026, 2, 23)) == 0
    assert calendar.add(D(2026, 2, 14), 1) == D(2026, 2, 24)


def test_a_year_without_a_notice_is_provisional() -> None:
    year = china.LAST_NOTICE_YEAR + 1
    rows = exception_rows(year)
    assert rows
    assert all(row.provisional and not row.worked for row in rows)
    assert all(f"{year}年通知未发布" in row.source_notice for row in rows)
    calendar = china_calendar(year - 1, year)
    assert calendar.is_provisional(D(year, 6, 1))
    assert not calendar.is_provisional(D(year - 1, 6, 1))
    assert not calendar.is_worked(D(year, 10, 1))


def test_rows_are_in_order_and_once_per_day() -> None:
    for year in (2008, 2015, 2020, 2026, 2030):
        dates = [row.date for row in exception_rows(year)]
        assert dates == sorted(set(dates))
        assert {day.year for day in dates} == {year}


def test_new_year_days_off_in_december_belong_to_the_next_notice() -> None:
    row = next(row for row in exception_rows(2022) if row.date == D(2022, 12, 31))
    assert "2023年" in row.source_notice
    assert row.name == "元旦"


@pytest.mark.parametrize("year", [1999, 2003, 2100])
def test_years_nobody_can_vouch_for_are_refused(year: int) -> None:
    with pytest.raises(ValueError, match=str(year)):
        exception_rows(year)
