"""Days, months and the spans they make. Days are ISO 8601 text, which sorts as time does."""

from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from cloudkb.language import worded
from cloudkb.model import Period

MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months each step spans."""

_LAST, _BEYOND = "9999-12-31", "9999-12-32"


class PeriodError(ValueError):
    """A text that is no period: what was found, at which column (from 1), and what to do."""

    def __init__(
        self, message: str, column: int = 1, hint: str = "", *, formless: str = ""
    ) -> None:
        """Keep the three parts apart, so that each caller can place them.

        `formless` is the text, as it is shown, that has the form of no period at all.
        """
        super().__init__(message)
        self.formless = formless
        self.message = message
        self.column = column
        self.hint = hint


@lru_cache(maxsize=8192)
def month_end(year: int, month: int) -> str:
    """The last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1) if year < 9999 or month < 12 else None
    last = following - timedelta(days=1) if following else date(9999, 12, 31)
    return last.isoformat()


def month_end_of(day: str) -> str:
    """The last day of the month a day lies in."""
    return month_end(*_year_month(day))


def month_span(year: int, month: int, count: int) -> tuple[str, str]:
    """First and last day of so many months, beginning with the one given."""
    last = year * 12 + month - 1 + count - 1
    return date(year, month, 1).isoformat(), month_end(last // 12, last % 12 + 1)


@lru_cache(maxsize=8192)
def day_after(day: str) -> str:
    """The day after; that of the last of all days is `9999-12-32`, which sorts behind it."""
    if day == _LAST:
        return _BEYOND
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def day_before(day: str) -> str:
    """The day before."""
    if day == _BEYOND:
        return _LAST
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def from_days(start: str | None, end: str | None) -> Period:
    """The period from one day to another, in its canonical spelling: 2023Q3 if it is one."""
    if start is None or end is None:
        return Period(f"{_point(start, 'start')}/{_point(end, 'end')}", start, end)
    step, text = _size(start, end)
    if step:
        return Period(text, start, end, step=step)
    if start.endswith("-01") and end == month_end_of(end):
        return Period(f"{start[:7]}/{end[:7]}", start, end)
    return Period(f"{start}/{end}", start, end)


def _point(day: str | None, side: str) -> str:
    """An end of an open span, as short as it can be."""
    if day is None:
        return ".."
    if day.endswith("-01-01" if side == "start" else "-12-31"):
        return day[:4]
    whole = day.endswith("-01") if side == "start" else day == month_end_of(day)
    return day[:7] if whole else day


def _year_month(day: str) -> tuple[int, int]:
    return int(day[:4]), int(day[5:7])


def _size(
    start: str, end: str
) -> tuple[Literal["day", "month", "quarter", "half", "year", ""], str]:
    if start == end:
        return "day", start
    year, month = _year_month(start)
    if not start.endswith("-01"):
        return "", ""
    if end == month_end(year, month):
        return "month", start[:7]
    if month % 3 == 1 and end == month_span(year, month, 3)[1]:
        return "quarter", f"{start[:4]}Q{(month + 2) // 3}"
    if month % 6 == 1 and end == month_span(year, month, 6)[1]:
        return "half", f"{start[:4]}H{(month + 5) // 6}"
    if month == 1 and end == f"{start[:4]}-12-31":
        return "year", start[:4]
    return "", ""


def overlaps(one: Period, other: Period) -> bool:
    """Tell whether two periods share a day; what is not stated or rolling shares none."""
    if one.kind in ("rolling", "none") or other.kind in ("rolling", "none"):
        return False
    return (one.start is None or other.end is None or one.start <= other.end) and (
        other.start is None or one.end is None or other.start <= one.end
    )


def contains(outer: Period, inner: Period) -> bool:
    """Tell whether every day of the inner period is one of the outer."""
    if outer.kind in ("rolling", "none") or inner.kind in ("rolling", "none"):
        return False
    starts = outer.start is None or (inner.start is not None and outer.start <= inner.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def tiles(whole: Period, parts: "tuple[Period, ...] | list[Period]") -> bool:
    """Tell whether the parts fill the whole, each day once."""
    if whole.start is None or whole.end is None or not parts:
        return False
    at = whole.start
    for part in sorted(parts, key=lambda one: one.start or ""):
        if part.start != at or part.end is None or part.kind != "span":
            return False
        at = day_after(part.end)
    return at == day_after(whole.end)


def shift(period: Period, months: int) -> Period:
    """The span as many months later (earlier when negative), month ends kept.

    Raises `PeriodError` for what has no two ends, and beyond the years 1 to 9999.
    """
    if period.kind != "span" or period.start is None or period.end is None:
        raise PeriodError(
            worded(
                "{period} has nothing before it",
                period=period.text or worded("a period not stated"),
            ),
            1,
        )
    moved = from_days(later(period.start, months), later(period.end, months))
    return moved._replace(
        text=moved.text + ("~" if period.approximate else ""), approximate=period.approximate
    )


def in_year(period: Period, year: int) -> Period:
    """The same part of another year, that in which it ends: of 2023Q3 and 2019, 2019Q3.

    Raises `PeriodError` as `shift` does.
    """
    return shift(period, 12 * (year - int(period.end[:4])) if period.end else 0)


def later(day: str, months: int) -> str:
    """The day as many months later (earlier when negative); a month's end stays one.

    Raises `PeriodError` beyond the years 1 to 9999.
    """
    year, month = _year_month(day)
    at = year * 12 + month - 1 + months
    if not 12 <= at < 120000:
        raise PeriodError(worded("the calendar ends at the years 1 and 9999"), 1)
    last = month_end(at // 12, at % 12 + 1)
    if day == month_end(year, month):
        return last
    return min(f"{last[:8]}{day[8:]}", last)


def months(period: Period) -> int | None:
    """How many months a span has; None where it is open, approximate, or ends within one."""
    if period.kind != "span" or period.approximate or not period.start or not period.end:
        return None
    after = day_after(period.end)
    (year, month), (last, end) = _year_month(period.start), _year_month(after)
    count = (last - year) * 12 + end - month
    try:
        return count if count > 0 and later(period.start, count) == after else None
    except PeriodError:
        return None


def year_before(period: Period) -> Period:
    """The same span a year earlier; raises `PeriodError` for what has no two ends."""
    return shift(period, -12)


def quarter_before(period: Period) -> Period:
    """The span three months earlier; raises `PeriodError` for what has no two ends."""
    return shift(period, -3)


def members(series: Period) -> tuple[Period, ...]:
    """Each of the spans of a series, in order; a span is its own only member."""
    if series.kind != "series" or series.start is None or series.end is None:
        return (series,) if series.kind == "span" else ()
    found = []
    at = series.start
    while at <= series.end:
        end = at if series.step == "day" else _step_end(at, MONTHS.get(series.step, 12))
        found.append(from_days(at, end))
        at = day_after(end)
    return tuple(found)


def _step_end(day: str, months: int) -> str:
    """The last day of the step of a series that begins on a day: fiscal ones may on any."""
    if day.endswith("-01"):
        return month_span(*_year_month(day), months)[1]
    return day_before(later(day, months))


def snapshot_day(period: Period) -> Period:
    """The day a snapshot of a span is of: its last; what has no end stays as it is."""
    if period.kind != "span" or period.end is None:
        return period
    text = period.end + ("~" if period.approximate else "")
    return Period(text, period.end, period.end, approximate=period.approximate, step="day")
