"""China's official working days, per State Council notice; seeds calendars with exceptions.

The only module of the engine that reads holiday packages. A year with a notice carries its
holidays *and* its make-up days; a year without one is provisional: statutory days off as the law
computes them, no make-up days, and every result that depends on it should say so.
"""

import datetime
import functools
from dataclasses import dataclass

import chinese_calendar
import holidays
from chinese_calendar import constants

from scheduling.calendars.workdays import Calendar

WEEKLY = (True,) * 5 + (False,) * 2
FIRST_YEAR = min(constants.holidays).year
LAST_NOTICE_YEAR = max(constants.holidays).year
# beyond it nobody can vouch for the computed lunar dates
LAST_YEAR = 2099

# only notices whose number was checked; the others are named by their year
NOTICES = {2025: "国办发明电〔2024〕12号", 2026: "国办发明电〔2025〕7号"}
FORECAST = "国务院办公厅{year}年通知未发布，按《全国年节及纪念日放假办法》推算，无调休"
NAMES = {kind.value: kind.chinese for kind in chinese_calendar.Holiday}


@dataclass(frozen=True)
class ExceptionRow:
    """One dated exception of a calendar, with where it comes from."""

    date: datetime.date
    worked: bool
    name: str
    source_notice: str
    provisional: bool


def notice_for(year: int) -> str:
    """How to cite the notice that arranges the holidays of `year`."""
    if year > LAST_NOTICE_YEAR:
        return FORECAST.format(year=year)
    number = NOTICES.get(year)
    title = f"国务院办公厅关于{year}年部分节假日安排的通知"
    return f"{title}({number})" if number else title


@functools.cache
def exception_rows(year: int) -> tuple[ExceptionRow, ...]:
    """Every day of `year` that the notice, or the forecast, closes or opens; in order of date."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"holidays are known from {FIRST_YEAR} to {LAST_YEAR}, not for {year}")
    rows = _forecast_rows(year) if year > LAST_NOTICE_YEAR else _notice_rows(year)
    return tuple(sorted(rows, key=lambda row: row.date))


def china_calendar(first_year: int, last_year: int) -> Calendar:
    """The official five-day calendar over whole years, with its provisional years marked."""
    years = range(first_year, last_year + 1)
    return Calendar(
        weekly=WEEKLY,
        exceptions={row.date: row.worked for year in years for row in exception_rows(year)},
        name=f"中国 {first_year}-{last_year}",
        provisional_years=frozenset(year for year in years if year > LAST_NOTICE_YEAR),
    )


def _notice_rows(year: int) -> list[ExceptionRow]:
    return [
        ExceptionRow(
            day,
            worked,
            f"{NAMES.get(name, name)}{'调休上班' if worked else ''}",
            notice_for(_notice_year(day, name)),
            provisional=False,
        )
        for worked, days in ((False, constants.holidays), (True, constants.workdays))
        for day, name in days.items()
        if day.year == year
    ]


def _notice_year(day: datetime.date, name: str) -> int:
    """New Year's days off in December are arranged by the next year's notice."""
    return day.year + (day.month == 12 and name == chinese_calendar.Holiday.new_years_day.value)


def _forecast_rows(year: int) -> list[ExceptionRow]:
    statutory = holidays.country_holidays("CN", years=year, language="zh_CN")
    return [
        ExceptionRow(day, worked=False, name=name, source_notice=notice_for(year), provisional=True)
        for day, name in statutory.items()
    ]
