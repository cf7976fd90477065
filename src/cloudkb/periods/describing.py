"""Periods in words, for headings and cards."""

from cloudkb.language import in_chinese, marked, worded
from cloudkb.model import Period
from cloudkb.periods.calendar import from_days, month_end_of
from cloudkb.periods.forms import MONTH_NAMES
from cloudkb.periods.short_names import called


def describe(period: Period) -> str:
    """The period in words: 2023Q3 is "July to September 2023", 2023年7至9月."""
    if period.kind == "none":
        return worded("not stated")
    if period.kind == "rolling":
        return worded("any 12 months")
    if period.kind == "series":
        start, _, end = period.text.partition("..")
        return worded(_EACH[period.step or "period"], start=start, end=end)
    if period.fiscal:
        if in_chinese():
            return called(period.text)
        return worded("fiscal {year}", year=period.text[2:])
    words = _days(period)
    return worded("about {days}", days=words) if period.approximate else words


_EACH = {
    "day": marked("each day of {start} to {end}"),
    "month": marked("each month of {start} to {end}"),
    "quarter": marked("each quarter of {start} to {end}"),
    "half": marked("each half of {start} to {end}"),
    "year": marked("each year of {start} to {end}"),
    "period": marked("each period of {start} to {end}"),
}


def _days(period: Period) -> str:
    if period.start is None and period.end is None:
        return period.text
    if period.start is None:
        return worded("until {end}", end=_day(period.end or "", last=True))
    if period.end is None:
        return worded("since {start}", start=_day(period.start, last=False))
    size = from_days(period.start, period.end).step
    if size == "day":
        return _full_day(period.start)
    if size == "year":
        return worded("{year}", "{year}年", year=period.start[:4])
    if period.start.endswith("-01") and period.end == month_end_of(period.end):
        first, last = _month_name(period.start), _month_name(period.end)
        if size == "month":
            return last
        if period.start[:4] == period.end[:4]:
            if in_chinese():
                return f"{first.removesuffix('月')}至{int(period.end[5:7])}月"
            first = first.split()[0]
        return worded("{start} to {end}", start=first, end=last)
    start, end = _full_day(period.start), _full_day(period.end)
    return worded("{start} to {end}", start=start, end=end)


def _month_name(day: str) -> str:
    if in_chinese():
        return f"{int(day[:4])}年{int(day[5:7])}月"
    return f"{MONTH_NAMES[int(day[5:7]) - 1].capitalize()} {int(day[:4])}"


def _full_day(day: str) -> str:
    if in_chinese():
        return f"{_month_name(day)}{int(day[8:])}日"
    return f"{int(day[8:])} {_month_name(day)}"


def _day(day: str, *, last: bool) -> str:
    if day.endswith("-12-31" if last else "-01-01"):
        return worded("{year}", "{year}年", year=str(int(day[:4])))
    if (day == month_end_of(day)) if last else day.endswith("-01"):
        return _month_name(day)
    return _full_day(day)
