"""Periods in English words, for headings and cards."""

from cloudkb.model import Period
from cloudkb.periods.calendar import from_days, month_end_of
from cloudkb.periods.forms import MONTH_NAMES


def describe(period: Period) -> str:
    """The period in English words: 2023Q3 is "July to September 2023"."""
    if period.kind == "none":
        return "not stated"
    if period.kind == "rolling":
        return "any 12 months"
    if period.kind == "series":
        return f"each {period.step or 'period'} of {period.text.replace('..', ' to ')}"
    if period.fiscal:
        return f"fiscal {period.text[2:]}"
    words = _days(period)
    return f"about {words}" if period.approximate else words


def _days(period: Period) -> str:
    if period.start is None and period.end is None:
        return period.text
    if period.start is None:
        return f"until {_day(period.end or '', last=True)}"
    if period.end is None:
        return f"since {_day(period.start, last=False)}"
    size = from_days(period.start, period.end).step
    if size == "day":
        return _full_day(period.start)
    if size == "year":
        return period.start[:4]
    if period.start.endswith("-01") and period.end == month_end_of(period.end):
        first, last = _month_name(period.start), _month_name(period.end)
        if size == "month":
            return last
        if period.start[:4] == period.end[:4]:
            return f"{first.split()[0]} to {last}"
        return f"{first} to {last}"
    return f"{_full_day(period.start)} to {_full_day(period.end)}"


def _month_name(day: str) -> str:
    return f"{MONTH_NAMES[int(day[5:7]) - 1].capitalize()} {int(day[:4])}"


def _full_day(day: str) -> str:
    return f"{int(day[8:])} {_month_name(day)}"


def _day(day: str, *, last: bool) -> str:
    if day.endswith("-12-31" if last else "-01-01"):
        return str(int(day[:4]))
    if (day == month_end_of(day)) if last else day.endswith("-01"):
        return _month_name(day)
    return _full_day(day)
