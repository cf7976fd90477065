"""Fiscal names to days and back, by whose fiscal year it is."""

from functools import lru_cache

from cloudkb.language import worded
from cloudkb.late import expression
from cloudkb.model import Entity, NamedFor, Period
from cloudkb.periods.calendar import (
    PeriodError,
    day_after,
    day_before,
    from_days,
    later,
    month_end,
)
from cloudkb.periods.folding import plain
from cloudkb.periods.period_texts import Use, parse

_NAME = expression(r"FY([0-9]{4})(/[0-9]{2})?(?:Q([1-4])(?:-Q([1-4]))?|H([12]))?")
_PARTS = ("", "H1", "H2", "Q1", "Q2", "Q3", "Q4", "Q1-Q3")
_EITHER_YEAR = expression("[0-9]{4}年度")


def read(text: str, entity: Entity | None, use: Use = "day") -> Period:
    """The period of a claim about an entity, to days by its fiscal year if it has one.

    Raises `PeriodError`, also for 2023年度 where the fiscal year is not the calendar's.
    """
    if entity is None:
        return _read(text, use, "", "end")
    return _read(text, use, entity.fiscal_year_ends, entity.fiscal_year_named_for)


@lru_cache(maxsize=8192)
def _read(text: str, use: Use, ends: str, named_for: NamedFor) -> Period:
    period = parse(text, use)
    if (
        not period.fiscal
        and ends not in ("", "12-31")
        and "年" in text
        and _EITHER_YEAR.match(plain(text))
    ):
        part = "Q1-Q3" if period.text.endswith("-09") else period.text[4:]
        raise PeriodError(
            worded('"{text}" is of the calendar year, or of the fiscal year?', text=text.strip()),
            1,
            worded(
                "write {calendar} for the calendar's, {fiscal} for the fiscal year's",
                calendar=period.text,
                fiscal=f"FY{period.text[:4]}{part}",
            ),
        )
    return resolve(period, ends, named_for)


@lru_cache(maxsize=8192)
def resolve(period: Period, ends: str, named_for: NamedFor = "end") -> Period:
    """Turn a fiscal name into days, given MM-DD of the fiscal year's last day.

    Other periods come back as they are. Raises `PeriodError` when a fiscal name
    meets an entity without a fiscal year.
    """
    if not period.fiscal:
        return period
    if not ends:
        raise PeriodError(
            worded(
                "{period} is fiscal, and this entity has no fiscal year, nor has what it is part "
                "of",
                period=period.text,
            ),
            1,
            worded(
                "give it fiscal_year: {ends: MM-DD}, the fiscal year's last day, or "
                "write the calendar months"
            ),
        )
    if "/" in period.text and ends == "12-31":
        raise PeriodError(
            worded(
                "{years} are two years, and this entity's fiscal year is the calendar year",
                years=period.text[2:],
            ),
            1,
            worded(
                "write {year}, or {years} for both",
                year=period.text[2:6],
                years=f"{period.text[2:6]}/{int(period.text[2:6]) + 1:04d}",
            ),
        )
    if period.kind == "series":
        first, _, last = period.text.partition("..")
        start, end = _days(first, ends, named_for)[0], _days(last, ends, named_for)[1]
        return period._replace(start=start, end=end, fiscal=False)
    mark = period.text[-1] if period.approximate else ""
    resolved = from_days(*_days(period.text.rstrip("~?%"), ends, named_for))
    return resolved._replace(text=resolved.text + mark, approximate=period.approximate)


def _days(name: str, ends: str, named_for: NamedFor) -> tuple[str, str]:
    """First and last day of a fiscal name; one of both years (2022/23) is named for no other."""
    found = _NAME.fullmatch(name)
    assert found, name
    start, end = fiscal_year(int(found[1]), ends, "start" if found[2] else named_for)
    size = 6 if found[5] else 3 if found[3] else 12
    first = int(found[3] or found[5] or 1)
    last = int(found[4] or first)
    begins = start if first == 1 else later(start, size * (first - 1))
    return begins, end if size * last == 12 else day_before(later(start, size * last))


def names(period: Period, ends: str, named_for: NamedFor = "end") -> tuple[str, ...]:
    """The calendar name, then the fiscal one where the span has it: 2023Q4, FY2024Q3."""
    found = [period.text]
    if not ends or period.kind != "span" or not period.start or not period.end:
        return tuple(found)
    year = int(period.end[:4])
    for candidate in (year - 1, year, year + 1):
        if not 2 <= candidate <= 9998:
            continue
        start, end = fiscal_year(candidate, ends, named_for)
        if not start <= period.start <= period.end <= end:
            continue
        for part in _PARTS:
            if _days(f"FY{candidate:04d}{part}", ends, named_for) == (period.start, period.end):
                found.append(f"FY{candidate:04d}{part}")
    return tuple(dict.fromkeys(found))


def fiscal_year(year: int, ends: str, named_for: NamedFor = "end") -> tuple[str, str]:
    """First and last day of a fiscal year named for the calendar year it ends or begins in.

    `ends` is MM-DD of its last day; 02-29 means the last day of February. Raises `PeriodError`
    beyond the years 1 to 9999.
    """
    last = year if named_for == "end" or ends == "12-31" else year + 1
    if not 2 <= last <= 9999:
        raise PeriodError(worded("the calendar ends at the years 1 and 9999"), 1)
    return day_after(_year_end(last - 1, ends)), _year_end(last, ends)


def _year_end(year: int, ends: str) -> str:
    month, day = int(ends[:2]), ends[3:]
    last = month_end(year, month)
    return last if ends == "02-29" else min(f"{year:04d}-{month:02d}-{day}", last)
