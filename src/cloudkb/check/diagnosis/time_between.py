"""How far periods of one kind lie apart, and what lies as far from another."""

from functools import lru_cache

from cloudkb import periods
from cloudkb.check.constraints.quantities import Quantity, period_of
from cloudkb.periods import PeriodError
from cloudkb.periods.calendar import later

_YEAR = 12


def moved(own: Quantity, base: Quantity, one: Quantity) -> Quantity | None:
    """What a neighbour in time is compared with: as long before it as own's base is."""
    months = months_between(own.period, one.period)
    if months is None:
        return None
    try:
        return base._replace(period=periods.shift(period_of(base.period), months).text)
    except PeriodError:
        return None


@lru_cache(maxsize=65536)
def months_between(period: str, other: str) -> int | None:
    """How many months a period lies behind another of its length; None where it has none."""
    one, two = period_of(period), period_of(other)
    if one.start is None or one.end is None or two.start is None or two.end is None:
        return None
    months = _month(two.start) - _month(one.start)
    if one.kind != "span" or _month(two.end) - _month(one.end) != months:
        return None
    try:
        moved = later(one.start, months), later(one.end, months)
    except PeriodError:
        return None
    return months if moved == (two.start, two.end) else None


def _month(day: str) -> int:
    return int(day[:4]) * _YEAR + int(day[5:7])


def is_usual(own: Quantity, one: Quantity) -> bool:
    """Tell whether a period is a year or one step before another, or after it."""
    months = months_between(own.period, one.period)
    return months is not None and abs(months) in (_YEAR, periods.months(period_of(own.period)))


def months_apart(one: Quantity, own: Quantity) -> int:
    """How many months lie between the periods of two; a million where no months tell."""
    months = months_between(own.period, one.period)
    return 10**6 if months is None else abs(months)
