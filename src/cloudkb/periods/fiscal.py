"""Fiscal names to days and back. A fiscal year is named for the calendar year it ends in."""

from functools import lru_cache

from cloudkb.model import Period
from cloudkb.periods.calendar import (
    MONTHS,
    PeriodError,
    day_after,
    day_before,
    from_days,
    later,
    month_end,
)


@lru_cache(maxsize=8192)
def resolve(period: Period, fiscal_year_ends: str) -> Period:
    """Turn a fiscal name into days, given MM-DD of the fiscal year's last day.

    Other periods come back as they are. Raises `PeriodError` when a fiscal name
    meets an entity without a fiscal year.
    """
    if not period.fiscal:
        return period
    if not fiscal_year_ends:
        raise PeriodError(
            f"{period.text} is fiscal, and this entity has no fiscal year",
            1,
            "give the entity fiscal_year_ends: 03-31, or write the calendar months",
        )
    if period.kind == "series":
        first, _, last = period.text.partition("..")
        start, end = _days(first, fiscal_year_ends)[0], _days(last, fiscal_year_ends)[1]
        return period._replace(start=start, end=end, fiscal=False)
    mark = period.text[-1] if period.approximate else ""
    resolved = from_days(*_days(period.text.rstrip("~?%"), fiscal_year_ends))
    return resolved._replace(text=resolved.text + mark, approximate=period.approximate)


def _days(name: str, ends: str) -> tuple[str, str]:
    year, part = int(name[2:6]), name[6:]
    start, end = fiscal_year(year, ends)
    if not part:
        return start, end
    size = MONTHS["quarter" if part[0] == "Q" else "half"]
    index = int(part[1])
    first = start if index == 1 else later(start, size * (index - 1))
    following = later(start, size * index)
    last = end if size * index == 12 else day_before(following)
    return first, last


def names(period: Period, fiscal_year_ends: str) -> tuple[str, ...]:
    """The calendar name, then the fiscal one where the span has it: 2023Q4, FY2024Q3."""
    found = [period.text]
    if not fiscal_year_ends or period.kind != "span" or not period.start or not period.end:
        return tuple(found)
    year = int(period.end[:4])
    for candidate in (year, year + 1):
        start, end = fiscal_year(candidate, fiscal_year_ends)
        if not start <= period.start <= period.end <= end:
            continue
        for part in ("", "H1", "H2", "Q1", "Q2", "Q3", "Q4"):
            if _days(f"FY{candidate:04d}{part}", fiscal_year_ends) == (period.start, period.end):
                found.append(f"FY{candidate:04d}{part}")
    return tuple(dict.fromkeys(found))


def fiscal_year(year: int, ends: str) -> tuple[str, str]:
    """First and last day of a fiscal year named for the calendar year it ends in.

    `ends` is MM-DD of its last day; 02-29 means the last day of February.
    """
    return day_after(_year_end(year - 1, ends)), _year_end(year, ends)


def _year_end(year: int, ends: str) -> str:
    month, day = int(ends[:2]), ends[3:]
    last = month_end(year, month)
    return last if ends == "02-29" else min(f"{year:04d}-{month:02d}-{day}", last)
