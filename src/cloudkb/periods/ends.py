"""Lengths that end on a day: three months ended, 52 weeks ended, TTM, year to date."""

import re
from datetime import date, timedelta

from cloudkb.language import worded
from cloudkb.model import Period
from cloudkb.periods.calendar import PeriodError, from_days, month_end, month_span
from cloudkb.periods.forms import TRAILING
from cloudkb.periods.printed_parts import number

_WORDS = {
    "quarter": 3, "季度": 3, "half": 6, "半年": 6, "year": 12, "年度": 12, "全年": 12,
    "ttm": 12, "ltm": 12, "quarterly": 3, "fy": 12,
}  # fmt: skip
_WEEKS = {13: 3, 14: 3, 26: 6, 27: 6, 39: 9, 40: 9, 52: 12, 53: 12}
"""Weeks of a year of 52 or 53, and the months they stand for."""
_NEAR = 7
"""Days: the year of 52 or 53 weeks ends on a weekday, within a week of a month's end."""


def ending(length: str, day: str, text: str, column: int) -> Period:
    """The period of a length that ends on a day; raises `PeriodError` in the middle of a month.

    Months end with a month: an end within a week of a month's end is that month's.
    """
    if length == "ytd" or "to" in re.split("[- ]", length):
        return from_days(f"{day[:4]}-01-01", day)
    found = re.match(r"([0-9]+|[a-z-]+?)(?:个|[- ])?(month|week|月|周)", length)
    count = number(found[1]) if found else 0
    if found and found[2] in ("week", "周"):
        if count not in _WEEKS or month_near(day) is None:
            return _days_back(day, count * 7, text, column)
        months = _WEEKS[count]
    elif found:
        months = count
    elif "twelve" in length or "12" in length:
        months = 12
    else:
        months = next(value for word, value in _WORDS.items() if word in length)
    at = month_near(day)
    if at is None:
        raise PeriodError(
            worded(
                "{day} is no month's end: {length} up to it are no months of the calendar",
                day=day,
                length=length,
            ),
            column,
            _spelled_out(day, months),
        )
    first = at - months + 1
    if months < 1 or first < 12:
        raise PeriodError(worded("the calendar ends at the years 1 and 9999"), column, "")
    return from_days(*month_span(first // 12, first % 12 + 1, months))


def is_trailing(length: str) -> bool:
    """Whether a length may end with a year by its nature: TTM, but no year to date."""
    return "date" not in length and length != "ytd" and bool(re.fullmatch(TRAILING, length))


def month_near(day: str) -> int | None:
    """The month (12 a year, from the year 0) whose end lies within a week of a day, or is it."""
    year, month, at = int(day[:4]), int(day[5:7]), int(day[8:])
    if int(month_end(year, month)[8:]) - at <= _NEAR:
        return year * 12 + month - 1
    return year * 12 + month - 2 if at <= _NEAR else None


def _days_back(day: str, count: int, text: str, column: int) -> Period:
    try:
        first = date.fromisoformat(day) - timedelta(days=count - 1)
    except OverflowError:
        first = None
    if first is None or count < 1:
        raise PeriodError(worded("the calendar ends at the years 1 and 9999"), column, "")
    return from_days(first.isoformat(), day)


def _spelled_out(day: str, months: int) -> str:
    from cloudkb.periods.calendar import day_after, later

    try:
        return worded("write its days: {days}", days=f"{day_after(later(day, -months))}/{day}")
    except PeriodError:
        return worded("write its days")
